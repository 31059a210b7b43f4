"""The mail programs and machines of the sample: each puts a buyer's words into the bytes that it is known for.

In: a `Letter`, when it is sent, and the letter whose answer it quotes. Out: raw bytes. A table names who builds what.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from typing import Any

from babel.dates import format_datetime as in_words

from maildesk.demo import mime
from maildesk.demo.letters import Letter
from maildesk.demo.mime import Part
from maildesk.demo.picture import broken_lamp
from maildesk.demo.shop import Shop, toml


@dataclass(frozen=True, slots=True)
class Sending:
    """A letter on its way out. `quoted`: what it answers, with the line above it; empty for a new mail."""

    letter: Letter
    at: datetime
    text: str
    quoted: str = ""

    @property
    def boundary(self) -> str:
        return f"=_part_{self.letter.key}"


@dataclass(frozen=True, slots=True)
class Client:
    """How a program builds the body, what it calls itself, and headers of its own. `proof`: what the receiving server found."""

    body: Callable[[Sending], Part]
    mailer: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    proof: str = "dkim=pass header.d={domain}; spf=pass smtp.mailfrom={domain}; dmarc=pass header.from={domain}"


def raw(letter: Letter, shop: Shop, at: datetime, answered: Letter | None = None) -> bytes:
    """The letter as it stands in the mailbox."""
    client = CLIENTS[letter.client]
    quoted = _quotation(letter, answered, shop, at) if answered else ""
    part = client.body(Sending(letter, at, letter.text, quoted))
    if letter.photo:
        photo = mime.file_part("IMG_4127.png", "image/png", broken_lamp())
        part = mime.multipart("mixed", (part, photo), f"=_mixed_{letter.key}")
    return mime.lines(_head(letter, client, shop, at, answered)) + part.raw()


def answer(letter: Letter, shop: Shop, at: datetime) -> bytes:
    """What the shop answered from another client."""
    part = mime.text_part(f"{letter.answer.text if letter.answer else ''}\n", "utf-8")
    headers = (
        ("From", mime.address(shop.name, letter.to, "utf-8")),
        ("To", mime.address(letter.name, letter.email, "utf-8")),
        ("Subject", mime.words(_re(letter.subject), "utf-8")),
        ("Date", format_datetime(at)),
        ("Message-ID", mime.ids(letter.answer_id)),
        ("In-Reply-To", mime.ids(letter.message_id)),
        ("References", mime.ids(letter.message_id)),
        ("MIME-Version", "1.0"),
    )
    return mime.lines(headers) + part.raw()


def _head(letter: Letter, client: Client, shop: Shop, at: datetime, answered: Letter | None) -> list[tuple[str, str]]:
    domain = letter.email.rpartition("@")[2]
    name = f"{letter.name} - Amazon Marketplace" if letter.client == "amazon" else letter.name
    date = format_datetime(at)
    headers = [
        ("Received", f"from mail.{domain} by {shop.authserv} with ESMTPS; {date}"),
        ("Authentication-Results", f"{shop.authserv}; {client.proof.format(domain=domain)}"),
        ("From", mime.address(name, letter.email, letter.charset)),
        ("To", letter.to),
        ("Subject", mime.words(letter.subject, letter.charset)),
        ("Date", date),
        ("Message-ID", mime.ids(letter.message_id)),
        ("MIME-Version", "1.0"),
        *client.headers,
    ]
    if client.mailer:
        headers.append(("X-Mailer", client.mailer))
    if answered is not None:
        thread = mime.ids(answered.message_id, answered.answer_id)
        headers += [("In-Reply-To", mime.ids(answered.answer_id)), ("References", thread)]
    return headers


def _re(subject: str) -> str:
    return subject if subject.lower().startswith("re:") else f"Re: {subject}"


def _quotation(letter: Letter, answered: Letter, shop: Shop, at: datetime) -> str:
    if answered.answer is None:
        return ""
    date = in_words(at - answered.answer.age, "d MMM y, HH:mm", locale=letter.locale.replace("-", "_"))
    above: str = _around()["attribution"][letter.locale].format(date=date, name=shop.name, address=letter.to)
    return above + "\n\n" + "\n".join(f"> {line}".rstrip() for line in answered.answer.text.splitlines())


@cache
def _around() -> dict[str, Any]:
    return toml("clients.toml")


def _footer(sending: Sending) -> str:
    return str(_around()["footer"].get(sending.letter.client, {}).get(sending.letter.locale, ""))


def _whole(sending: Sending) -> str:
    return "\n\n".join(part for part in (sending.text, _footer(sending), sending.quoted) if part) + "\n"


def _plain(sending: Sending) -> Part:
    return mime.text_part(_whole(sending), sending.letter.charset)


def _flowed(sending: Sending) -> Part:
    """RFC 3676: a line that goes on in the next one ends with a blank."""
    return mime.text_part(_flow(_whole(sending)), sending.letter.charset, extra="; format=flowed")


def _flow(text: str) -> str:
    return "\n".join(_flowed_line(line) for line in text.splitlines()) + "\n"


def _flowed_line(line: str) -> str:
    quote = "> " if line.startswith("> ") else ""
    pieces = textwrap.wrap(line.removeprefix(quote), 72, break_long_words=False, break_on_hyphens=False) or [""]
    return " \n".join(f"{quote}{piece}" for piece in pieces)


def _alternative(sending: Sending) -> Part:
    """Plain text, and the same as HTML with a line per `div`."""
    text = _whole(replace(sending, quoted=""))
    inner = "".join(f"<div>{html.escape(line) or '<br>'}</div>" for line in text.splitlines())
    quoted = html.escape(sending.quoted).replace("\n", "<br>")
    quote = f'<br><div class="gmail_quote">{quoted}</div>' if quoted else ""
    charset = sending.letter.charset
    page = f'<div dir="{_direction(sending.letter)}">{inner}</div>{quote}\n'
    parts = (mime.text_part(_whole(sending), charset), mime.text_part(page, charset, "html"))
    return mime.multipart("alternative", parts, sending.boundary)


def _direction(letter: Letter) -> str:
    return "rtl" if letter.locale in ("ar", "he") else "ltr"


def _outlook(sending: Sending) -> Part:
    """HTML alone, a paragraph per line."""
    paragraphs = "\n".join(
        f'<p class="MsoNormal" dir="{_direction(sending.letter)}">{html.escape(line) or "<o:p>&nbsp;</o:p>"}</p>'
        for line in sending.text.splitlines()
    )
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office">\n<head>\n'
        f'<meta http-equiv="Content-Type" content="text/html; charset={sending.letter.charset}">\n'
        "<style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:Calibri,sans-serif;} --></style>\n</head>\n"
        f'<body lang="{sending.letter.locale}">\n<div class="WordSection1">\n{paragraphs}\n</div>\n</body>\n</html>\n'
    )
    return mime.text_part(page, sending.letter.charset, "html")


def _wrapped(sending: Sending) -> Part:
    """A marketplace's own page around the buyer's words."""
    letter = sending.letter
    around = _around()["wrapper"][letter.client][letter.locale]
    filled = around.format(order=letter.orders[0], item=letter.item, name=letter.name, text=sending.text)
    return mime.text_part(filled.lstrip(), letter.charset)


def _bounce(sending: Sending) -> Part:
    report = (
        "Reporting-MTA: dns; mx.lampenhaus.example\n\nFinal-Recipient: rfc822; old.address@postbox.example\n"
        "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n"
    )
    returned = (
        f"From: {sending.letter.to}\nTo: old.address@postbox.example\nSubject: Your order\n"
        "Message-ID: <never.arrived@lampenhaus.example>\n"
    )
    parts = (
        mime.text_part(f"{sending.text}\n", "us-ascii"),
        mime.bare_part("message/delivery-status", report),
        mime.bare_part("text/rfc822-headers", returned),
    )
    return mime.multipart("report; report-type=delivery-status", parts, sending.boundary)


_NOT_PROVEN = "dkim=none; spf=softfail smtp.mailfrom={domain}; dmarc=none header.from={domain}"

CLIENTS: dict[str, Client] = {
    "plain": Client(_plain),
    "gmail": Client(_alternative),
    "iphone": Client(_plain, "iPhone Mail (22G86)"),
    "outlook": Client(_outlook, "Microsoft Outlook 16.0"),
    "thunderbird": Client(_flowed, headers=(("User-Agent", "Mozilla Thunderbird"),)),
    "gmx": Client(_plain, headers=(("X-UI-Sender-Class", "01bb95c1-4bf8-414a-932a-4f6e2808ef9c"),)),
    "webde": Client(_alternative),
    "yahoo": Client(_alternative, "WebService/1.1.24 YMailNorrin"),
    "mailru": Client(_alternative, "Mail.Ru Mailer 1.0"),
    "yandex": Client(_plain, "Yamail [ http://yandex.ru ] 5.0"),
    "ukrnet": Client(_plain, "mail.ukr.net 5.0"),
    "seznam": Client(_alternative, "szn-ebox-5.0"),
    "naver": Client(_outlook, "Naver Mailer"),
    "qq": Client(_alternative, "QQMail 2.x"),
    "amazon": Client(_wrapped),
    "allegro": Client(_wrapped),
    "bounce": Client(_bounce, headers=(("Auto-Submitted", "auto-replied"), ("Return-Path", "<>")), proof="none"),
    "away": Client(_plain, headers=(("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All"))),
    "newsletter": Client(
        _alternative,
        headers=(
            ("List-Id", "<weekly.packaging-today.example>"),
            ("List-Unsubscribe", "<https://packaging-today.example/u/18842>"),
            ("Precedence", "bulk"),
        ),
    ),
    # A genuine domain of which the receiving server could prove nothing.
    "unproven": Client(_alternative, proof="none"),
    "forged": Client(_alternative, proof=_NOT_PROVEN),
    "paypal": Client(_alternative),
    "ebay": Client(_alternative),
    "etsy": Client(_alternative),
}
