"""A reply as MIME bytes, and the hash an approval is bound to.

In: `Outgoing`. Out: bytes with CRLF ends, ready for DATA; the same input gives the same bytes. Nothing in a value can begin a
header or a part: names and subjects lose their controls, the boundary is made of the Message-ID and never found in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address as HeaderAddress
from email.headerregistry import BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from enum import StrEnum
from functools import cache
from hashlib import sha256

from maildesk.core.mail.parsed import Address
from maildesk.core.reply.page import page

_CONTROLS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]+")
_BAD_ID = re.compile(r"[\x00-\x20\x7f<>]")
#: RFC 5322 2.1.1: a line holds 998 characters, and neither an id nor a word without spaces can be folded.
_MAX_ID = 900
_MAX_WORDS = 300
#: Ancestors kept: the first, by which most clients find the thread, and the nearest ones.
_KEEP_NEAREST = 12


class Form(StrEnum):
    """`both`: plain text beside simple HTML (`page`). `plain`: text alone, for marketplace relays that rewrite or refuse HTML."""

    BOTH = "both"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is to be sent. Ids without <>; `references` are the ancestors oldest first; `date` is aware; `locale` is BCP 47.

    `auto_submitted` is RFC 3834's word (`auto-replied`) for what no person approved, else empty. `reply_to` only where it differs.
    `unsubscribe`: an https address that takes one POST without sign-in (RFC 8058), for what may be unsubscribed from.
    `small`: how `text` ends, where that is small print.
    """

    from_: Address
    to: tuple[Address, ...]
    subject: str
    text: str
    message_id: str
    date: datetime
    locale: str = "en"
    cc: tuple[Address, ...] = ()
    reply_to: Address | None = None
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    form: Form = Form.BOTH
    auto_submitted: str = ""
    unsubscribe: str = ""
    small: str = ""


class _Registry(HeaderRegistry):
    """The library makes a class anew for every header it writes; here each is made once."""

    @cache  # noqa: B019 - the one registry lives as long as the module
    def __getitem__(self, name: str) -> type[BaseHeader]:
        return super().__getitem__(name)


class _Policy(EmailPolicy):
    """SMTP's policy, with ids and links folded between them: the library encodes a long one as an encoded word, and nobody finds it."""

    def fold(self, name: str, value: str) -> str:
        return self._ids(name, value) or super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        return self._ids(name, value).encode("ascii", "ignore") or super().fold_binary(name, value)

    def _ids(self, name: str, value: str) -> str:
        if name not in ("References", "In-Reply-To", "Message-ID", "List-Unsubscribe"):
            return ""
        return f"{name}: " + "\r\n ".join(str(value).split()) + "\r\n"


_POLICY = _Policy(header_factory=_Registry(), linesep=SMTP.linesep, cte_type="7bit", max_line_length=78)


def compose(mail: Outgoing) -> bytes:
    """The mail as bytes, lines ended by CRLF. Raises ValueError when it has no recipient or no usable Message-ID."""
    message = EmailMessage(policy=_POLICY)
    _write_headers(message, mail)
    text = _plain(mail.text)
    message.set_content(text, cte=_encoding(text))
    if mail.form is Form.BOTH:
        html = page(text, _one_line(mail.locale), _one_line(mail.subject), _plain(mail.small) if mail.small else "")
        message.add_alternative(html, subtype="html", cte=_encoding(html))
    for file in mail.files:
        _attach(message, file)
    # Last: the library moves Content- headers of the whole into its first part.
    message["Content-Language"] = _one_line(mail.locale)
    _fix_boundaries(message, mail.message_id)
    return message.as_bytes()


def approval_hash(recipients: Iterable[str], subject: str, text: str, files: Iterable[File] = ()) -> str:
    """Hex SHA-256 of what a person approved. Each part is preceded by its length, so that no two mails run into one."""
    digest = sha256()
    parts = [*sorted(each.casefold() for each in recipients), "", subject, text]
    for part in [each.encode("utf-8", "surrogatepass") for each in parts]:
        digest.update(b"%d:" % len(part) + part)
    for file in files:
        digest.update(b"|%d:" % len(file.name.encode()) + file.name.encode() + sha256(file.content).digest())
    return digest.hexdigest()


def trimmed_references(references: Iterable[str], in_reply_to: str) -> tuple[str, ...]:
    """The thread's first id and its nearest ones, ending in the mail that is answered; unusable ids are left out."""
    ids = tuple(dict.fromkeys(each for each in (*references, in_reply_to) if usable_id(each)))
    if usable_id(in_reply_to):
        ids = (*(each for each in ids if each != in_reply_to), in_reply_to)
    return ids if len(ids) <= _KEEP_NEAREST + 1 else (ids[0], *ids[-_KEEP_NEAREST:])


def usable_id(message_id: str) -> bool:
    """It can stand in a header as it is: printable ASCII, no spaces, not longer than a line."""
    return bool(message_id) and message_id.isascii() and len(message_id) <= _MAX_ID and not _BAD_ID.search(message_id)


def _write_headers(message: EmailMessage, mail: Outgoing) -> None:
    if not mail.to or not usable_id(mail.message_id):
        raise ValueError("a mail needs a recipient and a Message-ID")
    message["From"] = _header(mail.from_)
    message["To"] = [_header(each) for each in mail.to]
    if mail.cc:
        message["Cc"] = [_header(each) for each in mail.cc]
    if mail.reply_to is not None:
        message["Reply-To"] = _header(mail.reply_to)
    message["Subject"] = _one_line(mail.subject)[:_MAX_WORDS]
    message["Date"] = format_datetime(mail.date)
    message["Message-ID"] = f"<{mail.message_id}>"
    if usable_id(mail.in_reply_to):
        message["In-Reply-To"] = f"<{mail.in_reply_to}>"
    if ancestors := trimmed_references(mail.references, mail.in_reply_to):
        message["References"] = " ".join(f"<{each}>" for each in ancestors)
    if mail.auto_submitted:
        message["Auto-Submitted"] = _one_line(mail.auto_submitted)
    if mail.unsubscribe:
        message["List-Unsubscribe"] = f"<{_one_line(mail.unsubscribe)}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _header(address: Address) -> HeaderAddress:
    """Raises ValueError for an address that cannot be one."""
    if _CONTROLS.search(address.email) or "@" not in address.email:
        raise ValueError(f"not an address: {address.email!r}")
    return HeaderAddress(display_name=_one_line(address.name)[:_MAX_WORDS], addr_spec=address.email)


def _one_line(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", text).split())


def _plain(text: str) -> str:
    return "\n".join(text.splitlines()).encode("utf-8", "replace").decode() + "\n"


def _encoding(text: str) -> str:
    """Mostly ASCII stays readable in the raw mail; other scripts are shorter in base64."""
    foreign = sum(not c.isascii() for c in text)
    return "quoted-printable" if foreign * 3 < len(text) else "base64"


def _attach(message: EmailMessage, file: File) -> None:
    main, _, sub = file.content_type.partition("/")
    if not re.fullmatch(r"[\w.+-]+/[\w.+-]+", file.content_type) or main in ("multipart", "message"):
        main, sub = "application", "octet-stream"
    message.add_attachment(
        file.content, maintype=main, subtype=sub, filename=_one_line(file.name).replace("/", "_") or "file"
    )


def _fix_boundaries(message: EmailMessage, message_id: str) -> None:
    """RFC 2046 5.1.1: a boundary must not stand in a part. `=_` cannot, neither in quoted-printable nor in base64."""
    seed = sha256(message_id.encode()).hexdigest()[:24]
    for index, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{seed}.{index}")
