"""Follow-ups by event: planned, approved or automatic, judged again at sending, taken away when the world changes."""

import json
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.flow.care import approving, contacts, events, house, sending
from maildesk.flow.care.planning import order_changed
from tests.flow.care.conftest import LONG_AGO, NOW


def iso(days=0.0, hours=0.0):
    return (NOW + timedelta(days=days, hours=hours)).isoformat()


def test_an_order_that_an_import_told_of_plans_nothing(parlour):
    parlour.order("#7", buyer_email="anna@kunde.example", ordered_at=iso(), status="paid")
    assert parlour.outreach() == []


def test_what_happened_before_a_channel_was_connected_is_old_news(parlour):
    parlour.told(ordered_at=iso(hours=-5), since=NOW - timedelta(hours=1))
    assert parlour.outreach() == []


def test_an_order_told_twice_is_planned_once(parlour):
    parlour.told(ordered_at=iso())
    parlour.told(ordered_at=iso())
    assert sorted(row.purpose for row in parlour.outreach()) == ["late_dispatch", "order_confirm"]


def test_a_mail_waits_for_a_person_unless_its_rule_may_send_alone(parlour):
    parlour.told(ordered_at=iso())
    parlour.wait(hours=5)
    assert parlour.stands()["order_confirm"] == ("waiting", "approval", "approval.person")
    assert parlour.left() == []


def test_an_approved_mail_leaves_once_in_the_buyers_language_with_its_ground(parlour):
    parlour.told(ordered_at=iso())
    parlour.wait(hours=5)
    with parlour.store.writing() as session:
        approving.approve(session, parlour.care, [row.id for row in parlour.outreach("order_confirm")], parlour.doing())
    parlour.wait(hours=5)
    [mail] = parlour.left()
    parsed = message_from_bytes(mail.body, policy=default)
    assert (parsed["To"], parsed["Auto-Submitted"], parsed["Content-Language"]) == (
        "anna@kunde.example",
        "auto-generated",
        "de",
    )
    assert parsed["List-Unsubscribe"] is None
    [row] = parlour.outreach("order_confirm")
    assert (row.state, row.approved_by, row.sent_at) == ("sent", parlour.people["agent"].id, mail.sent_at)
    assert [(each["law"], each["basis"]) for each in row.grounds] == [("de", "contract"), ("eu", "contract")]
    assert row.version == parlour.care.packs.version
    assert "Lampe Alba" in row.text


def test_a_rule_on_the_automatic_list_sends_alone_and_its_history_is_kept(parlour):
    parlour.alone("order_confirm")
    parlour.told(ordered_at=iso())
    parlour.wait(hours=5)
    assert parlour.stands()["order_confirm"][0] == "sent"
    with parlour.store.writing() as session:
        house.set_automatic(session, parlour.care, "order_confirm", False, "too dry", parlour.doing("supervisor"))
    assert [(row.automatic, row.why) for row in parlour.all(t.AutomaticRule)] == [
        (True, "read and found good"),
        (False, "too dry"),
    ]


def test_nothing_leaves_in_the_buyers_night(parlour):
    parlour.alone("order_confirm")
    parlour.now = NOW + timedelta(hours=12)  # nine in the evening in Berlin
    parlour.told(ordered_at=parlour.now.isoformat())
    parlour.wait(hours=24)
    [mail] = parlour.left()
    assert mail.created_at.hour == 8  # nine in the morning


@pytest.mark.parametrize(
    ("change", "why"),
    [({"status": "cancelled"}, "not_cancelled"), ({"status": "shipped", "shipped_at": iso(days=1)}, "not_dispatched")],
)
def test_a_late_dispatch_is_not_told_of_an_order_that_left_or_was_cancelled(parlour, change, why):
    parlour.alone("late_dispatch")
    parlour.told(ordered_at=iso())
    parlour.wait(days=1)
    parlour.told(ordered_at=iso(), **change)
    parlour.wait(days=5)
    assert parlour.stands()["late_dispatch"] == ("cancelled", "", why)


def test_a_late_dispatch_is_told_before_the_buyer_asks(parlour):
    parlour.alone("late_dispatch")
    parlour.told(ordered_at=iso())
    parlour.wait(days=6)
    assert parlour.stands()["late_dispatch"][0] == "sent"


def test_a_buyer_who_asks_first_is_answered_by_a_person(parlour):
    parlour.alone("late_dispatch")
    parlour.told(ordered_at=iso())
    parlour.mail("Wo bleibt meine Bestellung #1034?", subject="Bestellung #1034")
    parlour.wait(days=6)
    state, _, why = parlour.stands()["late_dispatch"]
    assert (state, why) == ("cancelled", "not_answered")


def test_each_scan_moves_the_notice_of_a_silent_parcel(parlour):
    parlour.alone("delay")
    shipped = {"status": "shipped", "shipped_at": iso(), "tracking_number": "RR1", "carrier": "dhl"}
    order_id = parlour.told(ordered_at=iso(days=-1), **shipped)
    due = parlour.outreach("delay")[0].due_at
    parlour.now = NOW + timedelta(days=4)
    event = {"at": iso(days=4), "state": "in_transit", "text": "", "place": ""}
    parlour.set(t.ParcelRow, {"events": [event]}, [1])
    with parlour.store.writing() as session:
        order_changed(session, parlour.care, order_id, LONG_AGO, parlour.now)
    assert parlour.outreach("delay")[0].due_at == due + timedelta(days=4)
    parlour.wait(days=12)
    assert parlour.stands()["delay"][0] == "sent"


def test_in_germany_asking_whether_all_is_well_needs_consent(parlour):
    delivered = {"status": "delivered", "shipped_at": iso(days=-3), "delivered_at": iso()}
    parlour.told(ordered_at=iso(days=-4), **delivered)
    assert parlour.stands()["delivered"] == ("stopped", "consent", "consent.none.de")


def test_with_consent_it_goes_and_can_be_unsubscribed_from_with_one_click(parlour):
    parlour.alone("delivered")
    parlour.agree()
    delivered = {"status": "delivered", "shipped_at": iso(days=-3), "delivered_at": iso()}
    parlour.told(ordered_at=iso(days=-4), **delivered)
    parlour.wait(days=6)
    [mail] = parlour.left()
    parsed = message_from_bytes(mail.body, policy=default)
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert parsed["List-Unsubscribe"].startswith("<https://desk.lampen.example/p/")
    assert b"List-Unsubscribe: <https://" in mail.body.replace(b"\r\n ", b" ")
    [row] = parlour.outreach("delivered")
    assert row.grounds[0]["evidence"] == "checkout form"


def test_nobody_in_an_open_case_is_written_to(parlour):
    parlour.alone("dispatched")
    order_id = parlour.told(ordered_at=iso(days=-1))
    with parlour.store.writing() as session:
        session.add(
            t.Case(
                key="k", platform="paypal", kind="item_not_received", case="item_not_received", stage="open", source="agent",
                order_id=order_id, opened_at=NOW,
            )
        )  # fmt: skip
    parlour.told(ordered_at=iso(days=-1), status="shipped", shipped_at=iso())
    parlour.wait(days=5)
    assert parlour.left() == []


def test_a_relay_address_is_never_written_to_but_a_person_is_told(parlour):
    parlour.alone("late_dispatch", "order_confirm")
    relay = "a1b2c3@marketplace.amazon.de"
    parlour.told("302-1234567-1234567", channel="amazon", buyer_email=relay, ordered_at=iso())
    parlour.wait(days=6)
    assert parlour.left() == []
    assert parlour.all(t.Contact) == []
    assert parlour.stands()["order_confirm"] == ("stopped", "channel", "channel.amazon")
    assert parlour.stands()["late_dispatch"] == ("stopped", "relay", "relay.no_contact")
    assert [task.kind for task in parlour.all(t.Task)] == ["write_first"]


def test_after_a_downtime_nothing_goes_that_has_lost_its_sense(parlour):
    parlour.alone("order_confirm", "dispatched")
    parlour.told(ordered_at=iso(), status="shipped", shipped_at=iso())
    parlour.at(NOW + timedelta(days=9))
    assert parlour.left() == []
    assert parlour.stands()["dispatched"] == ("cancelled", "", "lost_its_sense")


def test_goods_out_of_stock_are_told_by_name(parlour):
    parlour.alone("out_of_stock")
    order_id = parlour.told(ordered_at=iso())
    with parlour.store.writing() as session:
        events.out_of_stock(session, parlour.care, order_id, ["Lampe Alba"], parlour.now)
    parlour.wait(hours=6)
    [row] = parlour.outreach("out_of_stock")
    assert row.state == "sent"
    assert "Lampe Alba" in row.text


def test_a_coupon_is_reminded_of_only_with_consent(parlour):
    contact_id = parlour.agree()
    until = (NOW + timedelta(days=20)).date().isoformat()
    coupon = {"code": "DANKE10", "worth": "10 %", "until": until}
    with parlour.store.writing() as session:
        events.coupon_ends(session, parlour.care, contact_id, coupon, parlour.now)
    [row] = parlour.outreach("coupon_ending")
    assert (row.state, row.mail_class) == ("planned", "marketing")
    with parlour.store.writing() as session:
        approving.approve(session, parlour.care, [row.id], parlour.doing())
    parlour.wait(days=18)
    [row] = parlour.outreach("coupon_ending")
    assert (row.state, "DANKE10" in row.text) == ("sent", True)


def test_a_row_that_fails_never_stops_the_others(parlour):
    parlour.alone("order_confirm")
    parlour.told("#1", ordered_at=iso())
    parlour.told("#2", ordered_at=iso())
    first = parlour.outreach("order_confirm")[0]
    parlour.set(t.Outreach, {"detail": {"solved_at": "no moment"}}, [first.id])
    parlour.wait(hours=5)
    assert [row.state for row in parlour.outreach("order_confirm")] == ["planned", "sent"]


def test_what_the_store_refuses_of_one_row_leaves_nothing_and_the_next_is_sent(parlour):
    parlour.alone("order_confirm")
    parlour.told("#1", ordered_at=iso())
    parlour.wait(hours=5)
    parlour.told("#2", ordered_at=iso())
    [first, second] = parlour.outreach("order_confirm")
    # Its mail is in the outbox, its row says that it is not: the same mail cannot be put there twice.
    parlour.set(t.Outreach, {"state": "planned", "outbox_id": None, "subject": ""}, [first.id])
    parlour.set(t.Outreach, {"look_at": parlour.now}, [first.id, second.id])
    parlour.tick()
    [first, second] = parlour.outreach("order_confirm")
    assert (first.state, first.subject, first.look_at) == ("planned", "", parlour.now + timedelta(hours=1))
    assert (second.state, len(parlour.left())) == ("sent", 2)


def test_what_has_left_is_not_judged_again_whoever_asks_for_a_look(parlour):
    """A worker that was held up for hours writes down the look it had decided on before."""
    parlour.alone("order_confirm")
    parlour.told(ordered_at=iso())
    parlour.wait(hours=5)
    [row] = parlour.outreach("order_confirm")
    parlour.set(t.Outreach, {"look_at": parlour.now}, [row.id])
    parlour.wait(hours=2)
    [row] = parlour.outreach("order_confirm")
    assert (row.state, row.look_at, len(parlour.left())) == ("sent", None, 1)


def test_a_worker_killed_between_the_decision_and_its_commit_sends_once(parlour):
    parlour.alone("order_confirm")
    parlour.told(ordered_at=iso())
    parlour.now += timedelta(hours=5)
    [row] = parlour.outreach("order_confirm")
    with pytest.raises(KeyboardInterrupt), parlour.store.writing() as session:
        sending.look(session, sending.begin(session, parlour.care, parlour.now), row.id)
        first = session.scalars(select(t.Outbox.message_id)).one()
        raise KeyboardInterrupt
    assert parlour.left() == []
    parlour.wait(hours=2)
    assert [mail.message_id for mail in parlour.left()] == [first]


def test_a_name_brings_no_header_of_its_own(parlour):
    parlour.alone("order_confirm")
    name = "Anna\r\nBcc: eve@fremd.example\r\n\r\nClick here"
    items = json.dumps([{"sku": "L1", "title": f"Lampe\r\nX-Evil: {name}", "qty": 1, "price": "84.00"}])
    parlour.told(ordered_at=iso(), buyer_name=name, items=items)
    parlour.wait(hours=5)
    [mail] = parlour.left()
    head = mail.body.partition(b"\r\n\r\n")[0].lower()
    assert b"\nbcc:" not in head
    assert b"\nx-evil:" not in head
    assert mail.recipients == ["anna@kunde.example"]


def test_an_import_and_a_first_sync_of_a_whole_shop_plan_nothing(parlour):
    """Orders in every state, and a year of mails: read, placed, and nothing is written first because of them."""
    for number, status in enumerate(("paid", "shipped", "delivered", "cancelled")):
        parlour.order(f"#{number}", buyer_email="anna@kunde.example", ordered_at=iso(hours=-number), status=status)
        parlour.mail(f"Danke, Bestellung #{number} ist da. Alles gut!", subject=f"#{number}", quiet=True)
        parlour.mail("Wir melden uns wieder.", subject=f"Re: #{number}", direction="out", quiet=True)
    parlour.wait(days=30)
    assert parlour.outreach() == []
    assert parlour.left() == []
    assert [job.name for job in parlour.all(t.Job) if job.name.startswith("care")] == []


def test_an_erased_person_is_forgotten_and_stays_stopped(parlour):
    parlour.alone("order_confirm")
    contact_id = parlour.agree()
    parlour.order("#7", buyer_email="anna@kunde.example")
    with parlour.store.writing() as session:
        session.get_one(t.Contact, contact_id).buyer_id = 1
        done = contacts.erase_buyer(session, 1, parlour.doing("supervisor"))
    assert (done.contacts, done.consents) == (1, 1)
    [contact] = parlour.all(t.Contact)
    assert (contact.email, contact.buyer_id, contact.erased_by) == ("", None, parlour.people["supervisor"].id)
    parlour.told(ordered_at=iso())
    parlour.wait(hours=5)
    assert parlour.left() == []
    assert parlour.stands()["order_confirm"][1:] == ("suppression", "suppression.everything")
