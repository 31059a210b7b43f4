"""A buyer's mail into its conversation: placed, written, counted, drafted for; all in the caller's one transaction.

In: a kept message, what was read and understood of it. Out: the conversation's row and the message's, or a duplicate marked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, false, or_, select, update
from sqlalchemy.orm import Session

from maildesk.core.mail.parsed import ParsedMail, Proof
from maildesk.core.notice.recognise import Notice
from maildesk.core.placing.duplicate import Likeness, StoredMail, likeness
from maildesk.core.placing.match import place
from maildesk.core.placing.relay import Relay, mailbox, relay_of
from maildesk.core.placing.signs import Placement, PlacingSettings, Signs
from maildesk.core.placing.subject import is_reply_subject, subject_key
from maildesk.core.understanding import Understood
from maildesk.db import tables as t
from maildesk.db.upsert import add_missing
from maildesk.flow import conversation as conversations
from maildesk.flow import found, known

_PREVIEW = 160


@dataclass(frozen=True, slots=True)
class Read:
    """One mail with everything that was made of it before the lock was taken."""

    message_id: int
    mail: ParsedMail
    understood: Understood
    notice: Notice | None = None
    token: int | None = None
    quoted_own: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """How the shop places and times its mails."""

    relays: tuple[Relay, ...]
    placing: PlacingSettings
    first_reply: timedelta


def signs_of(read: Read, row: t.Message, rules: Rules, *, ours: bool) -> Signs:
    """What the mail says about its place. Of our own mails the sender that counts is the buyer it goes to."""
    mail = read.mail
    who = next(iter(mail.to), mail.sender).email if ours else mail.sender.email
    reply_to = next((a.email for a in mail.reply_to), "")
    return Signs(
        message_id=mail.message_id,
        sender=who,
        at=own_time(mail, row),
        thread_ids=mail.thread_ids,
        token_conversation=read.token,
        quoted_own=read.quoted_own,
        numbers=tuple(n.key for n in read.understood.numbers.orders),
        reply_to="" if reply_to in (who, "") or mail.sender != mail.from_ else reply_to,
        subject_key=subject_key(mail.subject),
        inherited=frozenset(n.key for n in read.understood.numbers.orders if not n.typed),
        is_reply=bool(mail.thread_ids) or is_reply_subject(mail.subject),
        ours=ours,
        auth_failed=mail.authenticity.proof is Proof.FAIL,
        relay=relay_of(who, rules.relays),
    )


def own_time(mail: ParsedMail, row: t.Message) -> datetime:
    """The mail's own time, unless it claims to be from the future or lies far before its arrival."""
    if mail.date is None or not row.arrived_at - timedelta(days=7) <= mail.date <= row.arrived_at + timedelta(hours=1):
        return row.arrived_at
    return mail.date


def into_place(session: Session, read: Read, row: t.Message, rules: Rules, *, ours: bool = False) -> t.Conversation:
    """Place the mail by the rules of placing; the caller counts the ledger and asks for the draft."""
    signs = signs_of(read, row, rules, ours=ours)
    trackings = [n.number for n in read.understood.numbers.trackings]
    placement = place(signs, known.load(session, signs, trackings), rules.placing)
    return put(session, read, row, signs, placement)


def put(session: Session, read: Read, row: t.Message, signs: Signs, placement: Placement) -> t.Conversation:
    """Write message and conversation as placed."""
    conversation = _conversation(session, read, row, placement, signs)
    for other in placement.join_also:
        _join(session, other, conversation, signs.at)
    _link_orders(session, conversation, placement.order_ids)
    if signs.sender:
        add_missing(session, t.Participant, {"conversation_id": conversation.id, "email": mailbox(signs.sender)})
    _write_message(session, read, row, placement, conversation.id)
    return conversation


def _conversation(session: Session, read: Read, row: t.Message, placement: Placement, signs: Signs) -> t.Conversation:
    if placement.conversation_id is not None:
        return conversations.get(session, placement.conversation_id)
    created = t.Conversation(
        mailbox_id=row.mailbox_id,
        buyer_id=placement.buyer_id,
        follows_id=placement.follows,
        subject=read.mail.subject[:998],
        subject_key=signs.subject_key[:200],
        state="open",
        created_at=signs.at,
        last_mail_at=signs.at,
        candidates=list(placement.candidates),
        flags=[],
        numbers=[],
        mails=0,
        answers=0,
        version=1,
        draft_state="",
        checks_green=False,
        desk="",
    )
    return conversations.start(session, created)


def _write_message(session: Session, read: Read, row: t.Message, placement: Placement, conversation_id: int) -> None:
    for name, value in found.columns(read.mail, read.understood).items():
        setattr(row, name, value)
    row.found = {**found.details(read.mail, read.understood, read.notice), **_placing(row, placement)}
    row.state, row.conversation_id = "placed", conversation_id
    for ref in read.mail.thread_ids[:60]:
        add_missing(session, t.ThreadRef, {"message_id": row.id, "ref": ref[:500]})


def _placing(row: t.Message, placement: Placement) -> dict[str, Any]:
    """Why it is here; a flag set before placing (same Message-ID, other content) stays."""
    placing = found.placing(placement)
    placing["flags"] = sorted({*row.found.get("flags", ()), *placing["flags"]})
    return placing


def heard_from_buyer(session: Session, row: t.Conversation, read: Read, message: t.Message, rules: Rules) -> None:
    """The buyer wrote: the conversation is the desk's turn, at the top of the queue by when it will be late."""
    at = own_time(read.mail, message)
    waiting = row.waiting_since or at
    order = _main_order(session, row)
    newest = at >= row.last_mail_at
    values: dict[str, Any] = {
        "state": "open",
        "solved_at": None,
        "snoozed_until": None,
        "waiting_since": min(waiting, at),
        "mails": row.mails + 1,
        "last_mail_at": max(row.last_mail_at, at),
        "flags": _flags(row.flags, message, read),
        "numbers": sorted({*row.numbers, *(n.key for n in read.understood.numbers.orders)}),
    }
    if not message.quiet:
        values["due_at"] = min(row.due_at or at + rules.first_reply, at + rules.first_reply)
    if newest or not row.buyer_email:
        values |= _shown(read, order, row)
    conversations.change(session, row, **values)


def _shown(read: Read, order: t.OrderRow | None, row: t.Conversation) -> dict[str, Any]:
    """What the queue shows of a conversation: its newest mail from the buyer."""
    return {
        "buyer_name": (order.buyer_name if order else "") or read.mail.sender.name or row.buyer_name,
        "buyer_email": read.mail.sender.email,
        "language": read.understood.language.language or row.language,
        "intent": str(read.understood.intent) if read.understood.intent else row.intent,
        "country": order.country if order else row.country,
        "order_number": order.number if order else "",
        "preview": " ".join(read.mail.newest_text.split())[:_PREVIEW],
    }


def _flags(before: Iterable[str], message: t.Message, read: Read) -> list[str]:
    return sorted({*before, *message.found.get("flags", ()), *(w.code for w in read.understood.warnings)})


def _main_order(session: Session, row: t.Conversation) -> t.OrderRow | None:
    return session.get(t.OrderRow, row.main_order_id) if row.main_order_id else None


def _link_orders(session: Session, row: t.Conversation, order_ids: Iterable[int]) -> None:
    for order_id in order_ids:
        add_missing(session, t.ConversationOrder, {"conversation_id": row.id, "order_id": order_id})
        if row.main_order_id is None:
            conversations.change(session, row, main_order_id=order_id)


def _join(session: Session, other_id: int, into: t.Conversation, at: datetime) -> None:
    """A late parent has come: what was waiting for it moves in. Never one that an agent has answered (`place` sees to that)."""
    other = conversations.get(session, other_id)
    if other.id == into.id:
        return
    session.execute(update(t.Message).where(t.Message.conversation_id == other.id).values(conversation_id=into.id))
    session.execute(update(t.Draft).where(t.Draft.conversation_id == other.id).values(conversation_id=into.id))
    for email in session.scalars(select(t.Participant.email).where(t.Participant.conversation_id == other.id)).all():
        add_missing(session, t.Participant, {"conversation_id": into.id, "email": email})
    orders = session.scalars(
        select(t.ConversationOrder.order_id).where(t.ConversationOrder.conversation_id == other.id)
    ).all()
    _link_orders(session, into, orders)
    conversations.change(
        session, into, mails=into.mails + other.mails, last_mail_at=max(into.last_mail_at, other.last_mail_at)
    )
    conversations.change(session, other, merged_into_id=into.id, due_at=None)
    conversations.record(session, into.id, "late_parent_joined", at, detail={"conversation": other.id})


def likeness_of(session: Session, mail: ParsedMail, row: t.Message) -> Likeness:
    """Whether the desk has this mail already, or another one under its Message-ID."""
    found_ = session.scalars(_alike(mail, row)).all()
    stored = [StoredMail(m.id, m.message_id, m.content_hash) for m in found_ if not _said_again(mail, m)]
    return likeness(mail.message_id, mail.content_hash, stored)


def _alike(mail: ParsedMail, row: t.Message) -> Select[t.Message]:
    same = [t.Message.content_hash == mail.content_hash] if mail.content_hash else []
    if mail.message_id:
        same.append(t.Message.message_id == mail.message_id)
    query = select(t.Message).where(or_(false(), *same), t.Message.id != row.id, t.Message.direction == row.direction)
    return query.where(t.Message.state != "kept").order_by(t.Message.id).limit(20)


def _said_again(mail: ParsedMail, stored: t.Message) -> bool:
    """The same words under another Message-ID and at another moment are a new mail: somebody asks once more."""
    if not mail.message_id or not stored.message_id or mail.message_id == stored.message_id:
        return False
    return mail.date is None or mail.date != stored.sent_at
