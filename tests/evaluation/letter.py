"""A buyer's mail as the client writes it: words, signature, the quoted mails below, text and HTML.

In: a row of the corpus and the mails it quotes. Out: raw bytes, the same every time: all chance comes from the row's id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime as rfc_date
from html import escape
from typing import Any

from tests.evaluation import mime
from tests.evaluation.rows import Row
from tests.evaluation.wording import client, fill, table, wording

SHOP = "Lampenhaus"
SHOP_MAIL = "support@shop.example"
MX = "mx.shop.example"
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


def letter(row: Row, earlier_words: str = "") -> bytes:
    """The raw mail. `earlier_words` are the buyer's own of an earlier mail, for histories of two levels and more."""
    quoted = _history(row, earlier_words)
    charset = mime.Charset.of(row.charset)
    parts = _parts(row, quoted, charset)
    body = mime.multipart("mixed", [mime.multipart("alternative", parts), *map(mime.attachment, row.attachments)])
    return mime.assemble(_headers(row, quoted, charset), body)


def _parts(row: Row, quoted: Sequence[Quoted], charset: mime.Charset) -> list[bytes]:
    transfer = _transfer(row, charset)
    parts = []
    if row.form in ("plain", "flowed", "both"):
        text = _plain(row, quoted)
        if not charset.fits(text):
            charset = mime.Charset("utf-8", "utf-8")
            transfer = "base64" if transfer == "7bit" else transfer
        flowed = "; format=flowed" if row.form == "flowed" else ""
        parts.append(mime.part(_wrapped(text) if flowed else text, "plain", charset, transfer, flowed))
    if row.form in ("html", "both"):
        parts.append(mime.part(_html(row, quoted), "html", charset, transfer))
    return parts


def _transfer(row: Row, charset: mime.Charset) -> str:
    if charset.encoded in ("iso-2022-jp", "us-ascii"):
        return "7bit"
    return ("base64", "quoted-printable", "8bit")[chance(row, "transfer", 3)]


def _wrapped(text: str) -> str:
    """Format=flowed (RFC 3676): long lines end in a space and go on."""
    lines = []
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip("> ")) if line.startswith(">") else 0
        rest = line
        while not depth and len(rest) > 72 and " " in rest[:72]:
            cut = rest[:72].rindex(" ") + 1
            lines.append(rest[:cut])
            rest = rest[cut:]
        lines.append(rest)
    return "\n".join(lines)


def _history(row: Row, earlier_words: str) -> list[Quoted]:
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


def _plain(row: Row, quoted: Sequence[Quoted]) -> str:
    if row.wrapper:
        return _wrapper(row)
    dress = client(row.client) if row.client != "plain" else {"intro": "@gmail", "angle": True}
    if row.answers:
        return _between(row, dress, quoted[0]) + "\n"
    pieces = [row.body, *_signature(row)]
    if row.shape == "below":
        pieces.insert(0, _plain_levels(row, dress, quoted))
    elif row.forward:
        pieces.append(_forwarded(row, quoted[0]))
    elif quoted:
        pieces.append(_plain_levels(row, dress, quoted))
    if row.footer:
        pieces.append(row.footer)
    return "\n\n".join(pieces) + "\n"


def _signature(row: Row) -> list[str]:
    words = wording(row.locale)
    if row.sign == "phone":
        return [words["samsung" if row.client == "samsung" else "iphone"]]
    if row.sign == "dashes":
        return [f"-- \n{row.name}\nTel. +00 555 01{chance(row, 'phone', 90) + 10}"]
    return [row.sign] if row.sign else []


def _plain_levels(row: Row, dress: dict[str, Any], quoted: Sequence[Quoted]) -> str:
    inner = f"\n\n{_plain_levels(row, dress, quoted[1:])}" if len(quoted) > 1 else ""
    above = f"{wording(row.locale)['above']}\n\n" if row.shape == "ticket" else ""
    text = above + quoted[0].text + inner
    if dress.get("angle"):
        text = "\n".join(f">{line}" if line.startswith(">") else f"> {line}" for line in text.split("\n"))
    elif dress.get("indent"):
        text = "\n".join(f"{dress['indent']}{line}" for line in text.split("\n"))
    return f"{_intro(row, dress, quoted[0])}\n\n{text}"


def _between(row: Row, dress: dict[str, Any], quoted: Quoted) -> str:
    """Answers typed between the quoted lines."""
    asked, answers = quoted.text.split("\n\n"), row.body.split("\n\n")
    lines = [_intro(row, dress, quoted), ""]
    for number, paragraph in enumerate(asked):
        lines += [f"> {line}" for line in paragraph.split("\n")]
        lines += ["", answers[number], ""] if number < len(answers) else []
    return "\n".join(lines).strip()


def _forwarded(row: Row, quoted: Quoted) -> str:
    words = wording(row.locale)
    labels = words["labels"]
    return (
        f"---------- {words['forwarded']} ---------\n{labels[0]}: {quoted.name} <{quoted.mail}>\n"
        f"Date: {fill('{EEE, d MMM yyyy HH:mm}', {}, quoted.at, row.locale)}\nSubject: {_subject(row)}\n"
        f"To: <{quoted.to}>\n\n\n{quoted.text}"
    )


def _lines(text: str, dress: dict[str, Any]) -> str:
    return "".join(dress["line"].replace("{}", escape(line)) if line else dress["blank"] for line in text.split("\n"))


def _html(row: Row, quoted: Sequence[Quoted]) -> str:
    dress = client(row.client)
    signature = "".join(_signature(row)).removeprefix("-- \n")
    sign = dress["sign"].replace("{}", escape(signature).replace("\n", "<br>")) if signature else ""
    footer = f"<div><br></div><div>{escape(row.footer)}</div>" if row.footer else ""
    history = _html_levels(row, dress, quoted) if quoted and not row.forward else ""
    page: str = dress["page"]
    for blank, value in (("{sign}", sign), ("{history}", history + footer), ("{body}", _lines(row.body, dress))):
        page = page.replace(blank, value)
    return page


def _html_levels(row: Row, dress: dict[str, Any], quoted: Sequence[Quoted]) -> str:
    inner = _html_levels(row, dress, quoted[1:]) if len(quoted) > 1 else ""
    text = escape(quoted[0].text).replace("\n", "<br>")
    blanks = _blanks(row, quoted[0]) | {"text": text, "inner": inner, "intro": _intro(row, dress, quoted[0])}
    return fill(dress["level"], blanks, quoted[0].at, row.locale, html=True)


def _wrapper(row: Row) -> str:
    told: dict[str, str] = table("wrappers")[row.wrapper]
    order = row.orders[0] if row.orders else ""
    return (
        told["text"]
        .replace("{name}", row.name)
        .replace("{email}", row.email)
        .replace("{order}", order)
        .replace("{body}", row.body)
    )


def _headers(row: Row, quoted: Sequence[Quoted], charset: mime.Charset) -> list[tuple[str, str]]:
    if not charset.fits(row.subject + row.name):
        charset = mime.Charset("utf-8", "utf-8")
    at = moment(row)
    sender = f"{mime.word(row.name, charset)} <{row.email}>" if row.name else row.email
    pairs = [
        ("Received", f"from mail.{row.email.rpartition('@')[2]} by {MX} with ESMTPS id {row.id};\r\n {rfc_date(at)}"),
        ("From", sender),
        ("To", f"{SHOP} <{SHOP_MAIL}>"),
        ("Subject", mime.word(row.subject, charset)),
        ("Date", rfc_date(at)),
        ("Message-ID", f"<{row.id}.{chance(row, 'id', 10**8)}@{row.email.rpartition('@')[2]}>"),
    ]
    if quoted and not row.forward:
        pairs += [("In-Reply-To", f"<{row.id}.ours@shop.example>"), ("References", f"<{row.id}.ours@shop.example>")]
    dress = client(row.client).get("headers", {}) if row.client != "plain" else {}
    return [*_of_wrapper(row, charset), *_without(pairs, row), *dress.items(), *row.headers]


def _of_wrapper(row: Row, charset: mime.Charset) -> list[tuple[str, str]]:
    if not row.wrapper:
        return []
    told = table("wrappers")[row.wrapper]
    sender = (
        told["from"]
        .replace("{id}", f"{chance(row, 'relay', 16**8):08x}")
        .replace("{name}", mime.word(row.name, charset))
    )
    domain = told["from"].rpartition("@")[2].rstrip(">")
    proof = f"{MX}; dkim=pass header.d={domain}; spf=pass smtp.mailfrom={domain}; dmarc=pass header.from={domain}"
    pairs = [("Authentication-Results", proof), ("From", sender), *told.get("headers", {}).items()]
    if told.get("reply_to"):
        pairs.append(("Reply-To", f"<{row.email}>"))
    return pairs


def _without(pairs: list[tuple[str, str]], row: Row) -> list[tuple[str, str]]:
    """The wrapper's own From stands alone."""
    return [pair for pair in pairs if not (row.wrapper and pair[0] == "From")]
