"""Whole shops, mail after mail: the measure of placing. Truth is known because the stories say who writes about what."""

from collections import Counter
from itertools import combinations

import pytest

from tests.core.placing.stories import shop, tell


def _told(seed):
    book, mails = shop(seed)
    return mails, tell(book, mails)


def _pairs(groups):
    return {frozenset(pair) for group in groups.values() for pair in combinations(sorted(group), 2)}


def _grouped(items):
    groups = {}
    for name, group in items:
        groups.setdefault(group, set()).add(name)
    return groups


@pytest.fixture(scope="module")
def shops():
    return [_told(seed) for seed in range(12)]


def test_no_stranger_s_mail_stands_in_a_buyer_s_conversation(shops):
    for mails, placed in shops:
        buyers = {placed[m.message_id] for m in mails if not m.stranger}
        assert [m for m in mails if m.stranger and placed[m.message_id] in buyers] == []


def test_mails_of_one_matter_are_together_and_others_apart(shops):
    right = wrong = missed = 0
    for mails, placed in shops:
        truth = _pairs(_grouped((m.message_id, m.matter) for m in mails))
        found = _pairs(_grouped(placed.items()))
        right, wrong, missed = right + len(truth & found), wrong + len(found - truth), missed + len(truth - found)
    assert 2 * right / (2 * right + wrong + missed) >= 0.99


def test_conversations_are_wholly_right(shops):
    count = Counter()
    for mails, placed in shops:
        found = set(map(frozenset, _grouped(placed.items()).values()))
        for matter in _grouped((m.message_id, m.matter) for m in mails).values():
            count[frozenset(matter) in found] += 1
    assert count[True] / count.total() >= 0.97
