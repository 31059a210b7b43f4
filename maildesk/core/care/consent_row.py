"""One row of a file of consents becomes a consent of an address, or says which column is wrong.

In: a mapping of column to text. Out: `Given`, or `ConsentRowError`. A row without evidence is none: what cannot be shown was not given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from maildesk.core.care.consent import Consent
from maildesk.core.care.law import Basis
from maildesk.core.moment import read_moment
from maildesk.core.reply.families import MailClass
from maildesk.errors import DeskError

COLUMNS = ("email", "basis", "given_at", "evidence", "covers", "until", "country", "language")
_BASES = (Basis.EXPRESS, Basis.SOFT_OPT_IN, Basis.PURCHASE, Basis.INQUIRY)
_ADDRESS = re.compile(r"[^@\s]{1,128}@[^@\s]{1,255}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_BOTH = frozenset({MailClass.MARKETING, MailClass.RELATIONSHIP})
T = TypeVar("T")


class ConsentRowError(DeskError):
    """A row of a file of consents that cannot be taken: `column`, what it held and what was wanted."""

    def __init__(self, column: str, value: str, wanted: str) -> None:
        super().__init__(f"{column} is {value[:60]!r}; {wanted}")
        self.column = column


@dataclass(frozen=True, slots=True)
class Given:
    """A consent and whose it is."""

    email: str
    consent: Consent
    country: str = ""
    language: str = ""


def read_row(row: Mapping[str, str | None], now: datetime) -> Given:
    """The consent of one row. Raises `ConsentRowError`; a moment without a zone is UTC, and one to come is refused."""
    held = {name: (row.get(name) or "").strip() for name in COLUMNS}
    at = _read("given_at", held["given_at"], read_moment, "an ISO date or moment was wanted")
    if at > now:
        raise ConsentRowError("given_at", held["given_at"], "a moment that has passed was wanted")
    if not held["evidence"]:
        raise ConsentRowError("evidence", "", "where the consent can be looked up was wanted")
    consent = Consent(
        "",
        _read("basis", held["basis"], _basis, f"one of {', '.join(_BASES)} was wanted"),
        at,
        held["evidence"],
        _read("covers", held["covers"], _covers, "marketing, relationship, or both were wanted"),
        _read("until", held["until"], read_moment, "an ISO date or moment was wanted") if held["until"] else None,
    )
    return Given(
        _matching("email", held["email"].lower(), _ADDRESS, "an e-mail address was wanted"),
        consent,
        _matching("country", held["country"].upper(), _COUNTRY, "two letters (ISO 3166-1) were wanted", optional=True),
        _matching("language", held["language"], _LANGUAGE, "a language tag (BCP 47) was wanted", optional=True),
    )


def _read(column: str, value: str, read: Callable[[str], T], wanted: str) -> T:
    try:
        return read(value)
    except ValueError as error:
        raise ConsentRowError(column, value, wanted) from error


def _matching(column: str, value: str, pattern: re.Pattern[str], wanted: str, *, optional: bool = False) -> str:
    if pattern.fullmatch(value) or (optional and not value):
        return value
    raise ConsentRowError(column, value, wanted)


def _basis(value: str) -> Basis:
    basis = Basis(value)
    if basis not in _BASES:
        raise ValueError(value)
    return basis


def _covers(value: str) -> frozenset[MailClass]:
    covers = frozenset(MailClass(each) for each in value.replace(",", " ").split())
    if MailClass.TRANSACTIONAL in covers:
        raise ValueError(value)
    return covers or _BOTH
