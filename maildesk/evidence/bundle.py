"""The evidence of a case as files that a platform takes: made, measured, and made smaller until it fits.

In: a case file, the bytes of its pictures, the platform's limits, the words. Out: `Bundle`, which says what it leaves out and whether
it fits. The same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from maildesk.core.evidence.case_file import CaseFile, Picture
from maildesk.core.evidence.fit import LEVELS, LeftOut, Level, at_level, fits
from maildesk.core.evidence.limits import Limits
from maildesk.core.evidence.sheet import Sheet, Words, sheet
from maildesk.evidence.apart import apart
from maildesk.evidence.pictures import jpeg_of, smaller
from maildesk.evidence.typeset import Typeset, page_pictures, pdf


@dataclass(frozen=True, slots=True)
class Bundle:
    """`files`: one PDF, or a JPEG for each page where the platform takes no PDF. `standard`: the PDF's form for archives, or empty.

    `fits` False: even the least is larger than the platform takes; the files are the least.
    """

    files: tuple[bytes, ...]
    extension: str
    pages: int
    left: LeftOut
    fits: bool
    standard: str = ""


def bundle_apart(
    file: CaseFile, bodies: Mapping[Picture, bytes], limits: Limits, words: Words, where: tuple[str, ...]
) -> Bundle:
    """`bundle_of` in a process of its own. Raises `EdgeError`."""
    return apart(bundle_of, file, bodies, limits, words, where)


def bundle_of(
    file: CaseFile, bodies: Mapping[Picture, bytes], limits: Limits, words: Words, where: tuple[str, ...]
) -> Bundle:
    """The first level of `LEVELS` that fits. `where`: the folders of fonts. Raises `EdgeError` when it cannot be set."""
    made = Bundle((), "", 0, LeftOut(), False)
    for level in LEVELS:
        shown, left = at_level(file, level)
        # Each level starts from the last one's pictures: a phone's twelve million points are decoded once.
        bodies = _opened(shown.pictures, bodies, level)
        opened = tuple(picture for picture in shown.pictures if picture in bodies)
        left = replace(left, pictures=left.pictures + len(shown.pictures) - len(opened))
        page = sheet(replace(shown, pictures=opened), left, words)
        made = _made(page, bodies, limits, level, where, left)
        if made.fits:
            break
    return made


def _made(
    page: Sheet, bodies: Mapping[Picture, bytes], limits: Limits, level: Level, where: tuple[str, ...], left: LeftOut
) -> Bundle:
    if limits.made == "pdf":
        done = pdf(page, bodies, where)
        return _bundle(done, done.files, "pdf", left, limits)
    done = page_pictures(page, bodies, where)
    files = tuple(jpeg_of(each, max(level.quality, 45)) for each in done.files)
    return _bundle(done, files, "jpg", left, limits)


def _bundle(done: Typeset, files: tuple[bytes, ...], extension: str, left: LeftOut, limits: Limits) -> Bundle:
    formed = not limits.standard or done.standard == limits.standard
    good = formed and fits([len(each) for each in files], done.pages, limits)
    return Bundle(files, extension, done.pages, left, good, done.standard)


def _opened(pictures: tuple[Picture, ...], bodies: Mapping[Picture, bytes], level: Level) -> dict[Picture, bytes]:
    made = ((picture, smaller(bodies.get(picture, b""), level.pixels, level.quality)) for picture in pictures)
    return {picture: body for picture, body in made if body is not None}
