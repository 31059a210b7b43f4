"""The page of the platforms' deadlines: sources and grades, the shop's own with its history, and what nobody has checked for long."""

from datetime import UTC, datetime

import pytest

from maildesk.db import tables as t
from tests.web.page import words
from tests.web.test_cases import post


def test_a_row_stands_with_source_and_grade_and_a_supervisor_sets_the_shops_own(shop, signed_in):
    page = words(signed_in().get("/deadlines?platform=ebay"))
    assert "ebay.co.uk help id=4115" in page
    assert "Set our own" not in page
    form = {"platform": "ebay", "case": "return", "stage": "respond", "why": "our account manager"}
    client = signed_in("wang")
    assert post(client, "/deadlines", span="never", **form).status_code == 422
    assert post(client, "/deadlines", span="2 business days", **form).status_code == 303
    assert "2 business days our account manager 王磊" in words(client.get("/deadlines?platform=ebay"))
    post(client, "/deadlines/1/end", platform="ebay")
    assert shop.newest(t.DeadlineOverride).ended_at is not None


@pytest.mark.parametrize(
    ("day", "old"), [(datetime(2027, 4, 30, tzinfo=UTC), False), (datetime(2027, 5, 1, tzinfo=UTC), True)]
)
def test_on_the_181st_day_after_it_was_checked_a_row_is_flagged(shop, signed_in, day, old):
    shop.now = day
    page = words(signed_in("wang").get("/deadlines?platform=walmart"))
    assert ("Nobody has checked these for half a year" in page) is old
    assert ("Walmart 8" in page) is old
    assert page.count(" A old ") == (3 if old else 0)
