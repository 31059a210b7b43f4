"""Which numbers on screen a conversation counts in. The flow keeps the counts; no page counts rows.

In: how a conversation stands. Out: the names of the counts it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass

OPEN = "open"


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a conversation the badges look at. `ready`: its draft may be approved with all checks green."""

    state: str
    owner_id: int | None = None
    desk: str = ""
    snoozed: bool = False
    ready: bool = False


def badges(standing: Standing | None) -> frozenset[str]:
    """The counts a conversation is part of; none for one that does not exist yet."""
    if standing is None:
        return frozenset()
    if standing.state != OPEN:
        return frozenset({f"state:{standing.state}"})
    if standing.snoozed:
        return frozenset({"snoozed", f"snoozed:{standing.owner_id or 0}"})
    names = {f"state:{OPEN}", f"owner:{standing.owner_id or 0}"}
    if standing.desk:
        names.add(f"desk:{standing.desk}")
    if standing.ready:
        names.add("ready")
    return frozenset(names)


def moves(before: Standing | None, after: Standing | None) -> tuple[tuple[str, int], ...]:
    """The counts that change when a conversation goes from one standing to another, by name and difference."""
    was, is_ = badges(before), badges(after)
    return tuple([(name, -1) for name in sorted(was - is_)] + [(name, 1) for name in sorted(is_ - was)])
