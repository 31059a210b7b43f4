"""The shop's own deadlines in the store: the newest holds, the others are its history.

In: a session, what a supervisor entered. Out: rows, and the packs with them. Clocks that run already keep the end they have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from maildesk.core.clock.span import Unit, span_of
from maildesk.core.dispute.lookup import plausible
from maildesk.core.dispute.override import Override, overridden
from maildesk.core.dispute.row import DisputePacks
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.errors import NotFoundError
from maildesk.flow.house.entered import EnteredError
from maildesk.flow.house.person import Doing
from maildesk.packs.disputes import load_disputes


def packs(session: Session) -> DisputePacks:
    """The packs with the shop's own spans in them."""
    rows = session.scalars(select(t.DeadlineOverride).where(t.DeadlineOverride.ended_at.is_(None)))
    return overridden(load_disputes(), [_value(row) for row in rows])


@dataclass(frozen=True, slots=True)
class Entered:
    """What a supervisor typed: the words of a deadline, the span in words, where it is known from."""

    platform: str
    case: str
    stage: str
    span: str
    why: str = ""


def override(session: Session, entered: Entered, doing: Doing) -> None:
    """Set the shop's own span for a deadline of the packs. Raises `EnteredError` for words that are no span."""
    doing.by.must(Act.MANAGE_SHOP)
    plausible(load_disputes(), entered.platform, entered.case, entered.stage, "", doing.now.date())
    try:
        held = span_of(entered.span)
    except ValueError:
        raise EnteredError("span", entered.span, "a_span") from None
    if held.unit is Unit.WORKING_HOURS:
        raise EnteredError("span", entered.span, "a_span_of_a_platform")
    row = t.DeadlineOverride
    same = (row.platform == entered.platform, row.case == entered.case, row.stage == entered.stage)
    session.execute(update(row).where(*same, row.ended_at.is_(None)).values(ended_at=doing.now))
    values = {**asdict(entered), "span": held.written, "why": entered.why[:300]}
    session.add(row(**values, region="", by=doing.by.id, at=doing.now))


def end(session: Session, override_id: int, doing: Doing) -> None:
    """The packs hold again."""
    doing.by.must(Act.MANAGE_SHOP)
    row = session.get(t.DeadlineOverride, override_id)
    if row is None:
        raise NotFoundError(f"there is no deadline of the shop's own under {override_id}")
    row.ended_at = row.ended_at or doing.now


def history(session: Session) -> Sequence[t.DeadlineOverride]:
    """All that were ever set, the newest first."""
    return session.scalars(select(t.DeadlineOverride).order_by(t.DeadlineOverride.id.desc()).limit(200)).all()


def _value(row: t.DeadlineOverride) -> Override:
    return Override(row.platform, row.case, row.stage, span_of(row.span), row.at.date(), row.why)
