"""What a marketplace or help desk puts around the buyer's words: boxes, "reply above this line", a relay's opening and closing.

In: a page and the folds of its history. Out: the folds of the wrapping. An opening alone proves nothing (buyers write "you have received
a message" too): it counts when a closing that nobody types stands below.
"""

from __future__ import annotations

import re

from maildesk.core.mail.newest import wrapper_words as words
from maildesk.core.mail.parsed import FoldKind
from maildesk.core.mail.text.page import Folds, Page

_BOXED = re.compile(r"[-=_*#~]{3,}[^-=_*#~].{2,60}?[-=_*#~]{3,}")
_CHARS_OF_A_LINE = 160
_CHARS_OF_A_PLAIN_MARKER = 70
_LINES_OF_AN_OPENING = 14


def fold(page: Page, folds: Folds) -> None:
    """Mark what a relay put around the buyer's words, among lines not yet folded."""
    text = "\n".join(line for line, folded in zip(page.bare, folds, strict=True) if folded is None).lower()
    if any(stem in text for stem in words.MARKER_STEMS):
        _fold_below_marker(page, folds)
    if not _fold_around_box(page, folds):
        _fold_relay(page, folds, sure=any(stem in text for stem in words.CLOSING_STEMS))


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
    """Amazon's "--- Begin message ---" and "--- End message ---": the words between them are the buyer's.

    The end alone cuts too, nobody types it; the beginning is then the box drawn alike above it, if there is one, whatever it says.
    """
    begin, boxes = -1, list[int]()
    for index, line in enumerate(page.bare):
        if not line or line[0] not in "-=_*#~" or folds[index] is not None or not _BOXED.fullmatch(line):
            continue
        if words.BOX_ENDS.search(line.lower()):
            alike = (box for box in boxes if _frame(page.bare[box]) == _frame(line))
            _mark(folds, 0, (begin if begin >= 0 else next(alike, -1)) + 1)
            _mark(folds, index, len(folds))
            return True
        if begin < 0 and words.BOX_BEGINS.search(line.lower()):
            begin = index
        boxes.append(index)
    return False


def _frame(line: str) -> tuple[str, int]:
    """The mark a box is drawn with, and how many of them stand before its words."""
    return line[0], len(line) - len(line.lstrip(line[0]))


def _fold_relay(page: Page, folds: Folds, *, sure: bool) -> None:
    """The page that a marketplace makes of a message: an opening, the buyer's words, a button, and a closing."""
    opening = _opening(page, folds)
    if opening is None and not sure:
        return
    start = 0 if opening is None else opening + 1
    closing = _closing(page, folds, start, relayed=opening is not None)
    if closing is None:
        return
    end = _with_buttons(page, folds, start, closing)
    if opening is not None and any(page.bare[start:end]):
        _mark(folds, 0, start)
    _mark(folds, end, len(folds))


def _opening(page: Page, folds: Folds) -> int | None:
    """The last line of the relay's introduction, near the top, with the labels right below it."""
    found = None
    seen = 0
    for index, line in enumerate(page.bare):
        if not line:
            continue
        seen += 1
        if seen > _LINES_OF_AN_OPENING or folds[index] is not None or len(line) > _CHARS_OF_A_LINE:
            break
        if words.OPENINGS.fullmatch(line.lower()):
            found = index
    if found is None:
        return None
    below = found + 1
    while below < len(page.bare) and page.bare[below] and words.BUTTONS.fullmatch(page.bare[below].lower()):
        below += 1
    return below - 1


def _closing(page: Page, folds: Folds, start: int, *, relayed: bool) -> int | None:
    """The first line that closes the page; what a buyer might type as well counts only in a relayed one."""
    for index in range(start, len(page.bare)):
        line = page.bare[index].lower()
        if not line or folds[index] is not None:
            continue
        if words.SURE_CLOSINGS.match(line):
            return index
        if relayed and (words.REPLY_BUTTON.fullmatch(line) or words.LIKELY_CLOSINGS.match(line)):
            return index
    return None


def _with_buttons(page: Page, folds: Folds, start: int, closing: int) -> int:
    while True:
        above = page.last_filled(closing)
        if above < start or folds[above] is not None or not words.BUTTONS.fullmatch(page.bare[above].lower()):
            return closing
        closing = above


def _mark(folds: Folds, start: int, end: int) -> None:
    for index in range(start, end):
        if folds[index] is None:
            folds[index] = FoldKind.WRAPPER
