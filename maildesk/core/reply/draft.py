"""The first draft: from what the buyer wants and the facts to a plan.

In: intent, `Facts`, `Catalogue`. Out: `Plan`. It renders nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from maildesk.core.intent.found import Intent
from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.facts import Facts
from maildesk.core.reply.plan import AddedBlock, Plan
from maildesk.core.rules.decision import Decision, decide

_NOTE = "peak_note"
_WHEN = frozenset({Intent.ORDER_STATUS, Intent.NOT_RECEIVED, Intent.PRODUCT_QUESTION})
#: Which questions a note of the season belongs to.
_TELLS = {"window": _WHEN, "closure": _WHEN | {Intent.CANCEL_ORDER, Intent.CHANGE_ADDRESS, Intent.EXCHANGE_REQUEST}}


def draft(intent: Intent, facts: Facts, texts: Catalogue) -> tuple[Plan, Decision]:
    """The plan of an answer in the buyer's language, and the decision behind it.

    Where the language lacks the decided text, the plan takes its general one rather than another language.
    """
    decision = decide(intent, facts)
    template, locale = texts.choose(decision.template, facts.buyer.locale)
    fallback = () if template == decision.template else (f"no_text.{decision.template}",)
    notes = tuple(_notes(intent, facts, texts, locale))
    because = (*decision.because, *fallback, *(f"season.{note.block}" for note in notes))
    return Plan(template, locale, decision.outcome, because, added=notes), decision


def _notes(intent: Intent, facts: Facts, texts: Catalogue, locale: str) -> Iterator[AddedBlock]:
    """What the season adds, where it matters for what was asked: nobody whose lamp broke is told of Christmas post."""
    text = texts.texts.get((_NOTE, locale))
    waits = facts.order is None or not facts.order.delivered
    for note in facts.notes if waits else ():
        if text is not None and note in text and intent in _TELLS.get(note, ()):
            yield AddedBlock(_NOTE, note, after="facts")
