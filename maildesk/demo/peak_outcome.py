"""What became of a compressed peak day.

In: the day's store, its mails, when each buyer was answered. Out: figures. They are counted, not estimated, and each way is measured with
the same yardstick.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.demo.peak_mails import Ask
from maildesk.flow.peak import squad

#: An answer that takes longer is late, whatever the plan made of the desk's own promises.
IN_TIME = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Waits:
    """How long buyers waited: how many they are, half of them no longer than `median`."""

    count: int
    median: timedelta
    longest: timedelta

    @classmethod
    def of(cls, waits: Sequence[timedelta]) -> Waits:
        ordered = sorted(waits) or [timedelta()]
        return cls(len(waits), ordered[len(ordered) // 2], ordered[-1])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a day.

    `answered`: by its end; `waiting`: then. `unanswered`: never. `everybody`, `exceptional`, `ordinary`: how long buyers waited. `late`: of
    all; `in_time`: of the exceptional ones. `gone`: threatening buyers whose patience ended first. `sorted_out`: matters that the desk
    told apart for the squad. `overtime`: hours of work after the day's end, until nothing waited.
    """

    answered: int
    waiting: int
    unanswered: int
    everybody: Waits
    exceptional: Waits
    ordinary: Waits
    late: int
    in_time: int
    gone: int
    sorted_out: int
    prepared: int
    alarms: int
    overtime: timedelta


def outcome(
    store: Store, coming: Sequence[Ask], answered: Mapping[str, datetime], end: datetime, overtime: timedelta
) -> Outcome:
    """What became of the day that ended at `end`. `answered`: by the buyer's address, when."""
    waits = {ask.number: answered[ask.email] - ask.at for ask in coming if ask.email in answered}
    exceptional = [waits[ask.number] for ask in coming if ask.exceptional and ask.number in waits]
    in_day = sum(at <= end for at in answered.values())
    with store.reading() as session:
        return Outcome(
            answered=in_day,
            waiting=len(coming) - in_day,
            unanswered=len(coming) - len(waits),
            everybody=Waits.of(list(waits.values())),
            exceptional=Waits.of(exceptional),
            ordinary=Waits.of([waits[ask.number] for ask in coming if not ask.exceptional and ask.number in waits]),
            late=sum(waits.get(ask.number, 2 * IN_TIME) > IN_TIME for ask in coming),
            in_time=sum(wait <= IN_TIME for wait in exceptional),
            gone=sum(ask.patience is not None and waits.get(ask.number, ask.patience * 2) > ask.patience for ask in coming),
            sorted_out=_count(session, select(func.count()).where(t.Deed.code == squad.TO_SQUAD)),
            prepared=_count(session, select(func.coalesce(func.sum(t.PreparedAnswer.served), 0))),
            alarms=_count(session, select(func.count()).select_from(t.Overload)),
            overtime=overtime,
        )  # fmt: skip


def _count(session: Session, query: object) -> int:
    return int(session.scalar(query) or 0)  # type: ignore[call-overload]
