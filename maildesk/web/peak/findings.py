"""What the desk sees of a plan's readiness, in the reader's language, for the lines of its checklist.

In: findings. Out: words by task.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from maildesk.core.peak.readiness import Finding
from maildesk.web.i18n import _, say


def by_task(found: Iterable[Finding]) -> dict[str, list[tuple[Finding, str]]]:
    """Each finding with its words, by the row of the checklist."""
    held: dict[str, list[tuple[Finding, str]]] = {}
    for each in found:
        held.setdefault(each.task, []).append((each, _WORDS[each.code](each.about)))
    return held


def _names(kind: str, codes: Iterable[str]) -> str:
    return ", ".join(say(kind, code) for code in codes)


_WORDS: dict[str, Callable[[tuple[str, ...]], str]] = {
    "no_answer": lambda about: _(
        "Asked by many and without a prepared answer: %(intents)s", intents=_names("intent", about)
    ),
    "no_language": lambda about: _(
        "“%(name)s” is missing in %(languages)s",
        name=say("template", about[0]),
        languages=_names("language", about[1:]),
    ),
    "all_languages": lambda about: _(
        "All %(texts)s texts stand in all %(languages)s languages", texts=about[0], languages=about[1]
    ),
    "no_cutoff": lambda about: _(
        "The cut-off is still that of an earlier year: %(carriers)s", carriers=", ".join(about)
    ),
    "nobody": lambda _about: _("Nobody has a shift yet"),
    "hours": lambda about: _("%(hours)s of %(all)s hours without anybody of the squad", hours=about[0], all=about[1]),
    "all_hours": lambda about: _("Somebody of the squad in all %(all)s hours", all=about[1]),
    "waiting": lambda about: _("%(count)s conversations wait now", count=about[0]),
}
