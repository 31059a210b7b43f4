"""People of the desk: added, found, their passwords checked, guessing slowed down.

In: a session and values. Out: rows. The hash is argon2id with the library's defaults (OWASP's second recommended setting).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from maildesk.core.queue.roles import Role
from maildesk.db import tables as t
from maildesk.errors import RefusedError, UsageError

_HASHER = PasswordHasher()
#: Compared when the login is unknown, so that the answer takes as long as for a known one.
_NOBODY = _HASHER.hash("nobody has this password")
#: Failed sign-ins within the window before the next one is refused, per login and per address.
MOST_FAILURES = 10
WINDOW = timedelta(minutes=15)
SHORTEST = 10


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to be added."""

    login: str
    name: str
    password: str
    role: str = Role.AGENT
    locale: str = "zh-Hans"
    languages: tuple[str, ...] = ()
    email: str = ""


def add(session: Session, new: NewPerson, now: datetime) -> t.User:
    """Add a person. Raises `UsageError` naming what is wrong."""
    if not new.login.strip() or new.login != new.login.strip():
        raise UsageError(f"login is {new.login!r}; a name without blanks around it was wanted")
    if new.role not in list(Role):
        raise UsageError(f"role is {new.role!r}; one of {', '.join(Role)} was wanted")
    if len(new.password) < SHORTEST:
        raise UsageError(f"the password has {len(new.password)} characters; at least {SHORTEST} were wanted")
    if session.scalar(select(t.User.id).where(t.User.login == new.login)) is not None:
        raise UsageError(f"login {new.login!r} is taken")
    row = t.User(
        login=new.login,
        name=new.name or new.login,
        email=new.email,
        password_hash=_HASHER.hash(new.password),
        role=new.role,
        locale=new.locale,
        languages=list(new.languages),
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row


def sign_in(session: Session, login: str, password: str, address: str, now: datetime) -> t.User | None:
    """The person, or None when login and password do not fit. Raises `RefusedError` after too many failures.

    The failure is written in the caller's transaction, which must be committed either way.
    """
    keys = (f"login:{login[:80]}", f"from:{address}"[:120])
    if any(_failures(session, key, now) >= MOST_FAILURES for key in keys):
        raise RefusedError("too many failed sign-ins; try again in a quarter of an hour", code="too_many_sign_ins")
    row = session.scalar(select(t.User).where(t.User.login == login, t.User.active))
    if row is not None and _fits(row.password_hash, password):
        session.execute(delete(t.SignInAttempt).where(t.SignInAttempt.who == keys[0]))
        if _HASHER.check_needs_rehash(row.password_hash):
            row.password_hash = _HASHER.hash(password)
        return row
    if row is None:
        _fits(_NOBODY, password)
    session.add_all(t.SignInAttempt(who=key, at=now) for key in keys)
    session.execute(delete(t.SignInAttempt).where(t.SignInAttempt.at < now - WINDOW))
    return None


def set_password(row: t.User, password: str) -> None:
    """A new password ends every session of the person."""
    if len(password) < SHORTEST:
        raise UsageError(f"the password has {len(password)} characters; at least {SHORTEST} were wanted")
    row.password_hash, row.session_epoch = _HASHER.hash(password), row.session_epoch + 1


def _fits(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def _failures(session: Session, who: str, now: datetime) -> int:
    query = select(func.count()).select_from(t.SignInAttempt)
    return session.scalar(query.where(t.SignInAttempt.who == who, t.SignInAttempt.at > now - WINDOW)) or 0
