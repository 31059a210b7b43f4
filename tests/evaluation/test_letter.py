"""What the builder makes is what clients send."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message

import pytest

from tests.evaluation.build import raw_mail
from tests.evaluation.rows import Row

ANNA = Row(
    id="anna-1",
    subject="Lampe",
    body="Wo bleibt die Lampe?\n\nGrüße\nAnna",
    locale="de",
    language="de",
    name="Anna Groß",
    email="anna@home.example",
)


def built(**changes: object) -> Message:
    told = {name: getattr(ANNA, name) for name in Row.__dataclass_fields__} | changes
    return message_from_bytes(raw_mail(Row(**told), {}))


def text(mail: Message) -> str:
    part = next(p for p in mail.walk() if p.get_content_maintype() == "text")
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode(str(part.get_content_charset()))


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_the_body_stands_first_in_the_charset_named(charset: str) -> None:
    mail = built(charset=charset)
    assert mail.get_content_charset() == charset
    assert text(mail).replace("\r\n", "\n").startswith(ANNA.body)


def test_a_wrong_label_stays_wrong() -> None:
    mail = built(charset="utf-8>iso-8859-1")
    assert mail.get_content_charset() == "iso-8859-1"
    assert "Grüße" not in text(mail)


def test_three_levels_are_quoted_in_each_other() -> None:
    quoted = text(built(client="gmail", form="plain", history=3))
    assert "\n> " in quoted.replace("\r\n", "\n") and ">>> " in quoted


def test_answers_stand_between_the_quoted_lines() -> None:
    lines = text(built(client="gmail", history=1, answers=True)).splitlines()
    own = [number for number, line in enumerate(lines) if line.startswith("Wo bleibt")]
    assert any(line.startswith(">") for line in lines[: own[0]])
    assert any(line.startswith(">") for line in lines[own[0] :])


def test_what_the_charset_lacks_is_written_in_utf_8() -> None:
    assert built(charset="iso-8859-1", body="日本").get_content_charset() == "utf-8"
