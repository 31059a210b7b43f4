"""Footers that nobody typed: "Sent from my iPhone", app advertisements, virus scanners, legal notices, mailing lists.

In: a page and its folds. Out: the folds of footer lines and of the separator right above them.
A device footer counts only as a whole line in the frame its client writes ("Von meinem iPhone gesendet"), never as a word in a sentence.
"""

from __future__ import annotations

import re

from maildesk.core.mail.newest import footer_words as words
from maildesk.core.mail.parsed import FoldKind
from maildesk.core.mail.text.page import Folds, Page, regions

_CHARS_OF_A_FRAME = 130
_WORDS_OF_A_FRAME = 16
_LINES_OF_A_NOTE = 8
_LINES_OF_A_CARD = 16
_LINK = re.compile(r"\s*[<(\[]?(?:https?://|www\.)\S{1,200}")
_DECORATION = " *_[]()<>|•·-–—~\"'“”.。\u3000"
_ARABIC_MARKS = re.compile("[\u064b-\u0652\u0640]")
_RULE = re.compile(r"[-—–_=*~─.\s]{1,80}")
_SENTENCE_END = (".", "!", "?", "。", "！", "？", ":")


def fold(page: Page, folds: Folds) -> None:
    """Mark footers in what is still unfolded."""
    spans = regions(folds, len(page.bare))
    if not spans:
        return
    text = "\n".join("\n".join(page.bare[start:end]) for start, end in spans).lower()
    stems = [stem for stem in words.STEMS if stem in text]
    if stems:
        for start, end in spans:
            _fold_device_lines(page, folds, start, end, stems)
    if any(stem in text for stem in words.NOTE_STEMS):
        for start, end in regions(folds, len(page.bare)):
            _fold_notes(page, folds, start, end)


def is_device_line(bare: str) -> bool:
    """A line such as "Sent from my iPhone" or "Get Outlook for Android", in any of the desk's languages."""
    line = _LINK.sub("", bare).strip(_DECORATION).lower()
    if not line or len(line) > _CHARS_OF_A_FRAME or len(line.split()) > _WORDS_OF_A_FRAME:
        return False
    line = _ARABIC_MARKS.sub("", line)
    if words.FRAME.fullmatch(line):
        return words.DEVICE.search(line) is not None or (len(line.split()) <= 5 and words.MINE.search(line) is not None)
    return words.ADVERTISEMENT.fullmatch(line) is not None


def _fold_device_lines(page: Page, folds: Folds, start: int, end: int, stems: list[str]) -> None:
    index = start
    while index < end:
        line = page.bare[index]
        size = 0
        if line and len(line) <= _CHARS_OF_A_FRAME:
            below = page.bare[index + 1] if index + 1 < end else ""
            if _holds(line, stems) and is_device_line(line):
                size = 1
            elif below and _holds(f"{line} {below}", stems) and is_device_line(f"{line} {below}"):
                size = 2
        if size:
            _mark(page, folds, start, index, index + size)
        index += size or 1


def _holds(line: str, stems: list[str]) -> bool:
    line = line.lower()
    return any(stem in line for stem in stems)


def _mark(page: Page, folds: Folds, region: int, start: int, end: int) -> None:
    """Fold the lines, and the separator line above that only served them."""
    above = page.last_filled(start)
    if above >= region and _RULE.fullmatch(page.bare[above]):
        start = above
    elif page.bare[start].startswith(("签名由", "簽名由")):
        start = _top_of_card(page, region, start)
    for index in range(start, end):
        folds[index] = FoldKind.FOOTER


def _top_of_card(page: Page, region: int, start: int) -> int:
    """NetEase's signature card is a table of `|` lines above the line that advertises it."""
    bars = [index for index in range(max(region, start - _LINES_OF_A_CARD), start) if page.bare[index].startswith("|")]
    return bars[0] if bars else start


def _fold_notes(page: Page, folds: Folds, start: int, end: int) -> None:
    """Notes at the end of a region, paragraph by paragraph from the bottom; a legal notice takes what follows it."""
    for first, after in _paragraphs(page, start, end):
        text = " ".join(page.bare[first:after]).lower()
        of_a_list = next((i for i in range(first, after) if words.LIST_FOOTER.match(page.bare[i].lower())), None)
        if of_a_list is not None:
            _mark(page, folds, start, of_a_list, end)
            return
        if _is_legal(text) and not any(line.endswith("?") for line in page.bare[after:end]):
            _mark(page, folds, start, _first_line(page, first, after, words.NOTICE_OPENS, first), end)
            return
        if _is_scanner_or_print_note(text) and after - first <= _LINES_OF_A_NOTE:
            _mark(page, folds, start, _first_line(page, first, after, words.SCANNED, first), after)


def _paragraphs(page: Page, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    first = -1
    for index in range(start, end):
        if page.bare[index]:
            if first < 0:
                first = index
        elif first >= 0:
            found.append((first, index))
            first = -1
    if first >= 0:
        found.append((first, end))
    return found


def _first_line(page: Page, first: int, after: int, sign: re.Pattern[str], fallback: int) -> int:
    """The line of the paragraph where the note begins: typed words may stand right above it."""
    hit = next((i for i in range(first, after) if sign.search(page.bare[i].lower())), fallback)
    while hit > first and len(page.bare[hit - 1]) >= 50 and not page.bare[hit - 1].endswith(_SENTENCE_END):
        hit -= 1
    return hit


def _is_legal(text: str) -> bool:
    return (
        len(text) >= 60
        and words.NOTICE_OPENS.search(text) is not None
        and words.NOTICE_SECRET.search(text) is not None
        and words.NOTICE_RECIPIENT.search(text) is not None
    )


def _is_scanner_or_print_note(text: str) -> bool:
    if len(text) > 400:
        return False
    if words.SCANNED.search(text) and words.SCANNER.search(text):
        return True
    return words.ENVIRONMENT.search(text) is not None and words.PRINTING.search(text) is not None
