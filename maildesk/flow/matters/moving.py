"""Moving, splitting and merging: an agent puts a mail where it belongs. Each is a correction that is kept, and can be undone.

In: a session, the message and the conversation as seen, who and when. Out: the changed rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from maildesk.core.placing.relay import mailbox
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.db.upsert import add_missing
from maildesk.errors import NotFoundError, StaleError
from maildesk.flow.cases import withdrawal
from maildesk.flow.clocks import promise
from maildesk.flow.house.person import Doing, Seen
from maildesk.flow.matters import carrying, whose_turn
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.matters.whose_turn import Moved


def move(session: Session, message_id: int, from_: Seen, to_id: int, doing: Doing) -> t.Conversation:
    """One mail into another conversation."""
    doing.by.must(Act.PLACE)
    source = conversations.get(session, from_.id, from_.version)
    target = conversations.get(session, to_id)
    if target.id == source.id:
        raise StaleError(f"the mail stands in conversation {to_id} already")
    undo = _carry(session, Moved([message_id], source, target), doing)
    conversations.record(session, target.id, "mail_moved", doing.now, by=doing.by.id, detail=_said(undo), undo=undo)
    return target


def split(session: Session, message_ids: Sequence[int], from_: Seen, doing: Doing) -> t.Conversation:
    """These mails are a matter of their own: a new conversation beside the old one."""
    doing.by.must(Act.PLACE)
    source = conversations.get(session, from_.id, from_.version)
    target = conversations.start(session, _beside(source, doing))
    undo = _carry(session, Moved(list(message_ids), source, target), doing)
    conversations.record(session, target.id, "split_off", doing.now, by=doing.by.id, detail=_said(undo), undo=undo)
    return target


def merge(session: Session, seen: Seen, into_id: int, doing: Doing) -> t.Conversation:
    """Two conversations are one matter: all mails of the one seen go into the other."""
    doing.by.must(Act.PLACE)
    source = conversations.get(session, seen.id, seen.version)
    target = conversations.get(session, into_id)
    if target.id == source.id:
        raise StaleError(f"conversation {into_id} is this one")
    ids = list(session.scalars(select(t.Message.id).where(t.Message.conversation_id == source.id)))
    session.execute(update(t.Note).where(t.Note.conversation_id == source.id).values(conversation_id=target.id))
    undo = _carry(session, Moved(ids, source, target, whole=True), doing)
    conversations.record(
        session, target.id, "merged", doing.now, by=doing.by.id, detail={"conversation": source.id}, undo=undo
    )
    return target


def undo(session: Session, deed: t.Deed, doing: Doing) -> None:
    """Back to where the mails came from, with what went along; what waited there waits again."""
    source = session.get_one(t.Conversation, deed.undo["from"])
    target = session.get_one(t.Conversation, deed.undo["back_to"])
    moved = Moved(deed.undo["messages"], source, target)
    if deed.undo.get("merged"):
        conversations.change(session, target, merged_into_id=None)
    _place(session, moved, doing)
    whose_turn.back(session, moved, deed.undo.get("stood", {}), deed.at, doing.now)
    carrying.back(session, deed.undo, moved, doing.now)
    _clocks_follow(session, moved, doing)


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


def _carry(session: Session, moved: Moved, doing: Doing) -> dict[str, Any]:
    """Mails and all that stands beside them to their new place. Gives what is needed to undo it."""
    stood = whose_turn.stood(moved.source, moved.target)
    _place(session, moved, doing)
    whose_turn.settle(session, moved, doing.now)
    if moved.whole:
        conversations.change(session, moved.source, merged_into_id=moved.target.id)
    undo = carrying.along(session, moved, doing.now)
    _clocks_follow(session, moved, doing)
    ends = {"messages": list(moved.ids), "back_to": moved.source.id, "from": moved.target.id, "merged": moved.whole}
    return ends | {"stood": stood} | undo


def _clocks_follow(session: Session, moved: Moved, doing: Doing) -> None:
    promise.shared(session, moved.source, moved.target, doing.now)
    for row in (moved.source, moved.target):
        withdrawal.follow(session, row, doing.now)


def _said(undo: dict[str, Any]) -> dict[str, Any]:
    return {name: undo[name] for name in ("messages", "back_to", "from")}


def _place(session: Session, moved: Moved, doing: Doing) -> None:
    """Move mails with their drafts, addresses and orders, and keep each as a labelled example."""
    ids, source, target = moved.ids, moved.source, moved.target
    rows = session.scalars(select(t.Message).where(t.Message.id.in_(ids), t.Message.conversation_id == source.id)).all()
    if len(rows) != len(set(ids)):
        raise NotFoundError("a mail to be moved does not stand in this conversation")
    for row in rows:
        row.conversation_id = target.id
        row.found = {**row.found, "because": ["by_agent"]}
        add_missing(session, t.Participant, {"conversation_id": target.id, "email": mailbox(row.from_email)})
        was, became = {"conversation": source.id}, {"conversation": target.id}
        session.add(
            t.Correction(message_id=row.id, field="placing", was=was, became=became, by=doing.by.id, at=doing.now)
        )
        _link_named_orders(session, row, target)
    session.execute(update(t.Draft).where(t.Draft.message_id.in_(ids)).values(conversation_id=target.id))
    session.flush()
    for conversation in (source, target):
        _drafted(session, conversation)


def _link_named_orders(session: Session, row: t.Message, target: t.Conversation) -> None:
    keys = row.found.get("order_keys", ())
    if not keys:
        return
    query = select(t.OrderRow).where(t.OrderRow.key.in_(keys), t.OrderRow.buyer_email == row.from_email)
    for order in session.scalars(query):
        add_missing(session, t.ConversationOrder, {"conversation_id": target.id, "order_id": order.id})
        if target.main_order_id is None:
            conversations.change(session, target, main_order_id=order.id, order_number=order.number)


def _drafted(session: Session, row: t.Conversation) -> None:
    """The newest draft that stands there now."""
    newest = select(t.Draft).where(t.Draft.conversation_id == row.id).order_by(t.Draft.id.desc()).limit(1)
    draft = session.scalar(newest)
    conversations.change(
        session, row, draft_state=draft.state if draft else "", checks_green=row.checks_green and draft is not None
    )
