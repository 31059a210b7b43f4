"""Work in a child: what it returns, and every way it can end."""

import os
import time

import pytest

from maildesk.errors import EdgeError
from maildesk.evidence import apart as rooms
from maildesk.evidence.apart import apart


def double(number: int) -> int:
    return number * 2


def fail() -> None:
    raise ValueError("no such page")


def die() -> None:
    os._exit(7)


def sleep() -> None:
    time.sleep(60)


def devour() -> int:
    return len(bytearray(8_000_000_000))


def test_it_gives_back_what_the_work_returns():
    assert apart(double, 21) == 42


@pytest.mark.parametrize(
    ("work", "code"), [(fail, "evidence_failed"), (die, "evidence_crashed"), (devour, "evidence_failed")]
)
def test_a_child_that_fails_is_an_error_with_a_name(work, code):
    with pytest.raises(EdgeError) as wrong:
        apart(work)
    assert wrong.value.code == code


def test_a_child_that_does_not_end_is_ended(monkeypatch):
    monkeypatch.setattr(rooms, "SECONDS", 2)
    with pytest.raises(EdgeError) as wrong:
        apart(sleep)
    assert wrong.value.code == "evidence_slow"


def test_whoever_comes_third_does_not_wait_without_an_end(monkeypatch):
    monkeypatch.setattr(rooms, "WAIT", 0.01)
    with rooms._SLOTS, rooms._SLOTS, pytest.raises(EdgeError) as busy:
        apart(double, 21)
    assert busy.value.code == "evidence_busy"
    assert apart(double, 21) == 42
