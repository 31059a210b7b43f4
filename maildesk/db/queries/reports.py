"""What reports are counted from: the cases of a stretch of days, and why matters went up.

In: a session and a stretch. Out: values for `core.measure`. Each query walks an index over time and is bounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.measure.cases import Told
from maildesk.db import tables as t

MOST = 20_000


def cases(session: Session, since: datetime, until: datetime) -> list[Told]:
    """The cases that were opened in the stretch, the newest first."""
    of = select(t.Case).where(t.Case.opened_at >= since, t.Case.opened_at < until)
    rows = session.scalars(of.order_by(t.Case.opened_at.desc()).limit(MOST)).all()
    orders = _orders(session, [row.order_id for row in rows if row.order_id])
    clocks = _clocks(session, [row.id for row in rows])
    return [_told(row, orders.get(row.order_id or 0), clocks.get(row.id)) for row in rows]


def causes(session: Session, since: datetime, until: datetime) -> Sequence[tuple[str, int]]:
    """Why matters went up, each `core.clock.escalation.Cause` that held, the most frequent first. What was taken back does not count."""
    row = t.EscalationRow
    query = select(row.causes).where(row.at >= since, row.at < until, row.end != "taken_back").limit(MOST)
    return Counter(cause for held in session.scalars(query) for cause in held).most_common()


def _told(row: t.Case, order: t.OrderRow | None, clock: t.ClockRow | None) -> Told:
    parcel = order.parcels[-1] if order and order.parcels else None
    line = order.lines[0] if order and order.lines else {}
    return Told(
        platform=row.platform,
        reason=row.kind,
        product=str(line.get("title", "")),
        carrier=parcel.carrier if parcel else "",
        market=row.region,
        outcome=row.outcome,
        opened_at=row.opened_at,
        amount=row.amount,
        refunded=row.refunded,
        currency=row.currency,
        answered_at=row.answered_at,
        due_at=clock.due_at if clock else None,
        ran_out=clock is not None and clock.state == "expired",
    )


def _orders(session: Session, ids: Sequence[int]) -> Mapping[int, t.OrderRow]:
    return {
        row.id: row
        for part in _parts(ids)
        for row in session.scalars(select(t.OrderRow).where(t.OrderRow.id.in_(part)))
    }


def _clocks(session: Session, ids: Sequence[int]) -> Mapping[int, t.ClockRow]:
    """The newest clock of each case."""
    found: dict[int, t.ClockRow] = {}
    for part in _parts(ids):
        subjects = [f"case:{each}" for each in part]
        for row in session.scalars(select(t.ClockRow).where(t.ClockRow.subject.in_(subjects)).order_by(t.ClockRow.id)):
            found[int(row.subject.partition(":")[2])] = row
    return found


def _parts(ids: Sequence[int], size: int = 500) -> list[Sequence[int]]:
    return [ids[start : start + size] for start in range(0, len(ids), size)]
