"""What a platform takes as evidence: sizes, numbers, formats; and which row of the packs holds for a case.

In: rows. Out: `Limits`, never none: where no row knows a platform, the narrowest that is common among the known ones stands in and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from maildesk.core.dispute.row import Grade

#: What the desk makes, in the order it is preferred: one document, else pictures of its pages.
MADE = ("pdf", "jpeg")


@dataclass(frozen=True, slots=True)
class Limits:
    """One row. `case` empty: every case of the platform. Sizes in bytes; 0: no limit is known. `characters`: of the typed reply.

    `standard` is a form of PDF that is asked for (`a-2b`). `grade` as in the packs of deadlines: C and D are hints.
    """

    platform: str
    case: str = ""
    total_bytes: int = 0
    file_bytes: int = 0
    files: int = 0
    pages: int = 0
    characters: int = 0
    formats: tuple[str, ...] = ("pdf",)
    standard: str = ""
    source: str = ""
    source_date: str = ""
    checked_on: date = date.min
    grade: Grade = Grade.D
    note: str = ""

    @property
    def made(self) -> str:
        """What is made for this platform: a PDF where it is taken, else one picture for each page."""
        return next((each for each in MADE if each in self.formats), "pdf")

    @property
    def largest(self) -> int:
        """The most bytes that one file may have; 0: no limit."""
        known = [size for size in (self.total_bytes, self.file_bytes) if size]
        return min(known, default=0)


#: For a platform without a row: what all known ones take.
CAREFUL = Limits("", total_bytes=2_000_000, pages=19, formats=("pdf", "jpeg", "png"), note="no limits known")


def limits_for(platform: str, case: str, rows: Iterable[Limits]) -> Limits:
    """The row of the platform's case, else the platform's, else `CAREFUL`."""
    own = [row for row in rows if row.platform == platform and row.case in ("", case)]
    return max(own, key=lambda row: bool(row.case), default=CAREFUL)
