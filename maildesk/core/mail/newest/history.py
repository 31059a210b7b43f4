"""The quoted history of a mail: lines with `>`, and everything below an attribution, a header block or a divider.

In: a page and its folds. Out: the folds of what is history. Where quoted lines carry marks, the unmarked lines among them stay:
they are answers typed between. Without marks everything below the opening is history, as Outlook writes it.
"""

from __future__ import annotations

import re

from maildesk.core.mail.newest import attribution, quoted_header
from maildesk.core.mail.parsed import FoldKind
from maildesk.core.mail.text.page import Folds, Page, is_quoted

_COLONS = (":", "：")
_DASHES = "-_=*—–─~+"
_ENDS = ".!?:;,。！？…)>\"'"
# A client that wraps after quoting leaves the rest of a long quoted line without its mark.
_LONG_LINE = 60
_LINES_OF_A_LIST = 8
_CHARS_OF_AN_ITEM = 80
_MORE_THAN = re.compile(r">\s?\d")
_DATED = re.compile(r"\d.{0,40}\d:\d\d")
_RULE = re.compile(r"[-_=*—–─]{3,}")


def fold(page: Page, folds: Folds) -> None:
    """Mark quoted and forwarded lines in `folds`."""
    index, end = 0, len(page.bare)
    opened = False
    while index < end:
        line = page.bare[index]
        if not line:
            index += 1
        elif is_quoted(line):
            if opened or not _is_typed(page, folds, index):
                folds[index] = FoldKind.QUOTE
                opened = True
            index += 1
        elif ":" in line or "：" in line or "@" in line or line[0] in _DASHES:
            index, opened = _judge(page, folds, index, opened)
        else:
            index += 1
    if opened:
        _fold_wrapped_rests(page, folds)
        _fold_rules_above(page, folds)


def _judge(page: Page, folds: Folds, index: int, opened: bool) -> tuple[int, bool]:
    """One unmarked line: does it open history? Returns the next line to look at and whether history has begun."""
    found = _opening(page, index)
    if found is None:
        return index + 1, opened
    start, after, kind = found
    below = page.next_filled(after)
    if below >= len(page.bare) or not is_quoted(page.bare[below]):
        after = len(page.bare)
    folds[start:after] = [kind] * (after - start)
    return after, True


def _opening(page: Page, index: int) -> tuple[int, int, FoldKind] | None:
    """(first line, line after, kind) of the attribution, divider or header block that the line belongs to."""
    line = page.bare[index]
    if line[0] in _DASHES or line[-1] in _COLONS:
        kind = quoted_header.divider(page, index)
        if kind is not None:
            return index, _end_of_divided(page, index), kind
    if line[-1] in _COLONS or line[0] == "-" or "@" in line or _DATED.search(line):
        start = attribution.start_of(page, index)
        if start is not None:
            return start, index + 1, FoldKind.QUOTE
    if ":" in line[:60] or "：" in line[:60]:
        end = quoted_header.block_end(page, index)
        if end is not None:
            return quoted_header.head_of(page, index), end, FoldKind.QUOTE
    return None


def _end_of_divided(page: Page, index: int) -> int:
    below = page.next_filled(index + 1)
    if below < len(page.bare):
        end = quoted_header.block_end(page, below)
        if end is not None:
            return end
        for closing in range(below, min(below + 3, len(page.bare))):
            if page.bare[closing] and attribution.start_of(page, closing) is not None:
                return closing + 1
    return index + 1


def _is_typed(page: Page, folds: Folds, index: int) -> bool:
    """`>` before any history, typed as a bullet below a line that announces a list, or as "more than"."""
    line = page.bare[index]
    if line.startswith(">>") or quoted_header.field_of(line.lstrip("> ")) is not None:
        return False
    above = page.last_filled(index)
    if above >= 0 and folds[above] is None:
        if is_quoted(page.bare[above]):
            return True
        if page.bare[above][-1] in _COLONS and _is_short_list(page, index):
            return True
    return _MORE_THAN.match(line) is not None and not any(map(is_quoted, page.bare[index + 1 : index + 3]))


def _is_short_list(page: Page, index: int) -> bool:
    """A few short lines: quoted mail has marks on blank lines too, long lines, or many."""
    for size, line in enumerate(page.bare[index : index + _LINES_OF_A_LIST + 1]):
        if not is_quoted(line):
            return size <= _LINES_OF_A_LIST
        if len(line) > _CHARS_OF_AN_ITEM or not line.strip("> "):
            return False
    return len(page.bare) - index <= _LINES_OF_A_LIST


def _fold_rules_above(page: Page, folds: Folds) -> None:
    """Outlook's line of underscores, and any other rule right above history, belongs to it."""
    below: FoldKind | None = None
    for index in range(len(page.bare) - 1, -1, -1):
        line = page.bare[index]
        if folds[index] is None and below is not None and line and line[0] in "-_=*—–─" and _RULE.fullmatch(line):
            folds[index] = below
        if line:
            below = folds[index]


def _fold_wrapped_rests(page: Page, folds: Folds) -> None:
    for index in range(1, len(page.bare) - 1):
        if folds[index] is not None or not page.bare[index]:
            continue
        above, line, below = page.bare[index - 1], page.bare[index], page.bare[index + 1]
        wrapped = is_quoted(above) and is_quoted(below) and len(above) >= _LONG_LINE and above[-1] not in _ENDS
        if wrapped and len(line) < len(above) and not line[0].isupper():
            folds[index] = FoldKind.QUOTE
