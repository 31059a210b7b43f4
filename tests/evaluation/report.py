"""The figures as text: one table, one line per language, the confusions, the misses.

In: measures. Out: lines of Markdown, which a terminal shows as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from maildesk.core.locales import BUYER_LOCALES
from tests.evaluation.measures import Measure

#: What must be reached on mails of other hands.
AIMS = {
    "language": 0.985,
    "first intent": 0.90,
    "first intent, poorest language": 0.80,
    "first intent, mails of another hand": 0.90,
    "newest text, exact": 0.97,
    "orders: precision": 0.99,
    "orders: recall": 0.98,
    "kind": 0.95,
    "buyers taken as buyers": 0.99,
    "genuine notices found": 0.95,
    "forged notices open nothing": 1.0,
    "hostile mails survived": 1.0,
    "conversations wholly right": 0.97,
    "pairs of mails, F1": 0.99,
    "strangers kept apart": 1.0,
}
#: Edges of what is said to be sure, downwards.
_SURE = (1.0, 0.99, 0.9, 0.7, 0.5, 0.0)
_PER_LANGUAGE = ("language", "first intent", "newest text, exact", "orders: precision", "orders: recall", "kind")
_CONFUSED = ("kind", "first intent", "language")


def figures_table(measures: Iterable[Measure]) -> list[str]:
    """Each measure with its share, its count and its aim."""
    lines = ["| part | right | of | share | aim |", "|---|--:|--:|--:|--:|"]
    for made in measures:
        aim = f"{AIMS[made.name]:.1%}" if made.name in AIMS else ""
        lines.append(f"| {made.name} | {made.right} | {made.of} | {made.share:.2%} | {aim} |")
    return lines


def language_table(measures: Sequence[Measure]) -> list[str]:
    """The chief measures for each of the eighteen locales."""
    chief = [made for made in measures if made.name in _PER_LANGUAGE]
    lines = [f"| language | {' | '.join(made.name for made in chief)} |", "|---|" + "--:|" * len(chief)]
    for locale in BUYER_LOCALES:
        cells = [_cell(made.by_language.get(locale)) for made in chief]
        lines.append(f"| {locale} | {' | '.join(cells)} |")
    return lines


def _cell(counted: list[int] | None) -> str:
    return f"{counted[0] / counted[1]:.1%} ({counted[1]})" if counted and counted[1] else "-"


def confusion_tables(measures: Iterable[Measure]) -> list[str]:
    """What was taken for what: only the pairs that differ, the most frequent first."""
    lines = []
    for made in measures:
        wrong = [(pair, times) for pair, times in made.confusion.most_common() if pair[0] != pair[1]]
        if made.name in _CONFUSED and wrong:
            lines += ["", f"**{made.name}**", "", "| is | was taken for | times |", "|---|---|--:|"]
            lines += [f"| {is_} | {told} | {times} |" for (is_, told), times in wrong]
    return lines


def belief_table(measures: Iterable[Measure]) -> list[str]:
    """How often the desk was right, by how sure it said it was."""
    lines = ["| part | said | mails | said on average | right |", "|---|---|--:|--:|--:|"]
    for made in (made for made in measures if made.believed):
        for above, low in pairwise(_SURE):
            inside = [(said, right) for said, right in made.believed if low <= said < above or said == above == 1]
            if inside:
                said, right = (sum(column) / len(inside) for column in zip(*inside, strict=True))
                lines.append(f"| {made.name} | {low:.0%}-{above:.0%} | {len(inside)} | {said:.1%} | {right:.1%} |")
    return lines


def misses(measures: Iterable[Measure]) -> list[str]:
    """Every miss, by measure."""
    return [
        line for made in measures if made.misses for line in ("", f"{made.name}:", *(f"  {m}" for m in made.misses))
    ]
