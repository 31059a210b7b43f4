"""A buyer's mail as the client writes it: words, signature, the quoted mails below, text and HTML.

In: a row of the corpus and the mails it quotes. Out: raw bytes, the same every time: all chance comes from the row's id.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import format_datetime as rfc_date
from html import escape
from typing import Any

from tests.evaluation import mime
from tests.evaluation.quoted import (
    SHOP,
    SHOP_MAIL,
    Quoted,
    between,
    chance,
    forwarded,
    history,
    html_levels,
    moment,
    plain_levels,
)
from tests.evaluation.rows import Row
from tests.evaluation.wording import client, table, wording

MX = "mx.shop.example"


def letter(row: Row, earlier_words: str = "") -> bytes:
    """The raw mail. `earlier_words` are the buyer's own of an earlier mail, for histories of two levels and more."""
    quoted = history(row, earlier_words)
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


def _plain(row: Row, quoted: Sequence[Quoted]) -> str:
    if row.wrapper:
        return _wrapper(row)
    dress = client(row.client) if row.client != "plain" else {"intro": "@gmail", "angle": True}
    if row.answers:
        return between(row, dress, quoted[0]) + "\n"
    pieces = [row.body, *_signature(row)]
    if row.shape == "below":
        pieces.insert(0, plain_levels(row, dress, quoted))
    elif row.forward:
        pieces.append(forwarded(row, quoted[0]))
    elif quoted:
        pieces.append(plain_levels(row, dress, quoted))
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


def _lines(text: str, dress: dict[str, Any]) -> str:
    return "".join(dress["line"].replace("{}", escape(line)) if line else dress["blank"] for line in text.split("\n"))


def _html(row: Row, quoted: Sequence[Quoted]) -> str:
    dress = client(row.client)
    signature = "".join(_signature(row)).removeprefix("-- \n")
    sign = dress["sign"].replace("{}", escape(signature).replace("\n", "<br>")) if signature else ""
    footer = f"<div><br></div><div>{escape(row.footer)}</div>" if row.footer else ""
    below = html_levels(row, dress, quoted) if quoted and not row.forward else ""
    page: str = dress["page"]
    for blank, value in (("{sign}", sign), ("{history}", below + footer), ("{body}", _lines(row.body, dress))):
        page = page.replace(blank, value)
    return page


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
