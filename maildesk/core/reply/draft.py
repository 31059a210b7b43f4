"""The first draft: from what the buyer wants and the facts to a plan.

In: intent, `Facts`, `Catalogue`. Out: `Plan`. It renders nothing.
"""

from __future__ import annotations

from maildesk.core.intent.found import Intent
from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.facts import Facts
from maildesk.core.reply.plan import Plan
from maildesk.core.rules.decision import Decision, decide


def draft(intent: Intent, facts: Facts, texts: Catalogue) -> tuple[Plan, Decision]:
    """The plan of an answer in the buyer's language, and the decision behind it.

    Where the language lacks the decided text, the plan takes its general one rather than another language.
    """
    decision = decide(intent, facts)
    template, locale = texts.choose(decision.template, facts.buyer.locale)
    fallback = () if template == decision.template else (f"no_text.{decision.template}",)
    return Plan(template, locale, decision.outcome, (*decision.because, *fallback)), decision
