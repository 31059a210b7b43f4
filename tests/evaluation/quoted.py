"""The mails that a buyer's mail quotes: whose they are, and how its client writes them below, around or between the new words.

In: a row of the corpus. Out: quoted mails, and their text or HTML. All chance comes from the row's id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

from tests.evaluation.rows import Row
from tests.evaluation.wording import fill, wording

SHOP = "Lampenhaus"
SHOP_MAIL = "support@shop.example"
_FIRST_DAY = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A mail quoted below: whose, when, what."""

    name: str
    mail: str
    to: str
    at: datetime
    text: str


def chance(row: Row, what: str, of: int) -> int:
    """A number below `of`, by the row's id."""
    return int(hashlib.sha256(f"{row.id}/{what}".encode()).hexdigest()[:8], 16) % of


def moment(row: Row) -> datetime:
    return _FIRST_DAY + timedelta(minutes=chance(row, "moment", 26 * 24 * 60))


def history(row: Row, earlier_words: str) -> list[Quoted]:
    words, at = wording(row.locale), moment(row)
    order = row.orders[0] if row.orders else ""
    ours = words["ours"].replace(" {order}", f" {order}" if order else "")
    all_of_them = [
        Quoted(SHOP, SHOP_MAIL, row.email, at - timedelta(hours=21), ours),
        Quoted(row.name, row.email, SHOP_MAIL, at - timedelta(hours=40), earlier_words),
        Quoted(SHOP, SHOP_MAIL, row.email, at - timedelta(hours=66), words["earlier"]),
    ]
    return all_of_them[: row.history]


def _subject(row: Row) -> str:
    return row.subject.partition(": ")[2] or row.subject


def _blanks(row: Row, quoted: Quoted) -> dict[str, str]:
    words = wording(row.locale)
    labels = {f"labels{n}": label for n, label in enumerate(words["labels"])}
    date = fill("{" + words["date"] + "}", {}, quoted.at, row.locale)
    return labels | {
        "name": quoted.name,
        "mail": quoted.mail,
        "to": quoted.to,
        "subject": _subject(row),
        "original": words["original"],
        "day": words["day"],
        "date": date,
    }


def _intro(row: Row, dress: dict[str, Any], quoted: Quoted) -> str:
    words = wording(row.locale)
    template = dress["intro"]
    if template.startswith("@"):
        template = words.get(template[1:], words["gmail"])
    return fill(template, _blanks(row, quoted), quoted.at, row.locale)


def plain_levels(row: Row, dress: dict[str, Any], quoted: Sequence[Quoted]) -> str:
    inner = f"\n\n{plain_levels(row, dress, quoted[1:])}" if len(quoted) > 1 else ""
    above = f"{wording(row.locale)['above']}\n\n" if row.shape == "ticket" else ""
    text = above + quoted[0].text + inner
    if dress.get("angle"):
        text = "\n".join(f">{line}" if line.startswith(">") else f"> {line}" for line in text.split("\n"))
    elif dress.get("indent"):
        text = "\n".join(f"{dress['indent']}{line}" for line in text.split("\n"))
    return f"{_intro(row, dress, quoted[0])}\n\n{text}"


def between(row: Row, dress: dict[str, Any], quoted: Quoted) -> str:
    """Answers typed between the quoted lines."""
    asked, answers = quoted.text.split("\n\n"), row.body.split("\n\n")
    lines = [_intro(row, dress, quoted), ""]
    for number, paragraph in enumerate(asked):
        lines += [f"> {line}" for line in paragraph.split("\n")]
        lines += ["", answers[number], ""] if number < len(answers) else []
    return "\n".join(lines).strip()


def forwarded(row: Row, quoted: Quoted) -> str:
    words = wording(row.locale)
    labels = words["labels"]
    return (
        f"---------- {words['forwarded']} ---------\n{labels[0]}: {quoted.name} <{quoted.mail}>\n"
        f"Date: {fill('{EEE, d MMM yyyy HH:mm}', {}, quoted.at, row.locale)}\nSubject: {_subject(row)}\n"
        f"To: <{quoted.to}>\n\n\n{quoted.text}"
    )


def html_levels(row: Row, dress: dict[str, Any], quoted: Sequence[Quoted]) -> str:
    inner = html_levels(row, dress, quoted[1:]) if len(quoted) > 1 else ""
    text = escape(quoted[0].text).replace("\n", "<br>")
    blanks = _blanks(row, quoted[0]) | {"text": text, "inner": inner, "intro": _intro(row, dress, quoted[0])}
    return fill(dress["level"], blanks, quoted[0].at, row.locale, html=True)
