"""What the desk promises where the shop has set nothing: the rows of marketplaces, then everybody; a wrong row is named."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from maildesk.core.clock.promise import Contact, Promise, promised
from maildesk.errors import SettingError
from maildesk.packs.promises import load_promises

GOOD = """[[row]]
promise = "resolution"
channels = ["own"]
span = "16 working hours"
calendar = "CN 09:00-18:00"
zone = "Asia/Shanghai"
source = "the house"
"""


def load(tmp_path: Path, text: str) -> None:
    file = tmp_path / "promises.toml"
    file.write_text(text, "utf-8")
    load_promises(timedelta(hours=24), file)


@pytest.mark.parametrize(("channel", "hours"), [("amazon", 24), ("walmart", 48), ("own", 12), ("etsy", 12)])
def test_marketplaces_with_a_time_of_their_own_come_before_everybody_elses(channel: str, hours: int) -> None:
    level = promised(load_promises(timedelta(hours=12)), Promise.FIRST_REPLY, Contact(channel))
    assert level is not None
    assert (level.span.amount, level.calendar) == (hours, "")


def test_a_good_row_loads(tmp_path: Path) -> None:
    load(tmp_path, GOOD)


@pytest.mark.parametrize(
    ("good", "wrong", "named"),
    [
        ('"16 working hours"', '"0 working hours"', "row 1: a span of 0 working hours"),
        ('"16 working hours"', '"soon"', "'soon' is no span"),
        ('"16 working hours"', '"16 hours"', "calendar is 'CN 09:00-18:00' for 16 hours"),
        ('calendar = "CN 09:00-18:00"\n', "", "calendar is '' for 16 working hours"),
        ('"CN 09:00-18:00"', '"MOON 09:00-18:00"', "calendar is 'MOON 09:00-18:00'"),
        ('"CN 09:00-18:00"', '"CN 18:00-09:00"', "has no length"),
        ('"Asia/Shanghai"', '"Mars/Base"', "Mars/Base"),
        ('"Asia/Shanghai"', '"../../etc"', "../../etc"),
        ('source = "the house"', "", "row 1: has no source"),
        ('"resolution"', '"kindness"', "'kindness' is not a valid Promise"),
        ('["own"]', '["moon"]', "channels: moon: wanted a list of own"),
        ('["own"]', '"own"', "channels"),
        ('["own"]', "3", "row 1"),
        ("channels", "tides", "tides: no key of a promise"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, good: str, wrong: str, named: str) -> None:
    with pytest.raises(SettingError, match=r"promises\.toml: row 1") as told:
        load(tmp_path, GOOD.replace(good, wrong))
    assert named in str(told.value)


def test_a_file_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"promises\.toml: "):
        load(tmp_path, "[[row]\n")
