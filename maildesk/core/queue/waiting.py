"""Since when a conversation waits for the desk, told from the mails that stand in it after some were moved.

In: the mails, each with whether it waited where it stood. Out: the moment of the first that still waits, or nothing. A mail that waited
waits on: what was answered elsewhere did not answer it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Stands:
    """A mail in its new place. `waits`: it waited for an answer where it stood before. `anew`: it was taken out of its conversation by
    itself, so that an answer given there may not have been meant for it; or, of an answer, that it answers what stands here."""

    at: datetime
    ours: bool = False
    waits: bool = False
    anew: bool = False


def waiting_since(mails: Iterable[Stands]) -> datetime | None:
    """The first mail that still waits: one that waited and has got no answer with the move, or one put here that nobody answered."""
    stand = tuple(mails)
    answered = max((mail.at for mail in stand if mail.ours and mail.anew), default=None)
    spoken = max((mail.at for mail in stand if mail.ours), default=None)
    asks = (
        mail.at
        for mail in stand
        if not mail.ours and ((mail.waits and _after(mail, answered)) or (mail.anew and _after(mail, spoken)))
    )
    return min(asks, default=None)


def _after(mail: Stands, moment: datetime | None) -> bool:
    return moment is None or mail.at > moment
