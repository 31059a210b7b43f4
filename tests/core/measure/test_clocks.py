"""How fast clocks were answered: the median and nine in ten of each kind, and what ran out."""

from datetime import UTC, datetime, timedelta

from maildesk.core.measure.clocks import Met, responses

DAY = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def met(kind, *hours):
    return [Met(kind, DAY, DAY + each * HOUR) for each in hours]


def test_each_kind_has_its_median_and_its_slowest_tenth():
    (line,) = responses(met("ebay return respond", *range(1, 11)), {})
    assert (line.answered, line.median, line.most) == (10, 6 * HOUR, 10 * HOUR)


def test_what_ran_out_most_often_stands_first_and_needs_no_answer():
    lines = responses(met("b", 1), {"a": 2, "b": 1})
    assert [(line.kind, line.answered, line.ran_out, line.median) for line in lines] == [
        ("a", 0, 2, None),
        ("b", 1, 1, HOUR),
    ]


def test_an_answer_before_its_clock_took_no_time():
    (line,) = responses(met("a", -3), {})
    assert line.median == timedelta()
