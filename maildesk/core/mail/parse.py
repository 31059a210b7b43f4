"""Raw bytes of a mail to `ParsedMail`.

In: bytes and limits. Out: always a value; what was broken, repaired or cut is named in `defects`. Does not judge the kind of mail
nor its authenticity (`kind`, `authenticity`), fetches nothing, opens no attachment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from maildesk.core.mail import attachments, fingerprint
from maildesk.core.mail.defects import Defect
from maildesk.core.mail.kinds import contact_form
from maildesk.core.mail.limits import LIMITS, Limits
from maildesk.core.mail.newest import quote
from maildesk.core.mail.parsed import Address, Attachment, FoldKind, Headers, ParsedMail, Segment
from maildesk.core.mail.text import body, protection
from maildesk.core.mail.wire import address, message_ids, moments, structure, words
from maildesk.core.mail.wire.header_lines import Fields
from maildesk.core.mail.wire.structure import Structure

_NOBODY = Address("")


def parse(raw: bytes, limits: Limits = LIMITS) -> ParsedMail:
    """What a mail says. Never raises, whatever the bytes; time and memory grow with the size of the mail and no faster."""
    tree = structure.read(raw, limits)
    content = body.read(tree.leaves, limits)
    envelope = _envelope(tree.fields, content.charset, limits)
    said = _said(envelope, content.text)
    attached, files = _attached(tree, content)
    defects = (*tree.defects, *content.defects, *_protections(tree), *envelope.defects, *said.defects)
    if not raw.strip():
        defects = (Defect.EMPTY, *defects)
    moment = None if envelope.message_id else envelope.date
    return ParsedMail(
        message_id=envelope.message_id,
        sender=said.sender,
        subject=envelope.subject,
        newest_text=said.newest,
        from_=envelope.from_,
        reply_to=envelope.reply_to,
        to=envelope.to,
        cc=envelope.cc,
        in_reply_to=envelope.in_reply_to,
        references=envelope.references,
        date=envelope.date,
        received_at=envelope.received_at,
        text=said.text,
        html=content.html,
        segments=said.segments,
        attachments=attached,
        headers=envelope.headers,
        defects=tuple(dict.fromkeys(str(defect) for defect in defects)),
        content_hash=fingerprint.of(said.sender.email, envelope.subject, _lasting(said.segments), files, moment),
        size=len(raw),
    )


@dataclass(frozen=True, slots=True)
class _Envelope:
    """What the headers say."""

    headers: Headers
    subject: str
    from_: Address
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    date: datetime | None
    received_at: datetime | None
    defects: tuple[Defect, ...]


def _envelope(fields: Fields, hint: str, limits: Limits) -> _Envelope:
    defects: dict[Defect, None] = {}
    headers = Headers(tuple((name, words.decode(value, hint)) for name, value in fields.pairs))
    ids = _ids(fields, "message-id", limits, defects)
    if not ids:
        defects[Defect.BAD_MESSAGE_ID if fields.first("message-id") else Defect.NO_MESSAGE_ID] = None
    date = moments.of_date(headers.first("date"))
    if date is None:
        defects[Defect.BAD_DATE if headers.first("date") else Defect.NO_DATE] = None
    return _Envelope(
        headers=headers,
        subject=headers.first("subject")[: limits.subject_chars],
        from_=_author(fields, hint, limits, defects),
        reply_to=_addresses(fields, "reply-to", hint, limits, defects),
        to=_addresses(fields, "to", hint, limits, defects),
        cc=_addresses(fields, "cc", hint, limits, defects),
        message_id=ids[0] if ids else "",
        in_reply_to=_ids(fields, "in-reply-to", limits, defects),
        references=_ids(fields, "references", limits, defects),
        date=date,
        received_at=next((m for value in headers.all("received")[:3] if (m := moments.of_received(value))), None),
        defects=tuple(defects),
    )


def _author(fields: Fields, hint: str, limits: Limits, defects: dict[Defect, None]) -> Address:
    """The first address of From; where From holds none, of Sender, which gateways set when they mangle From."""
    authors = _addresses(fields, "from", hint, limits, defects)
    if len(authors) > 1:
        defects[Defect.SEVERAL_SENDERS] = None
    if authors:
        return authors[0]
    defects[Defect.BAD_ADDRESS if fields.first("from") else Defect.NO_SENDER] = None
    return next(iter(_addresses(fields, "sender", hint, limits, defects)), _NOBODY)


def _addresses(
    fields: Fields, name: str, hint: str, limits: Limits, defects: dict[Defect, None]
) -> tuple[Address, ...]:
    value = b", ".join(fields.all((name,)))[: limits.header_bytes]
    found = address.read(value, limits.addresses + 1, hint)
    if len(found) > limits.addresses:
        defects[Defect.TOO_MANY_ADDRESSES] = None
    return found[: limits.addresses]


def _ids(fields: Fields, name: str, limits: Limits, defects: dict[Defect, None]) -> tuple[str, ...]:
    found = message_ids.read(b" ".join(fields.all((name,))), limits.message_id_chars)
    if len(found) <= limits.message_ids:
        return found
    defects[Defect.TOO_MANY_MESSAGE_IDS] = None
    # The root and the nearest ancestors say most about the place of a mail (RFC 5322, 3.6.4 lets a list be trimmed so).
    return (found[0], *found[1 - limits.message_ids :])


@dataclass(frozen=True, slots=True)
class _Said:
    """Who says what: the sender for the desk and the cut text."""

    sender: Address
    text: str
    segments: tuple[Segment, ...]
    newest: str
    defects: tuple[Defect, ...] = ()


def _said(envelope: _Envelope, text: str) -> _Said:
    form = contact_form.read(envelope.from_, envelope.to, envelope.reply_to, text)
    if form:
        return _Said(form.sender, form.text, form.segments, form.message, (Defect.CONTACT_FORM,))
    segments = quote.cut(text)
    return _Said(envelope.from_, text, segments, quote.newest(segments))


def _attached(tree: Structure, content: body.Body) -> tuple[tuple[Attachment, ...], tuple[bytes, ...]]:
    """The attachments, and the bytes of each."""
    leaves = [(leaf, leaf.decoded()[0]) for leaf in content.attached]
    found = [attachments.of_leaf(leaf, decoded) for leaf, decoded in leaves]
    for part, (name, decoded) in enumerate(content.uuencoded, len(tree.leaves)):
        found.append(attachments.of_uuencoded(name, decoded, part))
    files = (*(decoded for _, decoded in leaves), *(decoded for _, decoded in content.uuencoded))
    return attachments.distinct(found), files


def _protections(tree: Structure) -> tuple[Defect, ...]:
    return protection.codes((*tree.containers, *((leaf.content_type, leaf.parameters) for leaf in tree.leaves)))


def _lasting(segments: tuple[Segment, ...]) -> str:
    """The text without footers, which a gateway may add on the way to one mailbox and not to another."""
    return "".join(segment.text for segment in segments if segment.fold is not FoldKind.FOOTER)
