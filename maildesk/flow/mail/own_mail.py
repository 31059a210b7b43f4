"""The desk's own mails in a conversation: those it sent, and those found in the Sent folder, written in another client.

In: an outbox row that left, or a placed outgoing message. Out: a message of the conversation, and the buyer's turn.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.search.words import index_words
from maildesk.db import search
from maildesk.db import tables as t
from maildesk.flow.mail.memory import Memory
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.peak import tally


def join(session: Session, outbox: t.Outbox, now: datetime) -> int:
    """The mail that just left becomes a message of its conversation; returns the message's id."""
    known = session.scalar(
        select(t.Message).where(t.Message.message_id == outbox.message_id, t.Message.direction == "out")
    )
    if known is not None:
        return known.id  # the Sent folder was read before the sender wrote down that it was done
    frozen = _frozen(session, outbox)
    row = t.Message(
        mailbox_id=outbox.mailbox_id,
        direction="out",
        state="placed",
        quiet=False,
        size=len(outbox.body),
        arrived_at=now,
        sent_at=now,
        message_id=outbox.message_id,
        raw_hash=hashlib.sha256(outbox.body).hexdigest(),
        conversation_id=outbox.conversation_id,
        kind="outbound",
        from_email=outbox.sender,
        subject=str(frozen.get("subject", "")),
        language=frozen.get("locale"),
        newest_text=str(frozen.get("text", "")),
        found={"to": outbox.recipients, "because": ["by_agent"], "flags": []},
    )
    session.add(row)
    session.flush()
    session.add(t.RawMail(message_id=row.id, body=outbox.body))
    search.write(session, row.id, index_words(row.subject, row.newest_text))
    if outbox.conversation_id is not None:
        _count_answer(session, outbox.conversation_id, now)
    return row.id


def _frozen(session: Session, outbox: t.Outbox) -> dict[str, object]:
    if outbox.draft_id is not None:
        return session.get_one(t.Draft, outbox.draft_id).frozen
    first = session.scalar(select(t.Outreach).where(t.Outreach.outbox_id == outbox.id))
    return {"subject": first.subject, "text": first.text, "locale": first.locale} if first else {}


def _count_answer(session: Session, conversation_id: int, now: datetime) -> None:
    row = conversations.get(session, conversation_id)
    conversations.change(
        session, row, mails=row.mails + 1, answers=row.answers + 1, last_mail_at=max(row.last_mail_at, now)
    )


def found_in_sent_folder(memory: Memory, row: t.Conversation, at: datetime, now: datetime) -> None:
    """Somebody answered in another client: it is the buyer's turn, and a draft nobody touched is withdrawn.

    An old answer that is found late changes nothing but the counts: the buyer has written since.
    """
    session = memory.session
    counts = {"mails": row.mails + 1, "answers": row.answers + 1, "last_mail_at": max(row.last_mail_at, at)}
    if row.last_mail_at > at:
        conversations.change(session, row, **counts)
        return
    draft = memory.newest_draft(row.id)
    if draft is not None and draft.state == "proposed":
        draft.state = "withdrawn"
    turn = {
        "state": "waiting_buyer" if row.state == "open" else row.state,
        "waiting_since": None,
        "draft_state": "edited" if row.draft_state == "edited" else "",
    }
    waited = row.waiting_since
    conversations.change(session, row, **counts, **turn)
    tally.turned(session, waited, row, now)
    if row.due_at is not None:
        memory.turned[row.id] = row
    memory.record(row.id, "answered_elsewhere", now)
