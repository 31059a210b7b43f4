"""Our own last mail quoted without any mark, recognised by its words.

In: a page, its folds, and the texts of the desk's earlier mails. Out: the folds of lines that repeat them.
A single short sentence pasted by the buyer stays: only runs that are long enough to be a quote are folded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from maildesk.core.mail.page import Folds, Page
from maildesk.core.mail.parsed import FoldKind

_TEXTS = 5
_CHARS_OF_A_TEXT = 20_000
_CHARS_OF_A_RUN = 40
_NOT_WORDS = re.compile(r"[\W_]+")


def fold(page: Page, folds: Folds, own_texts: Sequence[str]) -> None:
    """Mark runs of at least two lines and 40 letters (or one paragraph of 80) that stand in one of `own_texts`."""
    stream = "\n".join(_letters(text[:_CHARS_OF_A_TEXT]) for text in own_texts[:_TEXTS])
    if not stream:
        return
    run: list[int] = []
    for index, line in enumerate(page.bare):
        if folds[index] is not None:
            _close(page, folds, run)
            continue
        letters = _letters(line)
        if not letters:
            continue
        if letters in stream:
            run.append(index)
        else:
            _close(page, folds, run)
    _close(page, folds, run)


def _letters(text: str) -> str:
    return _NOT_WORDS.sub("", text.casefold())


def _close(page: Page, folds: Folds, run: list[int]) -> None:
    size = sum(len(_letters(page.bare[index])) for index in run)
    if size >= _CHARS_OF_A_RUN * (1 if len(run) > 1 else 2):
        for index in range(run[0], run[-1] + 1):
            folds[index] = FoldKind.QUOTE
    run.clear()
