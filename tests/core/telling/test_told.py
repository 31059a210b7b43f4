"""The words that leave the house: which clock, when, where; in the reader's language; the worst first."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from maildesk.core.telling.told import TEST, Reader, Told, letter, sentence, title

ZONE = ZoneInfo("Asia/Shanghai")
ENGLISH, CHINESE = Reader("en", ZONE, "https://desk.example/"), Reader("zh-Hans", ZONE, "https://desk.example")
DUE = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TOLD = Told("case:1 x 0.1", "warn", "platform", "ebay return respond", DUE, "owner", conversation=7)


@pytest.mark.parametrize(
    ("act", "kind", "reader", "said"),
    [
        ("warn", "ebay return respond", ENGLISH, "Due soon: ebay return respond"),
        ("expire", "service first_reply", ENGLISH, "Overdue: first reply"),
        ("escalate", "service first_reply", CHINESE, "请你处理：首次回复"),
        ("warn", "eu withdrawal acknowledge", Reader("fr", ZONE), "Due soon: eu withdrawal acknowledge"),
    ],
)
def test_a_title_says_act_and_clock(act, kind, reader, said):
    assert title(replace(TOLD, act=act, kind=kind), reader) == said


def test_the_moment_is_the_desks_own_with_its_zone():
    assert sentence(TOLD, ENGLISH) == "Due 2026-11-22 18:00 (Asia/Shanghai)."


def test_who_passed_it_on_and_a_late_ring_are_said():
    said = sentence(replace(TOLD, by="林悦", late=True), CHINESE)
    assert said == "截止时间：2026-11-22 18:00 (Asia/Shanghai)。林悦 转给你处理。本应更早提醒，当时系统未运行。"


def test_the_test_message_has_no_due_moment():
    assert "2026" not in sentence(replace(TOLD, act=TEST), ENGLISH)


def test_a_mail_of_one_names_it_in_its_subject_and_links_to_it():
    subject, text = letter([TOLD], ENGLISH)
    assert subject == "maildesk: Due soon: ebay return respond"
    assert "https://desk.example/c/7" in text


def test_a_digest_counts_and_begins_with_the_worst():
    late = replace(TOLD, act="expire", kind="service first_reply", conversation=None)
    subject, text = letter([TOLD, late], ENGLISH)
    assert subject == "maildesk: 2 clocks rang, Overdue: first reply"
    assert text.index("Overdue") < text.index("Due soon")
    assert "https://desk.example/told" in text


def test_without_an_address_of_its_own_the_desk_links_nowhere():
    assert (
        letter([TOLD], Reader("en", ZONE))[1]
        == "Due soon: ebay return respond\nDue 2026-11-22 18:00 (Asia/Shanghai).\n"
    )
