"""Everything one conversation's page shows, loaded in a handful of queries whose cost does not grow with the store.

In: a conversation's row. Out: `Loaded`: its newest mails with their bytes where they are small, orders, notes, history, and what the
same buyer wrote besides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, defer

from maildesk.db import tables as t

T = TypeVar("T")
#: Mails shown at once; older ones are a click away.
MAILS = 20
#: A larger mail is shown by its newest words alone; reading it whole would hold up the page.
READ_BYTES = 400_000
_LIST = 12
#: Orders that one click sets right.
_CHOICES = 4


@dataclass(frozen=True, slots=True)
class Loaded:
    """`mails` oldest first; `raws` by message id; `mirrors` of our answers by message id; `names` are people's by id.

    `others` and `candidates` are conversations.
    """

    row: t.Conversation
    mails: Sequence[t.Message]
    older: bool
    raws: Mapping[int, bytes]
    orders: Sequence[t.OrderRow]
    notes: Sequence[t.Note]
    deeds: Sequence[t.Deed]
    outbox: Mapping[int, t.Outbox]
    mirrors: Mapping[int, tuple[str, ...]]
    buyer: t.Buyer | None
    buyers_orders: Sequence[t.OrderRow]
    others: Sequence[t.Conversation]
    candidates: Sequence[t.Conversation]
    box: t.Mailbox

    def undoable(self, deed: t.Deed) -> bool:
        """Whether the way back is still open: that of an approval until its mail is on the way."""
        if not (deed.undo and deed.by) or deed.undone_at is not None:
            return False
        sent = self.outbox.get(int(deed.undo["draft"])) if deed.code == "approved" else None
        return sent is None or sent.state == "queued"

    def rather_orders(self, none: str) -> list[tuple[str, str]]:
        """The other orders it may be about, linked ones and the buyer's, and none at all: (number, words)."""
        numbers = dict.fromkeys(order.number for order in (*self.orders, *self.buyers_orders))
        others = [(number, number) for number in numbers if number != self.row.order_number][:_CHOICES]
        return [*others, ("", none)] if self.row.order_number else others


def load(session: Session, row: t.Conversation, *, all_mails: bool = False) -> Loaded:
    mails = _mails(session, row.id, 500 if all_mails else MAILS + 1)
    older = not all_mails and len(mails) > MAILS
    shown = mails[1:] if older else mails
    return Loaded(
        row=row,
        mails=shown,
        older=older,
        raws=_raws(session, shown),
        orders=_orders(session, row),
        notes=session.scalars(select(t.Note).where(t.Note.conversation_id == row.id).order_by(t.Note.id)).all(),
        deeds=_newest(session, select(t.Deed).where(t.Deed.conversation_id == row.id).order_by(t.Deed.id.desc())),
        outbox=_outbox(session, row.id),
        mirrors=_mirrors(session, row.id),
        buyer=session.get(t.Buyer, row.buyer_id) if row.buyer_id else None,
        buyers_orders=_newest(session, _of_buyer(row)) if row.buyer_id else (),
        others=_newest(session, _others(row)) if row.buyer_id else (),
        candidates=_newest(session, select(t.Conversation).where(t.Conversation.id.in_(row.candidates))) if row.candidates else (),
        box=session.get_one(t.Mailbox, row.mailbox_id),
    )  # fmt: skip


def _mails(session: Session, conversation_id: int, most: int) -> list[t.Message]:
    """The newest mails, given back oldest first."""
    query = select(t.Message).where(t.Message.conversation_id == conversation_id)
    rows = session.scalars(query.order_by(t.Message.arrived_at.desc(), t.Message.id.desc()).limit(most)).all()
    return list(reversed(rows))


def _raws(session: Session, mails: Sequence[t.Message]) -> dict[int, bytes]:
    ids = [mail.id for mail in mails if mail.size <= READ_BYTES]
    rows = session.execute(select(t.RawMail.message_id, t.RawMail.body).where(t.RawMail.message_id.in_(ids)))
    return {row[0]: row[1] for row in rows}


def _orders(session: Session, row: t.Conversation) -> Sequence[t.OrderRow]:
    """The orders linked to it, the main one first."""
    linked = select(t.ConversationOrder.order_id).where(t.ConversationOrder.conversation_id == row.id)
    rows = session.scalars(select(t.OrderRow).where(t.OrderRow.id.in_(linked)).order_by(t.OrderRow.id)).all()
    return sorted(rows, key=lambda order: order.id != row.main_order_id)


def _outbox(session: Session, conversation_id: int) -> dict[int, t.Outbox]:
    query = select(t.Outbox).where(t.Outbox.conversation_id == conversation_id).order_by(t.Outbox.id)
    rows = session.scalars(query.options(defer(t.Outbox.body)))
    return {row.draft_id: row for row in rows if row.draft_id is not None}


def _mirrors(session: Session, conversation_id: int) -> dict[int, tuple[str, ...]]:
    """What our newest answers said to whoever approved them, block by block."""
    query = select(t.Outbox.message_row_id, t.Draft.frozen).join(t.Draft, t.Draft.id == t.Outbox.draft_id)
    of_it = query.where(t.Outbox.conversation_id == conversation_id).order_by(t.Outbox.id.desc())
    rows = session.execute(of_it.limit(MAILS)).all()
    return {row[0]: tuple(block["text"] for block in row[1].get("mirror", ())) for row in rows if row[0]}


def _of_buyer(row: t.Conversation) -> Select[t.OrderRow]:
    return select(t.OrderRow).where(t.OrderRow.buyer_id == row.buyer_id).order_by(t.OrderRow.id.desc())


def _others(row: t.Conversation) -> Select[t.Conversation]:
    same = select(t.Conversation).where(t.Conversation.buyer_id == row.buyer_id, t.Conversation.id != row.id)
    return same.where(t.Conversation.merged_into_id.is_(None)).order_by(t.Conversation.last_mail_at.desc())


def _newest(session: Session, query: Select[T]) -> Sequence[T]:
    return session.scalars(query.limit(_LIST)).all()
