"""The bench's own mails: seeded, with the truth of threads and texts beside them.

In: how many, and a seed. Out: `Mailing`: raw mails in the order of their arrival, what each must read as, and an order book.
Three in five are multipart/alternative, one in twelve HTML only, one in seven carries a photo; five kinds of charsets, QP, base64
and 8bit; replies name their parent directly, or only by References past an answer that nobody has.
"""

from __future__ import annotations

import html
import random
import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from bench.phrases import SPEECHES, Speech

SHOP = "support@shop.example"
START = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
#: Of all mails, as measured in desks of this kind.
REPLIES, VIA, PHOTOS, ALTERNATIVE, HTML_ONLY = 0.43, 0.30, 0.15, 0.60, 0.08
_BASE64 = string.ascii_letters + string.digits + "+/"
_SYLLABLES = ("ka", "mi", "vo", "ru", "te", "sa", "no", "li", "du", "pe", "go", "fa", "bi", "wu", "he", "zo")


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail. `text` is what its sender typed; `token` stands in it and in no other; `thread` is the truth."""

    raw: bytes
    thread: int
    text: str
    token: str


@dataclass(slots=True)
class _Thread:
    number: int
    speech: Speech
    name: str
    email: str
    order: str
    subject: str
    cited: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mailing:
    """The mails, and rows of an order file for the orders they name."""

    mails: tuple[Mail, ...]
    orders: tuple[dict[str, str], ...]


def mailing(count: int, seed: int = 1) -> Mailing:
    """`count` mails of about 0.57 x `count` threads. The same seed gives the same bytes."""
    made = _Maker(random.Random(seed))
    mails = tuple(made.mails(count))
    return Mailing(mails, tuple(made.orders))


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.threads: list[_Thread] = []
        self.orders: list[dict[str, str]] = []

    def mails(self, count: int) -> Iterator[Mail]:
        for number in range(count):
            reply = bool(self.threads) and self.chance.random() < REPLIES
            thread = self.chance.choice(self.threads[-400:]) if reply else self._new_thread()
            yield self._mail(number, thread, reply=reply)

    def _new_thread(self) -> _Thread:
        chance, number = self.chance, len(self.threads)
        speech = chance.choice(SPEECHES)
        before = self.threads[-1] if self.threads and number % 12 == 0 else None
        # One buyer in twelve writes about two orders: only the number tells the matters apart.
        repeat = before is not None and bool(before.order)
        name, email = (
            (before.name, before.email)
            if before and repeat
            else (chance.choice(speech.names), f"buyer{number}@post.example")
        )
        if before and repeat:
            speech = before.speech
        order = self._order(number, name, email, speech) if repeat or chance.random() < 0.6 else ""
        thread = _Thread(number, speech, name, email, order, chance.choice(speech.subjects))
        self.threads.append(thread)
        return thread

    def _order(self, number: int, name: str, email: str, speech: Speech) -> str:
        written = f"#{10_001 + number}"
        status = self.chance.choice(("paid", "shipped", "shipped", "delivered"))
        self.orders.append(
            {
                "order_number": written, "channel": "shopify", "buyer_name": name, "buyer_email": email,
                "country": speech.country, "language": speech.language, "currency": "EUR", "total": "84.00", "status": status,
                "ordered_at": "2026-08-20T08:00:00Z", "shipped_at": "2026-08-22T08:00:00Z" if status != "paid" else "",
                "delivered_at": "2026-08-30T08:00:00Z" if status == "delivered" else "",
            }
        )  # fmt: skip
        return written

    def _mail(self, number: int, thread: _Thread, *, reply: bool) -> Mail:
        chance = self.chance
        token = "".join(chance.choice(_SYLLABLES) for _ in range(4)) + _letters(number) + thread.speech.accent
        text = self._typed(thread, token, reply=reply)
        charset = chance.choice(thread.speech.charsets)
        mail = EmailMessage(policy=SMTP)
        self._headers(mail, number, thread, charset, reply=reply)
        self._body(mail, text, _history(thread) if reply else ("", ""), charset)
        if chance.random() < PHOTOS:
            photo = chance.randbytes(chance.randint(30_000, 80_000))
            mail.add_attachment(photo, maintype="image", subtype="jpeg", filename=f"IMG_{number}.jpg")
        for depth, part in enumerate(part for part in mail.walk() if part.is_multipart()):
            part.set_boundary(f"=_{depth}_{_letters(number)}_part")
        thread.said.append(text)
        return Mail(mail.as_bytes(), thread.number, text, token)

    def _typed(self, thread: _Thread, token: str, *, reply: bool) -> str:
        chance, speech = self.chance, thread.speech
        said = [chance.choice(speech.asks)] if not reply else []
        if thread.order and (not reply or chance.random() < 0.3):
            said.append(speech.numbered.format(number=thread.order))
        said += chance.sample(speech.says, chance.randint(2, 4))
        said.append(speech.word.format(token=token))
        return "\n\n".join((speech.hello, "\n".join(said), f"{speech.closing}\n{thread.name}"))

    def _headers(self, mail: EmailMessage, number: int, thread: _Thread, charset: str, *, reply: bool) -> None:
        moment = START + timedelta(minutes=number)
        for hop in range(7):
            server = f"mx{hop}.post.example (mx{hop}.post.example [192.0.2.{hop}])"
            mail["Received"] = (
                f"from {server} by mx.shop.example with ESMTPS id q{number}x{hop}; {format_datetime(moment)}"
            )
        mail["Authentication-Results"] = "mx.shop.example; dkim=pass header.d=post.example; spf=pass"
        mail["ARC-Seal"] = f"i=1; a=rsa-sha256; t=1790000000; cv=none; d=mx.example; s=arc; b={self._signature()}"
        signed = "h=from:to:subject:date:message-id"
        mail["DKIM-Signature"] = (
            f"v=1; a=rsa-sha256; c=relaxed/relaxed; d=post.example; s=s1; {signed}; b={self._signature()}"
        )
        mail["Date"] = format_datetime(moment)
        subject = f"Re: {thread.subject}" if reply else thread.subject
        mail["From"] = f"{Header(thread.name, charset).encode()} <{thread.email}>"
        mail["To"] = SHOP
        mail["Subject"] = subject
        own = f"<{number}.{_letters(number)}@post.example>"
        if reply and self.chance.random() < VIA:
            answer = f"<answer.{number}@elsewhere.example>"
            mail["In-Reply-To"] = answer
            mail["References"] = " ".join((*thread.cited[-8:], answer))
        elif reply:
            mail["In-Reply-To"] = thread.cited[-1]
            mail["References"] = " ".join(thread.cited[-8:])
        thread.cited.append(own)
        mail["Message-ID"] = own
        mail["MIME-Version"] = "1.0"

    def _signature(self) -> str:
        return " ".join("".join(self.chance.choices(_BASE64, k=60)) for _ in range(6))

    def _body(self, mail: EmailMessage, text: str, history: tuple[str, str], charset: str) -> None:
        kind = self.chance.random()
        cte = (
            "7bit"
            if charset in ("us-ascii", "iso-2022-jp")
            else self.chance.choice(("quoted-printable", "base64", "8bit"))
        )
        quoted, cited = history
        if kind >= HTML_ONLY:
            mail.set_content(text + quoted, charset=charset, cte=cte)
        if kind < HTML_ONLY:
            mail.set_content(_page(text, cited), subtype="html", charset=charset, cte=cte)
        elif kind < HTML_ONLY + ALTERNATIVE:
            mail.add_alternative(_page(text, cited), subtype="html", charset=charset, cte=cte)


def _history(thread: _Thread) -> tuple[str, str]:
    """The last mail of the thread, as clients quote it in plain text and in HTML."""
    opening = thread.speech.quoting.format(who=f"{thread.name} <{thread.email}>")
    lines = thread.said[-1].split("\n")
    plain = "\n\n" + opening + "\n" + "\n".join(f"> {line}" for line in lines)
    return plain, (
        f'<div class="gmail_quote"><div dir="ltr" class="gmail_attr">{html.escape(opening)}<br></div>'
        f'<blockquote class="gmail_quote">{_divs(lines)}</blockquote></div>'
    )


def _page(text: str, history: str) -> str:
    return (
        f"<html><head><style>p {{ margin: 0 }}</style></head><body>{_divs(text.split(chr(10)))}{history}</body></html>"
    )


def _divs(lines: list[str]) -> str:
    return "".join(f"<div>{html.escape(line) or '<br>'}</div>" for line in lines)


def _letters(number: int) -> str:
    """A number in letters, so that no room takes it for an order's."""
    found = ""
    while True:
        number, rest = divmod(number, 26)
        found = chr(97 + rest) + found
        if not number:
            return found
