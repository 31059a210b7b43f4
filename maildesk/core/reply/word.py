"""The shape of one name that texts may write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from maildesk.core.reply.facts import Facts, Value
from maildesk.core.reply.plan import SlotKind

Read = Callable[[Facts], Value | None]


@dataclass(frozen=True, slots=True)
class Word:
    """One name: the source it is quoted from, how it is read, and how an agent may set it. None: not at all, as a flag only asked."""

    source: str
    read: Read
    kind: SlotKind | None = None
