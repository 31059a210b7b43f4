"""One text as a buyer would read it, on a sample order that calls for it.

In: catalogue, name, locale. Out: the rendering, and its mirror for the agent.
"""

from __future__ import annotations

from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.plan import Outcome, Plan
from maildesk.core.reply.render import mirror, render
from maildesk.core.reply.rendered import Rendered
from maildesk.core.rules.decision import decide
from maildesk.errors import NotFoundError
from maildesk.texts.samples import Sample, samples


def preview(catalogue: Catalogue, name: str, locale: str) -> Rendered:
    """The text in that locale. Raises NotFoundError when there is no such text."""
    if (name, locale) not in catalogue.texts:
        raise NotFoundError(f"no text {name!r} in {locale!r}; there are: {', '.join(catalogue.names)}")
    return render(Plan(name, locale, Outcome.INFORM), _fitting(name, locale).facts, catalogue)


def preview_mirror(catalogue: Catalogue, name: str, locale: str, desk_locale: str) -> Rendered:
    """The same order and text in the agent's language."""
    return mirror(Plan(name, locale, Outcome.INFORM), _fitting(name, locale).facts, catalogue, desk_locale)


def _fitting(name: str, locale: str) -> Sample:
    """The first sample that leads to the text; any other for a text of a shop's own that no decision chooses."""
    tried = samples(locale)
    return next((each for each in tried if decide(each.intent, each.facts).template == name), tried[0])
