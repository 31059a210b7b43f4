"""A case's evidence out of the store: the case file, the bytes of its photographs, the originals for the ZIP.

In: a session and a case. Out: values, and originals one after the other. It reads only the case's own conversation and what people added
to its checklist: buyer's mails and the answers to them, never the notes of colleagues, never another buyer's mail.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from maildesk.core.evidence.case_file import Added, CaseFile, CaseMail, CaseStep, Picture
from maildesk.core.evidence.limits import Limits, limits_for
from maildesk.core.evidence.manifest import manifest
from maildesk.core.evidence.sheet import Words
from maildesk.core.intent.found import Intent
from maildesk.core.mail.attachments import part_bytes, safe_name
from maildesk.core.mail.parse import parse
from maildesk.core.mail.parsed import Attachment, Kind
from maildesk.core.reply.facts import Money, Shop
from maildesk.db import tables as t
from maildesk.errors import NotFoundError
from maildesk.evidence.archive import Original
from maildesk.flow.cases import papers
from maildesk.flow.house.shop import shop
from maildesk.flow.mail.found import attachments
from maildesk.flow.orders import value_of
from maildesk.packs.case_evidence import load_evidence

#: Newest mails of a conversation that evidence is made from; more than any dispute has.
MOST_MAILS = 300
#: Photographs opened for one bundle, and their bytes in all.
MOST_PICTURES, MOST_BYTES = 60, 120_000_000
#: A picture inside a mail's text that is smaller is a logo.
_LOGO = 12_000
#: First bytes of the files that are taken out of a mail into the ZIP. Others stay inside the mail: nobody opens them by accident.
_SHOWN = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", b"%PDF-")
#: Added files with these ends are drawn; one that only bears such a name cannot be opened then, and the pages count it as left out.
_DRAWN = (".jpg", ".jpeg", ".png", ".webp")
#: What of a case's history is its story; that somebody took a note or made these pages is not.
_STORY = ("opened", "stage", "answered", "refunded", "reopened", "closed")


def case_file(session: Session, case_id: int, default: Shop) -> CaseFile:
    """Everything the desk knows of a case. Raises `NotFoundError`."""
    case = session.get(t.Case, case_id)
    if case is None:
        raise NotFoundError(f"there is no case {case_id}")
    order = session.get(t.OrderRow, case.order_id) if case.order_id else None
    rows, added = _mails(session, case.conversation_id), tuple(papers.of(session, case_id))
    return CaseFile(
        platform=case.platform,
        case=case.case,
        stage=case.stage,
        kind=case.kind,
        opened_at=case.opened_at,
        region=case.region or (order.country if order else ""),
        number=case.number,
        order_number=case.order_number or (order.number if order else ""),
        amount=_money(case.amount, case.currency),
        refunded=_money(case.refunded, case.currency),
        respond_by=case.respond_by,
        shop=shop(session, default),
        order=value_of(order) if order else None,
        mails=tuple(_mail(row) for row in rows),
        pictures=tuple(sorted((*_sent(session, rows), *_drawn(added)), key=lambda picture: picture.at)),
        steps=_steps(session, case_id),
        added=added,
    )


@dataclass(frozen=True, slots=True)
class Material:
    """All that a bundle is made of; making it needs no session."""

    file: CaseFile
    bodies: Mapping[Picture, bytes]
    limits: Limits
    words: Words


def material(session: Session, case_id: int, default: Shop) -> Material:
    """The case, its photographs, the platform's limits and language. Raises `NotFoundError`."""
    file, packs = case_file(session, case_id, default), load_evidence()
    words = packs.words_of(packs.language(file.platform, file.region))
    limits = limits_for(file.platform, file.case, packs.limits)
    return Material(file, picture_bytes(session, file.pictures), limits, words)


def download_name(file: CaseFile, case_id: int) -> str:
    """A name for the files of a case that says whose they are: no path, no controls, no marks of direction."""
    return safe_name(f"{file.platform}-case-{file.number or case_id}")


def picture_bytes(session: Session, pictures: Iterable[Picture]) -> dict[Picture, bytes]:
    """The bytes of photographs, within `MOST_PICTURES` and `MOST_BYTES`; what is beyond is left out, and the pages say so."""
    found: dict[Picture, bytes] = {}
    left = MOST_BYTES
    for picture in pictures:
        if len(found) < MOST_PICTURES and picture.size <= left:
            found[picture] = _body(session, picture)
            left -= len(found[picture])
    return found


def originals(session: Session, file: CaseFile) -> Iterator[Original]:
    """What the desk knows, each mail's bytes as they came, the photographs and PDFs taken out of them, and the files people added."""
    yield Original("case.json", json.dumps(manifest(file), ensure_ascii=False, indent=1, sort_keys=True).encode())
    for place, mail in enumerate(file.mails, 1):
        raw = _raw(session, mail.number)
        stem = f"{place:03} {mail.at:%Y-%m-%d} {'buyer' if mail.from_buyer else 'seller'}"
        yield Original(f"mails/{stem}.eml", raw)
        row = session.get_one(t.Message, mail.number)
        for each in _attachments(row, raw):
            body = part_bytes(raw, each.part)
            if body.startswith(_SHOWN) or body[4:8] == b"ftyp":  # the last: HEIC pictures and MP4 films
                yield Original(f"files/{stem}/{safe_name(each.name, each.content_type, each.part)}", body)
    for added in file.added:
        if added.name:
            yield Original(f"added/{added.need}/{added.name}", _paper(session, added.number))


def _mails(session: Session, conversation_id: int | None) -> list[t.Message]:
    """Buyer's mails and our answers, oldest first."""
    query = (
        select(t.Message)
        .where(
            t.Message.conversation_id == conversation_id,
            t.Message.state == "placed",
            or_(t.Message.direction == "out", and_(t.Message.direction == "in", t.Message.kind == str(Kind.BUYER))),
        )
        .order_by(t.Message.arrived_at.desc(), t.Message.id.desc())
    )
    return list(session.scalars(query.limit(MOST_MAILS)))[::-1] if conversation_id else []


def _mail(row: t.Message) -> CaseMail:
    sender = f"{row.from_name} <{row.from_email}>" if row.from_name else row.from_email
    return CaseMail(
        number=row.id,
        from_buyer=row.direction == "in",
        at=row.arrived_at,
        sender=sender,
        to=", ".join(row.found.get("to", ())),
        subject=row.subject,
        text=row.newest_text,
        message_id=row.message_id,
        language=row.language or "",
        thanked=row.intent == str(Intent.THANKS),
        sha256=row.raw_hash,
    )


def _sent(session: Session, rows: Iterable[t.Message]) -> Iterator[Picture]:
    return (picture for row in rows for picture in _pictures(session, row))


def _pictures(session: Session, row: t.Message) -> Iterator[Picture]:
    # A mail of ours was never read for its parts; most have none, and their size says so.
    raw = _raw(session, row.id) if "attachments" not in row.found and row.size > _LOGO else b""
    for each in _attachments(row, raw):
        if each.content_type.startswith("image/") and not (each.inline and each.size < _LOGO):
            yield Picture(row.id, each.part, each.name, each.size, row.arrived_at, row.direction == "in")


def _drawn(added: Iterable[Added]) -> Iterator[Picture]:
    """The files people added that are drawn into the pages; others go beside them."""
    for each in added:
        if each.name.lower().endswith(_DRAWN):
            yield Picture(0, each.number, each.name, each.size, each.at, from_buyer=False)


def _body(session: Session, picture: Picture) -> bytes:
    return part_bytes(_raw(session, picture.mail), picture.part) if picture.mail else _paper(session, picture.part)


def _paper(session: Session, number: int) -> bytes:
    row = session.get(t.CasePaper, number)
    return row.body if row else b""


def _attachments(row: t.Message, raw: bytes) -> tuple[Attachment, ...]:
    return attachments(row.found) if "attachments" in row.found else parse(raw).attachments


def _raw(session: Session, message_id: int) -> bytes:
    row = session.get(t.RawMail, message_id)
    return row.body if row else b""


def _steps(session: Session, case_id: int) -> tuple[CaseStep, ...]:
    of_story = (t.CaseEvent.case_id == case_id, t.CaseEvent.code.in_(_STORY))
    query = select(t.CaseEvent).where(*of_story).order_by(t.CaseEvent.id)
    return tuple(CaseStep(row.at, row.code, str(row.detail.get("stage", ""))) for row in session.scalars(query))


def _money(amount: Any, currency: str) -> Money | None:
    return Money(amount, currency) if amount is not None and currency else None
