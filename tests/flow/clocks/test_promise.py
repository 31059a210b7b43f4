"""What the shop promises in the store: which row holds, the buyer's turn, and the warnings before it is broken."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from maildesk.core.clock.promise import Promise
from maildesk.db import tables as t
from maildesk.flow.clocks import levels, ringing
from maildesk.flow.matters import acts, moving

HOUR = timedelta(hours=1)


def promise(office, **row):
    form = {"promise": "first_reply", "zone": "UTC", **row}
    with office.store.writing() as session:
        levels.add(session, {name: [value] for name, value in form.items()}, office.doing("supervisor"))


def clock(office, of=Promise.FIRST_REPLY):
    return next(row for row in office.all(t.ClockRow) if row.kind == f"service {of}")


@pytest.mark.parametrize(
    ("whom", "holds"),
    [
        ({"channels": "etsy"}, True),
        ({"channels": "ebay"}, False),
        ({"tiers": "A"}, True),
        ({"tiers": "B"}, False),
        ({"intents": "order_status"}, True),
        ({"intents": "damaged"}, False),
        ({"languages": "de"}, True),
        ({"languages": "fr"}, False),
        ({"channels": "etsy", "tiers": "A", "intents": "order_status", "languages": "de"}, True),
    ],
)
def test_a_promise_holds_by_channel_tier_intent_and_language(office, whom, holds):
    promise(office, span="3 hours", **whom)
    office.order("#1034", channel="etsy", buyer_email="anna@kunde.example", language="de")
    with office.store.writing() as session:
        session.execute(update(t.Buyer).values(tier="A"))
    office.mail("Wo ist mein Paket zur Bestellung #1034? Es ist noch nicht angekommen.")
    assert clock(office).due_at - clock(office).started_at == (3 if holds else 24) * HOUR


def test_a_marketplace_counts_the_weekend_beside_the_business_hours_of_the_own_shop(office):
    """Friday, 16:01 in Shanghai: four hours end on the same evening, or on Monday."""
    promise(office, span="4 hours", channels="etsy")
    promise(office, span="4 working hours", channels="shopify", days="CN", hours="09:00-18:00", zone="Asia/Shanghai")
    office.order("#1034", channel="etsy", buyer_email="anna@kunde.example")
    office.order("#2034", buyer_email="omar@zabun.example")
    mails = [office.mail("Where is my order #1034?"), office.mail("Where is order #2034?", sender="omar@zabun.example")]
    due = {row.conversation_id: row.due_at - row.started_at for row in office.all(t.ClockRow)}
    assert [due[mail.conversation_id] for mail in mails] == [4 * HOUR, timedelta(days=2) + 19 * HOUR]


def test_a_solution_waits_while_it_is_the_buyers_turn_and_counts_on_with_the_next_mail(office):
    promise(office, promise="resolution", span="48 hours")
    mail = office.mail("Where is my parcel?")
    office.now += 10 * HOUR
    office.approve(office.draft())
    paused = clock(office, Promise.RESOLUTION)
    assert (paused.state, paused.look_at) == ("paused", None)
    ringing.ring(office.store, office.now + timedelta(days=20))
    assert office.all(t.Ring) == []
    office.now += timedelta(days=20)
    again = office.mail("Still nothing here.")
    running = clock(office, Promise.RESOLUTION)
    assert running.state == "running"
    assert running.due_at == again.arrived_at + timedelta(seconds=paused.left)
    assert timedelta(seconds=paused.left) < 38 * HOUR
    with office.store.writing() as session:
        acts.solve(session, office.seen(office.conversation(mail.conversation_id)), office.doing())
    assert clock(office, Promise.RESOLUTION).state == "stopped"


@pytest.mark.parametrize(("hours", "rang"), [(17, []), (18, ["warn"]), (22, ["warn", "escalate"])])
def test_a_promise_warns_and_goes_up_before_it_is_broken(office, hours, rang):
    office.mail("Where is my parcel?")
    ringing.ring(office.store, office.now + hours * HOUR)
    assert [ring.act for ring in office.all(t.Ring)] == rang
    assert clock(office).state == "running"


@pytest.mark.parametrize("moved", [0, 1])
def test_a_first_reply_begins_again_from_the_mail_that_waits_when_the_other_is_split_off(office, moved):
    mails = [office.mail("Where is my parcel?")]
    office.now += 5 * HOUR
    mails.append(office.mail("And can I have an invoice for it?"))
    with office.store.writing() as session:
        seen = office.seen(office.conversation(mails[0].conversation_id))
        target = moving.split(session, [mails[moved].id], seen, office.doing()).id
    due = {row.conversation_id: row.due_at for row in office.all(t.ClockRow)}
    assert due[target] == mails[moved].arrived_at + 24 * HOUR
    assert due[mails[0].conversation_id] == mails[1 - moved].arrived_at + 24 * HOUR
