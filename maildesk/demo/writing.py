"""A visitor's mail as a buyer: composed like a phone's, and handed to the embedded server by SMTP.

In: who writes, to whom, what. Out: a mail in the shop's mailbox.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, make_msgid

from maildesk.core.mail.parsed import ParsedMail
from maildesk.demo import mime
from maildesk.demo.server import HOST, DemoServer
from maildesk.demo.shop import Shop
from maildesk.edge import Account
from maildesk.smtp.sender import Sender


@dataclass(frozen=True, slots=True)
class Picture:
    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """What the visitor wrote. `answers`: the mail it replies to."""

    name: str
    email: str
    to: str
    subject: str
    text: str
    picture: Picture | None = None
    answers: ParsedMail | None = None


def send(written: Written, shop: Shop, server: DemoServer) -> None:
    """Raises `EdgeError` when the server does not take it."""
    account = Account(HOST, server.smtp_port, "", "", security="none", timeout=10)
    with Sender(account) as sender:
        sender.send(written.email, [written.to], raw(written, shop, datetime.now(UTC)))


def raw(written: Written, shop: Shop, at: datetime) -> bytes:
    part = mime.text_part(_text(written), "utf-8")
    if written.picture is not None:
        picture = mime.file_part(written.picture.name, written.picture.kind, written.picture.content)
        part = mime.multipart("mixed", (part, picture), "=_written_by_a_visitor")
    domain = written.email.rpartition("@")[2]
    headers = [
        (
            "Authentication-Results",
            f"{shop.authserv}; spf=pass smtp.mailfrom={domain}; dmarc=pass header.from={domain}",
        ),
        ("From", mime.address(written.name, written.email, "utf-8")),
        ("To", written.to),
        ("Subject", mime.words(" ".join(written.subject.split()), "utf-8")),
        ("Date", format_datetime(at)),
        ("Message-ID", make_msgid(domain=domain)),
        ("MIME-Version", "1.0"),
        *_thread(written.answers),
    ]
    return mime.lines(headers) + part.raw()


def _thread(answered: ParsedMail | None) -> list[tuple[str, str]]:
    if answered is None:
        return []
    ancestors = mime.ids(*answered.references, answered.message_id)
    return [("In-Reply-To", mime.ids(answered.message_id)), ("References", ancestors)]


def _text(written: Written) -> str:
    """The text, and below it what it answers, marked as old clients do in every language."""
    if written.answers is None:
        return f"{written.text}\n"
    quoted = "\n".join(f"> {line}".rstrip() for line in written.answers.text.strip().splitlines())
    return f"{written.text}\n\n{quoted}\n"
