"""What has become of a parcel, in the trade's words: the branches of the tracking enquiry.

In: the order, its parcel, the shop's windows, `now`. Out: one `Story`. It does not decide what to do about it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from maildesk.core.order import Order, OrderStatus, Parcel, ParcelState
from maildesk.core.reply.facts import Policy


class Story(StrEnum):
    NO_ORDER = "no_order"
    CANCELLED = "cancelled"
    NOT_DISPATCHED = "not_dispatched"
    DISPATCH_LATE = "dispatch_late"
    SILENT_RECENT = "silent_recent"
    MOVING = "moving"
    STUCK = "stuck"
    PICKUP = "pickup"
    UNDELIVERABLE = "undeliverable"
    OUT_OF_AREA = "out_of_area"
    DAMAGED = "damaged"
    LOST = "lost"
    DELIVERED = "delivered"


#: Last events that tell the whole story, however old they are.
_TOLD_BY_EVENT = {
    ParcelState.PICKUP: Story.PICKUP,
    ParcelState.DELIVERED: Story.DELIVERED,
    ParcelState.FAILED_ATTEMPT: Story.UNDELIVERABLE,
    ParcelState.UNDELIVERABLE: Story.UNDELIVERABLE,
    ParcelState.RETURNING: Story.UNDELIVERABLE,
    ParcelState.OUT_OF_AREA: Story.OUT_OF_AREA,
    ParcelState.DAMAGED: Story.DAMAGED,
    ParcelState.LOST: Story.LOST,
}


def story(order: Order | None, parcel: Parcel | None, policy: Policy, now: datetime) -> Story:
    """Where the parcel stands. The carrier's last event counts more than the shop's status."""
    if order is None:
        return Story.NO_ORDER
    if parcel is not None and parcel.state in _TOLD_BY_EVENT:
        return _TOLD_BY_EVENT[parcel.state]
    if order.delivered:
        return Story.DELIVERED
    if order.status is OrderStatus.CANCELLED:
        return Story.CANCELLED
    if dispatched(order, parcel):
        return _under_way(order, parcel, policy, now)
    return _waiting(order, policy, now)


def dispatched(order: Order, parcel: Parcel | None) -> bool:
    """The goods have left the house: the shop says so, or the carrier has scanned them."""
    scanned = parcel is not None and any(e.state is not ParcelState.ANNOUNCED for e in parcel.events)
    return scanned or order.shipped_at is not None or order.status is OrderStatus.SHIPPED


def _waiting(order: Order, policy: Policy, now: datetime) -> Story:
    if order.ordered_at is not None and now - order.ordered_at > timedelta(days=policy.handling_days):
        return Story.DISPATCH_LATE
    return Story.NOT_DISPATCHED


def _under_way(order: Order, parcel: Parcel | None, policy: Policy, now: datetime) -> Story:
    scans = [e for e in parcel.events if e.state is not ParcelState.ANNOUNCED] if parcel is not None else []
    if scans:
        return Story.STUCK if now - scans[-1].at > timedelta(days=policy.silent_days) else Story.MOVING
    left_at = order.shipped_at or order.ordered_at
    if left_at is not None and now - left_at > timedelta(days=policy.first_scan_days):
        return Story.STUCK
    return Story.SILENT_RECENT
