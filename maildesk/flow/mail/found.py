"""What was understood of a mail, as it stands in the store: one JSON value per message, written here and read here.

In: a parsed mail and what was understood. Out: the columns of `Message`, and its `found`.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from maildesk.core.inspection import notice_row
from maildesk.core.mail.parsed import Attachment, ParsedMail
from maildesk.core.notice.recognise import Notice
from maildesk.core.placing.signs import Placement
from maildesk.core.understanding import Understood


def columns(mail: ParsedMail, understood: Understood) -> dict[str, Any]:
    """The columns of a message that its content decides."""
    return {
        "kind": str(mail.kind),
        "message_id": mail.message_id[:500],
        "content_hash": mail.content_hash,
        "sent_at": mail.date,
        "from_email": mail.sender.email[:320],
        "from_name": mail.sender.name[:200],
        "subject": mail.subject[:998],
        "language": understood.language.language,
        "language_confidence": understood.language.confidence,
        "intent": str(understood.intent) if understood.intent else None,
        "newest_text": mail.newest_text,
    }


def details(mail: ParsedMail, understood: Understood, notice: Notice | None) -> dict[str, Any]:
    """Everything else an agent, an export or a later decision may ask for."""
    intents = understood.intents
    return {
        "orders": [n.number for n in understood.numbers.orders],
        "order_keys": [n.key for n in understood.numbers.orders],
        "trackings": [n.number for n in understood.numbers.trackings],
        "intents": [
            {"intent": str(s.intent), "score": s.score, "evidence": list(s.evidence)} for s in intents.ranked[:5]
        ]
        if intents
        else [],
        "intent_because": list(intents.because) if intents else [],
        "languages": [[name, round(chance, 3)] for name, chance in understood.language.ranked[:3]],
        "language_because": list(understood.language.because),
        "mixed": list(understood.language.mixed),
        "kind_because": list(mail.kind_because),
        "warnings": [{"code": w.code, "evidence": w.evidence} for w in understood.warnings],
        "defects": list(mail.defects),
        "attachments": [asdict(a) for a in mail.attachments],
        "notice": notice_row(notice),
        "references": list(dict.fromkeys((*mail.references, *mail.in_reply_to)))[-40:],
        "to": [a.email for a in mail.to],
        "cc": [a.email for a in mail.cc],
        "from": {"email": mail.from_.email, "name": mail.from_.name},
        "reply_to": [a.email for a in mail.reply_to],
        "proof": str(mail.authenticity.proof),
    }


def placing(placement: Placement) -> dict[str, Any]:
    """Why a mail is where it is."""
    return {
        "because": [str(code) for code in placement.because],
        "flags": [str(flag) for flag in placement.flags],
        "candidates": list(placement.candidates),
    }


def attachments(found: dict[str, Any]) -> tuple[Attachment, ...]:
    return tuple(Attachment(**raw) for raw in found.get("attachments", ()))
