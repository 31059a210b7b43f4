"""The words of a mail that nobody asked for: as they read now, and kept as a person let them go and as they left.

In: a session, `Care`, a row, what the gates are asked. Out: `Words`; the values of the column `frozen`, and the same read back. What was
kept is what is shown and sent from then on: a parcel that moves, or a text of a newer release, changes nothing that somebody has read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from maildesk.core.care.asked import Asked
from maildesk.core.care.gates import grounds
from maildesk.core.care.promise import promised
from maildesk.core.locales import DESK_LOCALES
from maildesk.core.order import Order
from maildesk.core.reply.checks import Check, Weight
from maildesk.core.reply.facts import Facts
from maildesk.core.reply.plan import Plan, from_values, to_values
from maildesk.core.reply.render import mirror
from maildesk.core.reply.rendered import Block, FactSpan, Rendered
from maildesk.db import tables as t
from maildesk.flow.care import letter
from maildesk.flow.care.house import Care
from maildesk.flow.reply.drafting import looked_at


@dataclass(frozen=True, slots=True)
class Words:
    """A mail as its buyer reads it: written from `facts`, or as it was `kept`, whichever is there."""

    plan: Plan
    draft: Rendered
    checks: tuple[Check, ...] = ()
    facts: Facts | None = None
    kept: Mapping[str, Any] = field(default_factory=dict)

    @property
    def wrong(self) -> Check | None:
        """The check that stops these words."""
        return next((each for each in self.checks if not each.ok and each.weight is Weight.STOP), None)


def written(session: Session, care: Care, row: t.Outreach, order: Order | None, asked: Asked) -> Words:
    """The words with the facts of this moment."""
    of = letter.facts(session, care, row, order, grounds(asked), asked.at)
    plan = letter.plan_of(care, row)
    return Words(plan, *looked_at(plan, of, care.writer.texts), of)


def kept(row: t.Outreach) -> Words | None:
    """What was kept of a mail, nothing while its words are still to be written."""
    return (
        Words(from_values(row.frozen["plan"]), _rendered(row.frozen["draft"]), kept=row.frozen) if row.frozen else None
    )


def mirrored(care: Care, words: Words, desk_locale: str) -> Rendered:
    """The same in a language of the desk."""
    if words.facts is None:
        return _rendered(words.kept["mirrors"][desk_locale])
    return mirror(words.plan, words.facts, care.writer.texts, desk_locale)


def frozen(care: Care, words: Words) -> Mapping[str, Any]:
    """The words as they are kept: {plan, draft, mirrors by locale, promise: {on, look_again} or nothing}."""
    if words.facts is None:
        return words.kept
    spans = (span for block in words.draft.blocks for span in block.spans)
    found = promised(words.plan, spans, words.facts)
    return {
        "plan": to_values(words.plan),
        "draft": asdict(words.draft),
        "mirrors": {locale: asdict(mirrored(care, words, locale)) for locale in DESK_LOCALES},
        "promise": {"on": found.on.isoformat(), "look_again": found.look_again} if found else None,
    }


def _rendered(raw: Mapping[str, Any]) -> Rendered:
    blocks = tuple(
        Block(each["name"], each["text"], tuple(FactSpan(**span) for span in each["spans"]), each["mirrored"])
        for each in raw["blocks"]
    )
    return Rendered(raw["locale"], raw["subject"], blocks, tuple(raw["open_slots"]))
