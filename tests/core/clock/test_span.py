"""Spans of their words."""

from __future__ import annotations

import pytest

from maildesk.core.clock.span import Ends, Span, Unit, span_of


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("24 hours", Span(24, Unit.HOURS)),
        ("1 hour", Span(1, Unit.HOURS)),
        ("0.5 hours", Span(0.5, Unit.HOURS)),
        ("1 business day", Span(1, Unit.BUSINESS_DAYS)),
        ("8 working hours", Span(8, Unit.WORKING_HOURS)),
        ("14 calendar days, end of day", Span(14, Unit.CALENDAR_DAYS, Ends.END_OF_DAY)),
        ("14 calendar days, end of day, rolls", Span(14, Unit.CALENDAR_DAYS, Ends.END_OF_DAY, rolls=True)),
    ],
)
def test_a_span_is_read_of_its_words(text: str, span: Span) -> None:
    assert span_of(text) == span


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "is no span"),
        ("soon", "is no span"),
        ("-3 hours", "is no span"),
        ("3 fortnights", "'fortnights' is no unit"),
        ("0 hours", "more than 0"),
        ("99999 hours", "at most 9600"),
        ("5000 calendar days", "at most 1100"),
        ("1.5 business days", "days are whole"),
        ("24 hours, end of day", "not with a day"),
        ("3 business days, tomorrow", "is no span"),
    ],
)
def test_an_impossible_span_is_refused(text: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        span_of(text)


@pytest.mark.parametrize("text", ["24 hours", "1 hour", "3 business days", "14 calendar days, end of day"])
def test_a_span_says_itself(text: str) -> None:
    assert str(span_of(text)) == text
