"""The emergency squad's orders: while a peak is on, matters that the squad's rows call exceptional are handed to its desk.

In: conversations in which a buyer just wrote, or whose platform deadline comes near; now. Out: conversations on the desk `squad`, each with
the reason in its history. What a person has taken back from the squad is not handed over again for the same reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from maildesk.core.clock.clock import State
from maildesk.core.order import Order, OrderStatus, ParcelState
from maildesk.core.peak.exceptional import TROUBLED, Matter, SquadRow, exceptional
from maildesk.core.peak.switches import On
from maildesk.db import tables as t
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.matters import limits
from maildesk.flow.peak import season
from maildesk.flow.reply import facts as facts_of
from maildesk.packs.peaks import load_peaks

#: The desk whose people are the emergency squad.
DESK = "squad"
TO_SQUAD = "to_squad"
#: How far ahead the job looks for deadlines of platforms: the longest that a squad's row asks for.
_AHEAD = timedelta(hours=24)
_MOST = 200


def heard(session: Session, rows: Iterable[t.Conversation], now: datetime) -> int:
    """Buyers wrote in these conversations: hand over the exceptional ones. Returns how many."""
    on = season.at(session, now).squad
    ours = [row for row in rows if row.desk != DESK and row.merged_into_id is None] if on else []
    if on is None or not ours:
        return 0
    session.flush()
    due = _platform_deadlines(session, [row.id for row in ours])
    return sum(_looked_at(session, row, due.get(row.id), on, now) for row in ours)


def look(session: Session, now: datetime) -> int:
    """Hand over matters whose platform deadline has come near since somebody wrote. Returns how many."""
    if season.at(session, now).squad is None:
        return 0
    near = select(t.ClockRow.conversation_id).where(
        t.ClockRow.state == State.RUNNING, t.ClockRow.due_at <= now + _AHEAD, t.ClockRow.family == "platform",
        t.ClockRow.quiet.is_(False),
    )  # fmt: skip
    query = select(t.Conversation).where(
        t.Conversation.id.in_(near), t.Conversation.desk != DESK, t.Conversation.state == "open"
    )
    return heard(session, session.scalars(query.order_by(t.Conversation.id).limit(_MOST)).all(), now)


def _looked_at(session: Session, row: t.Conversation, due_at: datetime | None, on: On, now: datetime) -> bool:
    rule = exceptional(load_peaks().squad, _matter(session, row, due_at, now))
    if rule is None or _was_there(session, row.id, rule, on):
        return False
    _hand_over(session, row, rule, on, now)
    return True


def _hand_over(session: Session, row: t.Conversation, rule: SquadRow, on: On, now: datetime) -> None:
    was = {"desk": row.desk, "owner_id": row.owner_id}
    detail = {"rule": rule.id, "event": on.occurrence.event.id, "desk": DESK, "was": row.desk}
    if row.owner_id is not None:
        told = {"rule": rule.id}
        session.add(
            t.Notification(user_id=row.owner_id, code=TO_SQUAD, conversation_id=row.id, detail=told, at=now)
        )  # fmt: skip
    conversations.change(session, row, desk=DESK, owner_id=None)
    conversations.record(session, row.id, TO_SQUAD, now, detail=detail, undo=was)


def _was_there(session: Session, conversation_id: int, rule: SquadRow, on: On) -> bool:
    """Whether the squad had it for this reason since the event's switch is on."""
    since = datetime.combine(on.first, time(), UTC)
    query = select(t.Deed.detail).where(
        t.Deed.conversation_id == conversation_id, t.Deed.code == TO_SQUAD, t.Deed.at >= since
    )
    return any(detail.get("rule") == rule.id for detail in session.scalars(query))


def _matter(session: Session, row: t.Conversation, due_at: datetime | None, now: datetime) -> Matter:
    order = facts_of.order_of(session, row)
    buyer = session.get(t.Buyer, row.buyer_id) if row.buyer_id is not None else None
    return Matter(
        intent=row.intent or "",
        flags=frozenset(row.flags),
        stake=_stake(session, order) if order else None,
        tier=buyer.tier if buyer else "",
        # `mails` holds our answers too, and each of them met one of the buyer's
        unsolved=max(row.mails - 2 * row.answers, 0) if row.waiting_since else 0,
        paid=order is not None and order.status is OrderStatus.PAID,
        shipped=order is not None and order.status is OrderStatus.SHIPPED,
        days_since_order=_days(order.ordered_at if order else None, now),
        days_since_shipped=_days(order.shipped_at if order else None, now),
        parcel=_parcel(order),
        due_in_hours=(due_at - now) / timedelta(hours=1) if due_at else None,
    )


def _stake(session: Session, order: Order) -> Decimal | None:
    """How large an order is in its own currency: against the amount from which on a supervisor wants matters to go up."""
    amount = limits.upwards(session).amounts.get(order.currency)
    return order.total / amount if order.total is not None and amount else None


def _parcel(order: Order | None) -> ParcelState | None:
    """The worst that a parcel of the order tells: one in trouble counts before one on its way."""
    states = [parcel.state for parcel in order.parcels if parcel.state] if order else []
    return next((state for state in states if state in TROUBLED), states[-1] if states else None)


def _days(since: datetime | None, now: datetime) -> int | None:
    return (now - since).days if since else None


def _platform_deadlines(session: Session, ids: Sequence[int]) -> dict[int | None, datetime]:
    """The earliest running deadline of a platform, by conversation."""
    query = select(t.ClockRow.conversation_id, func.min(t.ClockRow.due_at)).where(
        t.ClockRow.conversation_id.in_(ids), t.ClockRow.family == "platform", t.ClockRow.state == State.RUNNING
    )
    return dict(session.execute(query.group_by(t.ClockRow.conversation_id)).all())
