"""What a supervisor changes about people, and everybody about their own password. A desk never loses its last supervisor.

In: a session, the person, the new values, who does it. Out: the row. Raises `EnteredError` or `RefusedError` with the reason.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.clock.ladder import Act as Rings
from maildesk.core.locales import DESK_LOCALES
from maildesk.core.queue.roles import Act, Role
from maildesk.db import tables as t
from maildesk.errors import NotFoundError, RefusedError
from maildesk.flow.house import people
from maildesk.flow.house.entered import EnteredError
from maildesk.flow.house.people import NewPerson
from maildesk.flow.house.person import Doing

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
    _check(new.name, new.role, new.locale)
    _check_password(new.password)
    if not new.login or new.login != new.login.strip() or len(new.login) > 80:
        raise EnteredError("login_name", new.login, "a_login")
    if session.scalar(select(t.User.id).where(t.User.login == new.login)) is not None:
        raise EnteredError("login_name", new.login, "a_free_name")
    return people.add(session, new, doing.now)


def change(session: Session, user_id: int, to: Changes, doing: Doing) -> t.User:
    """Change somebody's name, role, languages; or take them off the desk. Another role or none ends their sessions."""
    doing.by.must(Act.MANAGE_PEOPLE)
    row = _get(session, user_id)
    _check(to.name, to.role, to.locale)
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
    _check_password(password)
    people.set_password(row, password)
    return row


def end_sessions(session: Session, user_id: int, doing: Doing) -> t.User:
    """Everybody who is signed in as this person is signed out."""
    doing.by.must(Act.MANAGE_PEOPLE)
    row = _get(session, user_id)
    row.session_epoch += 1
    return row


def absence(session: Session, user_id: int, until: datetime | None, stand_in_id: int | None, doing: Doing) -> t.User:
    """Away until a moment, and who stands in: one's own, or (a supervisor) anybody's. Rings go to the stand-in meanwhile."""
    if user_id != doing.by.id:
        doing.by.must(Act.MANAGE_PEOPLE)
    row = _get(session, user_id)
    stand_in = session.get(t.User, stand_in_id) if stand_in_id is not None else None
    if stand_in_id is not None and (stand_in is None or not stand_in.active or stand_in.id == row.id):
        raise EnteredError("stand_in", "", "a_colleague")
    row.away_until, row.stand_in_id = until, stand_in_id
    return row


def told_by_mail(session: Session, acts: Collection[str], doing: Doing) -> t.User:
    """The acts of a ladder that one wants to be told by mail, too."""
    row = _get(session, doing.by.id)
    row.told_by_mail = [str(act) for act in Rings if act in acts]
    return row


def own_password(session: Session, was: str, password: str, doing: Doing) -> t.User:
    """One's own password, for whoever knows the present one."""
    row = _get(session, doing.by.id)
    try:
        _HASHER.verify(row.password_hash, was)
    except (VerificationError, InvalidHashError):
        raise RefusedError("the present password is another one", code="wrong_password") from None
    _check_password(password)
    people.set_password(row, password)
    return row


def _check(name: str, role: str, locale: str) -> None:
    if role not in list(Role):
        raise EnteredError("role", role, "one_of_the_list")
    if locale not in DESK_LOCALES:
        raise EnteredError("locale", locale, "one_of_the_list")
    if not name or len(name) > 120:
        raise EnteredError("name", name, "a_short_name")


def _check_password(password: str) -> None:
    if len(password) < people.SHORTEST:
        raise EnteredError("password", "", "a_long_password")


def _get(session: Session, user_id: int) -> t.User:
    row = session.get(t.User, user_id, with_for_update=True)
    if row is None:
        raise NotFoundError(f"there is no person {user_id}")
    return row


def _other_supervisor(session: Session, row: t.User) -> bool:
    query = select(t.User.id).where(t.User.role == Role.SUPERVISOR, t.User.active, t.User.id != row.id)
    return session.scalar(query.limit(1)) is not None
