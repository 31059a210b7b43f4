"""`docs/understanding.md`: the method, told once, around the figures of the day.

In: measures of the judging half. Out: the page's text.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.evaluation.measures import Measure
from tests.evaluation.report import belief_table, confusion_tables, figures_table, language_table

FILE = Path(__file__).resolve().parents[2] / "docs" / "understanding.md"
_METHOD = (Path(__file__).parent / "method.md").read_text(encoding="utf-8")


def page(measures: Sequence[Measure]) -> str:
    """The page with its tables filled in."""
    blanks = {
        "{figures}": figures_table(measures),
        "{languages}": language_table(measures),
        "{beliefs}": belief_table(measures),
        "{confusions}": confusion_tables(measures),
    }
    text = _METHOD
    for blank, lines in blanks.items():
        text = text.replace(blank, "\n".join(lines).strip())
    return text
