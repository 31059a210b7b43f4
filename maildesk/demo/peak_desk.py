"""The desk of a compressed peak day before its day: a mailbox, six agents and a lead, the order book, the mails that will come.

In: a directory, how many mails, a seed. Out: a `Desk`, furnished once; each way of the day begins with a copy of its store. Agents are as
fast on one day as on the other.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from maildesk.db import tables as t
from maildesk.db.engine import Store, open_store
from maildesk.db.schema import upgrade
from maildesk.demo.peak_mails import Ask, asks
from maildesk.flow.house.person import Doing, Person, person
from maildesk.flow.mail.road import Road
from maildesk.flow.orders import upsert
from maildesk.flow.peak import plans
from maildesk.flow.reply.approval import Signing
from maildesk.orders.row import read_row
from maildesk.packs import knowledge
from maildesk.settings import Settings
from maildesk.wiring import answering, walking

#: The second day of Black Friday, from midnight to midnight.
START = datetime(2026, 11, 28, tzinfo=UTC)
END = START + timedelta(hours=24)
AGENTS, SQUAD = 6, 2
#: How unlike two answers are.
_UNLIKE = (0.7, 1.3)


class Way(StrEnum):
    """What the desk has against the day: nothing; the plan, but nobody named for its squad; the plan with two of the six in its squad."""

    NO_PLAN = "no plan"
    SQUAD_OFF = "plan, squad off"
    SQUAD_ON = "plan and squad"


@dataclass(frozen=True, slots=True)
class Desk:
    """What is the same on every day."""

    folder: Path
    seed: int
    coming: tuple[Ask, ...]
    road: Road
    signing: Signing
    box: int
    people: tuple[Person, ...]
    lead: Person


@dataclass(slots=True)
class Agent:
    """One of the six: of the squad or not, how fast, until when busy, how long at work after the day's end."""

    person: Person
    in_squad: bool
    chance: random.Random
    pace: timedelta
    free_at: datetime = START
    overtime: timedelta = timedelta()

    def take_time(self, share: float) -> None:
        spent = self.pace * self.chance.uniform(*_UNLIKE) * share
        self.overtime += max(timedelta(), self.free_at + spent - max(self.free_at, END))
        self.free_at += spent


@dataclass(slots=True)
class Day:
    """The day while it runs."""

    desk: Desk
    way: Way
    store: Store
    agents: list[Agent]
    answered: dict[str, datetime] = field(default_factory=dict)


def pace(mails: int) -> timedelta:
    """What an answer takes, on average: six agents without a pause could just answer all mails of the day."""
    return (END - START) * AGENTS / mails


def furnished(folder: Path, mails: int, seed: int) -> Desk:
    """The desk in `folder`, with the order book of its mails."""
    of = Settings(data_dir=folder, secret_key="k" * 40, shop_name="Lampenhaus")
    coming = tuple(asks(mails, seed, START))
    road = walking.road(of, knowledge.load())
    signing = answering.signing(of, road.writer, road.rules.relays)
    with closing(open_store(f"sqlite:///{_before(folder)}")) as store:
        upgrade(store)
        with store.writing() as session:
            box = t.Mailbox(name="shop", address="support@shop.example", trust_authserv=[])
            users = [_user(f"agent{n}", "agent") for n in range(AGENTS)]
            lead = _user("lead", "lead")
            session.add_all([box, lead, *users])
            session.flush()
            for ask in coming:
                upsert(session, read_row(ask.order), road.rules.relays, START)
            people = tuple(person(each) for each in users)
            return Desk(folder, seed, coming, road, signing, box.id, people, person(lead))


@contextmanager
def opened(desk: Desk, way: Way) -> Iterator[Day]:
    """A day of the desk on a store of its own, with the plan if there is one."""
    path = desk.folder / f"{way.name.lower()}.sqlite"
    shutil.copy(_before(desk.folder), path)
    with closing(open_store(f"sqlite:///{path}")) as store:
        day = Day(desk, way, store, [_agent(desk, way, n) for n in range(AGENTS)])
        if way is not Way.NO_PLAN:
            _plan(day)
        yield day


def _before(folder: Path) -> Path:
    return folder / "before.sqlite"


def _agent(desk: Desk, way: Way, number: int) -> Agent:
    chance = random.Random(desk.seed * 100 + number)  # noqa: S311 - a scenario, no secret
    return Agent(desk.people[number], way is Way.SQUAD_ON and number < SQUAD, chance, pace(len(desk.coming)))


def _plan(day: Day) -> None:
    doing = Doing(day.desk.lead, START)
    with day.store.writing() as session:
        plan = plans.make(session, "black_friday", (START - timedelta(days=1)).date(), doing)
        for agent in day.agents:
            if agent.in_squad:
                plans.add_shift(session, plan.id, agent.person.id, START, END, doing)


def _user(login: str, role: str) -> t.User:
    name = login.capitalize()
    return t.User(login=login, name=name, password_hash="-", role=role, created_at=START, languages=["en"])  # noqa: S106
