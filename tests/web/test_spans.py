"""Lengths of time are read in the words in which they are shown."""

import pytest
from flask import g

from maildesk.core.clock.span import Ends, Span, Unit, span_of
from maildesk.web.spans import lasting, typed

SPANS = [
    *(Span(amount, unit) for unit in Unit for amount in (1, 2, 48)),
    Span(14, Unit.CALENDAR_DAYS, Ends.END_OF_DAY),
    Span(3, Unit.BUSINESS_DAYS, Ends.START_OF_DAY),
    Span(14, Unit.CALENDAR_DAYS, Ends.END_OF_DAY, rolls=True),
]


@pytest.fixture(params=["en", "zh-Hans"], autouse=True)
def reader(app, request):
    with app.test_request_context():
        g.locale = request.param
        yield request.param


pytestmark = pytest.mark.parametrize("store", ["sqlite"], indirect=True)


@pytest.mark.parametrize("span", SPANS, ids=str)
def test_what_is_shown_is_read_back(span):
    assert span_of(typed(lasting(span))) == span


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("8 working hours", "8 working hours"),
        ("14 calendar days, end of day, rolls", "14 calendar days, end of day, rolls"),
        ("soon", "soon"),
        ("3 moons", "3 moons"),
        ("9" * 200, "9" * 200),
        ("2" + " " * 200 + "hours", "2" + " " * 200 + "hours"),
    ],
)
def test_the_packs_own_words_are_taken_and_others_left_as_they_are(given, meant):
    assert typed(given) == meant


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("3个工作日", "3 business days"),
        ("8 个工作小时", "8 working hours"),
        ("48小时", "48 hours"),
        ("14 天，至当日结束", "14 calendar days, end of day"),
    ],
)
def test_chinese_is_read_as_people_type_it(given, meant):
    g.locale = "zh-Hans"
    assert typed(given) == meant
