"""Signatures: what stands below `-- `, and below looser separators when it is clearly a signature.

In: a page and its folds. Out: the folds of signature lines, up to the next folded line. A typed closing and name above the separator stay.
"""

from __future__ import annotations

import re

from maildesk.core.mail.parsed import FoldKind
from maildesk.core.mail.text.page import Folds, Page, regions

_LINES_OF_A_SIGNATURE = 30
_LINES_OF_A_LOOSE_ONE = 9
# Japanese and Chinese signatures stand between drawn lines.
_DRAWN = "-—–_=*~─━═＝＊‥…～"
_SEPARATOR = re.compile(rf"(?:[{_DRAWN}]\s?){{2,}}|[—–]")
_CONTACT = re.compile(
    r"@|www\.|https?://|\+\d|\b(?:tel|phone|mobile?|mob|fax|tél|telefon|teléfono|telefone|cell|gsm|gmbh|ltd|inc|llc|"
    r"s\.?r\.?l|sarl|oy|ab|bv|kg)\b|"
    r"тел|моб|電話|〒|手機|手机|전화|휴대|هاتف|טלפון|נייד|\d{3}[\s/-]?\d{3,}",
    re.IGNORECASE,
)
_PROSE_WORDS = 9
_CHARS_OF_A_LONG_RULE = 10
_SPOKEN = re.compile(r"[\d?!,:;？！，。：；、]|\.$")


def fold(page: Page, folds: Folds) -> None:
    """Mark the signature of each region of unfolded lines."""
    for start, end in regions(folds, len(page.bare)):
        for index in range(start, end):
            line = page.bare[index]
            if line and line[0] in _DRAWN and _opens(page, index, end):
                _mark(folds, index, end)
                break


def _mark(folds: Folds, start: int, end: int) -> None:
    for index in range(start, end):
        folds[index] = FoldKind.SIGNATURE


def _opens(page: Page, index: int, end: int) -> bool:
    line = page.bare[index]
    if not _SEPARATOR.fullmatch(line):
        return False
    below = [text for text in page.bare[index + 1 : end] if text]
    if page.raw[index].rstrip("\r") == "-- ":
        return len(below) <= _LINES_OF_A_SIGNATURE
    if line == "--":
        return 0 < len(below) <= _LINES_OF_A_LOOSE_ONE and not _is_typed(below)
    return _is_contact_block(below) or (len(line) >= _CHARS_OF_A_LONG_RULE and _is_name_card(below))


def _is_typed(below: list[str]) -> bool:
    """Words below a bare `--` that go on with the mail: sentences, or a line in small letters where a name would stand."""
    return any(map(_is_prose, below)) or (below[0][0].islower() and not any(map(_CONTACT.search, below)))


def _is_contact_block(below: list[str]) -> bool:
    return (
        0 < len(below) <= _LINES_OF_A_LOOSE_ONE
        and any(_CONTACT.search(line) for line in below)
        and not any(map(_is_prose, below))
    )


def _is_name_card(below: list[str]) -> bool:
    """A name and a title below a long rule, as Chinese clients lay out signatures."""
    return 0 < len(below) <= 4 and all(
        len(line) <= 30 and len(line.split()) <= 4 and not line[0].islower() and not _SPOKEN.search(line)
        for line in below
    )


def _is_prose(line: str) -> bool:
    return line[-1] in "?!？！،" or len(line) > 110 or len(line.split()) > _PROSE_WORDS
