"""Reviewing a draft: looking, editing, sending back, rejecting. Approval has a room of its own (`approval`).

In: a session, a draft's id and the version the person saw, who acts, `now`. Out: the changed rows, in the caller's transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from maildesk.core.queue.bulk import against_bulk
from maildesk.core.queue.roles import Act
from maildesk.core.reply.checks import Check, Checked, check
from maildesk.core.reply.draft import draft as first_draft
from maildesk.core.reply.facts import Facts
from maildesk.core.reply.plan import Plan, to_values
from maildesk.core.reply.render import mirror, render
from maildesk.core.reply.rendered import Rendered
from maildesk.db import tables as t
from maildesk.errors import NotFoundError, StaleError
from maildesk.flow.house.person import Doing, Seen
from maildesk.flow.house.shop import shop
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.reply import facts as facts_of
from maildesk.flow.reply.drafting import OPEN, Writer, newest, plan_of
from maildesk.flow.reply.others import others_data


@dataclass(frozen=True, slots=True)
class Looked:
    """A draft as it reads at this moment: its words, the same in the agent's language, and what stands between it and approval."""

    draft: t.Draft
    plan: Plan
    facts: Facts
    rendered: Rendered
    mirror: Rendered
    checks: tuple[Check, ...]


def look(
    session: Session, draft: t.Draft, writer: Writer, desk_locale: str, now: datetime, plan: Plan | None = None
) -> Looked:
    """Render a draft from the facts of this moment; with another `plan`, as it would read if that were saved."""
    row = session.get_one(t.Conversation, draft.conversation_id)
    message = session.get_one(t.Message, draft.message_id)
    facts = facts_of.load(session, row, message, shop(session, writer.shop), now)
    plan = plan or plan_of(draft)
    rendered, checks = checked(session, row, plan, facts, writer)
    return Looked(draft, plan, facts, rendered, mirror(plan, facts, writer.texts, desk_locale), checks)


def checked(
    session: Session, row: t.Conversation, plan: Plan, facts: Facts, writer: Writer
) -> tuple[Rendered, tuple[Check, ...]]:
    """The words of a plan, and every check: of an agent's own words also whose data and which language they hold."""
    rendered = render(plan, facts, writer.texts)
    foreign = others_data(session, rendered, row)
    return rendered, check(Checked(plan, rendered, facts, foreign, writer.language_of(rendered)))


def get(session: Session, draft_id: int, version: int | None = None) -> t.Draft:
    """The draft, locked. Raises `NotFoundError`, or `StaleError` when it changed since the person saw it."""
    row = session.get(t.Draft, draft_id, with_for_update=True)
    if row is None:
        raise NotFoundError(f"there is no draft {draft_id}")
    if version is not None and row.version != version:
        raise StaleError(f"draft {draft_id} was changed since it was opened")
    return row


def open_draft(session: Session, seen: Seen) -> t.Draft:
    """A draft that still waits for a person."""
    row = get(session, seen.id, seen.version)
    if row.state not in OPEN:
        raise StaleError(f"draft {seen.id} is {row.state} by now")
    return row


def edit(session: Session, seen: Seen, plan: Plan, writer: Writer, doing: Doing) -> t.Draft:
    """Put a changed plan in place of the draft's."""
    doing.by.must(Act.EDIT_DRAFT)
    draft = open_draft(session, seen)
    undo = {"draft": draft.id, "plan": draft.plan, "state": draft.state}
    draft.plan, draft.state, draft.edited_by = to_values(plan), "edited", doing.by.id
    draft.version += 1
    _show(session, draft, writer, doing.now)
    conversations.record(session, draft.conversation_id, "draft_edited", doing.now, by=doing.by.id, undo=undo)
    return draft


def write_own(session: Session, conversation_id: int, writer: Writer, doing: Doing) -> t.Draft:
    """A draft for a conversation that has none open: the general text, for the newest mail of the buyer."""
    doing.by.must(Act.EDIT_DRAFT)
    row = conversations.get(session, conversation_id)
    current = newest(session, row.id)
    if current is not None and current.state in OPEN:
        return current
    message = facts_of.newest_from_buyer(session, row.id)
    if message is None:
        raise NotFoundError(f"conversation {conversation_id} holds no mail of a buyer to answer")
    facts = facts_of.load(session, row, message, shop(session, writer.shop), doing.now)
    plan, _ = first_draft(facts.intent, facts, writer.texts)
    draft = t.Draft(
        conversation_id=row.id,
        message_id=message.id,
        state="edited",
        plan=to_values(plan),
        created_at=doing.now,
        version=1,
    )
    draft.edited_by = doing.by.id
    session.add(draft)
    session.flush()
    _show(session, draft, writer, doing.now)
    return draft


def send_back(session: Session, seen: Seen, note: str, doing: Doing) -> t.Draft:
    """Back to whoever edited it (or to the conversation's owner), with what should change."""
    doing.by.must(Act.SEND_BACK)
    draft = open_draft(session, seen)
    row = conversations.get(session, draft.conversation_id)
    undo = {"draft": draft.id, "state": draft.state, "note": draft.note}
    draft.state, draft.note = "sent_back", note
    draft.version += 1
    conversations.change(session, row, draft_state="sent_back", checks_green=False)
    conversations.record(
        session, row.id, "draft_sent_back", doing.now, by=doing.by.id, detail={"note": note}, undo=undo
    )
    receiver = draft.edited_by or row.owner_id
    if receiver is not None and receiver != doing.by.id:
        session.add(
            t.Notification(
                user_id=receiver,
                code="draft_sent_back",
                conversation_id=row.id,
                detail={"note": note[:200]},
                at=doing.now,
            )
        )
    return draft


def reject(session: Session, seen: Seen, doing: Doing) -> t.Draft:
    """No such answer: the conversation stays open without a draft."""
    doing.by.must(Act.REJECT)
    draft = open_draft(session, seen)
    undo = {"draft": draft.id, "state": draft.state}
    draft.state = "rejected"
    draft.version += 1
    row = conversations.get(session, draft.conversation_id)
    conversations.change(session, row, draft_state="", checks_green=False)
    conversations.record(session, row.id, "draft_rejected", doing.now, by=doing.by.id, undo=undo)
    return draft


def _show(session: Session, draft: t.Draft, writer: Writer, now: datetime) -> None:
    """What the queue shows of the draft."""
    row = conversations.get(session, draft.conversation_id)
    message = session.get_one(t.Message, draft.message_id)
    facts = facts_of.load(session, row, message, shop(session, writer.shop), now)
    green = not against_bulk(checked(session, row, plan_of(draft), facts, writer)[1], row.flags)
    conversations.change(session, row, draft_state=draft.state, checks_green=green)
