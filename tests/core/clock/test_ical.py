"""The calendar is read back by a reader of its own: unfolded, unescaped, component by component (RFC 5545)."""

from datetime import UTC, datetime

import pytest

from maildesk.core.clock.ical import Entry, calendar, escaped, folded

DUE = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def entry(**changed) -> Entry:
    values = {"clock": 5, "round": 2, "due_at": DUE, "changed_at": DUE, "summary": "first reply #1034", "link": ""}
    return Entry(**{**values, **changed})


def read(text: str) -> list[dict[str, str]]:
    """The events of a calendar: an independent reader, strict about line ends, lengths and nesting."""
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    lines = text.split("\r\n")[:-1]
    assert all(len(line.encode()) <= 75 for line in lines)
    joined: list[str] = []
    for line in lines:
        if line.startswith((" ", "\t")):
            joined[-1] += line[1:]
        else:
            joined.append(line)
    assert (joined[0], joined[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events: list[dict[str, str]] = []
    inside = False
    for line in joined[1:-1]:
        name, _, value = line.partition(":")
        if line in ("BEGIN:VEVENT", "END:VEVENT"):
            assert inside is (line == "END:VEVENT")
            inside = not inside
            events += [{}] if inside else []
        elif inside:
            assert name not in events[-1]
            events[-1][name] = plain(value)
    assert not inside
    return events


def plain(value: str) -> str:
    out, at = "", 0
    while at < len(value):
        if value[at] == "\\":
            out, at = out + {"n": "\n", "N": "\n"}.get(value[at + 1], value[at + 1]), at + 2
        else:
            assert value[at] not in ",;" or "://" in value
            out, at = out + value[at], at + 1
    return out


def test_a_clock_is_one_event_with_a_lasting_name_and_its_round_as_sequence():
    (event,) = read(calendar("maildesk", "desk.example", [entry(link="https://desk.example/c/7")]))
    assert event == {
        "UID": "clock-5@desk.example", "SEQUENCE": "2", "DTSTAMP": "20261122T103000Z", "DTSTART": "20261122T103000Z",
        "SUMMARY": "first reply #1034", "URL": "https://desk.example/c/7", "TRANSP": "TRANSPARENT",
    }  # fmt: skip


def test_an_empty_calendar_is_one_too():
    assert read(calendar("maildesk", "desk.example", [])) == []


@pytest.mark.parametrize(
    "summary",
    [
        "a, b; c \\ d",
        "two\nlines",
        "长" * 60,
        "𐍈ß" * 50,
        "x" * 74,
        "x" * 75,
        "x" * 400,
        'with "quotes": and: colons',
        "\\n",
    ],
)
def test_any_summary_comes_back_as_it_was(summary):
    (event,) = read(calendar("maildesk", "desk.example", [entry(summary=summary)]))
    assert event["SUMMARY"] == summary


def test_what_would_begin_a_line_of_its_own_does_not():
    (event,) = read(calendar("m", "desk.example", [entry(summary="x\r\nEND:VEVENT\r\nBEGIN:VEVENT\x00\x07")]))
    assert event["SUMMARY"] == "x\nEND:VEVENT\nBEGIN:VEVENT"


def test_nothing_rings_there():
    assert "VALARM" not in calendar("m", "desk.example", [entry()])


def test_the_same_clocks_give_the_same_text():
    assert calendar("m", "h.example", [entry()]) == calendar("m", "h.example", [entry()])


def test_no_character_is_torn_by_folding():
    pieces = list(folded("SUMMARY:" + "汉" * 40))
    assert [len(piece.encode()) for piece in pieces] == [74, 55]
    assert escaped("a,b") == "a\\,b"
