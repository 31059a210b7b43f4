"""What a marketplace or help desk puts around the buyer's words: boxes, "reply above this line", a relay's opening and closing.

In: a page and the folds of its history. Out: the folds of the wrapping. An opening alone proves nothing (buyers write "you have received
a message" too): it counts when a closing that nobody types stands below.
"""

from __future__ import annotations

import re

from maildesk.core.mail import wrapper_words as words
from maildesk.core.mail.page import Folds, Page
from maildesk.core.mail.parsed import FoldKind

_BOXED = re.compile(r"[-=_*#~]{3,}[^-=_*#~].{2,60}?[-=_*#~]{3,}")
_CHARS_OF_A_LINE = 160
_CHARS_OF_A_PLAIN_MARKER = 70
_LINES_OF_AN_OPENING = 14


def fold(page: Page, folds: Folds) -> None:
    """Mark what a relay put around the buyer's words, among lines not yet folded."""
    text = "\n".join(line for line, folded in zip(page.bare, folds, strict=True) if folded is None).lower()
    if any(stem in text for stem in words.MARKER_STEMS):
        _fold_below_marker(page, folds)
    if not _fold_around_box(page, folds) and any(stem in text for stem in words.CLOSING_STEMS):
        _fold_relay(page, folds)


def is_reply_marker(bare: str) -> bool:
    """ "##- Please type your reply above this line -##" in any of the desk's languages."""
    line = bare.lower()
    if len(line) > _CHARS_OF_A_LINE:
        return False
    if line.startswith("##-") and line.endswith("-##"):
        return True
    if words.ABOVE_THIS_LINE.search(line) is None:
        return False
    if not line[0].isalnum() and not line[-1].isalnum():
        return True
    return (
        len(line) <= _CHARS_OF_A_PLAIN_MARKER
        and words.ANSWERING.search(line) is not None
        and words.FIRST_PERSON.search(line) is None
    )


def _fold_below_marker(page: Page, folds: Folds) -> None:
    typed = False
    for index, line in enumerate(page.bare):
        if not line or folds[index] is not None:
            continue
        if is_reply_marker(line):
            _mark(folds, index, len(folds) if typed else index + 1)
            if typed:
                return
        typed = True


def _fold_around_box(page: Page, folds: Folds) -> bool:
    """Amazon's "--- Begin message ---" and "--- End message ---": the words between them are the buyer's."""
    begin = -1
    for index, line in enumerate(page.bare):
        if not line or line[0] not in "-=_*#~" or folds[index] is not None or not _BOXED.fullmatch(line):
            continue
        if begin < 0 and words.BOX_BEGINS.search(line.lower()):
            begin = index
        elif begin >= 0 and words.BOX_ENDS.search(line.lower()):
            _mark(folds, 0, begin + 1)
            _mark(folds, index, len(folds))
            return True
    return False


def _fold_relay(page: Page, folds: Folds) -> None:
    closing = next((i for i, line in enumerate(page.bare) if line and folds[i] is None and _closes(line)), None)
    if closing is None:
        return
    start = _with_buttons(page, folds, closing)
    _mark(folds, start, len(folds))
    opening = _opening(page, folds, start)
    if opening is not None:
        _mark(folds, 0, opening + 1)


def _closes(line: str) -> bool:
    return len(line) <= 400 and words.CLOSINGS.match(line.lower()) is not None


def _with_buttons(page: Page, folds: Folds, closing: int) -> int:
    start = closing
    while True:
        above = page.last_filled(start)
        if above < 0 or folds[above] is not None or not words.BUTTONS.fullmatch(page.bare[above].lower()):
            return start
        start = above


def _opening(page: Page, folds: Folds, before: int) -> int | None:
    """The last line of the relay's introduction, near the top and above some words of the buyer."""
    found = None
    seen = 0
    for index in range(before):
        line = page.bare[index]
        if not line:
            continue
        seen += 1
        if seen > _LINES_OF_AN_OPENING or folds[index] is not None or len(line) > _CHARS_OF_A_LINE:
            break
        if words.OPENINGS.fullmatch(line.lower()):
            found = index
    if found is None or not any(page.bare[index] for index in range(found + 1, before)):
        return None
    return found


def _mark(folds: Folds, start: int, end: int) -> None:
    for index in range(start, end):
        if folds[index] is None:
            folds[index] = FoldKind.WRAPPER
