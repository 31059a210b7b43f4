"""Dates as clients write them, all read as aware UTC."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maildesk.core.mail.wire import moments

NINE = datetime(2026, 11, 2, 9, 11, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 2 Nov 2026 10:11:12 +0100",
        "Mon, 2 Nov 2026 10:11:12 +0100 (CET)",
        "Mon, 02 Nov 26 10:11:12 +0100",
        "2 Nov 2026 09:11:12 GMT",
        "Mon, 2 Nov 2026 09:11:12",
        "Mon Nov  2 09:11:12 2026",
        "Mon, 2 Nov 2026 04:11:12 EST",
        "2026-11-02T10:11:12+01:00",
        "2026-11-02 09:11:12",
        "2026年11月2日 09:11:12",
        "2026년 11월 2일 (월) 09:11:12",
        "2 de noviembre de 2026 10:11:12 +0100",
        "lun., 2 nov. 2026 10:11:12 +0100",
        "пн, 2 ноя 2026 12:11:12 +0300",
        "Pzt, 2 Kas 2026 12:11:12 +0300",
        "2 نوفمبر 2026 09:11:12",
    ],
)
def test_the_same_moment_in_many_hands(text: str) -> None:
    assert moments.of_date(text) == NINE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "Mon, 99 Nov 2026 10:00:00 +0000",
        "Thu, 1 Jan 1970 00:00:00 +0000",
        "9" * 190,
        "1 Jan 2026 10:00:00 +9999",
    ],
)
def test_nonsense_is_no_moment(text: str) -> None:
    assert moments.of_date(text) is None


def test_a_received_header_ends_with_its_moment() -> None:
    value = "from a.example (a.example [192.0.2.1]) by mx.example; with; semicolons; Mon, 2 Nov 2026 10:11:12 +0100"
    assert moments.of_received(value) == NINE


@given(st.text(max_size=300))
def test_no_text_makes_it_raise(text: str) -> None:
    found = moments.of_date(text)
    assert found is None or found.tzinfo is UTC
