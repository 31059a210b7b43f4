"""What has happened to an order, read from how it stands now: events for the follow-up rules.

In: an order, and since when its channel has told the desk of changes. Out: events. What happened before that is quiet: the first sync
of an order book announces nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from maildesk.core.care.followup import Event, Trigger
from maildesk.core.care.standing import Standing, ended_at, moved_at
from maildesk.core.order import Order


def of_order(order: Order, subject: str, loud_since: datetime) -> tuple[Event, ...]:
    """Every event of the order that has a moment."""
    return tuple(
        Event(trigger, subject, at, quiet=at < loud_since) for trigger, at in _moments(order) if at is not None
    )


def _moments(order: Order) -> Iterator[tuple[Trigger, datetime | None]]:
    yield Trigger.ORDERED, order.ordered_at
    yield Trigger.DISPATCHED, order.shipped_at
    yield Trigger.MOVED, moved_at(Standing(order))
    yield Trigger.DELIVERED, ended_at(order)
