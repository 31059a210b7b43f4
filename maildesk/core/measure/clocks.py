"""How fast each clock was answered: from its beginning to the act that ended it, by its kind.

In: one value for each clock that was answered, and how many of each kind ran out. Out: lines, those that ran out most often first. It
judges nobody: no figure is of a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Met:
    """A clock that was answered. `kind` as clocks have it ("ebay return respond", "service first_reply")."""

    kind: str
    began: datetime
    ended: datetime


@dataclass(frozen=True, slots=True)
class Response:
    """One line. `median` and `most` (nine of ten were faster) are nothing where none was answered."""

    kind: str
    answered: int
    ran_out: int
    median: timedelta | None = None
    most: timedelta | None = None


def responses(met: Iterable[Met], ran_out: Mapping[str, int]) -> list[Response]:
    """A line for each kind that was answered or ran out; those that ran out most often first, then the slowest."""
    took: defaultdict[str, list[timedelta]] = defaultdict(list)
    for each in met:
        # A clock of a mail that had waited elsewhere may begin after its answer: that took no time.
        took[each.kind].append(max(each.ended - each.began, timedelta()))
    lines = [_line(kind, sorted(took.get(kind, ())), ran_out.get(kind, 0)) for kind in took.keys() | ran_out.keys()]
    return sorted(lines, key=lambda line: (-line.ran_out, -(line.median or timedelta()), line.kind))


def _line(kind: str, took: list[timedelta], ran_out: int) -> Response:
    return Response(kind, len(took), ran_out, _share(took, 0.5), _share(took, 0.9))


def _share(took: list[timedelta], share: float) -> timedelta | None:
    """The time within which this share of them was answered (nearest rank)."""
    return took[min(int(len(took) * share), len(took) - 1)] if took else None
