"""Words of others made fit for paper: nothing that no font has, nothing that turns or piles up, no word longer than a line.

In: any text a mail or a carrier wrote. Out: paragraphs with their direction. A page must read the same on every machine: pictographs,
which many fonts lack and print in no shape of their own, stand as their Unicode names in brackets.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

#: More marks than these on one letter are decoration; some fifty thousand cost a typesetter gigabytes.
_MARKS = 4
#: A word longer than this gets places where a line may end: addresses of web pages have none.
_WORD = 38
_BREAK = "\u200b"
_UNKNOWN = "\ufffd"
#: Letters of flags, as letters.
_FLAGS = range(0x1F1E6, 0x1F200)
#: Pictographs and dingbats begin here; the signs before (©, №, ™, arrows) are in every text font.
_PICTURES_FROM = 0x2600
#: Changes how a pictograph looks, and says nothing alone.
_DRESS = frozenset({0x200D, 0x20E3, *range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400), *range(0xE0000, 0xE0080)})
#: What stands for characters of these categories: controls and separators, format marks, and what Unicode does not name.
_INSTEAD = {"Cc": " ", "Zs": " ", "Zl": " ", "Zp": " ", "Cf": "", "Cs": _UNKNOWN, "Cn": _UNKNOWN, "Co": _UNKNOWN}
_RTL, _LTR = frozenset({"R", "AL"}), frozenset({"L"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`rtl`: its first letter with a direction is written from right to left (UAX 9, rule P2)."""

    text: str
    rtl: bool = False


def paragraphs(text: str, most: int = 20_000) -> tuple[Paragraph, ...]:
    """The lines of a text, at most `most` characters of it; empty lines are left out."""
    lines = (one_line(line) for line in text[:most].splitlines())
    return tuple(Paragraph(line, is_rtl(line)) for line in lines if line)


def one_line(text: str, most: int = 20_000) -> str:
    """The text as one line of paper, blanks made single."""
    clean: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", text[:most]):
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= _MARKS:
            clean.append(_on_paper(char))
    return " ".join(_breakable(word) for word in "".join(clean).split())


def is_rtl(text: str) -> bool:
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in _RTL or kind in _LTR:
            return kind in _RTL
    return False


def _on_paper(char: str) -> str:
    code = ord(char)
    if 0x20 <= code < 0x7F:
        return char
    if code in _FLAGS:
        return chr(code - _FLAGS.start + ord("A"))
    category = unicodedata.category(char)
    if code >= _PICTURES_FROM and category == "So":
        return f" [{unicodedata.name(char, 'picture').lower()}] "
    return "" if code in _DRESS else _INSTEAD.get(category, char)


def _breakable(word: str) -> str:
    """A long word with places to break. Scripts without blanks break anywhere by themselves."""
    if len(word) <= _WORD or not word.isascii():
        return word
    return _BREAK.join(word[at : at + _WORD] for at in range(0, len(word), _WORD))
