"""What a supervisor changes about people, and everybody about their own password. A desk never loses its last supervisor.

In: a session, the person, the new values, who does it. Out: the row. Raises `UsageError` or `RefusedError` with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.locales import DESK_LOCALES
from maildesk.core.queue.roles import Act, Role
from maildesk.db import tables as t
from maildesk.errors import NotFoundError, RefusedError, UsageError
from maildesk.flow import people
from maildesk.flow.people import NewPerson
from maildesk.flow.person import Doing

_HASHER = PasswordHasher()


@dataclass(frozen=True, slots=True)
class Changes:
    """How somebody should stand. `languages`: those the person writes (BCP 47)."""

    name: str
    email: str
    role: str
    locale: str
    languages: tuple[str, ...]
    desk: str = ""
    active: bool = True


def add(session: Session, new: NewPerson, doing: Doing) -> t.User:
    """Add somebody."""
    doing.by.must(Act.MANAGE_PEOPLE)
    if len(new.login) > 80 or len(new.name) > 120:
        raise UsageError("the login may have 80 characters, the name 120")
    return people.add(session, new, doing.now)


def change(session: Session, user_id: int, to: Changes, doing: Doing) -> t.User:
    """Change somebody's name, role, languages; or take them off the desk. Another role or none ends their sessions."""
    doing.by.must(Act.MANAGE_PEOPLE)
    row = _get(session, user_id)
    if to.role not in list(Role):
        raise UsageError(f"role is {to.role!r}; one of {', '.join(Role)} was wanted")
    if to.locale not in DESK_LOCALES:
        raise UsageError(f"locale is {to.locale!r}; one of {', '.join(DESK_LOCALES)} was wanted")
    if not to.name or len(to.name) > 120:
        raise UsageError(f"name is {to.name!r}; up to 120 characters were wanted")
    loses = row.role == Role.SUPERVISOR and row.active and (to.role != Role.SUPERVISOR or not to.active)
    if loses and not _other_supervisor(session, row):
        raise RefusedError("the desk would have no supervisor", code="last_supervisor")
    if (row.role, row.active) != (to.role, to.active):
        row.session_epoch += 1
    row.name, row.email, row.role, row.locale = to.name, to.email[:320], to.role, to.locale
    row.languages, row.desk, row.active = list(to.languages), to.desk[:40], to.active
    return row


def new_password(session: Session, user_id: int, password: str, doing: Doing) -> t.User:
    """A supervisor sets another password; every session of the person ends."""
    doing.by.must(Act.MANAGE_PEOPLE)
    row = _get(session, user_id)
    people.set_password(row, password)
    return row


def end_sessions(session: Session, user_id: int, doing: Doing) -> t.User:
    """Everybody who is signed in as this person is signed out."""
    doing.by.must(Act.MANAGE_PEOPLE)
    row = _get(session, user_id)
    row.session_epoch += 1
    return row


def own_password(session: Session, was: str, password: str, doing: Doing) -> t.User:
    """One's own password, for whoever knows the present one."""
    row = _get(session, doing.by.id)
    try:
        _HASHER.verify(row.password_hash, was)
    except (VerificationError, InvalidHashError):
        raise RefusedError("the present password is another one", code="wrong_password") from None
    people.set_password(row, password)
    return row


def _get(session: Session, user_id: int) -> t.User:
    row = session.get(t.User, user_id, with_for_update=True)
    if row is None:
        raise NotFoundError(f"there is no person {user_id}")
    return row


def _other_supervisor(session: Session, row: t.User) -> bool:
    query = select(t.User.id).where(t.User.role == Role.SUPERVISOR, t.User.active, t.User.id != row.id)
    return session.scalar(query.limit(1)) is not None
