"""Mails in files: `.eml`, mbox, Maildir, or a folder of them, in the order given.

In: paths. Out: their mails as raw bytes. Raises `UsageError` for a path that holds none.
"""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from maildesk.errors import UsageError

_MBOX = re.compile(rb"From \S+ .*\d{4}")


@dataclass(frozen=True, slots=True)
class MailFile:
    """One mail and where it stood: a path, for a mail of an mbox with its number."""

    name: str
    raw: bytes


def mails_in(paths: Sequence[Path]) -> list[MailFile]:
    """All mails of the paths; a folder's files in the order of their names."""
    found: list[MailFile] = []
    for path in paths:
        before = len(found)
        found.extend(_in(path))
        if len(found) == before:
            raise UsageError(f"{path} holds no mail" if path.exists() else f"{path} does not exist")
    return found


def _in(path: Path) -> Iterator[MailFile]:
    if path.is_dir():
        if (path / "cur").is_dir() and (path / "new").is_dir():
            for file in sorted([*(path / "cur").iterdir(), *(path / "new").iterdir()]):
                yield MailFile(str(file), file.read_bytes())
            return
        for child in sorted(path.iterdir()):
            if not child.name.startswith("."):
                yield from _in(child)
    elif path.is_file():
        yield from _file(path)


def _file(path: Path) -> Iterator[MailFile]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None
    if path.suffix == ".mbox" or _MBOX.match(raw[:300]):
        yield from _mbox(path)
    elif path.suffix in (".eml", ".msg", "") or b":" in raw[:200]:
        yield MailFile(str(path), raw)


def _mbox(path: Path) -> Iterator[MailFile]:
    box = mailbox.mbox(path, create=False)
    try:
        for number, key in enumerate(box.keys(), start=1):
            yield MailFile(f"{path}#{number}", box.get_bytes(key))
    finally:
        box.close()
