"""Whom a ring tells: the owner first, then up the chain with each escalation.

In: clocks, the people of the desk. Out: levels and ids of people; never nobody while somebody works at the desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.clock.escalation import CHAIN, next_owner
from maildesk.core.clock.ladder import Act, Ladder
from maildesk.core.clock.step import Effect
from maildesk.core.queue.roles import Role
from maildesk.db import tables as t

#: The desk whose people are the emergency squad.
SQUAD = "squad"


def level(ladder: Ladder, effect: Effect) -> str:
    """The level of the chain that a ring reaches: one up for each escalation of the ladder until then."""
    passed = sum(rung.act is Act.ESCALATE for rung in ladder[: effect.rung + 1])
    return next_owner(passed)


@dataclass(frozen=True, slots=True)
class Heard:
    """The people who can be told, and who owns what rings."""

    people_at: dict[str, tuple[int, ...]]
    owners: dict[int, int]

    @classmethod
    def of(cls, session: Session, rows: Sequence[t.ClockRow]) -> Heard:
        users = session.execute(select(t.User.id, t.User.role, t.User.desk).where(t.User.active)).all()
        owners = _owners(session, {row.conversation_id for row in rows if row.conversation_id is not None})
        return cls({each: tuple(_at(each, users)) for each in CHAIN}, owners)

    def people(self, row: t.ClockRow, level: str) -> list[int]:
        """Who is told at a level; where it has nobody, the next one up that has."""
        owner = self.owners.get(row.conversation_id) if row.conversation_id is not None else None
        if level == CHAIN[0] and owner is not None:
            return [owner]
        above = CHAIN[CHAIN.index(level) :]
        others = (self.people_at[each] for each in (*above, *CHAIN))
        return list(next((people for people in others if people), ()))


def _owners(session: Session, ids: set[int]) -> dict[int, int]:
    query = select(t.Conversation.id, t.Conversation.owner_id).where(
        t.Conversation.id.in_(ids), t.Conversation.owner_id.is_not(None)
    )
    return {each: owner for each, owner in session.execute(query) if owner is not None} if ids else {}


def _at(level: str, users: Iterable[tuple[int, str, str]]) -> Iterable[int]:
    for user_id, role, desk in users:
        if (level == SQUAD and desk == SQUAD) or (level in (Role.LEAD, Role.SUPERVISOR) and role == level):
            yield user_id
