"""The linear model: bytes added up lane by lane, and a shop's own corrections on top."""

from __future__ import annotations

import pytest

from maildesk.core.intent.model import Weights, word_rows

TABLE = bytes([128, 228, 118, 128, 138, 0])


def test_sums_are_damped_by_the_root_of_their_number() -> None:
    weights = Weights(2, TABLE, 0.1)
    assert weights.sums([0]) == pytest.approx((0.0, 10.0))
    assert weights.sums([0, 1, 1, 1]) == pytest.approx((-1.5, 5.0))


def test_no_rows_say_nothing() -> None:
    assert Weights(2, TABLE, 0.1).sums([]) == (0.0, 0.0)


def test_a_shops_corrections_add_steps_and_leave_the_shipped_weights_alone() -> None:
    shipped = Weights(2, TABLE, 0.1)
    refit = shipped.plus({0: (5, 100), 2: (0, -40)})
    assert refit.table == bytes([133, 255, 118, 128, 138, 0])
    assert shipped.table == TABLE


def test_a_word_is_itself_and_its_pieces_with_its_edges() -> None:
    assert len(list(word_rows("paket", 1 << 17, run=False))) == 1 + 5 + 4 + 3
    assert len(list(word_rows("荷物", 1 << 17, run=True))) == 2 + 1
