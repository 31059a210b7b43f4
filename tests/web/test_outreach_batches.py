"""A batch of greetings on one page: seen, given a coupon, let go, paused, stopped; the year it comes from; and what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from maildesk.core.care.batch import Limit, Limits
from maildesk.db import tables as t
from maildesk.flow.care import preparing, steps
from maildesk.web.i18n import catalogue
from tests.web.desk import token
from tests.web.outreach import Writing, writing
from tests.web.page import form, send, words


@pytest.fixture
def first(shop) -> Writing:
    return writing(shop)


@pytest.fixture
def batch(first) -> int:
    """New Year for a German and a French buyer; a third one has not agreed."""
    first.agree("anna@kunde.example")
    first.agree("aline@client.example", "FR", "fr")
    first.told("#8", "emil@kunde.example")
    return first.propose()


def turn(client, batch, step):
    return send(client, f"/outreach/batches/{batch}", f"/outreach/batches/{batch}/{step}")


def said_of(code) -> str:
    return catalogue("en").gettext(code)


def state(first) -> str:
    return first.shop.newest(t.OutreachBatch).state


def test_one_page_shows_who_gets_it_who_does_not_and_a_sample_in_each_language(batch, signed_in):
    page = signed_in().get(f"/outreach/batches/{batch}")
    said, text = words(page), page.get_data(as_text=True)
    assert "Let 2 greetings go" in said
    assert f"Consent {said_of('outreach_why.consent.none')}: German law 1" in said
    assert 'id="sample-de"' in text
    assert 'id="sample-fr"' in text
    assert 'class="words mirror" lang="en"' in text


def test_let_go_paused_resumed_and_done_with_a_bar_that_moves(first, batch, signed_in):
    client = signed_in("lin")
    assert turn(client, batch, "approve").status_code == 303
    turn(client, batch, "pause")
    assert state(first) == "paused"
    turn(client, batch, "resume")
    assert client.get(f"/outreach/batches/{batch}/progress").json["share"] == 0
    first.wait(days=18)
    told = client.get(f"/outreach/batches/{batch}/progress").json
    assert told == {
        "state": "done", "going": 2, "ended": 2, "share": 100, "sent": 2, "bounced": 0, "complained": 0, "unsubscribed": 0,
    }  # fmt: skip
    assert "data-progress" not in client.get(f"/outreach/batches/{batch}").get_data(as_text=True)
    left = words(client.get(f"/outreach/{first.mails('sent')[0].id}"))
    assert "Let go by 林悦" in left
    assert "Both sides are as they stood when it left." in left


def test_what_somebody_saw_before_a_coupon_came_along_is_not_what_they_let_go(first, batch, signed_in):
    page = f"/outreach/batches/{batch}"
    client, other = signed_in("lin"), signed_in("mei")
    before = form(other.get(page), f"{page}/approve")
    until = (first.shop.now + timedelta(days=60)).date().isoformat()
    send(client, page, f"{page}/coupon", code="NEU10", worth="10 %", until=until)
    assert other.post(f"{page}/approve", data=before).status_code == 409
    said = words(client.get(page))
    assert "NEU10 10 %" in said


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"code": "A", "worth": "ten", "until": "2027-03-01"}, 422),
        ({"code": "A", "worth": "10 %", "until": "soon"}, 422),
        ({"code": "A", "worth": "5 EUR", "until": "2027-03-01", "minimum": "50"}, 422),
        ({"code": "", "worth": "5 EUR", "until": "2027-03-01"}, 422),
        ({"code": "A", "worth": "10 %", "until": "2027-01-02"}, 303),
    ],
)
def test_a_coupon_that_is_none_or_worth_nothing_does_not_go_along(first, batch, signed_in, typed, status):
    page = f"/outreach/batches/{batch}"
    assert send(signed_in("lin"), page, f"{page}/coupon", **typed).status_code == status
    assert not any("coupon" in row.detail for row in first.mails())


def test_stopped_by_a_person_it_says_why_and_takes_everything_off(first, batch, signed_in):
    page = f"/outreach/batches/{batch}"
    send(signed_in("lin"), page, f"{page}/stop", why="the shop closes")
    assert "Stopped the shop closes" in words(signed_in().get(page))
    assert {row.state for row in first.mails() if row.purpose == "greeting"} == {"cancelled", "stopped"}


def test_stopped_by_itself_it_tells_who_let_it_go_and_the_supervisors(first, batch, signed_in):
    turn(signed_in("lin"), batch, "approve")
    first.care = replace(first.care, limits=Limits((Limit("bounced", 1, 0.0),)))
    with first.shop.store.writing() as session:
        row = session.get_one(t.Outreach, next(row.id for row in first.mails() if row.batch_id == batch))
        row.sent_at = row.bounced_at = first.shop.now
    first.tick()
    told = first.shop.all(t.Notification)
    assert {(each.code, each.user_id) for each in told} == {
        ("batch_stopped", first.shop.people["lin"]),
        ("batch_stopped", first.shop.people["wang"]),
    }
    client = signed_in("lin")
    [mine] = [each for each in told if each.user_id == first.shop.people["lin"]]
    assert client.get(f"/told/{mine.id}").location == f"/outreach/batches/{batch}"
    assert said_of("outreach_why.too_many_bounced") in words(client.get(f"/outreach/batches/{batch}"))
    assert said_of("notice.batch_stopped") in words(client.get("/told"))


def test_a_trainee_sees_a_batch_and_cannot_let_it_go(first, batch, signed_in):
    client = signed_in("xiao")
    assert "/approve" not in client.get(f"/outreach/batches/{batch}").get_data(as_text=True)
    answer = client.post(f"/outreach/batches/{batch}/approve", data={"csrf_token": token(client), "version": 1})
    assert (answer.status_code, state(first)) == (403, "proposed")


def test_the_year_shows_each_day_where_it_is_and_how_many_ticked_it(first, signed_in):
    first.agree("anna@kunde.example", "DE", "de", "christmas")
    first.agree("aline@client.example", "FR", "fr")
    said = words(signed_in().get("/outreach/greetings"))
    assert "Fri 25 Dec Christmas 1 who ticked it DE FR" in said
    assert "Wed 14 Jul National day public day there FR" in said


def test_a_greeting_is_asked_for_from_its_day_and_waits_as_a_batch_when_it_is_prepared(first, signed_in):
    first.agree("anna@kunde.example")
    client = signed_in()
    fields = {"csrf_token": token(client), "occasion": "new_year"}
    assert client.post("/outreach/greetings/propose", data=fields).location == "/outreach/greetings"
    first.propose()
    assert said_of("batch_state.proposed") in words(client.get("/outreach/greetings"))
    nobody = client.post("/outreach/greetings/propose", data={**fields, "occasion": "diwali"})
    assert nobody.location == "/outreach/greetings"
    assert client.post("/outreach/greetings/propose", data={**fields, "occasion": "no_day"}).status_code == 404


def asked_for(first, signed_in, occasion="new_year"):
    client = signed_in("lin")
    client.post("/outreach/greetings/propose", data={"csrf_token": token(client), "occasion": occasion})
    return client


def test_while_it_is_prepared_a_bar_moves_and_nothing_can_be_let_go(first, signed_in, monkeypatch):
    monkeypatch.setattr(steps, "AT_ONCE", 1)
    for name in ("anna", "berta", "clara"):
        first.agree(f"{name}@kunde.example")
    client, bar = asked_for(first, signed_in), "/outreach/greetings/progress/new_year"
    assert client.get(bar).json == {"state": "preparing", "share": 0, "ended": 0, "going": 0}
    with first.shop.store.writing() as session:
        assert preparing.go_on(session, first.care, "new_year", first.shop.now)
    assert client.get(bar).json == {"state": "preparing", "share": 33, "ended": 1, "going": 3}
    greetings, batch = "/outreach/greetings", f"/outreach/batches/{first.shop.newest(t.OutreachBatch).id}"
    assert "Being prepared New Year 1 of 3 contacts looked at" in words(client.get(greetings))
    assert f'data-progress="{bar}"' in client.get(batch).get_data(as_text=True)
    assert "/approve" not in client.get(batch).get_data(as_text=True)
    first.propose()
    assert client.get(bar).json == {"state": "proposed", "share": 100}
    assert "data-progress" not in client.get(greetings).get_data(as_text=True)


def test_a_failed_try_says_when_it_goes_on_and_can_be_tried_at_once(first, signed_in):
    first.agree("anna@kunde.example")
    client, later = asked_for(first, signed_in), first.shop.now + timedelta(hours=1)
    with first.shop.store.writing() as session:
        job = session.query(t.Job).filter_by(name=preparing.JOB).one()
        job.said, job.due_at = "OSError: disk full", later
    said = words(client.get("/outreach/greetings"))
    assert "The last try failed." in said
    assert "OSError: disk full" in said
    send(client, "/outreach/greetings", "/outreach/greetings/propose", occasion="new_year")
    assert first.shop.newest(t.Job).due_at < later


def test_contacts_that_could_not_be_looked_at_stand_on_the_page_and_the_batch_can_go(first, signed_in):
    broken = first.agree("anna@kunde.example")
    first.agree("berta@kunde.example")
    with first.shop.store.writing() as session:
        session.query(t.ConsentRow).filter_by(contact_id=broken).one().basis = "hearsay"
    client = asked_for(first, signed_in)
    with first.shop.store.writing() as session:
        while preparing.go_on(session, first.care, "new_year", first.shop.now):
            pass
    said = words(client.get("/outreach/greetings"))
    assert "1 could not be looked at." in said
    assert "anna@kunde.example ValueError: 'hearsay' is not a valid Basis" in said
    assert state(first) == "proposed"


def test_buyers_are_left_out_of_a_batch_before_it_goes_and_taken_back_in(first, batch, signed_in):
    client, page = signed_in("lin"), f"/outreach/batches/{batch}"
    [anna] = [row.id for row in first.mails("planned") if row.batch_id == batch and row.locale == "de"]
    seen_whole = form(client.get(page), f"{page}/approve")
    send(client, page, f"{page}/leave-out", chosen=anna, why="she asked me to wait")
    said = words(client.get(page))
    assert "Let 1 greetings go" in said
    assert "left out by a person 1" in said
    assert "Anna Krüger she asked me to wait" in said or "anna@kunde.example she asked me to wait" in said
    assert client.post(f"{page}/approve", data=seen_whole).status_code == 409
    send(client, page, f"{page}/take-in", chosen=anna)
    send(client, page, f"{page}/leave-out", locale="fr", why="the text reads badly")
    assert {row.locale for row in first.mails("planned") if row.batch_id == batch} == {"de"}


def test_whoever_leaves_somebody_out_says_whom_and_why(first, batch, signed_in):
    client, page = signed_in("lin"), f"/outreach/batches/{batch}"
    send(client, page, f"{page}/leave-out", locale="de", why="")
    send(client, page, f"{page}/leave-out", why="nobody in particular")
    fields = {"csrf_token": token(signed_in("xiao")), "version": 1, "locale": "de", "why": "no"}
    assert signed_in("xiao").post(f"{page}/leave-out", data=fields).status_code in (400, 403)
    assert len([row for row in first.mails("planned") if row.batch_id == batch]) == 2


def test_what_waits_for_a_word_stands_first_the_nearest_day_before_the_others(first, signed_in):
    days = (
        ("new_year:2027-01-01", "proposed"),
        ("anniversary:2026-W52", "proposed"),
        ("thanksgiving:2026-11-26", "done"),
    )
    with first.shop.store.writing() as session:
        for key, state in days:
            made = t.OutreachBatch(key=key, occasion=key.partition(":")[0], state=state, why="", version=1)
            made.proposed_at = first.shop.now
            session.add(made)
    said = words(signed_in().get("/outreach/greetings"))
    labels = ("A year since the first purchase week from Mon 21 Dec", "New Year Fri 1 Jan", "Thanksgiving Thu 26 Nov")
    assert [said.index(each) for each in labels] == sorted(said.index(each) for each in labels)


def test_results_show_what_went_what_came_back_and_which_gate_stopped_the_others(first, batch, signed_in):
    turn(signed_in("lin"), batch, "approve")
    first.wait(days=18)
    with first.shop.store.writing() as session:
        for row in session.query(t.Outreach).filter_by(state="sent", locale="de", purpose="greeting"):
            row.answered_at = first.shop.now
    page = signed_in().get("/outreach/results?days=91")
    said = words(page)
    assert "New Year 2 1 50.0 %" in said
    assert "Consent" in said
    assert page.get_data(as_text=True).count('class="went"') == 13
    assert "Nothing was due in these days" not in said


def test_a_shop_that_never_wrote_first_sees_what_would_stand_there(first, signed_in):
    assert "Nothing was due in these days" in words(signed_in().get("/outreach/results"))
