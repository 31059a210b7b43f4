"""`maildesk export evidence CASE --to DIR`: a case's pages and originals, as the screens give them.

Out: files in the folder, their names on standard output. Without the extra `evidence` the originals are written, the pages named as failed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from maildesk.cli.words import command
from maildesk.core.reply.facts import Shop
from maildesk.errors import EdgeError
from maildesk.evidence import fonts
from maildesk.evidence.archive import write_zip
from maildesk.evidence.bundle import bundle_apart
from maildesk.flow.cases.evidence import Material, download_name, material, originals
from maildesk.wiring import opening


def run(argv: Sequence[str]) -> int:
    """Exit code 1 when the pages could not be made, or are larger than the platform takes."""
    words = command("export evidence", "A case's pages for its platform, and its originals with their SHA-256 sums.")
    words.add_argument("case", type=int, help="the case's number at the desk")
    words.add_argument("--to", type=Path, default=Path(), metavar="DIR", help="the folder; the current one by default")
    given = words.parse_args(argv)
    of = opening.settings()
    given.to.mkdir(parents=True, exist_ok=True)
    with closing(opening.store(of)) as store, store.reading() as session:
        known = material(session, given.case, Shop(name=of.shop_name, sign_off=of.shop_name))
        stem = given.to / download_name(known.file, given.case)
        with Path(f"{stem}-originals.zip").open("wb") as file:
            write_zip(file, originals(session, known.file))
            print(file.name)
    return _pages(known, stem, fonts.folders(of.font_folders))


def _pages(of: Material, stem: Path, where: tuple[str, ...]) -> int:
    try:
        made = bundle_apart(of.file, of.bodies, of.limits, of.words, where)
    except EdgeError as error:
        print(f"maildesk: no pages: {error}", file=sys.stderr)
        return 1
    several = len(made.files) > 1
    for number, body in enumerate(made.files, 1):
        path = Path(f"{stem}{f'-page-{number:02}' if several else ''}.{made.extension}")
        path.write_bytes(body)
        print(path)
    if not made.fits:
        print(f"maildesk: the pages are larger than {of.file.platform} takes", file=sys.stderr)
    return 0 if made.fits else 1
