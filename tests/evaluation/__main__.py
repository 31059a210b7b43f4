"""`python3 run.py eval [--part P] [--half H] [--misses] [--write]`: how well the desk understands, in figures.

Exit code 1 when a figure fell below the committed ones.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.evaluation import figures, page
from tests.evaluation.measures import Measure, measures
from tests.evaluation.placing import placing_measures
from tests.evaluation.reading import corpus, read
from tests.evaluation.report import belief_table, confusion_tables, figures_table, language_table, misses


def main() -> int:
    words = argparse.ArgumentParser(prog="eval", description=__doc__)
    words.add_argument("--part", default="", help="only measures whose name holds this word, such as intent or orders")
    words.add_argument("--half", choices=("judging", "tuning", "all"), default="judging")
    words.add_argument("--misses", action="store_true", help="every mail that was not understood, and how")
    words.add_argument("--write", action="store_true", help="write the figures and docs/understanding.md")
    given = words.parse_args()
    if given.write and (given.part or given.half != "judging"):
        words.error("--write takes all parts of the judging half")
    began = time.perf_counter()
    made = [each for each in measured(given.half) if given.part in each.name]
    print("\n".join(_shown(made, with_misses=given.misses)))
    print(f"\n{given.half}, {time.perf_counter() - began:.0f} s")
    if given.write:
        figures.FILE.write_text(figures.text_of(made), encoding="utf-8")
        page.FILE.write_text(page.page(made), encoding="utf-8")
    fell = figures.fallen(made) if given.half == "judging" else []
    print("\n".join(fell), file=sys.stderr)
    return 1 if fell else 0


def measured(half: str) -> list[Measure]:
    """Every measure over one half of the corpus; the conversation set is judged whole."""
    wanted = [row for row in corpus() if half in ("all", row.half)]
    return [*measures(list(read(wanted))), *placing_measures()]


def _shown(made: list[Measure], *, with_misses: bool) -> list[str]:
    tables = [*figures_table(made), "", *language_table(made), "", *belief_table(made), *confusion_tables(made)]
    return [*tables, *(misses(made) if with_misses else ())]


if __name__ == "__main__":
    sys.exit(main())
