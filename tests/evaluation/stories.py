"""The conversation set: mails of one shop in the order of their arrival, with the conversation each belongs to.

In: `conversations.jsonl`. Out: raw bytes, arrival, mailbox and truth of each mail. Places nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime as rfc_date
from pathlib import Path

from tests.evaluation import mime
from tests.evaluation.letter import MX
from tests.evaluation.quoted import SHOP_MAIL
from tests.evaluation.rows import MAILS, frozen

_START = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
_UTF8 = mime.Charset("utf-8", "utf-8")


@dataclass(frozen=True, slots=True)
class StoryMail:
    """One mail of a story. `truth`: its conversation; empty: it is a second copy and belongs to none.

    `at` counts minutes. `answers` is the id of the mail in In-Reply-To, `cites` are ids the desk never got, `quotes` the mail
    whose text stands below. `message_id`: instead of the usual one; `-` for none. `stranger`: never with another's mail.
    """

    id: str
    story: str
    truth: str | None
    email: str
    subject: str
    body: str
    at: int
    name: str = ""
    to: str = ""
    direction: str = "in"
    box: str = "support"
    answers: str = ""
    quotes: str = ""
    cites: tuple[str, ...] = ()
    message_id: str = ""
    date: str = ""
    same_as: str = ""
    stranger: bool = False
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def arrived_at(self) -> datetime:
        return _START + timedelta(minutes=self.at)


def story_mails(path: Path = MAILS / "conversations.jsonl") -> Iterator[tuple[StoryMail, bytes]]:
    """Each mail of the set with its bytes, in the order of arrival."""
    known = {each.name for each in fields(StoryMail)}
    told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    mails = {row["id"]: StoryMail(**{key: frozen(value) for key, value in row.items() if key in known}) for row in told}
    for mail in mails.values():
        yield mail, _raw(mail, mails)


def _raw(mail: StoryMail, mails: dict[str, StoryMail]) -> bytes:
    if mail.same_as:
        return _raw(mails[mail.same_as], mails).replace(SHOP_MAIL.encode(), b"sales@shop.example")
    text = mail.body + "\n"
    if mail.quotes:
        quoted = mails[mail.quotes]
        lines = "\n".join(f"> {line}" for line in quoted.body.split("\n"))
        text += f"\nOn {quoted.arrived_at:%a, %b %d, %Y at %H:%M} Lampenhaus <{SHOP_MAIL}> wrote:\n\n{lines}\n"
    return mime.assemble(_headers(mail, mails), mime.part(text, "plain", _UTF8, "8bit"))


def _headers(mail: StoryMail, mails: dict[str, StoryMail]) -> list[tuple[str, str]]:
    cited = [*([_message_id(mails[mail.answers])] if mail.answers else []), *(f"<{each}>" for each in mail.cites)]
    references = [*([_message_id(mails[mails[mail.answers].answers])] if _grandparent(mail, mails) else []), *cited]
    return [
        ("Received", f"from mail.example by {MX} with ESMTPS id {mail.id};\r\n {rfc_date(mail.arrived_at)}"),
        ("From", f"{mime.word(mail.name, _UTF8)} <{mail.email}>" if mail.name else mail.email),
        ("To", mail.to or SHOP_MAIL),
        ("Subject", mime.word(mail.subject, _UTF8)),
        ("Date", mail.date or rfc_date(mail.arrived_at)),
        ("Message-ID", _message_id(mail)),
        ("In-Reply-To", cited[0] if cited else ""),
        ("References", " ".join(references)),
        *mail.headers,
    ]


def _grandparent(mail: StoryMail, mails: dict[str, StoryMail]) -> bool:
    return bool(mail.answers and mails[mail.answers].answers)


def _message_id(mail: StoryMail) -> str:
    if mail.message_id == "-":
        return ""
    own = f"{mail.id}@{mail.email.rpartition('@')[2]}"
    return f"<{mail.message_id or own}>"
