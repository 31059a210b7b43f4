"""Follow-ups by event: what happened, and which mails are wanted because of it, when, and for how long.

In: events, how the matter stands, the rule rows, the buyer's calendar. Out: `Planned` rows with a key of their own, so that planning
twice is planning once. Nothing is ever planned from a quiet event (an import, a first sync), and nothing whose sense is over already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from maildesk.core.care.standing import Standing, failing
from maildesk.core.clock.calendar import Calendar
from maildesk.core.clock.due import due
from maildesk.core.clock.span import Span
from maildesk.core.reply.families import MailClass


class Trigger(StrEnum):
    """What can happen. `moved`: the parcel was scanned, or left the house. `asked`: we asked the buyer and wait."""

    ORDERED = "ordered"
    DISPATCHED = "dispatched"
    MOVED = "moved"
    OUT_OF_STOCK = "out_of_stock"
    DELIVERED = "delivered"
    SOLVED = "solved"
    PROMISED = "promised"
    ASKED = "asked"
    COUPON_ENDS = "coupon_ends"
    CLOSURE = "closure"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened at `at` to `subject` ("order:12", "conversation:7", "buyer:3").

    `mark` tells events of one kind apart (the moment of a scan, a coupon's code). `due_at`: the moment a promise itself names; it
    stands instead of the rule's delay. `quiet`: told by an import or a first sync.
    """

    trigger: Trigger
    subject: str
    at: datetime
    mark: str = ""
    due_at: datetime | None = None
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: after `trigger` and `delay`, `template` is sent within `keeps`, if all of `needs` (`standing.CONDITIONS`) hold then.

    `early`: needed when planning, too. `automatic`: may leave without a person, unless a supervisor has set it otherwise.
    """

    name: str
    trigger: Trigger
    delay: Span
    keeps: Span
    mail_class: MailClass
    template: str
    needs: tuple[str, ...] = ()
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A mail that is wanted. `key` is its own for ever. `since`: the event's moment, which the conditions are asked with."""

    key: str
    rule: str
    subject: str
    template: str
    mail_class: MailClass
    since: datetime
    due_at: datetime
    lapses_at: datetime


@dataclass(frozen=True, slots=True)
class When:
    """The buyer's calendar and zone, by which delays are counted."""

    calendar: Calendar
    zone: ZoneInfo


def plan(
    events: Iterable[Event], standing: Standing, rules: Iterable[Rule], when: When, now: datetime
) -> tuple[Planned, ...]:
    """Every mail wanted because of these events of one matter, earliest first."""
    rows = tuple(rules)
    loud = [event for event in events if not event.quiet]
    wanted = (each for event in loud for each in _of_event(event, rows, when, now))
    standing_by = {rule.name: rule for rule in rows}
    kept = [each for each in wanted if not failing(standing_by[each.rule].needs, standing, each.since)]
    return tuple(sorted(kept, key=lambda each: (each.due_at, each.key)))


def still_wanted(planned: Planned, rules: Mapping[str, Rule], standing: Standing, now: datetime) -> str:
    """Why a planned mail is cancelled now, as a code; empty while it is wanted."""
    rule = rules.get(planned.rule)
    if rule is None:
        return "no_such_rule"
    if now >= planned.lapses_at:
        return "lost_its_sense"
    return failing(rule.needs, standing, planned.since)


def _of_event(event: Event, rules: tuple[Rule, ...], when: When, now: datetime) -> Iterator[Planned]:
    for rule in rules:
        if rule.trigger is not event.trigger:
            continue
        due_at = event.due_at or due(event.at, rule.delay, when.calendar, when.zone)
        lapses_at = due(due_at, rule.keeps, when.calendar, when.zone)
        if lapses_at > now:
            key = ":".join(part for part in (rule.name, event.subject, event.mark) if part)
            yield Planned(
                key,
                rule.name,
                event.subject,
                rule.template,
                rule.mail_class,
                event.at,
                max(due_at, event.at),
                lapses_at,
            )
