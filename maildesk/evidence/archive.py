"""The ZIP of the originals: mails as they came, photographs as they were sent, what the desk knows as JSON, and the sums of all.

In: names and bytes, one after the other. Out: a ZIP whose bytes depend on nothing but them: no clock, no owner, no order of a dictionary.
It needs nothing but the standard library, so that it can be made on any machine.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

#: The first moment a ZIP can tell. Mails carry their own dates inside.
_THE_DATE = (1980, 1, 1, 0, 0, 0)
#: A plain file, readable by everybody.
_MODE = 0o100644 << 16
SUMS = "SHA256SUMS"
#: Already packed by their own formats.
_PACKED = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".mp4", ".mov", ".pdf", ".zip")


@dataclass(frozen=True, slots=True)
class Original:
    """`name`: a safe relative path with `/`."""

    name: str
    body: bytes


def write_zip(out: IO[bytes], originals: Iterable[Original]) -> int:
    """Write the ZIP, one original after the other (only one is in memory), and last `SHA256SUMS`, as `sha256sum -c` reads it.

    Returns the number of files without the sums. A name that is already taken gets a number.
    """
    sums: dict[str, str] = {}
    taken = {SUMS.lower()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for original in originals:
            name = _free(original.name, taken)
            taken.add(name.lower())
            sums[name] = hashlib.sha256(original.body).hexdigest()
            _add(archive, name, original.body)
        _add(archive, SUMS, "".join(f"{digest}  {name}\n" for name, digest in sums.items()).encode())
    return len(sums)


def _add(archive: zipfile.ZipFile, name: str, body: bytes) -> None:
    entry = zipfile.ZipInfo(name, _THE_DATE)
    entry.external_attr = _MODE
    entry.create_system = 3  # Unix, wherever it is made
    entry.compress_type = zipfile.ZIP_STORED if name.lower().endswith(_PACKED) else zipfile.ZIP_DEFLATED
    archive.writestr(entry, body)


def _free(name: str, taken: set[str]) -> str:
    """The name, or with a number. File systems that know no capitals would write one file over the other."""
    stem, dot, extension = name.rpartition(".")
    number, free = 1, name
    while free.lower() in taken:
        number += 1
        free = f"{stem} ({number}){dot}{extension}" if dot else f"{name} ({number})"
    return free
