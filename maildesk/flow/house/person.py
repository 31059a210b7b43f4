"""Who acts: the person as a value, and the check of a right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from maildesk.core.queue.roles import Act, may, who_may
from maildesk.db import tables as t
from maildesk.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in. `languages`: those the person writes (BCP 47)."""

    id: int
    name: str
    role: str
    languages: tuple[str, ...] = ()
    locale: str = "en"

    def writes(self, locale: str) -> bool:
        return locale.partition("-")[0] in {language.partition("-")[0] for language in self.languages}

    def must(self, act: Act) -> None:
        """Raises `RefusedError` unless this person may do it."""
        if not may(self.role, act):
            raise RefusedError(f"{self.role} may not {act.replace('_', ' ')}", code=f"role.{act}", who_may=who_may(act))


def person(row: t.User) -> Person:
    return Person(row.id, row.name, row.role, tuple(row.languages), row.locale)


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does something, and when."""

    by: Person
    now: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """A row as the person saw it: when its version has moved on, nothing is written."""

    id: int
    version: int
