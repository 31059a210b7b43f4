"""Mails that are no buyer's: bounces and automatic answers join what they answer, notices of platforms stand by themselves,
and all else is kept and put out of the way, with the reason.

In: a kept message and what was read. Out: its row, and the end it came to for the ledger.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.mail.kinds.bounce import DELAYED
from maildesk.core.mail.parsed import Kind
from maildesk.core.notice.recognise import Notice
from maildesk.core.placing.signs import Because, Placement
from maildesk.core.placing.writing import normalise
from maildesk.db import tables as t
from maildesk.flow.cases import notices, reviews
from maildesk.flow.cases.life import Came
from maildesk.flow.house import jobs
from maildesk.flow.mail import arrive, found, ledger
from maildesk.flow.mail.arrive import Read, Rules
from maildesk.flow.mail.memory import Memory
from maildesk.flow.matters import conversation as conversations

#: Kinds that belong to the mail they answer.
_ANSWERS = frozenset({Kind.BOUNCE, Kind.AUTO_REPLY, Kind.RECEIPT})
#: Kinds that may be about a mail that nobody asked for: its address is then written to no more.
_COMES_BACK = frozenset({Kind.BOUNCE, Kind.REPORT})


def write(memory: Memory, read: Read, row: t.Message, rules: Rules, now: datetime) -> str:
    """Write one such mail; returns the end for the ledger."""
    if read.mail.kind is Kind.DISPUTE_NOTICE:
        return _notice(memory, read, row, rules, now)
    for name, value in found.columns(read.mail, read.understood).items():
        setattr(row, name, value)
    row.found = found.details(read.mail, read.understood, read.notice) | {
        "because": [],
        "flags": row.found.get("flags", []),
    }
    _index(memory, row)
    if read.mail.kind in _COMES_BACK:
        jobs.ask(memory.session, "care_returned", now, {"message_id": row.id}, key=f"care_returned:{row.id}")
    answered = _answered(memory.session, read) if read.mail.kind in _ANSWERS else None
    if answered is None or answered.conversation_id is None:
        row.state = "ignored"
        if read.mail.kind is Kind.PHISHING and read.notice is not None:
            _hear(memory, read.notice, row, now)
        if read.review is not None:
            memory.settle()
            reviews.heard(memory.session, read.review, row, now)
        return f"{ledger.IGNORED}{read.mail.kind}"
    row.state, row.conversation_id = "placed", answered.conversation_id
    if read.mail.kind is Kind.BOUNCE and DELAYED not in read.mail.kind_because:
        _undelivered(memory, answered, row, now)
    return ledger.PLACED


def _notice(memory: Memory, read: Read, row: t.Message, rules: Rules, now: datetime) -> str:
    """A platform's notice: proven, it stands with the order it is about; unproven, by itself, for a person to check."""
    signs = arrive.signs_of(read, row, rules, ours=False)
    memory.settle()  # its order's newest conversation is asked of the store
    conversation = arrive.put(memory, read, row, signs, _beside_its_order(memory.session, read))
    arrive.heard(memory, conversation, read, row, asks=False)
    _index(memory, row)
    if read.notice is not None:
        memory.settle()
        _hear(memory, read.notice, row, now)
    return ledger.PLACED


def _hear(memory: Memory, notice: Notice, row: t.Message, now: datetime) -> None:
    came = Came(row.id, row.arrived_at, row.conversation_id, row.quiet)
    notices.heard(memory.session, notice, came, now)


def _index(memory: Memory, row: t.Message) -> None:
    memory.index(row.id, row.subject, row.newest_text, row.from_name, row.from_email)


def _beside_its_order(session: Session, read: Read) -> Placement:
    number = read.notice.order_number if read.notice else ""
    order = session.scalar(select(t.OrderRow).where(t.OrderRow.key == normalise(number)).limit(1)) if number else None
    if order is None:
        return Placement(None, (Because.NOTHING_FITS,))
    there = conversations.of_order(session, order.id)
    if read.notice is None or not read.notice.proven:
        return Placement(None, (Because.NOTHING_FITS,), candidates=(there,) if there else ())
    return Placement(there, (Because.ORDER_NUMBER,), order_ids=(order.id,), buyer_id=order.buyer_id)


def _answered(session: Session, read: Read) -> t.Message | None:
    """The mail of ours that this one answers."""
    ids = [*read.mail.bounce_of, *read.mail.thread_ids][:20]
    query = select(t.Message).where(t.Message.message_id.in_(ids), t.Message.direction == "out").limit(1)
    return session.scalar(query) if ids else None


def _undelivered(memory: Memory, sent: t.Message, bounce: t.Message, now: datetime) -> None:
    """A reply of ours did not arrive: the outbox says so, and the conversation is the desk's turn again."""
    session = memory.session
    outbox = session.scalar(select(t.Outbox).where(t.Outbox.message_id == sent.message_id))
    if outbox is not None:
        outbox.state, outbox.said = "failed", f"returned: {bounce.subject}"[:500]
    memory.settle()
    row = memory.conversation(sent.conversation_id or 0)
    flags = sorted({*row.flags, "bounced"})
    if bounce.quiet:
        conversations.change(session, row, flags=flags)
        return
    conversations.change(session, row, flags=flags, state="open", waiting_since=row.waiting_since or bounce.arrived_at)
    conversations.record(session, row.id, "reply_returned", now, detail={"message": bounce.id})
