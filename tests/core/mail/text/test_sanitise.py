"""HTML shown to agents: runs nothing, covers nothing, fetches nothing unasked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maildesk.core.mail.text.sanitise import safe_html


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<p onclick=alert(1) onmouseover='x'>a</p>",
        '<a href="javascript:alert(1)">a</a>',
        '<a href=" java&#115;cript:alert(1)">a</a>',
        '<a href="data:text/html,<script>alert(1)</script>">a</a>',
        '<img src=x onerror="alert(1)">',
        "<svg><script>alert(1)</script></svg>",
        '<math><mi xlink:href="javascript:alert(1)">a</mi></math>',
        '<iframe src="https://x.example"></iframe>',
        '<object data="https://x.example"></object><embed src="https://x.example">',
        '<form action="https://x.example"><input name=a><button>go</button></form>',
        '<meta http-equiv="refresh" content="0;url=https://x.example"><base href="https://x.example">',
        '<link rel="stylesheet" href="https://x.example/a.css"><style>*{position:fixed}</style>',
        '<div style="position:fixed;top:0;left:0;z-index:9999">a</div>',
        '<div style="margin-top:-900px">a</div>',
        '<div style="background:url(https://x.example/t.gif)">a</div>',
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<textarea><script>alert(1)</script></textarea>",
        '<img src="//x.example/a.png"><img srcset="https://x.example/a.png 2x">',
        '<td background="https://x.example/a.png">a</td>',
        '<video poster="https://x.example/a.png"><source src="https://x.example/a.mp4"></video>',
        '<a href="/settings/delete">a</a>',
        '<img src="file:///etc/passwd"><img src="/logout">',
        '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
    ],
)
def test_nothing_runs_covers_or_is_fetched(html: str) -> None:
    clean = safe_html(html, {}, allow_remote=False).html.lower()

    for bad in (
        *(
            "<script",
            "script:",
            "onclick",
            "onerror",
            "onmouse",
            "<iframe",
            "<object",
            "<form",
            "<input",
            "<meta",
            "<base",
            "<link",
        ),
        *("position", "z-index", "margin", "url(", "x.example", "/settings", "/logout", "file:", "svg"),
    ):
        assert bad not in clean


def test_inline_pictures_come_from_the_desk() -> None:
    clean = safe_html('<img src="cid:Pic@X" alt="a"><img src="cid:other@x">', {"pic@x": "/mail/1/part/2"})

    assert '<img src="/mail/1/part/2" alt="a">' in clean.html
    assert "cid:" not in clean.html
    assert clean.blocked_remote == 0


REMOTE = (
    '<img src="https://x.example/photo.png" width="200"><img src="https://x.example/open.gif" width="1" height="1">'
    '<img src="https://x.example/hidden.gif" style="display:none">'
)


def test_remote_pictures_wait_for_the_agent() -> None:
    assert safe_html(REMOTE, {}).blocked_remote == 3
    assert "x.example" not in safe_html(REMOTE, {}).html


def test_tracking_pixels_never_load() -> None:
    clean = safe_html(REMOTE, {}, allow_remote=True)

    assert "photo.png" in clean.html
    assert "open.gif" not in clean.html
    assert "hidden.gif" not in clean.html
    assert clean.blocked_remote == 2


def test_links_open_apart_and_tell_nothing() -> None:
    clean = safe_html('<a href="https://x.example/a" target="_top" rel="opener">a</a>', {}).html

    assert 'target="_blank"' in clean
    assert 'rel="noopener noreferrer nofollow"' in clean


def test_language_and_direction_are_kept() -> None:
    clean = safe_html('<html lang="he" dir="rtl"><body><p>שלום</p><p dir="ltr" lang="en">hi</p></body></html>', {}).html

    assert clean.startswith('<div lang="he" dir="rtl">')
    assert '<p dir="ltr" lang="en">' in clean or '<p lang="en" dir="ltr">' in clean


def test_the_look_that_harms_nobody_is_kept() -> None:
    clean = safe_html(
        '<table width="600" bgcolor="#eee"><tr><td style="color:red; padding: 4px">a</td></tr></table>', {}
    ).html

    assert 'width="600"' in clean
    assert "color:red" in clean.replace(" ", "")


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["<div>", "<b>", "<table>", "<p>x", "<!--", "&#", "<a href=x ", "<font><p>", "<"])
def test_html_built_to_hold_up_a_parser_is_bounded(piece: str) -> None:
    assert len(safe_html(piece * 200_000, {}).html) < 6_000_000


@given(st.text(alphabet="<>/=\"' abimgscript:;hrefonx&#", max_size=200))
def test_no_html_brings_a_script_or_an_event_through(html: str) -> None:
    clean = safe_html(html, {}).html.lower()

    assert "<script" not in clean
    assert "<iframe" not in clean
