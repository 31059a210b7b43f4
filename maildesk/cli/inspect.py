"""`maildesk inspect FILE... [--orders FILE] [--address A] [--trust-authserv ID] [--json] [--explain]`: no database, no settings."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from maildesk.cli.explain import explain
from maildesk.cli.mail_files import MailFile, mails_in
from maildesk.cli.words import Bar, command
from maildesk.core.inspection import Book, Inspected, Inspector
from maildesk.core.order import Order
from maildesk.core.understanding import taught
from maildesk.orders.file import BadRow, read_file
from maildesk.packs import knowledge

#: Below this many mails a second process costs more than it saves.
WORTH_SHARING = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line wants to know of each mail, in a form that another process can take."""

    orders: Path | None
    own: frozenset[str]
    trusted: tuple[str, ...]


def run(argv: Sequence[str]) -> int:
    """Inspect each mail; one JSON object per line with `--json`, in the order given."""
    words = command("inspect", "What the desk makes of raw mails, without any database.")
    words.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".eml, mbox, Maildir or a folder")
    words.add_argument("--orders", type=Path, help="an order file: numbers are checked against it")
    words.add_argument("--address", action="append", default=[], help="the mailbox's own address")
    words.add_argument(
        "--trust-authserv", action="append", default=[], help="the server whose Authentication-Results count"
    )
    words.add_argument("--json", action="store_true", help="one JSON object per mail")
    words.add_argument("--explain", action="store_true", help="say why, in words")
    given = words.parse_args(argv)
    files = mails_in(given.files)
    asked = Asked(given.orders, frozenset(a.lower() for a in given.address), tuple(given.trust_authserv))
    bar = Bar(len(files), "inspect")
    for file, told in zip(files, _inspected(files, asked), strict=True):
        _show(file, told, given)
        bar.add(1)
    return 0


def _show(file: MailFile, told: Inspected, given: Namespace) -> None:
    if given.json:
        print(json.dumps({"file": file.name, **told.row()}, ensure_ascii=False))
    if given.explain or not given.json:
        print(explain(file.name, told), file=sys.stderr if given.json else sys.stdout)


def _inspected(files: Sequence[MailFile], asked: Asked) -> Iterable[Inspected]:
    cores = os.cpu_count() or 1
    if len(files) < WORTH_SHARING or cores == 1:
        yield from _inspect([file.raw for file in files], asked)
        return
    with ProcessPoolExecutor(cores, initializer=_prepare, initargs=(asked,)) as pool:
        yield from pool.map(_one, (file.raw for file in files), chunksize=8)


def _inspect(raws: Iterable[bytes], asked: Asked) -> Iterator[Inspected]:
    inspector = inspector_of(asked)
    for raw in raws:
        yield inspector.inspect(raw)


def inspector_of(asked: Asked) -> Inspector:
    """What the desk knows, with the order file's numbers."""
    book = _book(asked.orders)
    return Inspector(taught(knowledge.load(), book.own_numbers()), book, asked.trusted, asked.own)


def _book(path: Path | None) -> Book:
    rows = list(read_file(path)) if path else []
    for row in rows:
        if isinstance(row, BadRow):
            print(f"{path}:{row.line}: {row.why}", file=sys.stderr)
    return Book.of(row for row in rows if isinstance(row, Order))


#: One inspector per process of the pool: building it costs more than many mails.
_mine: list[Inspector] = []


def _prepare(asked: Asked) -> None:
    _mine.append(inspector_of(asked))


def _one(raw: bytes) -> Inspected:
    return _mine[0].inspect(raw)
