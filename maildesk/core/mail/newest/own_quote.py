"""Our own last mail quoted without any mark, recognised by its words.

In: a page, its folds, and the texts of the desk's earlier mails. Out: the folds of lines that repeat them.
Only runs of lines that follow each other in one of our texts are folded; a short sentence pasted by the buyer stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from maildesk.core.mail.parsed import FoldKind
from maildesk.core.mail.text.page import Folds, Page

_TEXTS = 5
_CHARS_OF_A_TEXT = 20_000
# Enough letters that a buyer's closing and name cannot be a run: "Mit freundlichen Grüßen / Anna" has 25, but is not one run in our texts.
_WEIGHT_OF_A_RUN = 24
_WEIGHT_OF_A_LINE = 60
_NOT_WORDS = re.compile(r"[\W_]+")
# A Chinese, Japanese or Korean letter says as much as two or three of an alphabet.
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def fold(page: Page, folds: Folds, own_texts: Sequence[str]) -> None:
    """Mark runs of two lines and more (or one long line) that stand in one of `own_texts` in the same order."""
    stream = "\n".join(_letters(text[:_CHARS_OF_A_TEXT]) for text in own_texts[:_TEXTS])
    run: list[int] = []
    joined = ""
    for index, line in enumerate(page.bare):
        letters = _letters(line) if folds[index] is None else ""
        if not letters and not (line and folds[index] is not None):
            continue
        if run and letters and len(joined) < _CHARS_OF_A_TEXT and joined + letters in stream:
            run.append(index)
            joined += letters
            continue
        _close(folds, run, joined)
        run, joined = ([index], letters) if letters and letters in stream else ([], "")
    _close(folds, run, joined)


def _letters(text: str) -> str:
    return _NOT_WORDS.sub("", text.casefold())


def _close(folds: Folds, run: list[int], joined: str) -> None:
    weight = len(joined) + 2 * len(_DENSE.findall(joined))
    if run and weight >= (_WEIGHT_OF_A_RUN if len(run) > 1 else _WEIGHT_OF_A_LINE):
        for index in range(run[0], run[-1] + 1):
            folds[index] = FoldKind.QUOTE
