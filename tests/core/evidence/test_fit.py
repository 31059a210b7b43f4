"""What gives way to the limits, and that it is counted."""

from dataclasses import astuple
from itertools import pairwise

import pytest

from maildesk.core.evidence.fit import LEVELS, LeftOut, Level, at_level, fits
from maildesk.core.evidence.limits import CAREFUL, Limits, limits_for
from tests.evidence.case import case_file, mails, order, pictures

SMALL = Level(600, 35, pictures=2, every_scan=False, mails=4, mail_characters=20)


def test_the_first_level_leaves_nothing_out():
    shown, left = at_level(case_file(pictures=pictures(8)), LEVELS[0])
    assert shown == case_file(pictures=pictures(8))
    assert not left


def test_each_level_holds_no_more_than_the_one_before():
    for before, after in pairwise(map(astuple, LEVELS)):
        assert all(less <= more for less, more in zip(after, before, strict=True))


def test_what_is_left_out_is_counted():
    shown, left = at_level(case_file(pictures=pictures(8), order=order(scans=6)), SMALL)
    assert (left.pictures, left.scans, left.mails) == (6, 6, len(mails()) - 4)
    assert left.shortened == sum(mail.text.endswith("[…]") for mail in shown.mails)


def test_the_first_mail_and_the_newest_stay():
    shown, _left = at_level(case_file(), SMALL)
    assert [mail.number for mail in shown.mails] == [1, 9, 10, 11]


def test_a_mail_of_one_letter_a_line_is_short_of_paper_too():
    (mail,) = mails({"en": "x\n" * 5_000})
    shown, left = at_level(case_file(mails=(mail,)), LEVELS[0])
    assert left == LeftOut(shortened=1)
    assert shown.mails[0].text.count("\n") < 500


@pytest.mark.parametrize(
    ("limits", "sizes", "pages", "good"),
    [
        (Limits("x"), [10**9], 900, True),
        (Limits("x", total_bytes=100), [60, 41], 2, False),
        (Limits("x", file_bytes=50), [60, 10], 2, False),
        (Limits("x", files=2), [1, 1, 1], 3, False),
        (Limits("x", pages=19), [10], 20, False),
        (Limits("x", total_bytes=100, file_bytes=60, files=2, pages=2), [60, 40], 2, True),
    ],
)
def test_files_fit_when_every_limit_holds(limits, sizes, pages, good):
    assert fits(sizes, pages, limits) is good


def test_the_row_of_the_case_beats_the_platforms_and_none_is_careful():
    rows = (Limits("ebay", files=9), Limits("ebay", "payment_dispute", files=5))
    assert limits_for("ebay", "payment_dispute", rows).files == 5
    assert limits_for("ebay", "return", rows).files == 9
    assert limits_for("unheard_of", "x", rows) is CAREFUL
