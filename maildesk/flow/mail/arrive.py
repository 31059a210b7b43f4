"""A buyer's mail into its conversation: placed, written, counted; all in the caller's one transaction.

In: the batch's memory, a kept message, what was read and understood of it. Out: the conversation's row and the message's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from maildesk.core.mail.parsed import ParsedMail, Proof
from maildesk.core.notice.recognise import Notice
from maildesk.core.notice.review import BadReview
from maildesk.core.placing.duplicate import Likeness, StoredMail, likeness
from maildesk.core.placing.match import place
from maildesk.core.placing.relay import Relay, mailbox, relay_of
from maildesk.core.placing.signs import Placement, PlacingSettings, Signs
from maildesk.core.placing.subject import is_reply_subject, subject_key
from maildesk.core.understanding import Understood
from maildesk.db import tables as t
from maildesk.flow.cases import withdrawal
from maildesk.flow.clocks.promise import Levels, Spoke
from maildesk.flow.mail import found
from maildesk.flow.mail.known import known_of
from maildesk.flow.mail.memory import Memory, Stored
from maildesk.flow.matters import carrying, escalations
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.matters.whose_turn import Moved
from maildesk.flow.peak import tally

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
    review: BadReview | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """How the shop places and times its mails."""

    relays: tuple[Relay, ...]
    placing: PlacingSettings
    levels: Levels


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


def into_place(memory: Memory, read: Read, row: t.Message, signs: Signs, rules: Rules) -> t.Conversation:
    """Place the mail by the rules of placing; the caller counts the ledger and asks for the draft."""
    trackings = [n.number for n in read.understood.numbers.trackings]
    placement = place(signs, known_of(memory, signs, trackings), rules.placing)
    return put(memory, read, row, signs, placement)


def put(memory: Memory, read: Read, row: t.Message, signs: Signs, placement: Placement) -> t.Conversation:
    """Write message and conversation as placed."""
    conversation = _conversation(memory, read, row, placement, signs)
    for other in placement.join_also:
        _join(memory, other, conversation, signs.at)
    _link_orders(memory, conversation, placement.order_ids)
    if signs.sender:
        memory.take_part(conversation.id, mailbox(signs.sender))
    memory.write(row, _as_placed(read, row, placement, conversation.id))
    memory.cite(row, read.mail.thread_ids[:60])
    return conversation


def _conversation(memory: Memory, read: Read, row: t.Message, placement: Placement, signs: Signs) -> t.Conversation:
    if placement.conversation_id is not None:
        return memory.conversation(placement.conversation_id)
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
        buyer_name="",
        buyer_email="",
        country="",
        order_number="",
        preview="",
    )
    return memory.start(created)


def _as_placed(read: Read, row: t.Message, placement: Placement, conversation_id: int) -> dict[str, Any]:
    details = {**found.details(read.mail, read.understood, read.notice), **_placing(row, placement)}
    content = found.columns(read.mail, read.understood)
    return content | {"found": details, "state": "placed", "conversation_id": conversation_id}


def _placing(row: t.Message, placement: Placement) -> dict[str, Any]:
    """Why it is here; a flag set before placing (same Message-ID, other content) stays."""
    placing = found.placing(placement)
    placing["flags"] = sorted({*row.found.get("flags", ()), *placing["flags"]})
    return placing


def heard(memory: Memory, row: t.Conversation, read: Read, message: t.Message, *, asks: bool = True) -> None:
    """A mail came in: the conversation is the desk's turn, and where it is a buyer that asks, its clocks follow."""
    at = own_time(read.mail, message)
    order = memory.order(row.main_order_id)
    newest = at >= row.last_mail_at
    values: dict[str, Any] = {
        "state": "open",
        "solved_at": None,
        "snoozed_until": None,
        "waiting_since": min(row.waiting_since or at, at) if asks else row.waiting_since,
        "mails": row.mails + 1,
        "last_mail_at": max(row.last_mail_at, at),
        "flags": _flags(row.flags, message, read),
        "numbers": sorted({*row.numbers, *(n.key for n in read.understood.numbers.orders)}),
    }
    if asks and not message.quiet:
        if row.waiting_since is None:
            tally.came(memory.session, message.arrived_at)
        warned = {warning.code for warning in read.understood.warnings}
        threatens = "threat" in warned or (row.id in memory.spoke and memory.spoke[row.id].threatens)
        memory.spoke[row.id] = Spoke(row, order.channel if order else "", threatens)
        if withdrawal.FLAG in warned:
            memory.withdrawn[row.id] = at
    if newest or not row.buyer_email:
        values |= _shown(read, order, row)
    conversations.change(memory.session, row, **values)


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


def _link_orders(memory: Memory, row: t.Conversation, order_ids: Iterable[int]) -> None:
    for order_id in order_ids:
        memory.link(row.id, order_id)
        if row.main_order_id is None:
            conversations.change(memory.session, row, main_order_id=order_id)


def _join(memory: Memory, other_id: int, into: t.Conversation, at: datetime) -> None:
    """A late parent has come: what was waiting for it moves in. Never one that an agent has answered (`place` sees to that)."""
    other, session = memory.conversation(other_id), memory.session
    if other.id == into.id:
        return
    memory.settle()
    session.execute(update(t.Message).where(t.Message.conversation_id == other.id).values(conversation_id=into.id))
    session.execute(update(t.Draft).where(t.Draft.conversation_id == other.id).values(conversation_id=into.id))
    for email in memory.writers[other.id]:
        memory.take_part(into.id, email)
    _link_orders(memory, into, memory.linked[other.id])
    waits = min((each for each in (into.waiting_since, other.waiting_since) if each is not None), default=None)
    conversations.change(
        session, into, mails=into.mails + other.mails, last_mail_at=max(into.last_mail_at, other.last_mail_at), waiting_since=waits,
        flags=sorted({*into.flags, *other.flags} - {escalations.FLAG}),
    )  # fmt: skip
    conversations.change(session, other, merged_into_id=into.id)
    carrying.along(session, Moved((), other, into, whole=True), at)
    memory.turned |= {other.id: other, into.id: into}
    conversations.record(session, into.id, "late_parent_joined", at, detail={"conversation": other.id})
    memory.joined(other.id, into.id)


def likeness_of(memory: Memory, mail: ParsedMail, row: t.Message) -> Likeness:
    """Whether the desk has this mail already, or another one under its Message-ID."""
    alike = memory.same.get(mail.content_hash, []) if mail.content_hash else []
    alike = alike + (memory.named.get(mail.message_id[:500], []) if mail.message_id else [])
    stored = {
        m.id: StoredMail(m.id, m.message_id, m.content_hash)
        for m in alike
        if m.id != row.id and m.direction == row.direction and not _said_again(mail, m)
    }
    return likeness(mail.message_id[:500], mail.content_hash, stored.values())


def _said_again(mail: ParsedMail, stored: Stored) -> bool:
    """The same words under another Message-ID and at another moment are a new mail: somebody asks once more."""
    if not mail.message_id or not stored.message_id or mail.message_id == stored.message_id:
        return False
    return mail.date is None or mail.date != stored.sent_at
