"""Approving many drafts at once: each is rendered and checked again at that moment, and only one that is green throughout goes.

In: a conversation as the person saw it in the queue. Out: the outbox row, in the caller's transaction: one per draft.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from maildesk.core.queue.bulk import against_bulk
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.errors import RefusedError, StaleError
from maildesk.flow.house.person import Doing, Seen
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.reply import review
from maildesk.flow.reply.approval import Signature, Signing, approve, letter
from maildesk.flow.reply.drafting import OPEN, newest


def approve_green(session: Session, seen: Seen, signing: Signing, doing: Doing) -> t.Outbox:
    """Approve the draft of a conversation if all its checks are green.

    Raises `RefusedError` with the first thing that speaks against it, `StaleError` when the conversation or its draft moved on.
    """
    doing.by.must(Act.APPROVE_IN_BULK)
    row = conversations.get(session, seen.id, seen.version)
    draft = newest(session, row.id)
    if draft is None or draft.state not in OPEN:
        raise StaleError(f"conversation {seen.id} has no draft that waits")
    looked = review.look(session, draft, signing.writer, doing.by.locale, doing.now)
    code = against_bulk(looked.checks, row.flags) or ("draft_sent_back" if draft.state == "sent_back" else "")
    if code:
        raise RefusedError("only a draft with nothing odd about it is approved in bulk", code=code)
    signature = Signature(letter(session, looked).hash, unique_of(draft))
    return approve(session, Seen(draft.id, draft.version), signature, signing, doing)


def unique_of(draft: t.Draft) -> str:
    """Names this state of a draft: a second click on it makes the same Message-ID."""
    return f"{draft.id}.{draft.version}"
