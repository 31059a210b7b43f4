"""Which follow-ups an event wants, and what takes them away again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from maildesk.core.care.contact import Trouble
from maildesk.core.care.followup import Event, Trigger, When, plan, still_wanted
from maildesk.core.care.standing import Standing
from maildesk.core.clock.calendar import Calendar
from maildesk.core.order import Channel, Order, OrderStatus, Parcel, ParcelEvent, ParcelState
from maildesk.packs.care import load_care

RULES = load_care().rules
#: A Thursday.
NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
WEEKENDS = frozenset(day for n in range(800) if (day := date(2026, 1, 1) + timedelta(days=n)).weekday() > 4)
WHEN = When(Calendar("DE", date(2026, 1, 1), date(2027, 12, 31), WEEKENDS), ZoneInfo("Europe/Berlin"))


def days_ago(days):
    return NOW - timedelta(days=days)


PAID = Order(Channel.OWN, "#1034", OrderStatus.PAID, country="DE", ordered_at=days_ago(0))
SHIPPED = replace(PAID, status=OrderStatus.SHIPPED, shipped_at=days_ago(0))
DELIVERED = replace(SHIPPED, status=OrderStatus.DELIVERED, delivered_at=days_ago(0))


def scanned(state, at=NOW):
    return replace(SHIPPED, parcels=(Parcel("YT1", "dhl", (ParcelEvent(at, state),)),))


def planned(trigger, standing, now=NOW, **event):
    happened = Event(trigger, "order:12", event.pop("at", NOW), **event)
    return plan([happened], standing, RULES.values(), WHEN, now)


def by_rule(found):
    return {each.rule: each for each in found}


@pytest.mark.parametrize(
    ("trigger", "standing", "rules"),
    [
        (Trigger.ORDERED, Standing(PAID), {"order_confirm", "late_dispatch"}),
        (Trigger.DISPATCHED, Standing(SHIPPED), {"dispatched"}),
        (Trigger.MOVED, Standing(scanned(ParcelState.IN_TRANSIT)), {"delay"}),
        (Trigger.OUT_OF_STOCK, Standing(PAID), {"out_of_stock"}),
        (Trigger.DELIVERED, Standing(DELIVERED), {"delivered", "how_to_use"}),
        (Trigger.SOLVED, Standing(state="solved"), {"after_case"}),
        (Trigger.PROMISED, Standing(scanned(ParcelState.IN_TRANSIT)), {"revisit"}),
        (Trigger.ASKED, Standing(state="waiting_buyer"), {"silent_buyer"}),
        (Trigger.COUPON_ENDS, Standing(), {"coupon_ending"}),
        (Trigger.CLOSURE, Standing(PAID), {"closure"}),
    ],
)
def test_each_event_has_its_follow_ups(trigger, standing, rules):
    assert set(by_rule(planned(trigger, standing))) == rules


def test_nothing_is_planned_from_an_import_or_a_first_sync():
    assert planned(Trigger.ORDERED, Standing(PAID), quiet=True) == ()


def test_nothing_is_planned_from_what_happened_long_ago():
    assert planned(Trigger.DELIVERED, Standing(DELIVERED), at=days_ago(60)) == ()


def test_business_days_are_counted_in_the_buyers_calendar():
    late = by_rule(planned(Trigger.ORDERED, Standing(PAID)))["late_dispatch"]
    assert late.due_at == datetime(2026, 12, 1, 10, tzinfo=UTC)  # Friday, Monday, Tuesday


def test_an_event_told_twice_is_planned_under_one_key():
    first, again = planned(Trigger.DISPATCHED, Standing(SHIPPED)), planned(Trigger.DISPATCHED, Standing(SHIPPED))
    assert [each.key for each in first] == [each.key for each in again] == ["dispatched:order:12"]


def test_each_scan_begins_the_silence_anew():
    one = planned(Trigger.MOVED, Standing(scanned(ParcelState.IN_TRANSIT)), mark="2026-11-26")
    assert one[0].key == "delay:order:12:2026-11-26"


def test_a_promise_is_due_on_the_day_it_named():
    day = NOW + timedelta(days=5)
    assert planned(Trigger.PROMISED, Standing(SHIPPED), due_at=day)[0].due_at == day


@pytest.mark.parametrize(
    ("trigger", "before", "after", "why"),
    [
        (Trigger.ORDERED, Standing(PAID), Standing(replace(PAID, status=OrderStatus.CANCELLED)), "not_cancelled"),
        (Trigger.ORDERED, Standing(PAID), Standing(SHIPPED), "not_dispatched"),
        (Trigger.DISPATCHED, Standing(SHIPPED), Standing(DELIVERED), "not_delivered"),
        (Trigger.DELIVERED, Standing(DELIVERED), Standing(DELIVERED, refunded=True), "not_refunded"),
        (Trigger.DELIVERED, Standing(DELIVERED), Standing(DELIVERED, returned=True), "not_returned"),
        (Trigger.DELIVERED, Standing(DELIVERED), Standing(DELIVERED, heard_at=NOW + timedelta(1)), "not_answered"),
        (
            Trigger.DELIVERED,
            Standing(DELIVERED),
            Standing(DELIVERED, troubles=frozenset({Trouble.CASE})),
            "not_disputed",
        ),
        (
            Trigger.DELIVERED,
            Standing(DELIVERED),
            Standing(DELIVERED, troubles=frozenset({Trouble.COMPLAINT})),
            "at_peace",
        ),
        (
            Trigger.MOVED,
            Standing(scanned(ParcelState.IN_TRANSIT)),
            Standing(scanned(ParcelState.IN_TRANSIT, NOW + timedelta(1))),
            "not_moved",
        ),
        (
            Trigger.MOVED,
            Standing(scanned(ParcelState.IN_TRANSIT)),
            Standing(scanned(ParcelState.LOST)),
            "not_delivered",
        ),
        (Trigger.SOLVED, Standing(state="solved"), Standing(state="open"), "still_solved"),
        (Trigger.ASKED, Standing(state="waiting_buyer"), Standing(state="solved"), "still_waiting"),
    ],
)
def test_what_the_world_changes_takes_a_planned_mail_away(trigger, before, after, why):
    mail = planned(trigger, before)[0]
    assert still_wanted(mail, RULES, before, NOW) == ""
    assert still_wanted(mail, RULES, after, NOW) == why


def test_a_mail_whose_time_has_passed_is_not_wanted():
    mail = planned(Trigger.DISPATCHED, Standing(SHIPPED))[0]
    assert still_wanted(mail, RULES, Standing(SHIPPED), mail.lapses_at) == "lost_its_sense"


def test_a_rule_that_is_gone_takes_its_mails_along():
    mail = planned(Trigger.DISPATCHED, Standing(SHIPPED))[0]
    assert still_wanted(mail, {}, Standing(SHIPPED), NOW) == "no_such_rule"


def test_no_rule_leaves_without_a_person_of_itself():
    assert not any(rule.automatic for rule in RULES.values())
