"""Exceptional orders: which matters go to the emergency squad while a peak is on, and why.

In: the squad's rows in their order, what is known of the order and its conversation. Out: the first row that holds. It hands nothing
over and promises nothing; money stays within everybody's authority.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from maildesk.core.order import ParcelState
from maildesk.core.peak.event import Sourced


@dataclass(frozen=True, slots=True)
class Matter:
    """What is known. Days are since the order, since dispatch, since the last scan; nothing where they are not known.

    `stake`: the order's total in multiples of the amount from which on matters go up in its currency, nothing for a currency without one
    (8,000 roubles are no large order); `tier`: of the buyer; `unsolved`: the buyer's mails since the last
    answer; `due_in_hours`: until a platform's deadline.
    """

    intent: str = ""
    flags: frozenset[str] = frozenset()
    stake: Decimal | None = None
    tier: str = ""
    unsolved: int = 0
    paid: bool = False
    shipped: bool = False
    days_since_order: int | None = None
    days_since_shipped: int | None = None
    parcel: ParcelState | None = None
    due_in_hours: float | None = None


@dataclass(frozen=True, slots=True)
class SquadRow:
    """One row: the matter goes to the squad when each of its conditions holds. `when`: condition to its value."""

    id: str
    names: Mapping[str, str]
    when: tuple[tuple[str, str], ...]
    sourced: Sourced

    def name(self, locale: str) -> str:
        return self.names.get(locale) or self.names["en"]


#: A parcel that will not arrive by itself.
TROUBLED = frozenset(
    {ParcelState.LOST, ParcelState.DAMAGED, ParcelState.UNDELIVERABLE, ParcelState.RETURNING, ParcelState.OUT_OF_AREA}
)


def _least(held: float | Decimal | None, wanted: str) -> bool:
    return held is not None and held >= type(held)(wanted)


_CONDITIONS: dict[str, Callable[[Matter, str], bool]] = {
    "intents": lambda matter, wanted: matter.intent in wanted.split(),
    "flags": lambda matter, wanted: not matter.flags.isdisjoint(wanted.split()),
    "tiers": lambda matter, wanted: matter.tier in wanted.split(),
    "stake_from": lambda matter, wanted: _least(matter.stake, wanted),
    "unsolved_from": lambda matter, wanted: _least(float(matter.unsolved), wanted),
    "unshipped_days_from": lambda matter, wanted: (
        matter.paid and not matter.shipped and _days(matter.days_since_order, wanted)
    ),
    "shipped_days_from": lambda matter, wanted: matter.shipped and _days(matter.days_since_shipped, wanted),
    "parcel_troubled": lambda matter, wanted: (matter.parcel in TROUBLED) is (wanted == "yes"),
    "due_within_hours": lambda matter, wanted: matter.due_in_hours is not None and matter.due_in_hours <= float(wanted),
}
_NUMBERS = frozenset(name for name in _CONDITIONS if name.endswith(("_from", "_hours")))


def condition(name: str, value: str) -> tuple[str, str]:
    """A condition of a row; `ValueError` for one that nobody knows or a value that it cannot have."""
    if name not in _CONDITIONS:
        raise ValueError(f"{name!r} is no condition; wanted one of {', '.join(_CONDITIONS)}")
    if name in _NUMBERS and not (value.replace(".", "", 1).isdigit() and float(value) > 0):
        raise ValueError(f"{name} is {value!r}: wanted a number above 0")
    if name == "parcel_troubled" and value not in ("yes", "no"):
        raise ValueError(f"{name} is {value!r}: wanted yes or no")
    return name, value


def exceptional(rows: Iterable[SquadRow], matter: Matter) -> SquadRow | None:
    """The first row all of whose conditions hold; nothing when the matter is an ordinary one."""
    return next((row for row in rows if all(_CONDITIONS[name](matter, value) for name, value in row.when)), None)


def _days(held: int | None, wanted: str) -> bool:
    return held is not None and held >= float(wanted)
