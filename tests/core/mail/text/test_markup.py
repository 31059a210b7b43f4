"""HTML bounded before a parser sees it."""

from __future__ import annotations

import pytest

from maildesk.core.mail.text import markup


@pytest.mark.parametrize(
    "html",
    [
        "<p>hi",
        "<p>paragraph" * 5_000,
        "<ul><li>a<li>b</ul>" * 2_000,
        "<div><b>a</b><br></div>" * 2_000,
        "<table>" + "<tr><td>a<td>b" * 2_000 + "</table>",
        "<blockquote>" * 40 + "<p>x</p>" * 1_000 + "</blockquote>" * 40,
    ],
)
def test_ordinary_html_is_left_alone(html: str) -> None:
    assert markup.bounded(html) is html


@pytest.mark.parametrize("piece", ["<div>", "<b>", "<font size=1>", "<table><tr><td>", "<x-y>"])
def test_endless_nesting_becomes_text_and_no_word_is_lost(piece: str) -> None:
    found = markup.bounded(piece * 2_000 + "Where is it?")

    assert "<" not in found
    assert found.strip() == "Where is it?"
