"""Whether a proposed draft may be approved with others at once: it is rendered and checked, soon after it was planned.

In: conversations with a new draft. Out: their `checks_green`. A mail that comes alone is looked at in its own transaction; of a backlog
a job looks at a few at a time, and until then nothing of it is shown as ready.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from maildesk.core.queue.bulk import against_bulk
from maildesk.db import tables as t
from maildesk.flow.house import jobs
from maildesk.flow.house.shop import shop
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.reply import facts as facts_of
from maildesk.flow.reply.drafting import Writer, looked_at, newest, plan_of

#: So many drafts are looked at in the transaction that made them.
_AT_ONCE = 3


def look_or_ask(session: Session, conversation_ids: Collection[int], writer: Writer, now: datetime) -> None:
    """Look at a few drafts now; for more, ask for the job."""
    if len(conversation_ids) <= _AT_ONCE:
        look(session, conversation_ids, writer, now)
    else:
        ids = list(conversation_ids)
        jobs.ask(session, "ready", now, {"conversation_ids": ids}, key=f"ready:{ids[0]}:{now.timestamp():.6f}")


def look(session: Session, conversation_ids: Iterable[int], writer: Writer, now: datetime) -> None:
    """Check the drafts that still wait as they were proposed."""
    speaks_for = shop(session, writer.shop)
    for conversation_id in conversation_ids:
        draft = newest(session, conversation_id)
        if draft is not None and draft.state == "proposed":
            row = conversations.get(session, conversation_id)
            message = session.get_one(t.Message, draft.message_id)
            facts = facts_of.load(session, row, message, speaks_for, now)
            green = not against_bulk(looked_at(plan_of(draft), facts, writer.texts)[1], row.flags)
            if green != row.checks_green:
                conversations.change(session, row, checks_green=green)
