"""A compressed Black Friday at a desk of six: the road, the squad, the alarm, prepared answers and approvals as they are, on a clock of
its own.

In: how many mails, a seed, whether the event is planned. Out: what became of them. The same seed brings the same mails and the same speed
of the agents, so that two days differ only in what the plan does. Nothing is sent and nothing leaves the directory it is given.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.reply.choices import switched
from maildesk.db import tables as t
from maildesk.db.engine import Store, open_store
from maildesk.db.schema import upgrade
from maildesk.demo.peak_mails import Ask, asks
from maildesk.demo.peak_outcome import Outcome, outcome
from maildesk.errors import RefusedError
from maildesk.flow import approval, review
from maildesk.flow.approval import Signature, Signing
from maildesk.flow.drafting import newest
from maildesk.flow.keep import Arrival, Place, keep
from maildesk.flow.orders import upsert
from maildesk.flow.peak import answers, plans, squad, watch
from maildesk.flow.person import Doing, Person, Seen, person
from maildesk.flow.road import Road
from maildesk.orders.row import read_row
from maildesk.packs import knowledge
from maildesk.settings import Settings
from maildesk.wiring import answering, walking

#: The second day of Black Friday, at midnight.
START = datetime(2026, 11, 28, tzinfo=UTC)
_STEP = timedelta(minutes=10)
_DAY, _LOOKS = timedelta(hours=24), timedelta(minutes=30)
#: How much of what comes six agents can answer in a day, how unlike two answers are, and what a prepared one takes of their time.
_CAPACITY, _UNLIKE, _PREPARED = 1.0, (0.7, 1.3), 0.55
_SQUAD = 2
#: The text that a lead prepares for a question of this intent.
_ANSWERS = {"invoice_or_customs": "invoice_or_customs"}
_ANYTHING = "look_into_it"


@dataclass(slots=True)
class _Agent:
    """One of the six: until when busy, of the squad or not, how fast."""

    person: Person
    in_squad: bool
    chance: random.Random
    pace: timedelta
    free_at: datetime = START

    def take_time(self, share: float) -> None:
        self.free_at += self.pace * self.chance.uniform(*_UNLIKE) * share


@dataclass(slots=True)
class _Day:
    """The desk of the day while it runs."""

    store: Store
    road: Road
    signing: Signing
    box: int
    planned: bool
    agents: list[_Agent]
    lead: Person
    answered: dict[str, datetime] = field(default_factory=dict)


def peak_day(
    folder: Path, mails: int, seed: int, *, planned: bool, progress: Callable[[int], None] = lambda _: None
) -> Outcome:
    """Run one day on a new store in `folder`."""
    of = Settings(data_dir=folder, secret_key="k" * 40, shop_name="Lampenhaus")
    with closing(open_store(f"sqlite:///{folder / 'peak.sqlite'}")) as store:
        upgrade(store)
        coming = asks(mails, seed, START)
        road = walking.road(of, knowledge.load())
        day = _open(store, road, answering.signing(of, road.writer, road.rules.relays), coming, seed, planned)
        for until, come in _steps(coming):
            _arrive(day, come, until)
            _watch(day, until)
            _work(day, until)
            progress(len(come))
        return outcome(store, coming, day.answered)


def _open(store: Store, road: Road, signing: Signing, coming: Sequence[Ask], seed: int, planned: bool) -> _Day:
    """The desk before its day: a mailbox, six agents and a lead, the order book, and the plan if there is one."""
    with store.writing() as session:
        box = t.Mailbox(name="shop", address="support@shop.example", trust_authserv=[])
        users = [_user(n) for n in range(6)]
        lead = t.User(login="lead", name="Lead", password_hash="-", role="lead", created_at=START, languages=["en"])  # noqa: S106
        session.add_all([box, lead, *users])
        session.flush()
        for ask in coming:
            upsert(session, read_row(ask.order), road.rules.relays, START)
        people = [person(each) for each in users]
        pace = _DAY * len(users) * _CAPACITY / len(coming)
        agents = [
            _Agent(each, planned and n < _SQUAD, random.Random(seed * 100 + n), pace)  # noqa: S311
            for n, each in enumerate(people)
        ]
        day = _Day(store, road, signing, box.id, planned, agents, person(lead))
        if planned:
            _plan(session, day)
    return day


def _plan(session: Session, day: _Day) -> None:
    doing = Doing(day.lead, START)
    plan = plans.make(session, "black_friday", (START - timedelta(days=1)).date(), doing)
    for agent in day.agents:
        if agent.in_squad:
            plans.add_shift(session, plan.id, agent.person.id, START, START + _DAY, doing)


def _user(number: int) -> t.User:
    return t.User(
        login=f"agent{number}", name=f"Agent {number}", password_hash="-", role="agent", created_at=START,  # noqa: S106
        languages=["en"],
    )  # fmt: skip


def _steps(coming: Sequence[Ask]) -> Iterator[tuple[datetime, list[Ask]]]:
    """Each step of the clock with what came in it; steps without mails too, for the agents work on."""
    by_step = {step: list(each) for step, each in groupby(coming, lambda ask: (ask.at - START) // _STEP)}
    for step in range(_DAY // _STEP):
        yield START + (step + 1) * _STEP, by_step.get(step, [])


def _arrive(day: _Day, come: Sequence[Ask], now: datetime) -> None:
    if not come:
        return
    place = Place(day.box, "in", day.road.zone)
    with day.store.writing() as session:
        keep(session, place, [Arrival(ask.raw, ask.at, len(ask.raw)) for ask in come], quiet=False)
    day.road.run(day.store, now)


def _watch(day: _Day, now: datetime) -> None:
    """The jobs; twice an hour a lead looks at what rises and prepares an answer."""
    with day.store.writing() as session:
        watch.overload(session, now)
        watch.turn(session, now)
        if not day.planned or (now - START) % _LOOKS:
            return
        watch.look_for_questions(session, day.road.writer, now)
        for question in session.scalars(select(t.RisingQuestion).where(t.RisingQuestion.seen_at == now)).all():
            template = _ANSWERS.get(question.intent)
            if template and not answers.standing(session, [question.key]):
                answers.prepare(session, question.id, template, {}, day.road.writer, Doing(day.lead, now))


def _work(day: _Day, now: datetime) -> None:
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
            prepared = _answer(session, day, row, agent)
            day.answered[row.buyer_email] = agent.free_at
            agent.take_time(_PREPARED if prepared else 1.0)


def _next(session: Session, agent: _Agent, day: _Day) -> t.Conversation | None:
    """What is next: the squad's own first, then what will be late first."""
    waits = select(t.Conversation).where(t.Conversation.state == "open", t.Conversation.waiting_since.is_not(None))
    waits = waits.order_by(t.Conversation.due_at, t.Conversation.id).limit(1)
    ours, others = t.Conversation.desk == squad.DESK, t.Conversation.desk != squad.DESK
    if agent.in_squad and (exceptional := session.scalar(waits.where(ours))) is not None:
        return exceptional
    return session.scalar(waits.where(others) if day.planned else waits)


def _answer(session: Session, day: _Day, row: t.Conversation, agent: _Agent) -> bool:
    """Approve the draft as it is; one that may not go is answered with the general text. True when it had been prepared."""
    draft = newest(session, row.id)
    if draft is None:
        raise AssertionError(f"conversation {row.id} waits without a draft")
    doing = Doing(agent.person, agent.free_at)
    prepared = answers.PREPARED in draft.plan["because"]
    try:
        _approve(session, day, draft, doing)
    except RefusedError:
        plan = switched(review.look(session, draft, day.road.writer, "en", doing.now).plan, _ANYTHING)
        review.edit(session, Seen(draft.id, draft.version), plan, day.road.writer, doing)
        _approve(session, day, draft, doing)
    return prepared


def _approve(session: Session, day: _Day, draft: t.Draft, doing: Doing) -> None:
    looked = review.look(session, draft, day.road.writer, "en", doing.now)
    signature = Signature(approval.letter(session, looked).hash, f"peak{draft.id}.{draft.version}")
    approval.approve(session, Seen(draft.id, draft.version), signature, day.signing, doing)
