from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maildesk.core.mail.text.html import to_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a<br>b", "a\nb"),
        ("a<br><br>b", "a\n\nb"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<div>a<br></div><div>b</div>", "a\nb"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<p>a</p><p><br></p><p>b</p>", "a\n\nb"),
        ("<p class=MsoNormal>a</p><p class=MsoNormal>b</p>", "a\nb"),
        ("<p class=MsoNormal>a</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>b</p>", "a\n\nb"),
        ("<p style='margin: 0'>a</p><p style='margin: 0'>b</p>", "a\nb"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<table><tr><td><p>a</p></td><td><div>b</div></td></tr></table>", "a b"),
        ("<table><tr><td>a</td><td>b<br>c</td></tr></table>", "a\nb\nc"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<div style='white-space: pre-wrap'>a\nb</div>", "a\nb"),
        ("  a \n  b&nbsp;&nbsp;c\u200b&shy;  ", "a b c"),
        ("x &amp; y &lt;z&gt; &euro;5", "x & y <z> €5"),
        ("<a href='https://shop.example/1034'>my order</a>", "my order"),
        ("hi <img alt='😀' src=x> <img alt='Logo' src=y>", "hi 😀"),
    ],
)
def test_lines_read_as_they_are_shown(markup: str, text: str) -> None:
    assert to_text(markup) == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display:none'>x</div>",
        "<span style='DISPLAY : none !important'>x</span>",
        "<div style='font-size:0px; line-height:0'>x</div>",
        "<div style='max-height:0; overflow:hidden'>x</div>",
        "<div style='mso-hide:all'>x</div>",
        "<div style='opacity:0'>x</div>",
        "<p hidden>x</p>",
        "<style>x</style>",
        "<script>x</script>",
        "<title>x</title>",
        "<!-- x -->",
        "<!--[if mso]>x<![endif]-->",
    ],
)
def test_what_a_reader_does_not_see_is_dropped(hidden: str) -> None:
    assert to_text(f"<div>a</div>{hidden}<div>b</div>") == "a\nb"


def test_a_small_or_faint_text_is_still_text() -> None:
    assert to_text("<span style='font-size:0.8em;opacity:0.5'>a</span>") == "a"


@pytest.mark.parametrize(
    "quoted",
    [
        "<blockquote type=cite>q</blockquote>",
        "<blockquote class=gmail_quote style='border:none'>q</blockquote>",
        "<div class=gmail_attr>q</div>",
        "<div class=moz-cite-prefix>q</div>",
        "<div class=yahoo_quoted>q</div>",
        "<div class='ydp1a2b3c4dyahoo_quoted'>q</div>",
        "<div class='yiv1234567890gmail_attr'>q</div>",
        "<div name=quote>q</div>",
        "<div id=isReplyContent>q</div>",
        "<div class=x_x_gmail_attr>q</div>",
        "<span id=OLK_SRC_BODY_SECTION>q</span>",
        "<includetail>q</includetail>",
        "<div id=reply-intro>q</div>",
        "<div class=zmail_extra>q</div>",
        "<div name=messageReplySection>q</div>",
    ],
)
def test_each_clients_quote_gets_the_mark_of_quoting(quoted: str) -> None:
    assert to_text(f"<div>a</div>{quoted}") == "a\n> q"


def test_the_head_of_a_forward_is_left_to_the_text_below_it() -> None:
    head = "<div class=gmail_attr>---------- Forwarded message ---------<br>From: A</div>"
    assert to_text(f"<div>a</div>{head}b") == "a\n---------- Forwarded message ---------\nFrom: A\nb"


def test_nested_quotes_are_marked_by_depth() -> None:
    assert to_text("<blockquote>a<blockquote>b</blockquote></blockquote>") == "> a\n>> b"


def test_an_indented_paragraph_is_no_quote() -> None:
    assert to_text("a<blockquote style='margin:0 0 0 40px;border:none;padding:0px'>b</blockquote>") == "a\nb"


@pytest.mark.parametrize(
    "history",
    [
        "<div id=divRplyFwdMsg>q</div>",
        "<div id=x_divRplyFwdMsg>q</div>",
        "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>q</div>",
        "<div id=mail-editor-reference-message-container>q</div>",
        "<div data-marker=__HEADERS__>q</div>",
        "<!-- originalMessage --><div>q</div>",
    ],
)
def test_history_without_a_container_begins_with_a_divider(history: str) -> None:
    assert to_text(f"<div>a</div>{history}") == "a\n-----Original Message-----\nq"


@pytest.mark.parametrize(
    "mark",
    [
        "class=gmail_signature",
        "class=moz-signature",
        "id=ms-outlook-mobile-signature",
        "id=Signature",
        "class=protonmail_signature_block",
        "id=ymail_android_signature",
        "name=messageSignatureSection",
    ],
)
def test_a_signature_stands_below_its_separator(mark: str) -> None:
    assert to_text(f"<div>a</div><div {mark}>s</div>") == "a\n-- \ns"


def test_an_answer_typed_inside_outlooks_signature_stays() -> None:
    assert to_text("<div><br></div><div id=Signature>Yes please.</div>") == "Yes please."


def test_an_empty_signature_leaves_no_separator() -> None:
    assert to_text("<div>a</div><div class=gmail_signature><br></div>") == "a"


TAGS = [
    "<div>",
    "</div>",
    "<p",
    ">",
    "<br>",
    "<li>",
    "<blockquote>",
    "</table>",
    "a",
    " ",
    "&nbsp;",
    "<pre>",
    "\n",
    "<!--",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(TAGS), max_size=40))
def test_broken_markup_never_raises_and_never_doubles_blank_lines(parts: list[str]) -> None:
    markup = "".join(parts)
    text = to_text(markup)
    assert "<pre" in markup or "\n\n\n" not in text


@pytest.mark.parametrize(
    "bait",
    [
        "<div>" * 10_000 + "x" + "</div>" * 10_000,
        "<blockquote>" * 500 + "x",
        "<b><table>" * 5_000,
        "<table><tr><td>a<td>" * 3_000 + "x<br>" * 20_000,
        "<p style='" + "a:b;" * 100_000 + "'>x",
        "<p class='" + "x_" * 100_000 + "'>x",
        "<" * 1_000_000,
        "<ol>" + "<li>x" * 50_000,
        "&nbsp;" * 150_000,
    ],
    ids=lambda bait: bait[:12],
)
def test_hostile_markup_takes_linear_time(bait: str) -> None:
    assert len(to_text(bait)) <= len(bait) * 2
