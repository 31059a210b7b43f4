"""Raw bytes of a mail to `ParsedMail`.

In: bytes and limits. Out: always a value; what was broken, repaired or cut is named in `defects`. Does not judge the kind of mail
nor its authenticity (`kind`, `authenticity`), fetches nothing, opens no attachment.
"""

from __future__ import annotations

from maildesk.core.mail import (
    address,
    attachments,
    body,
    fingerprint,
    message_ids,
    moments,
    protection,
    quote,
    structure,
    words,
)
from maildesk.core.mail.defects import Defect
from maildesk.core.mail.header_lines import Fields
from maildesk.core.mail.limits import LIMITS, Limits
from maildesk.core.mail.parsed import Address, Headers, ParsedMail

_NOBODY = Address("")


def parse(raw: bytes, limits: Limits = LIMITS) -> ParsedMail:
    """What a mail says. Never raises, whatever the bytes; time and memory grow with the size of the mail and no faster."""
    tree = structure.read(raw, limits)
    defects: dict[str, None] = dict.fromkeys(tree.defects)
    read = body.read(tree.leaves, limits)
    defects.update(dict.fromkeys(read.defects))
    defects.update(
        dict.fromkeys(
            protection.codes((*tree.containers, *((leaf.content_type, leaf.parameters) for leaf in tree.leaves)))
        )
    )
    if not raw.strip():
        defects[Defect.EMPTY] = None
    fields = tree.fields
    headers = Headers(tuple((name, words.decode(value, read.charset)) for name, value in fields.pairs))
    senders = _addresses(fields, ("from",), limits, read.charset, defects)
    reply_to = _addresses(fields, ("reply-to",), limits, read.charset, defects)
    from_ = senders[0] if senders else _NOBODY
    if len(senders) > 1:
        defects[Defect.SEVERAL_SENDERS] = None
    if not from_.email:
        defects[Defect.NO_SENDER] = None
    subject = headers.first("subject")[: limits.subject_chars]
    ids = _ids(fields, ("message-id",), limits, defects)
    if not ids:
        defects[Defect.NO_MESSAGE_ID] = None
    date = moments.of_date(headers.first("date"))
    if date is None:
        defects[Defect.BAD_DATE if "date" in headers else Defect.NO_DATE] = None
    files = [(leaf, leaf.decoded()[0]) for leaf in read.attached]
    attached = [attachments.of_leaf(leaf, data) for leaf, data in files]
    for number, (name, data) in enumerate(read.uuencoded, len(tree.leaves)):
        attached.append(attachments.of_uuencoded(name, data, number))
    segments = quote.cut(read.text)
    return ParsedMail(
        message_id=ids[0] if ids else "",
        sender=from_,
        subject=subject,
        newest_text="".join(s.text for s in segments if s.fold is None).strip(),
        from_=from_,
        reply_to=reply_to,
        to=_addresses(fields, ("to",), limits, read.charset, defects),
        cc=_addresses(fields, ("cc",), limits, read.charset, defects),
        in_reply_to=_ids(fields, ("in-reply-to",), limits, defects),
        references=_ids(fields, ("references",), limits, defects),
        date=date,
        received_at=moments.of_received(headers.first("received")),
        text=read.text,
        html=read.html,
        segments=segments,
        attachments=tuple(attached),
        headers=headers,
        defects=tuple(str(code) for code in defects),
        content_hash=fingerprint.of(from_.email, subject, read.text, [data for _, data in (*files, *read.uuencoded)]),
        size=len(raw),
    )


def _addresses(
    fields: Fields, names: tuple[str, ...], limits: Limits, hint: str, defects: dict[str, None]
) -> tuple[Address, ...]:
    found: list[Address] = []
    for value in fields.all(names):
        found.extend(address.read(value, limits.addresses + 1 - len(found), hint))
    if len(found) > limits.addresses:
        defects[Defect.TOO_MANY_ADDRESSES] = None
    return tuple(found[: limits.addresses])


def _ids(fields: Fields, names: tuple[str, ...], limits: Limits, defects: dict[str, None]) -> tuple[str, ...]:
    value = b" ".join(fields.all(names))
    found = message_ids.read(value, limits.message_ids + 1, limits.message_id_chars)
    if len(found) > limits.message_ids:
        defects[Defect.TOO_MANY_MESSAGE_IDS] = None
        found = (found[0], *found[2:])
    return found
