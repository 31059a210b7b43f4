"""Moving, splitting and merging: an agent puts a mail where it belongs. Each is a correction that is kept, and can be undone.

In: a session, the message and the conversation as seen, who and when. Out: the changed rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from maildesk.core.placing.relay import mailbox
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.db.upsert import add_missing
from maildesk.errors import NotFoundError, StaleError
from maildesk.flow import conversation as conversations
from maildesk.flow import escalations
from maildesk.flow.clocks import service
from maildesk.flow.person import Doing, Seen


def move(session: Session, message_id: int, from_: Seen, to_id: int, doing: Doing) -> t.Conversation:
    """One mail into another conversation."""
    doing.by.must(Act.PLACE)
    source = conversations.get(session, from_.id, from_.version)
    target = conversations.get(session, to_id)
    if target.id == source.id:
        raise StaleError(f"the mail stands in conversation {to_id} already")
    _carry(session, [message_id], source, target, doing)
    undo = {"messages": [message_id], "back_to": source.id, "from": target.id}
    conversations.record(session, target.id, "mail_moved", doing.now, by=doing.by.id, detail=undo, undo=undo)
    return target


def split(session: Session, message_ids: Sequence[int], from_: Seen, doing: Doing) -> t.Conversation:
    """These mails are a matter of their own: a new conversation beside the old one."""
    doing.by.must(Act.PLACE)
    source = conversations.get(session, from_.id, from_.version)
    target = conversations.start(session, _beside(source, doing))
    _carry(session, message_ids, source, target, doing)
    undo = {"messages": list(message_ids), "back_to": source.id, "from": target.id}
    conversations.record(session, target.id, "split_off", doing.now, by=doing.by.id, detail=undo, undo=undo)
    return target


def merge(session: Session, seen: Seen, into_id: int, doing: Doing) -> t.Conversation:
    """Two conversations are one matter: all mails of the one seen go into the other."""
    doing.by.must(Act.PLACE)
    source = conversations.get(session, seen.id, seen.version)
    target = conversations.get(session, into_id)
    if target.id == source.id:
        raise StaleError(f"conversation {into_id} is this one")
    ids = list(session.scalars(select(t.Message.id).where(t.Message.conversation_id == source.id)))
    _carry(session, ids, source, target, doing)
    session.execute(update(t.Note).where(t.Note.conversation_id == source.id).values(conversation_id=target.id))
    conversations.change(session, source, merged_into_id=target.id)
    service.follow(session, source, doing.now)
    ups = escalations.carry(session, source, target)
    undo = {"messages": ids, "back_to": source.id, "from": target.id, "merged": True, "ups": ups}
    conversations.record(
        session, target.id, "merged", doing.now, by=doing.by.id, detail={"conversation": source.id}, undo=undo
    )
    return target


def undo(session: Session, deed: t.Deed, doing: Doing) -> None:
    """Back to where the mails came from."""
    source = session.get_one(t.Conversation, deed.undo["from"])
    target = session.get_one(t.Conversation, deed.undo["back_to"])
    if deed.undo.get("merged"):
        conversations.change(session, target, merged_into_id=None)
        if deed.undo.get("ups"):
            escalations.carry(session, source, target, deed.undo["ups"])
    _carry(session, deed.undo["messages"], source, target, doing)


def _beside(source: t.Conversation, doing: Doing) -> t.Conversation:
    shared = (
        "mailbox_id",
        "buyer_id",
        "subject",
        "subject_key",
        "buyer_name",
        "buyer_email",
        "language",
        "intent",
        "country",
    )
    return t.Conversation(
        **{name: getattr(source, name) for name in shared},
        state="open",
        created_at=doing.now,
        last_mail_at=source.last_mail_at,
        waiting_since=source.waiting_since,
        owner_id=source.owner_id,
        desk=source.desk,
        preview=source.preview,
        flags=[],
        numbers=[],
        candidates=[],
        mails=0,
        answers=0,
        version=1,
        draft_state="",
        checks_green=False,
        order_number="",
    )


def _carry(session: Session, ids: Sequence[int], source: t.Conversation, target: t.Conversation, doing: Doing) -> None:
    """Move mails with their drafts, addresses and orders, and keep each as a labelled example."""
    rows = session.scalars(select(t.Message).where(t.Message.id.in_(ids), t.Message.conversation_id == source.id)).all()
    if len(rows) != len(set(ids)):
        raise NotFoundError("a mail to be moved does not stand in this conversation")
    for row in rows:
        row.conversation_id = target.id
        row.found = {**row.found, "because": ["by_agent"]}
        add_missing(session, t.Participant, {"conversation_id": target.id, "email": mailbox(row.from_email)})
        became = {"conversation": target.id}
        session.add(
            t.Correction(
                message_id=row.id,
                field="placing",
                was={"conversation": source.id},
                became=became,
                by=doing.by.id,
                at=doing.now,
            )
        )
        _link_named_orders(session, row, target)
    session.execute(update(t.Draft).where(t.Draft.message_id.in_(ids)).values(conversation_id=target.id))
    session.flush()
    for conversation in (source, target):
        _recount(session, conversation)
    service.shared(session, source, target, doing.now)


def _link_named_orders(session: Session, row: t.Message, target: t.Conversation) -> None:
    keys = row.found.get("order_keys", ())
    if not keys:
        return
    query = select(t.OrderRow).where(t.OrderRow.key.in_(keys), t.OrderRow.buyer_email == row.from_email)
    for order in session.scalars(query):
        add_missing(session, t.ConversationOrder, {"conversation_id": target.id, "order_id": order.id})
        if target.main_order_id is None:
            conversations.change(session, target, main_order_id=order.id, order_number=order.number)


def _recount(session: Session, row: t.Conversation) -> None:
    """Counts and turns as the mails that stand there now tell; an emptied conversation is closed."""
    mails = session.scalars(
        select(t.Message).where(t.Message.conversation_id == row.id).order_by(t.Message.arrived_at)
    ).all()
    draft = session.scalar(
        select(t.Draft).where(t.Draft.conversation_id == row.id).order_by(t.Draft.id.desc()).limit(1)
    )
    values = {
        "mails": len(mails),
        "answers": sum(m.direction == "out" for m in mails),
        "draft_state": draft.state if draft else "",
        "checks_green": row.checks_green and draft is not None,
    }
    if mails:
        values["last_mail_at"] = max(m.arrived_at for m in mails)
    elif row.merged_into_id is None:
        values |= {"state": "closed", "waiting_since": None}
    conversations.change(session, row, **values)
