"""The report of a plan, counted from the store: of its days and the two weeks after, beside a stretch as long before.

In: a session, a plan. Out: `core.peak.report.PeakReport`, and its JSON for the plan's row. It is a report, not a page of the queue: it may
count; once the event is over it is frozen and counts nothing any more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from maildesk.core.clock.ladder import Act
from maildesk.core.mail.parsed import Kind
from maildesk.core.peak.plan import AFTERMATH
from maildesk.core.peak.report import Amount, Counted, DayCount, PeakReport
from maildesk.db import tables as t
from maildesk.flow.clocks.due import FIRST_REPLY
from maildesk.flow.peak.squad import TO_SQUAD

_MOST = 12
_DAY = timedelta(days=1)
_Stretch = tuple[datetime, datetime]


def of(session: Session, plan: t.PeakPlan) -> PeakReport:
    """The report of a plan as the store knows it now."""
    last = plan.last + AFTERMATH
    within = _moment(plan.first), _moment(last + _DAY)
    before = within[0] - (within[1] - within[0]), within[0]
    squad = _squad(session, within)
    return PeakReport(
        event=plan.event,
        first=plan.first,
        last=last,
        days=_days(session, plan.first, last),
        intents=_by(session, t.Message.intent, within, before),
        countries=_by(session, t.Conversation.country, within, before),
        products=_products(session, within),
        answered=_answered(session, within),
        late=_late(session, within),
        cases=_cases(session, within, before),
        refunds=_refunds(session, within),
        squad_taken=len(squad),
        squad_solved=_solved(session, list(squad)),
        squad_reasons=_ranked(Counter(squad.values())),
        prepared=_prepared(session, within),
        alarms=_count(session, select(func.count()).where(_in(t.Overload.began_at, within))),
    )


def kept(plan: t.PeakPlan) -> PeakReport | None:
    """The frozen report; nothing while the event is not over."""
    return from_values(plan.report) if plan.report else None


def to_values(report: PeakReport) -> dict[str, Any]:
    """The report as JSON has it."""
    values = asdict(report)
    values["first"], values["last"] = report.first.isoformat(), report.last.isoformat()
    values["days"] = [[day.day.isoformat(), day.arrived, day.answered] for day in report.days]
    values["refunds"] = [[money.currency, str(money.amount)] for money in report.refunds]
    return values


def from_values(values: Mapping[str, Any]) -> PeakReport:
    """The report that `to_values` wrote."""
    read: dict[str, Any] = {field.name: values[field.name] for field in fields(PeakReport)}
    read["first"], read["last"] = date.fromisoformat(values["first"]), date.fromisoformat(values["last"])
    read["days"] = tuple(DayCount(date.fromisoformat(day), came, left) for day, came, left in values["days"])
    read["refunds"] = tuple(Amount(currency, Decimal(amount)) for currency, amount in values["refunds"])
    for name in ("intents", "countries", "products", "cases", "squad_reasons", "prepared"):
        read[name] = tuple(Counted(**each) for each in values[name])
    return PeakReport(**read)


def _days(session: Session, first: date, last: date) -> tuple[DayCount, ...]:
    """Mails by day (UTC). One query counts a day by the index of arrivals."""
    days = [first + n * _DAY for n in range((last - first).days + 1)]
    return tuple(DayCount(day, _arrived(session, _whole(day)), _answered(session, _whole(day))) for day in days)


def _arrived(session: Session, within: _Stretch) -> int:
    return _count(session, select(func.count()).where(*_buyers(within)))


def _answered(session: Session, within: _Stretch) -> int:
    by_box = t.Outbox.mailbox_id.in_(select(t.Mailbox.id))  # how the index of sent mails begins
    answers = t.Outbox.draft_id.is_not(None)
    return _count(session, select(func.count()).where(by_box, answers, _in(t.Outbox.sent_at, within)))


def _by(
    session: Session, column: InstrumentedAttribute[Any], within: _Stretch, before: _Stretch
) -> tuple[Counted, ...]:
    then = _groups(session, column, before)
    return _ranked(_groups(session, column, within), then)


def _groups(session: Session, column: InstrumentedAttribute[Any], within: _Stretch) -> Counter[str]:
    query = (
        select(column, func.count())
        .select_from(t.Message)
        .outerjoin(t.Conversation, t.Conversation.id == t.Message.conversation_id)
        .where(*_buyers(within))
        .group_by(column)
    )
    return Counter({str(code): count for code, count in session.execute(query) if code})


def _products(session: Session, within: _Stretch) -> tuple[Counted, ...]:
    """The articles of the orders that mails were about, each mail counted for each article."""
    query = (
        select(t.OrderRow.lines, func.count())
        .select_from(t.Message)
        .join(t.Conversation, t.Conversation.id == t.Message.conversation_id)
        .join(t.OrderRow, t.OrderRow.id == t.Conversation.main_order_id)
        .where(*_buyers(within))
        .group_by(t.OrderRow.id)
    )
    found: Counter[str] = Counter()
    for lines, count in session.execute(query):
        for sku in {str(line.get("sku", "")) for line in lines if line.get("sku")}:
            found[sku] += count
    return _ranked(found)


def _late(session: Session, within: _Stretch) -> int:
    """First replies that were not given in time: their clocks ran out."""
    query = select(func.count()).select_from(t.Ring).join(t.ClockRow, t.ClockRow.id == t.Ring.clock_id)
    ran_out = t.Ring.act == Act.EXPIRE, t.ClockRow.kind == FIRST_REPLY
    return _count(session, query.where(*ran_out, _in(t.Ring.at, within)))


def _cases(session: Session, within: _Stretch, before: _Stretch) -> tuple[Counted, ...]:
    def opened(stretch: _Stretch) -> Counter[str]:
        query = select(t.Case.platform, t.Case.case, func.count()).where(_in(t.Case.opened_at, stretch))
        rows = session.execute(query.group_by(t.Case.platform, t.Case.case))
        return Counter({f"{platform} {case}": count for platform, case, count in rows})

    return _ranked(opened(within), opened(before))


def _refunds(session: Session, within: _Stretch) -> tuple[Amount, ...]:
    query = select(t.Case.currency, func.sum(t.Case.refunded)).where(
        t.Case.refunded.is_not(None), _in(t.Case.closed_at, within)
    )
    rows = session.execute(query.group_by(t.Case.currency).order_by(t.Case.currency))
    return tuple(Amount(currency, Decimal(str(amount))) for currency, amount in rows)


def _squad(session: Session, within: _Stretch) -> dict[int, str]:
    """The conversations that the squad was given, each with its first reason."""
    query = select(t.Deed.conversation_id, t.Deed.detail).where(t.Deed.code == TO_SQUAD, _in(t.Deed.at, within))
    found: dict[int, str] = {}
    for conversation_id, detail in session.execute(query.order_by(t.Deed.id)):
        found.setdefault(conversation_id, str(detail.get("rule", "")))
    return found


def _solved(session: Session, ids: Sequence[int]) -> int:
    """Of these conversations, those that no longer wait for the desk."""
    query = select(func.count()).where(t.Conversation.id.in_(ids), t.Conversation.waiting_since.is_(None))
    return _count(session, query) if ids else 0


def _prepared(session: Session, within: _Stretch) -> tuple[Counted, ...]:
    query = select(t.PreparedAnswer.key, func.sum(t.PreparedAnswer.served)).where(_in(t.PreparedAnswer.made_at, within))
    rows = session.execute(query.group_by(t.PreparedAnswer.key))
    return _ranked(Counter({key: int(served) for key, served in rows}))


def _ranked(counts: Counter[str], before: Mapping[str, int] = {}) -> tuple[Counted, ...]:
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Counted(code, count, before.get(code, 0)) for code, count in ranked[:_MOST])


def _buyers(within: _Stretch) -> tuple[ColumnElement[bool], ...]:
    return t.Message.direction == "in", _in(t.Message.arrived_at, within), t.Message.kind == str(Kind.BUYER)


def _in(column: InstrumentedAttribute[Any], within: _Stretch) -> ColumnElement[bool]:
    return (column >= within[0]) & (column < within[1])


def _count(session: Session, query: Any) -> int:
    return int(session.scalar(query) or 0)


def _whole(day: date) -> _Stretch:
    return _moment(day), _moment(day + _DAY)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
