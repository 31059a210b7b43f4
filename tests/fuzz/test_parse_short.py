"""The short form of the parser's fuzzing: seeded mutations, the same on every run."""

from __future__ import annotations

import random

import pytest

from tests.fuzz.parse_target import SEEDS, check, mutated


@pytest.mark.parametrize("round_", range(8))
def test_damaged_mails_are_read_without_a_raise_or_a_loss(round_: int) -> None:
    chance = random.Random(round_)
    for _ in range(150):
        check(mutated(chance.choice(SEEDS), chance))
