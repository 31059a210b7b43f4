"""The committed figures, and what has fallen below them.

In: measures of the judging half, `figures.toml`. Out: sentences about what fell; the new text of the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from tests.evaluation.measures import Measure

FILE = Path(__file__).parent / "figures.toml"
#: A figure may fall by this much: one mail in two hundred. Those that stand at 1 for safety may not fall at all.
TOLERANCE = 0.005
_NEVER_FALL = frozenset({"strangers kept apart", "forged notices open nothing", "hostile mails survived"})


def fallen(measures: Iterable[Measure], file: Path = FILE) -> list[str]:
    """One sentence per figure that is lower than the committed one."""
    committed = tomllib.loads(file.read_text(encoding="utf-8"))["judging"]
    told = []
    for made in measures:
        allowed = 0.0 if made.name in _NEVER_FALL else TOLERANCE
        if made.share < committed.get(made.name, 0.0) - allowed:
            told.append(f"{made.name} is {made.share:.4f}, {committed[made.name]:.4f} is committed")
    return told


def text_of(measures: Iterable[Measure]) -> str:
    """The file for these measures."""
    head = "# The figures of the judging half, written by `python3 run.py eval --write`. None may fall (test_figures.py).\n\n"
    # Rounded down, so that the figure itself never counts as fallen.
    return (
        head
        + "[judging]\n"
        + "".join(f'"{made.name}" = {int(made.share * 10_000) / 10_000:.4f}\n' for made in measures)
    )
