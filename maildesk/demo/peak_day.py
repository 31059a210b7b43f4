"""A compressed Black Friday at a desk of six: the road, the squad, the alarm, prepared answers and approvals as they are, on a clock of
its own.

In: the desk before its day, which way it goes. Out: what became of the mails. Two days of one desk differ only in what their ways do:
mails, order book and the speed of the agents are the same. Nothing is sent and nothing leaves the directory it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.reply.choices import switched
from maildesk.db import tables as t
from maildesk.demo.peak_desk import END, START, Agent, Day, Desk, Way, opened
from maildesk.demo.peak_mails import Ask
from maildesk.demo.peak_outcome import Outcome, outcome
from maildesk.errors import RefusedError
from maildesk.flow.house.person import Doing, Seen
from maildesk.flow.mail.keep import Arrival, Place, keep
from maildesk.flow.peak import answers, squad, tally, watch
from maildesk.flow.reply import approval, review
from maildesk.flow.reply.approval import Signature
from maildesk.flow.reply.drafting import newest

#: What a prepared answer takes of an agent's time. An assumption of the scenario, like the patience of its buyers.
PREPARED_SHARE = 0.55
_STEP, _LOOKS = timedelta(minutes=10), timedelta(minutes=30)
#: After the day's end nobody writes any more, and the agents go on until nothing waits.
_LATEST = END + timedelta(hours=24)
#: The text that a lead prepares for a question of this intent.
_ANSWERS = {"invoice_or_customs": "invoice_or_customs"}
_ANYTHING = "look_into_it"


def peak_day(desk: Desk, way: Way, progress: Callable[[int, datetime], None] = lambda _come, _at: None) -> Outcome:
    """Live the day one way. `progress` hears how many mails have come and what the clock of the day says."""
    with opened(desk, way) as day:
        for until, come in _steps(desk.coming):
            _arrive(day, come, until)
            _watch(day, until)
            _work(day, until)
            progress(len(come), until)
            if until >= END and not _waiting(day):
                break
        overtime = sum((agent.overtime for agent in day.agents), timedelta())
        return outcome(day.store, desk.coming, day.answered, END, overtime)


def _waiting(day: Day) -> int:
    with day.store.reading() as session:
        return tally.waiting(session)


def _steps(coming: Sequence[Ask]) -> Iterator[tuple[datetime, list[Ask]]]:
    """Each step of the clock with what came in it; steps without mails too, for the agents work on."""
    by_step = {step: list(each) for step, each in groupby(coming, lambda ask: (ask.at - START) // _STEP)}
    for step in range((_LATEST - START) // _STEP):
        yield START + (step + 1) * _STEP, by_step.get(step, [])


def _arrive(day: Day, come: Sequence[Ask], now: datetime) -> None:
    if not come:
        return
    place = Place(day.desk.box, "in", day.desk.road.zone)
    with day.store.writing() as session:
        keep(session, place, [Arrival(ask.raw, ask.at, len(ask.raw)) for ask in come], quiet=False)
    day.desk.road.run(day.store, now)


def _watch(day: Day, now: datetime) -> None:
    """The jobs; twice an hour a lead looks at what rises and prepares an answer."""
    with day.store.writing() as session:
        watch.overload(session, now)
        watch.turn(session, now)
        if day.way is Way.NO_PLAN or (now - START) % _LOOKS:
            return
        watch.look_for_questions(session, day.desk.road.writer, now)
        for question in session.scalars(select(t.RisingQuestion).where(t.RisingQuestion.seen_at == now)).all():
            template = _ANSWERS.get(question.intent)
            if template and not answers.standing(session, [question.key]):
                answers.prepare(session, question.id, template, {}, day.desk.road.writer, Doing(day.desk.lead, now))


def _work(day: Day, now: datetime) -> None:
    """The agents answer one conversation after another until the next step or until nothing waits, whoever is free first."""
    busy = list(day.agents)
    for agent in busy:
        agent.free_at = max(agent.free_at, now)
    with day.store.writing() as session:
        while free := [agent for agent in busy if agent.free_at < now + _STEP]:
            agent = min(free, key=lambda each: (each.free_at, each.person.id))
            row = _next(session, agent, day)
            if row is None:
                busy.remove(agent)
                continue
            _answer(session, day, row, agent)
            day.answered[row.buyer_email] = agent.free_at


def _next(session: Session, agent: Agent, day: Day) -> t.Conversation | None:
    """What is next in the queue's own order, what will be late first; for the squad its own matters before the others."""
    waits = select(t.Conversation).where(t.Conversation.state == "open", t.Conversation.waiting_since.is_not(None))
    waits = waits.order_by(t.Conversation.due_at, t.Conversation.id).limit(1)
    ours, others = t.Conversation.desk == squad.DESK, t.Conversation.desk != squad.DESK
    if agent.in_squad and (exceptional := session.scalar(waits.where(ours))) is not None:
        return exceptional
    return session.scalar(waits.where(others) if day.way is Way.SQUAD_ON else waits)


def _answer(session: Session, day: Day, row: t.Conversation, agent: Agent) -> None:
    """Take the time it needs and approve the draft as it is; one that may not go is answered with the general text."""
    draft = newest(session, row.id)
    if draft is None:
        raise AssertionError(f"conversation {row.id} waits without a draft")
    agent.take_time(PREPARED_SHARE if answers.PREPARED in draft.plan["because"] else 1.0)
    doing = Doing(agent.person, agent.free_at)
    try:
        _approve(session, day, draft, doing)
    except RefusedError:
        plan = switched(review.look(session, draft, day.desk.road.writer, "en", doing.now).plan, _ANYTHING)
        review.edit(session, Seen(draft.id, draft.version), plan, day.desk.road.writer, doing)
        _approve(session, day, draft, doing)


def _approve(session: Session, day: Day, draft: t.Draft, doing: Doing) -> None:
    looked = review.look(session, draft, day.desk.road.writer, "en", doing.now)
    signature = Signature(approval.letter(session, looked).hash, f"peak{draft.id}.{draft.version}")
    approval.approve(session, Seen(draft.id, draft.version), signature, day.desk.signing, doing)
