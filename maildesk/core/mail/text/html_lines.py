"""The lines that HTML makes when shown: a small printer with quote depth, blank lines, list items and table cells.

In: the calls of a walk over a document. Out: text. It knows nothing of HTML but what lines it wants.
"""

from __future__ import annotations

import re

_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0\u2007\u202f]+")
_UNSEEN = re.compile("[\u00ad\u034f\u200b\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f]")
_DEEPEST = 20


class Lines:
    """Collects words into lines. At most one blank line in a row; none at the ends."""

    __slots__ = (
        "_announced",
        "_blank",
        "_cells",
        "_depth",
        "_kept",
        "_line",
        "_numbers",
        "_prefix",
        "_preserved",
        "_rows",
        "_spaced",
    )

    def __init__(self) -> None:
        self._kept: list[str] = []
        self._line: list[str] = []
        self._prefix = ""
        self._depth = 0
        self._preserved = 0
        self._blank = False
        self._spaced = False
        self._announced: list[str] = []
        self._numbers = 0
        self._rows: list[list[str]] = []
        self._cells: list[int] = []

    @property
    def is_empty(self) -> bool:
        return not self._kept and not "".join(self._line).strip()

    def add(self, words: str) -> None:
        """Text as it stands in the source; white space collapses unless preserved."""
        if not words:
            return
        if not words.isascii():
            words = _UNSEEN.sub("", words)
            self._spaced = self._spaced or "\u00a0" in words
        if self._preserved:
            *whole, rest = words.replace("\r\n", "\n").replace("\xa0", " ").split("\n")
            for line in whole:
                self._line.append(line)
                self.line_break()
            self._line.append(rest)
        else:
            self._line.append(_SPACE.sub(" ", words))

    def open_row(self) -> None:
        self.end_line()
        self._rows.append([])

    def open_cell(self) -> None:
        self.end_line()
        self._cells.append(len(self._kept))

    def close_cell(self) -> None:
        """A cell of one line waits for its row; one of several lines stands as it is, below what waited."""
        self.end_line()
        start = self._cells.pop()
        size = len(self._kept) - start
        # At most a blank line and one of words; a cell that holds the whole mail is not looked through again for each table around it.
        lines = [line for line in self._kept[start:] if line.strip("> ")] if size <= 2 else []
        if len(lines) == 1 and self._rows:
            self._blank = self._blank or size > 1
            del self._kept[start:]
            self._rows[-1].append(lines[0].lstrip("> ") if self._depth else lines[0])
        elif size and self._rows and self._rows[-1]:
            waiting = " ".join(self._rows[-1])
            self._rows[-1].clear()
            self._kept.insert(start, f"{'>' * self._depth} {waiting}" if self._depth else waiting)

    def close_row(self) -> None:
        self.end_line()
        if row := self._rows.pop():
            self._keep(" ".join(row))

    def item(self, mark: str) -> None:
        """A list item's mark for the line that begins; `# ` counts on from the item before."""
        self._numbers = 1 if mark == "1. " else self._numbers + 1
        self._prefix = f"{self._numbers}. " if mark == "# " else mark

    def line_break(self) -> None:
        """<br>: ends the line, or makes a blank one."""
        if not self.end_line():
            self._blank = True

    def end_line(self) -> bool:
        """End the line if it holds anything; whether it did."""
        if not self._line:
            return False
        line = "".join(self._line)
        self._line.clear()
        line = line.rstrip() if self._preserved else _SPACE.sub(" ", line).strip()
        spaced, self._spaced = self._spaced, False
        if not line:
            # A lone &nbsp; is the blank line of Outlook's empty paragraphs; the spaces between tags are nothing.
            self._blank = self._blank or spaced
            return spaced
        for mark in self._announced:
            self._keep(mark)
        self._announced.clear()
        self._keep(self._prefix + line)
        self._prefix = ""
        return True

    def blank(self) -> None:
        self._blank = True

    def quote(self, step: int) -> None:
        self.end_line()
        self._depth += step

    def preserve(self, step: int) -> None:
        self._preserved += step

    def announce(self, mark: str) -> None:
        """A line to stand before the next words, if any come."""
        self.end_line()
        if mark not in self._announced:
            self._announced.append(mark)

    def withdraw(self, mark: str) -> None:
        """The announced part ended without words."""
        self.end_line()
        if mark in self._announced:
            self._announced.remove(mark)

    def announced_now(self) -> None:
        for mark in self._announced:
            self._keep(mark)
        self._announced.clear()

    def text(self) -> str:
        self.end_line()
        return "\n".join(self._kept)

    def _keep(self, line: str) -> None:
        marks = ">" * min(self._depth, _DEEPEST)
        if self._blank and self._kept:
            # The blank belongs to the shallower of its neighbours, so that it does not glue an answer to a quote.
            above = len(self._kept[-1]) - len(self._kept[-1].lstrip(">"))
            self._kept.append(">" * min(above, len(marks)))
        self._blank = False
        self._kept.append(f"{marks} {line}" if marks else line)
