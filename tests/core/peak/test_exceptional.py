"""Which matters go to the emergency squad."""

from __future__ import annotations

from decimal import Decimal

import pytest

from maildesk.core.order import ParcelState
from maildesk.core.peak.exceptional import Matter, SquadRow, condition, exceptional
from tests.core.peak.rows import NAMES, SOURCED


def row(id: str, **when: str) -> SquadRow:
    return SquadRow(id, NAMES, tuple(condition(name, value) for name, value in when.items()), SOURCED)


@pytest.mark.parametrize(
    ("when", "matter", "goes"),
    [
        ({"flags": "threat"}, Matter(flags=frozenset({"threat", "ambiguous"})), True),
        ({"flags": "threat"}, Matter(flags=frozenset({"ambiguous"})), False),
        ({"intents": "damaged complaint"}, Matter(intent="complaint"), True),
        ({"tiers": "A B"}, Matter(tier=""), False),
        ({"stake_from": "1.5"}, Matter(stake=Decimal("1.5")), True),
        ({"stake_from": "1.5"}, Matter(stake=Decimal("1.49")), False),
        ({"stake_from": "1.5"}, Matter(), False),
        ({"unsolved_from": "3"}, Matter(unsolved=3), True),
        ({"unsolved_from": "3"}, Matter(unsolved=2), False),
        ({"unshipped_days_from": "7"}, Matter(paid=True, days_since_order=7), True),
        ({"unshipped_days_from": "7"}, Matter(paid=True, shipped=True, days_since_order=9), False),
        ({"unshipped_days_from": "7"}, Matter(days_since_order=9), False),
        ({"shipped_days_from": "40"}, Matter(shipped=True, days_since_shipped=41), True),
        ({"parcel_troubled": "yes"}, Matter(parcel=ParcelState.LOST), True),
        ({"parcel_troubled": "yes"}, Matter(parcel=ParcelState.IN_TRANSIT), False),
        ({"parcel_troubled": "yes"}, Matter(), False),
        ({"due_within_hours": "24"}, Matter(due_in_hours=-1), True),
        ({"due_within_hours": "24"}, Matter(due_in_hours=25), False),
        ({"due_within_hours": "24"}, Matter(), False),
        ({"stake_from": "1.5", "intents": "damaged"}, Matter(intent="damaged", stake=Decimal("0.1")), False),
    ],
)
def test_a_matter_goes_when_every_condition_holds(when: dict[str, str], matter: Matter, goes: bool) -> None:
    assert (exceptional([row("it", **when)], matter) is not None) is goes


def test_the_first_row_gives_the_reason() -> None:
    rows = [row("threat", flags="threat"), row("unsolved", unsolved_from="3")]
    found = exceptional(rows, Matter(flags=frozenset({"threat"}), unsolved=5))
    assert found
    assert found.id == "threat"


@pytest.mark.parametrize(
    ("name", "value"), [("colour", "red"), ("stake_from", "much"), ("stake_from", "0"), ("parcel_troubled", "maybe")]
)
def test_a_condition_that_nobody_knows_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError, match="wanted"):
        condition(name, value)
