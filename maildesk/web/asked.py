"""What a page was asked for: the address's words as values, and values as an address again.

In: query arguments. Out: `queue.Asked`, and the query string that asks for the same. A wrong word is as good as none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode

from werkzeug.routing import IntegerConverter

from maildesk.db.queries.queue import Asked, Place, Sort, View

E = TypeVar("E", bound=StrEnum)
_EXACT = ("language", "intent", "desk", "flag", "draft")


class Number(IntegerConverter):
    """The number of a row in an address. One that is longer than `whole` takes leads nowhere, as any that no row has."""

    regex = "[0-9]{1,9}"


def asked_of(args: Mapping[str, str], person_id: int) -> Asked:
    """The queue somebody asks for."""
    return Asked(
        person_id=person_id,
        view=_one_of(View, args.get("view", ""), View.OPEN),
        sort=_one_of(Sort, args.get("sort", ""), Sort.LATE),
        mailbox=whole(args.get("mailbox", "")),
        after=place_in(args.get("after", "")),
        **{name: args.get(name, "").replace("\x00", "")[:40] for name in _EXACT},
    )


def asked_in(query: str, person_id: int) -> Asked:
    """The same from a query string."""
    return asked_of(dict(parse_qsl(query[:2_000])), person_id)


def query_of(asked: Asked, **changed: str | int) -> str:
    """The query string that asks for this queue, with some words changed; the place only when it is given."""
    words: dict[str, str | int] = {"view": asked.view, "sort": asked.sort, "mailbox": asked.mailbox or ""}
    words |= {name: getattr(asked, name) for name in _EXACT} | changed
    plain = {"view": View.OPEN, "sort": Sort.LATE}
    return urlencode({name: value for name, value in words.items() if value and plain.get(name) != value})


def written(place: Place | None) -> str:
    """A place as one word of an address."""
    return f"{place.kind}.{place.at.astimezone(UTC).strftime('%Y%m%dT%H%M%S%f')}.{place.id}" if place else ""


def place_in(word: str) -> Place | None:
    kind, _, rest = word.partition(".")
    at, _, number = rest.partition(".")
    if kind not in ("dated", "undated", "newest") or not whole(number):
        return None
    try:
        return Place(kind, datetime.strptime(at, "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC), whole(number))
    except ValueError:
        return None


def _one_of(kind: type[E], word: str, default: E) -> E:
    return kind(word) if word in {str(each) for each in kind} else default


def whole(word: str) -> int:
    """A whole number that each store's integers hold; 0 for anything else."""
    return int(word) if word.isascii() and word.isdecimal() and len(word) < 10 else 0
