"""The parts of a mail: as the standard library sees them where it sees any, and repaired where it gives up."""

from __future__ import annotations

import email
from email.message import EmailMessage, Message
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maildesk.core.mail.limits import LIMITS, Limits
from maildesk.core.mail.wire import structure

BODIES = st.one_of(
    st.tuples(st.just("text"), st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=80)),
    st.tuples(st.just("file"), st.binary(max_size=80)),
)


def leaves(raw: bytes, limits: Limits = LIMITS) -> list[tuple[str, bytes]]:
    return [(leaf.content_type, leaf.decoded()[0]) for leaf in structure.read(raw, limits).leaves]


@settings(max_examples=150, deadline=None)
@given(st.lists(BODIES, min_size=1, max_size=4), st.booleans())
def test_a_well_made_mail_has_the_same_parts_as_in_the_standard_library(
    bodies: list[tuple[str, str | bytes]], html: bool
) -> None:
    made = EmailMessage()
    made["Subject"] = "x"
    made.set_content("first")
    if html:
        made.add_alternative("<p>first</p>", subtype="html")
    for _, content in bodies:
        if isinstance(content, bytes):
            made.add_attachment(content, maintype="image", subtype="jpeg", filename="a.jpg")
        else:
            made.add_attachment(content, subtype="plain", filename="a.txt")
    raw = made.as_bytes(policy=SMTP)

    theirs: list[Message] = [part for part in email.message_from_bytes(raw).walk() if not part.is_multipart()]

    assert leaves(raw) == [(part.get_content_type(), part.get_payload(decode=True)) for part in theirs]


OPEN = b"Content-Type: multipart/mixed; boundary=a\n\n"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"Subject: x\n\nhi", [b"hi"]),
        (OPEN + b"preamble\n--a\n\none\n--a\n\ntwo\n--a--\nepilogue", [b"one", b"two"]),
        (OPEN + b"--a\n\none\n--a\n\ntwo\n", [b"one", b"two\n"]),
        (OPEN + b"--a \n\none\n--a\t\n\ntwo\n--a-- \n", [b"one", b"two"]),
        (OPEN + b"--ab\n\nnot a boundary\n--a\n\none\n--a--", [b"one"]),
        (OPEN.replace(b"; boundary=a", b"") + b"--a\nContent-Type: a/b\n\none\n--a\n\ntwo\n--a--", [b"one", b"two"]),
        (OPEN + b"--wrong\nContent-Type: text/plain\n\none\n--wrong--\n", [b"one"]),
        (OPEN + b"no parts at all", [b"no parts at all"]),
        (OPEN + b"--a\n" + OPEN + b"--a\n\none\n--a\n\ntwo\n--a--\n--a--\n", [b"one", b"two"]),
        (OPEN + b"--a\n" + OPEN.replace(b"=a", b"=b") + b"--b\n\none\n--a\n\ntwo\n--a--", [b"one", b"two"]),
        (b"Subject: x\n\n--a\nContent-Type: text/plain\n\none\n--a--\n", [b"one"]),
        (b"From nobody Mon Nov  2 10:00:00 2026\nSubject: x\n\nhi", [b"hi"]),
        (b"\xef\xbb\xbf\r\nSubject: x\r\n\r\nhi", [b"hi"]),
        (b"Subject: x\r\rhi", [b"hi"]),
        (b"Subject: x\r\r\n\r\r\nhi", [b"hi"]),
        (b"Content-Type: message/rfc822\n\nSubject: inner\n\nhi", [b"hi"]),
        (b"Content-Type: text\n\nhi", [b"hi"]),
        (b"Content-Type: multipart/digest; boundary=a\n\n--a\n\nSubject: x\n\none\n--a--", [b"Subject: x\n\none"]),
    ],
)
def test_broken_mails_still_fall_into_their_parts(raw: bytes, expected: list[bytes]) -> None:
    assert [body for _, body in leaves(raw)] == expected


def test_an_attached_mail_is_one_part_and_not_opened() -> None:
    inner = b"Subject: inner\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\nhi\n--i--\n"
    raw = OPEN + b"--a\n\nsee below\n--a\nContent-Type: message/rfc822\n\n" + inner + b"\n--a--\n"

    assert [kind for kind, _ in leaves(raw)] == ["text/plain", "message/rfc822"]


def test_parts_beyond_the_limit_are_cut_and_named() -> None:
    found = structure.read(OPEN + b"--a\n\none\n" * 20, Limits(parts=5))

    assert len(found.leaves) == 5
    assert "too_many_parts" in found.defects


def test_what_lies_deeper_than_the_limit_is_found_flat() -> None:
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(10))
    found = structure.read(nested + b"\nfound\n--b9--\n", Limits(depth=3))

    assert b"found" in found.leaves[-1].body
    assert "nesting_cut" in found.defects


def test_each_alternative_is_a_group_and_other_parts_are_in_none() -> None:
    alternative = (
        b"Content-Type: multipart/alternative; boundary=b\n\n--b\n\nplain\n--b\nContent-Type: text/html\n\n<p>\n--b--\n"
    )
    found = structure.read(OPEN + b"--a\n" + alternative + b"--a\n\nfooter\n--a--\n", LIMITS)

    assert [leaf.group for leaf in found.leaves] == [1, 1, 0]


@given(st.binary(max_size=500))
def test_no_bytes_make_it_raise(raw: bytes) -> None:
    found = structure.read(raw, LIMITS)
    assert [leaf.index for leaf in found.leaves] == list(range(len(found.leaves)))
