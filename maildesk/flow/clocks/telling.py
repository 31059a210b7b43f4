"""Whom a ring tells: the owner first, then up the chain with each escalation.

In: clocks, the people of the desk, now. Out: levels and ids of people; never nobody while somebody works at the desk. Whoever is away
is stood in for, or passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.clock.escalation import CHAIN, next_owner
from maildesk.core.clock.ladder import Act, Ladder
from maildesk.core.clock.step import Effect
from maildesk.core.queue.roles import Role
from maildesk.db import tables as t
from maildesk.flow.peak import plans

#: The desk whose people are the emergency squad; whoever has a shift of a planned peak just now belongs to it.
SQUAD = "squad"


@dataclass(frozen=True, slots=True)
class Heard:
    """The people who can be told at each level, and who owns what rings. `instead`: whom each person's rings go to, themselves
    unless they are away; nobody, when they are away without a stand-in."""

    people_at: dict[str, tuple[int, ...]]
    owners: dict[str, int]
    starts_at: dict[str, str]
    instead: dict[int, int | None]

    @classmethod
    def of(cls, session: Session, rows: Sequence[t.ClockRow], now: datetime) -> Heard:
        """As the desk is staffed at a moment, for the matters of these clocks."""
        users = session.scalars(select(t.User).where(t.User.active)).all()
        instead = {user.id: _instead(user, {each.id: each for each in users}, now) for user in users}
        escalated = _escalated(session, rows)
        owners = _owners(session, rows) | {subject: row.owner_id for subject, row in escalated.items() if row.owner_id}
        levels = {subject: row.level for subject, row in escalated.items()}
        duty = plans.on_duty(session, now)
        return cls({each: tuple(_at(each, users, duty)) for each in CHAIN}, owners, levels, instead)

    def level(self, row: t.ClockRow, ladder: Ladder, effect: Effect) -> str:
        """The level that a ring reaches: one up for each escalation of its ladder, from where its matter stands."""
        passed = sum(rung.act is Act.ESCALATE for rung in ladder[: effect.rung + 1])
        return next_owner(CHAIN.index(self.starts_at.get(row.subject, CHAIN[0])) + passed)

    def people(self, row: t.ClockRow, level: str) -> list[int]:
        """Who is told at a level; where it has nobody, the next one up that has."""
        first, owner = self.starts_at.get(row.subject), self.owners.get(row.subject)
        if first is None:  # what went up is no matter of its conversation's owner any more
            first, owner = CHAIN[0], owner or self.owners.get(f"conversation:{row.conversation_id}")
        if owner is not None and level == first and self._there([owner]):
            return self._there([owner])
        above = CHAIN[CHAIN.index(level) :]
        others = [self.people_at[each] for each in (*above, *CHAIN)]
        found = (self._there(people) for people in others)
        # All of them away without a stand-in: then they are told all the same, for never nobody is.
        return next((people for people in found if people), None) or list(next(filter(None, others), ()))

    def at(self, level: str) -> list[int]:
        """Who is there at a level, and at no other."""
        return self._there(self.people_at[level])

    def _there(self, people: Sequence[int]) -> list[int]:
        told = (self.instead.get(each) for each in people)
        return list(dict.fromkeys(each for each in told if each is not None))


def _owners(session: Session, rows: Sequence[t.ClockRow]) -> dict[str, int]:
    """The owners of conversations, cases and tasks, by the subject that stands for each."""
    conversations = {row.conversation_id for row in rows if row.conversation_id is not None}
    found = {f"conversation:{each}": owner for each, owner in _owned(session, t.Conversation, conversations)}
    for word, table in (("case", t.Case), ("task", t.Task)):
        found |= {f"{word}:{each}": owner for each, owner in _owned(session, table, _numbers(rows, word))}
    return found


def _owned(session: Session, table: Any, ids: Collection[int]) -> Sequence[tuple[int, int]]:
    query = select(table.id, table.owner_id).where(table.id.in_(ids), table.owner_id.is_not(None))
    return [(row[0], row[1]) for row in session.execute(query)] if ids else []


def _escalated(session: Session, rows: Sequence[t.ClockRow]) -> dict[str, t.EscalationRow]:
    """Matters that went up: their clocks ring where they went."""
    ids = _numbers(rows, "escalation")
    query = select(t.EscalationRow).where(t.EscalationRow.id.in_(ids))
    return {f"escalation:{row.id}": row for row in session.scalars(query)} if ids else {}


def _numbers(rows: Sequence[t.ClockRow], word: str) -> set[int]:
    """The numbers of subjects of one kind: "case:12"."""
    subjects = (row.subject.partition(":") for row in rows)
    return {int(number) for kind, _, number in subjects if kind == word and number.isdecimal()}


def _at(level: str, users: Iterable[t.User], duty: Collection[int]) -> Iterable[int]:
    for user in users:
        in_squad = user.desk == SQUAD or user.id in duty
        if (level == SQUAD and in_squad) or (level in (Role.LEAD, Role.SUPERVISOR) and user.role == level):
            yield user.id


def _instead(user: t.User, users: Mapping[int, t.User], now: datetime) -> int | None:
    """Who is there for a person: along the stand-ins, until one is there or the line ends or turns back."""
    met: set[int] = set()
    there: t.User | None = user
    while there is not None and there.away_until is not None and there.away_until > now:
        met.add(there.id)
        there = users.get(there.stand_in_id) if there.stand_in_id not in met and there.stand_in_id else None
    return there.id if there else None
