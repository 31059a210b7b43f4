"""The invariant of the desk: nothing runs out without somebody told twice before. Checked by a job, and shown.

In: a session and now. Out: the clocks that broke it in the last days, kept for the page of reports; supervisors are told of new ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session, aliased

from maildesk.core.queue.roles import Role
from maildesk.db import tables as t

KEY = "told_twice"
LOOKED_BACK = timedelta(days=90)
_TWICE = 2


@dataclass(frozen=True, slots=True)
class Checked:
    """`ran_out` clocks in the days looked back, and those of them of which nobody had been told twice."""

    at: datetime | None = None
    ran_out: int = 0
    untold: tuple[int, ...] = ()


def check(session: Session, now: datetime) -> Checked:
    """Look at every clock that ran out, and keep what was found."""
    ended = select(t.Ring.clock_id).where(t.Ring.act == "expire", t.Ring.rung_at >= now - LOOKED_BACK)
    ran_out = session.scalar(select(func.count()).select_from(ended.subquery())) or 0
    untold = tuple(session.scalars(_untold(now).limit(100)))
    before = checked(session)
    row = session.get(t.ShopSetting, KEY) or t.ShopSetting(key=KEY)
    row.value, row.changed_by, row.changed_at = {"ran_out": ran_out, "untold": list(untold)}, None, now
    session.add(row)
    _tell(session, set(untold) - set(before.untold), now)
    return Checked(now, ran_out, untold)


def checked(session: Session) -> Checked:
    """What the last check found."""
    row = session.get(t.ShopSetting, KEY)
    return Checked(row.changed_at, row.value["ran_out"], tuple(row.value["untold"])) if row else Checked()


def _untold(now: datetime) -> Any:
    """Clocks that ran out, with fewer than two rings before that told anybody."""
    end, other = aliased(t.Ring), aliased(t.Ring)
    told = select(func.count(other.id)).where(
        other.clock_id == end.clock_id, other.id != end.id, other.act != "expire", cast(other.told, String) != "[]"
    )
    query = select(end.clock_id).where(end.act == "expire", end.rung_at >= now - LOOKED_BACK)
    return query.where(told.scalar_subquery() < _TWICE).order_by(end.id.desc())


def _tell(session: Session, clock_ids: set[int], now: datetime) -> None:
    if not clock_ids:
        return
    supervisors = session.scalars(select(t.User.id).where(t.User.active, t.User.role == Role.SUPERVISOR)).all()
    session.add_all(
        t.Notification(user_id=each, code="untold", conversation_id=None, detail={"clocks": len(clock_ids)}, at=now)
        for each in supervisors
    )
