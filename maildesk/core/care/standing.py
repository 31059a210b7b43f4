"""How a matter stands at a moment, and the conditions that follow-ups hang on.

In: the order, what was written, what is open. Out: for a named condition, whether it holds. A condition that fails is also the reason
for which a planned mail is cancelled, so its name is the code on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from maildesk.core.care.contact import Trouble
from maildesk.core.order import Order, OrderStatus, Parcel, ParcelState
from maildesk.core.rules import tracking

_OVER = frozenset({ParcelState.LOST, ParcelState.DAMAGED, ParcelState.UNDELIVERABLE, ParcelState.RETURNING})


@dataclass(frozen=True, slots=True)
class Standing:
    """`heard_at`: the buyer's newest mail about it; `answered_at`: our newest. `state`: of the conversation, empty without one.

    `refunded`, `returned`: done or agreed, at the word of the desk's records. `troubles`: open matters of this order.
    """

    order: Order | None = None
    heard_at: datetime | None = None
    answered_at: datetime | None = None
    state: str = ""
    troubles: frozenset[Trouble] = frozenset()
    refunded: bool = False
    returned: bool = False

    @property
    def parcel(self) -> Parcel | None:
        return self.order.parcels[-1] if self.order and self.order.parcels else None


def ended_at(order: Order | None) -> datetime | None:
    """When an order was complete, as marketplaces count it: delivered, else nothing."""
    if order is None:
        return None
    scans = (event.at for parcel in order.parcels for event in parcel.events if event.state is ParcelState.DELIVERED)
    return max(scans, default=order.delivered_at)


def moved_at(standing: Standing) -> datetime | None:
    """The parcel's last scan, else its dispatch."""
    last = standing.parcel.last if standing.parcel else None
    return last.at if last else standing.order.shipped_at if standing.order else None


def _dispatched(standing: Standing) -> bool:
    return standing.order is not None and tracking.dispatched(standing.order, standing.parcel)


def _still(standing: Standing, since: datetime) -> bool:
    moved = moved_at(standing)
    return _dispatched(standing) and (moved is None or moved <= since)


def _unheard(standing: Standing, since: datetime) -> bool:
    return standing.heard_at is None or standing.heard_at <= since


def _on_its_way(standing: Standing) -> bool:
    state = standing.parcel.state if standing.parcel else None
    return standing.order is not None and not standing.order.delivered and state not in _OVER


#: By name: whether it holds for something that began at `since`.
CONDITIONS: Mapping[str, Callable[[Standing, datetime], bool]] = {
    "not_cancelled": lambda s, _: s.order is None or s.order.status is not OrderStatus.CANCELLED,
    "not_refunded": lambda s, _: not s.refunded,
    "not_returned": lambda s, _: not s.returned,
    "not_disputed": lambda s, _: Trouble.CASE not in s.troubles,
    "not_dispatched": lambda s, _: s.order is not None and not _dispatched(s),
    "dispatched": lambda s, _: _dispatched(s),
    "not_delivered": lambda s, _: _on_its_way(s),
    "delivered": lambda s, _: s.order is not None and s.order.delivered,
    "not_moved": _still,
    "not_answered": _unheard,
    "still_solved": lambda s, _: s.state in ("solved", "closed"),
    "still_waiting": lambda s, _: s.state == "waiting_buyer",
    "at_peace": lambda s, _: not s.troubles,
}

#: What holds for every follow-up: nobody is told of an order that is no more, or in the middle of a quarrel about it.
ALWAYS = ("not_cancelled", "not_refunded", "not_returned", "not_disputed")


def failing(names: tuple[str, ...], standing: Standing, since: datetime) -> str:
    """The first condition that does not hold, empty when all do."""
    return next((name for name in (*ALWAYS, *names) if not CONDITIONS[name](standing, since)), "")
