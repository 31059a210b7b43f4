"""What an agent can change about a draft without writing a word of its language: outcome, facts, blocks.

In: the plan, the facts, the texts. Out: the choices, and the changed plan. Both sides of the draft are rendered anew from it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.facts import Fact, Facts, Money
from maildesk.core.reply.families import Family, family_of
from maildesk.core.reply.manner import manner
from maildesk.core.reply.plan import NOTE_BLOCKS, AddedBlock, Outcome, Plan
from maildesk.core.rules.decision import OUTCOMES

#: Blocks worth taking over from another text; the others belong to every text.
_TELLING = ("facts", "we_do", "you_can", *NOTE_BLOCKS)


def outcomes(texts: Catalogue, locale: str) -> tuple[tuple[str, Outcome], ...]:
    """Every reply of the locale with what it does for the buyer, in the trade's order; a shop's own text informs."""
    known = dict.fromkeys((*OUTCOMES, *texts.names))
    names = (name for name in known if (name, locale) in texts.texts and family_of(name) is Family.REPLY)
    return tuple((name, OUTCOMES.get(name, Outcome.INFORM)) for name in names)


def switched(plan: Plan, template: str) -> Plan:
    """The plan with another text. What was set by hand stays, what was written or moved in the old text goes."""
    outcome = OUTCOMES.get(template, Outcome.INFORM)
    return replace(plan, template=template, outcome=outcome, because=("by_agent",), edits=(), added=(), removed=())


def library(texts: Catalogue, locale: str) -> tuple[AddedBlock, ...]:
    """The blocks of all texts that can be added to a draft in this locale."""
    found = (texts.texts.get((name, locale)) for name in texts.names if family_of(name) in (Family.REPLY, Family.NOTE))
    return tuple(AddedBlock(text.name, block) for text in found if text for block in _TELLING if block in text)


def written(fact: Fact, facts: Facts) -> str:
    """The value as a slot of its kind is written. A moment becomes the buyer's own day, as the draft says it."""
    value = fact.value
    if isinstance(value, datetime):
        zone = manner("en", facts.order.country if facts.order else facts.buyer.country, facts.now).zone
        return value.astimezone(zone).date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Money):
        return f"{value.amount} {value.currency}"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
