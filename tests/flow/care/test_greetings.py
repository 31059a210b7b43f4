"""Greetings: proposed for those they are for, approved by a person, let go at a pace, on the right day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from maildesk.core.care.asked import Gate
from maildesk.core.care.batch import BatchState
from maildesk.db import tables as t
from maildesk.errors import RefusedError, StaleError
from maildesk.flow.care import approving, batches, house
from maildesk.flow.care.batches import Chosen
from maildesk.flow.house.person import Seen
from tests.support.prepared import prepared

DECEMBER = datetime(2026, 12, 14, 9, tzinfo=UTC)


def propose(parlour, occasion, now=DECEMBER):
    parlour.now = now
    with parlour.store.writing() as session:
        return prepared(session, parlour.care, occasion, now)


def approve(parlour, who="lead"):
    with parlour.store.writing() as session:
        batches.approve(session, parlour.seen_batch(), parlour.doing(who))


def greeted(parlour):
    return {(row.country, row.state, row.gate) for row in parlour.outreach("greeting")}


def test_christmas_is_for_those_who_ticked_it_and_for_nobody_else(parlour):
    parlour.agree("anna@kunde.example", chosen=("christmas",))
    parlour.agree("berta@kunde.example")
    propose(parlour, "christmas")
    assert len(parlour.outreach("greeting")) == 1


def test_a_public_day_is_for_every_customer_and_shows_who_is_left_out_and_why(parlour):
    parlour.agree("anna@kunde.example")
    parlour.agree("salma@kunde.example", country="SA")
    parlour.told("#8", buyer_email="emil@kunde.example", ordered_at="2026-11-01T10:00:00Z")
    propose(parlour, "new_year", DECEMBER)
    assert greeted(parlour) == {("DE", "planned", ""), ("DE", "stopped", "consent")}
    with parlour.store.reading() as session:
        shown = batches.preview(session, parlour.batch().id)
    assert shown.by_gate == (("planned", "", "", 1), ("stopped", "consent", "consent.none.de", 1))
    assert shown.by_locale == (("de", 1),)
    assert len(shown.samples) == 1


def test_proposing_again_adds_new_contacts_and_no_second_greeting(parlour):
    parlour.agree("anna@kunde.example")
    propose(parlour, "new_year")
    parlour.agree("berta@kunde.example")
    propose(parlour, "new_year")
    assert len(parlour.outreach("greeting")) == 2
    assert len(parlour.all(t.OutreachBatch)) == 1


def test_nothing_leaves_before_a_person_has_approved_the_batch(parlour):
    parlour.agree()
    propose(parlour, "new_year")
    parlour.wait(days=21)
    assert parlour.left() == []
    with pytest.raises(RefusedError):
        approve(parlour, "trainee")


def test_a_greeting_of_a_closed_day_arrives_on_the_last_open_day_before(parlour):
    parlour.agree("anna@kunde.example", chosen=("christmas",))
    parlour.agree("aline@client.example", country="FR", locale="fr", chosen=("christmas",))
    propose(parlour, "christmas")
    approve(parlour)
    parlour.wait(days=14)
    days = {row.locale: row.sent_at.date() for row in parlour.outreach("greeting")}
    assert days == {"de": date(2026, 12, 24), "fr": date(2026, 12, 25)}
    assert parlour.batch().state == BatchState.DONE


def test_a_worker_that_was_down_over_christmas_sends_no_greeting_on_the_27th(parlour):
    parlour.agree(chosen=("christmas",))
    propose(parlour, "christmas")
    approve(parlour)
    parlour.at(datetime(2026, 12, 27, 12, tzinfo=UTC))
    assert parlour.left() == []
    assert parlour.outreach("greeting")[0].why == "lost_its_sense"


def test_greetings_rest_while_the_team_is_outrun(parlour):
    parlour.agree("aline@client.example", country="FR", locale="fr")
    propose(parlour, "new_year")
    approve(parlour)
    with parlour.store.writing() as session:
        session.add(t.Overload(began_at=parlour.now, waiting=90, arriving=30.0, clearing=4.0))
    parlour.at(datetime(2027, 1, 1, 9, tzinfo=UTC))
    assert parlour.left() == []
    parlour.set(t.Overload, {"ended_at": parlour.now}, [1])
    parlour.at(datetime(2027, 1, 1, 12, tzinfo=UTC))
    assert len(parlour.left()) == 1


def test_a_paused_batch_waits_and_a_stopped_one_is_over(parlour):
    parlour.agree("anna@kunde.example")
    propose(parlour, "new_year")
    approve(parlour)
    with parlour.store.writing() as session:
        batches.pause(session, parlour.seen_batch(), parlour.doing())
    parlour.at(datetime(2026, 12, 31, 12, tzinfo=UTC))
    assert parlour.left() == []
    with parlour.store.writing() as session:
        batches.resume(session, parlour.seen_batch(), parlour.doing())
        batches.stop(session, Seen(parlour.batch().id, parlour.batch().version + 1), "", parlour.doing())
    parlour.at(datetime(2026, 12, 31, 13, tzinfo=UTC))
    assert parlour.left() == []
    assert parlour.outreach("greeting")[0].why == "batch_stopped"


def test_a_batch_changed_by_somebody_else_is_not_approved(parlour):
    parlour.agree()
    propose(parlour, "new_year")
    seen = parlour.seen_batch()
    approve(parlour)
    with parlour.store.writing() as session, pytest.raises(StaleError):
        batches.approve(session, seen, parlour.doing())


def test_a_batch_stops_by_itself_when_too_many_complain(parlour):
    for number in range(6):
        parlour.agree(f"b{number}@kunde.example", country="FR", locale="fr")
    parlour.agree("late@kunde.example", country="US", locale="en")
    propose(parlour, "new_year")
    approve(parlour)
    parlour.at(datetime(2027, 1, 1, 8, 30, tzinfo=UTC))
    done = [row.id for row in parlour.outreach("greeting") if row.sent_at]
    assert len(done) == 6
    parlour.set(t.Outreach, {"complained_at": parlour.now}, done[:2])
    parlour.at(datetime(2027, 1, 1, 18, tzinfo=UTC))
    assert (parlour.batch().state, parlour.batch().why) == ("stopped", "too_many_complained")
    assert len(parlour.left()) == 6


def test_whoever_said_stop_between_approval_and_the_day_gets_nothing(parlour):
    contact_id = parlour.agree()
    propose(parlour, "new_year")
    approve(parlour)
    with parlour.store.writing() as session:
        session.add(t.Suppression(contact_id=contact_id, scope="advertising", because="one_click", at=parlour.now))
    parlour.wait(days=21)
    assert parlour.left() == []
    assert parlour.outreach("greeting")[0].gate == Gate.SUPPRESSION


def test_key_customers_get_a_task_for_a_note_of_their_own_agent(parlour):
    parlour.told(ordered_at="2026-11-01T10:00:00Z")
    parlour.set(t.Buyer, {"tier": "A"}, [1])
    parlour.agree()
    parlour.set(t.Contact, {"buyer_id": 1}, [1])
    propose(parlour, "new_year")
    assert parlour.outreach("greeting")[0].why == "key_customer"
    approve(parlour)
    assert [task.kind for task in parlour.all(t.Task)] == ["personal_note"]


def test_no_cheerful_mail_goes_where_people_mourn(parlour):
    parlour.agree()
    with parlour.store.writing() as session:
        house.set_seller(session, "de", ["de"], parlour.doing("supervisor"))
    propose(parlour, "new_year")
    assert greeted(parlour) == {("DE", "stopped", "fit")}


def test_a_sample_is_read_beside_its_mirror(parlour):
    parlour.agree()
    propose(parlour, "new_year")
    with parlour.store.reading() as session:
        shown = approving.shown(session, parlour.care, parlour.outreach("greeting")[0].id, "zh-Hans", parlour.now)
    assert (shown.draft.locale, shown.mirror.locale) == ("de", "zh-Hans")
    assert [block.name for block in shown.draft.blocks] == [block.name for block in shown.mirror.blocks]


@pytest.mark.parametrize(("days", "refused"), [(40, False), (20, True)])
def test_a_coupon_goes_with_a_greeting_only_if_it_is_worth_something(parlour, days, refused):
    parlour.agree()
    propose(parlour, "new_year")
    coupon = {"code": "NEU10", "worth": "10 %", "until": (DECEMBER + timedelta(days=days)).date().isoformat()}
    with parlour.store.writing() as session:
        if refused:
            with pytest.raises(RefusedError):
                batches.with_coupon(session, parlour.seen_batch(), coupon, parlour.doing("lead"))
            return
        batches.with_coupon(session, parlour.seen_batch(), coupon, parlour.doing("lead"))
    approve(parlour)
    parlour.wait(days=20)
    assert "NEU10" in parlour.outreach("greeting")[0].text


def test_an_anniversary_is_greeted_a_year_after_the_first_purchase(parlour):
    parlour.told(ordered_at="2025-12-22T10:00:00Z", status="delivered", delivered_at="2025-12-28T10:00:00Z")
    parlour.agree()
    parlour.set(t.Contact, {"buyer_id": 1}, [1])
    propose(parlour, "anniversary")
    [row] = parlour.outreach("greeting")
    assert (row.state, row.greeting["day"]) == ("planned", "2026-12-22")
    assert parlour.batch().key == "anniversary:2026-W52"


def test_who_has_the_day_later_is_not_shut_out_by_a_batch_that_went(parlour):
    """Christmas is in December and, where the old calendar is kept, in January; national days are all through the year."""
    parlour.agree("nino@kunde.example", country="GE", chosen=("christmas",))
    parlour.agree("anna@kunde.example", chosen=("christmas",))
    for now in (datetime(2026, 12, 27, 9, tzinfo=UTC), datetime(2027, 12, 10, 9, tzinfo=UTC)):
        propose(parlour, "christmas", now)
        approve(parlour)
    assert [batch.key for batch in parlour.all(t.OutreachBatch)] == ["christmas:2027-01-07", "christmas:2027-12-25"]
    assert [(row.country, row.greeting["day"]) for row in parlour.outreach("greeting")] == [
        ("GE", "2027-01-07"),
        ("DE", "2027-12-25"),
    ]


def test_anniversaries_are_proposed_by_whole_weeks(parlour):
    """Whoever comes later in a week whose batch was approved would be left out."""
    parlour.told(ordered_at="2025-12-22T10:00:00Z", status="delivered", delivered_at="2025-12-28T10:00:00Z")
    parlour.agree()
    parlour.set(t.Contact, {"buyer_id": 1}, [1])
    propose(parlour, "anniversary", datetime(2026, 12, 4, 9, tzinfo=UTC))
    assert parlour.outreach("greeting") == []
    propose(parlour, "anniversary", datetime(2026, 12, 6, 9, tzinfo=UTC))
    assert len(parlour.outreach("greeting")) == 1


def test_single_buyers_and_whole_languages_can_be_left_out_and_the_reason_stays(parlour):
    for name, country, locale in (("anna", "DE", "de"), ("berta", "DE", "de"), ("aline", "FR", "fr")):
        parlour.agree(f"{name}@kunde.example", country=country, locale=locale)
    propose(parlour, "new_year")
    seen, anna = parlour.seen_batch(), parlour.outreach("greeting")[0].id
    chosen = Chosen(frozenset({anna}), frozenset({"fr"}))
    with parlour.store.writing() as session:
        assert batches.leave_out(session, seen, chosen, "the French reads oddly", parlour.doing("lead")) == 2
    with parlour.store.writing() as session, pytest.raises(StaleError):
        batches.approve(session, seen, parlour.doing("lead"))
    approve(parlour)
    parlour.wait(days=20)
    by_mail = {row.contact_id: (row.state, row.why) for row in parlour.outreach("greeting")}
    assert by_mail == {1: ("cancelled", "left_out"), 2: ("sent", ""), 3: ("cancelled", "left_out")}
    assert parlour.outreach("greeting")[0].detail["left_out"]["why"] == "the French reads oddly"


def test_who_was_left_out_can_be_taken_in_again_but_not_whom_a_gate_stops(parlour):
    parlour.agree("anna@kunde.example")
    parlour.told("#8", buyer_email="emil@kunde.example", ordered_at="2026-11-01T10:00:00Z")
    propose(parlour, "new_year")
    every = Chosen(locales=frozenset({"de"}))
    with parlour.store.writing() as session:
        assert batches.leave_out(session, parlour.seen_batch(), every, "", parlour.doing("lead")) == 1
    with parlour.store.writing() as session:
        assert batches.take_in(session, parlour.seen_batch(), every, parlour.doing("lead")) == 1
    assert greeted(parlour) == {("DE", "planned", ""), ("DE", "stopped", "consent")}
