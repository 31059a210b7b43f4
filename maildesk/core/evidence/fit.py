"""Fitting a case file into a platform's limits: what is made smaller and what is left out, in which order, until it fits.

In: a case file, and a level of the table. Out: the file as that level shows it, and what it leaves out, for the page says so. Photographs
lose pixels first and words last: a decision is made by dates and sentences. Whether a level fits is known only when it is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from maildesk.core.evidence.case_file import CaseFile, CaseMail, Picture
from maildesk.core.evidence.limits import Limits
from maildesk.core.evidence.timeline import landmarks
from maildesk.core.order import Parcel

#: Characters of a short line.
_LINE = 25


@dataclass(frozen=True, slots=True)
class Level:
    """`pixels`: the longest side of a photograph; `quality` of its JPEG; the rest are most numbers. `every_scan`: else landmarks only."""

    pixels: int
    quality: int
    pictures: int
    every_scan: bool
    mails: int
    mail_characters: int


LEVELS = (
    Level(2000, 85, 40, True, 200, 12_000),
    Level(1600, 75, 40, True, 200, 12_000),
    Level(1200, 65, 30, True, 200, 8_000),
    Level(900, 55, 20, True, 120, 6_000),
    Level(800, 45, 12, False, 80, 4_000),
    Level(700, 40, 6, False, 40, 2_000),
    Level(600, 35, 3, False, 24, 1_000),
    Level(500, 30, 1, False, 12, 600),
    Level(1, 1, 0, False, 8, 400),
    Level(1, 1, 0, False, 4, 200),
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many of each are not in the pages. `shortened`: mails of which only the beginning is shown. All are in the originals."""

    pictures: int = 0
    scans: int = 0
    mails: int = 0
    shortened: int = 0

    def __bool__(self) -> bool:
        return any((self.pictures, self.scans, self.mails, self.shortened))


def at_level(file: CaseFile, level: Level) -> tuple[CaseFile, LeftOut]:
    """The file with what the level allows, and what it leaves out."""
    mails = _mails(file.mails, level.mails)
    short = tuple(_shortened(mail, level.mail_characters) for mail in mails)
    pictures = _pictures(file.pictures, level.pictures)
    parcels = file.parcels if level.every_scan else tuple(map(_landmarks_only, file.parcels))
    left = LeftOut(
        pictures=len(file.pictures) - len(pictures),
        scans=_scans(file.parcels) - _scans(parcels),
        mails=len(file.mails) - len(mails),
        shortened=sum(before is not after for before, after in zip(mails, short, strict=True)),
    )
    order = replace(file.order, parcels=parcels) if file.order else None
    return replace(file, order=order, mails=short, pictures=pictures), left


def fits(sizes: Sequence[int], pages: int, limits: Limits) -> bool:
    """Whether files of these sizes, with so many pages in all, are within the limits."""
    within = (
        (limits.total_bytes, sum(sizes)),
        (limits.file_bytes, max(sizes, default=0)),
        (limits.files, len(sizes)),
        (limits.pages, pages),
    )
    return all(not most or found <= most for most, found in within)


def _mails(mails: tuple[CaseMail, ...], most: int) -> tuple[CaseMail, ...]:
    """The first, for it says what was wanted, and the newest."""
    return mails if len(mails) <= most else (mails[0], *mails[len(mails) - most + 1 :])


def _shortened(mail: CaseMail, most: int) -> CaseMail:
    """At most so many characters, and no more lines than such a text has in a letter: a line of one letter takes paper, too."""
    lines = mail.text[:most].splitlines()
    short = "\n".join(lines[: most // _LINE])
    return (
        mail if len(mail.text) <= most and len(lines) <= most // _LINE else replace(mail, text=f"{short.rstrip()} […]")
    )


def _pictures(pictures: tuple[Picture, ...], most: int) -> tuple[Picture, ...]:
    """The seller's own before the buyer's, the newest before the older; shown in their old order."""
    best = sorted(pictures, key=lambda each: (each.from_buyer, -each.at.timestamp()))[:most]
    return tuple(each for each in pictures if each in best)


def _landmarks_only(parcel: Parcel) -> Parcel:
    return replace(parcel, events=landmarks(parcel.events))


def _scans(parcels: tuple[Parcel, ...]) -> int:
    return sum(len(parcel.events) for parcel in parcels)
