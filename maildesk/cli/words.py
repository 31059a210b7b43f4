"""What the commands share: parsing their words, asking for a secret, a progress bar on a terminal."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NoReturn, TypeVar

from maildesk.errors import UsageError

T = TypeVar("T")


class Words(argparse.ArgumentParser):
    """An argument parser whose complaints are `UsageError`s."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; try `{self.prog} --help`")


def command(name: str, about: str) -> Words:
    return Words(prog=f"maildesk {name}", description=about)


def secret(given: str, question: str) -> str:
    """A secret: `-` reads a line of standard input, empty asks on the terminal."""
    if given == "-":
        return sys.stdin.readline().rstrip("\n")
    if given:
        return given
    if not sys.stdin.isatty():
        raise UsageError(f"{question} was wanted; give it, or `-` to read it from standard input")
    return getpass.getpass(f"{question}: ")


def progress(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """Passes items through and draws a bar on stderr while a person looks; silent in a pipe."""
    if not sys.stderr.isatty() or total < 2:
        yield from items
        return
    for done, item in enumerate(items):
        if done % max(1, total // 200) == 0:
            _draw(done, total, what)
        yield item
    _draw(total, total, what)
    sys.stderr.write("\n")


def _draw(done: int, total: int, what: str) -> None:
    filled = 30 * done // max(total, 1)
    sys.stderr.write(f"\r{what} [{'#' * filled}{'.' * (30 - filled)}] {done}/{total}")
    sys.stderr.flush()


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as columns, the first row being the heads."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
