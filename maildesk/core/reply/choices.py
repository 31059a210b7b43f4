"""What an agent can change about a draft without writing a word of its language: outcome, slots, blocks.

In: the plan, the facts, the texts. Out: the choices, and the changed plan. Both sides of the draft are rendered anew from it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.facts import Fact, Facts, Money
from maildesk.core.reply.families import Family, family_of
from maildesk.core.reply.manner import manner
from maildesk.core.reply.plan import NOTE_BLOCKS, AddedBlock, Outcome, Plan, SlotKind
from maildesk.core.reply.render import block_names, known
from maildesk.core.reply.vocabulary import VOCABULARY
from maildesk.core.rules.decision import OUTCOMES

#: The blocks that say something of their own; greeting and closing are the base's.
_TELLING = ("understood", "facts", "we_do", "you_can", *NOTE_BLOCKS)


@dataclass(frozen=True, slots=True)
class Field:
    """A fact that the draft writes and the agent may set. `value` as a slot holds it, empty for an open slot."""

    name: str
    kind: SlotKind
    value: str
    source: str


def fields(plan: Plan, facts: Facts, texts: Catalogue) -> tuple[Field, ...]:
    """What the draft writes, in the order of its blocks, each with the value it has now."""
    names: dict[str, None] = {}
    for name in block_names(plan):
        template, _, block = name.rpartition(".")
        text = texts.block(template or plan.template, plan.locale, block)
        names |= dict.fromkeys(sorted(text.writes[block])) if text else {}
    return tuple(field for name in names if (field := _field(name, plan, facts)) is not None)


def outcomes(texts: Catalogue, locale: str) -> tuple[tuple[str, Outcome], ...]:
    """Every reply of the locale with what it does for the buyer; a shop's own text informs."""
    names = (name for name in texts.names if (name, locale) in texts.texts and family_of(name) is Family.REPLY)
    return tuple((name, OUTCOMES.get(name, Outcome.INFORM)) for name in names)


def switched(plan: Plan, template: str) -> Plan:
    """The plan with another text. What was set by hand stays, what was written or moved in the old text goes."""
    outcome = OUTCOMES.get(template, Outcome.INFORM)
    return replace(plan, template=template, outcome=outcome, because=("by_agent",), edits=(), added=(), removed=())


def library(texts: Catalogue, locale: str) -> tuple[AddedBlock, ...]:
    """The blocks of all texts that can be added to a draft in this locale."""
    found = (texts.texts.get((name, locale)) for name in texts.names if family_of(name) in (Family.REPLY, Family.NOTE))
    return tuple(AddedBlock(text.name, block) for text in found if text for block in _TELLING if block in text)


def _field(name: str, plan: Plan, facts: Facts) -> Field | None:
    word = VOCABULARY.get(name)
    if word is None or word.kind is None:
        return None
    fact = known(name, plan, facts)
    return Field(name, word.kind, _slot_value(fact, facts) if isinstance(fact, Fact) else "", fact.source)


def _slot_value(fact: Fact, facts: Facts) -> str:
    """The value as a slot of its kind is written. A moment becomes the buyer's own day."""
    value = fact.value
    if isinstance(value, datetime):
        zone = manner("en", facts.order.country if facts.order else facts.buyer.country, facts.now).zone
        return value.astimezone(zone).date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Money):
        return f"{value.amount} {value.currency}"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
