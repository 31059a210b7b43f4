"""What the commands share: loading, parsing their words, asking for a secret, a progress bar on a terminal."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from maildesk.errors import UsageError


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


def loaded(module: str) -> Callable[..., int]:
    """The `run` of a command's module, loaded now: who lists a table does not wait for the road and the servers to load."""
    run: Callable[..., int] = import_module(f"maildesk.cli.{module}").run
    return run


class Bar:
    """A progress bar on stderr while a person looks; silent in a pipe."""

    def __init__(self, total: int, what: str) -> None:
        self._total, self._what, self._done = total, what, 0
        self._shown = sys.stderr.isatty() and total > 1

    def add(self, done: int) -> None:
        self._done += done
        if self._shown:
            filled = 30 * self._done // self._total
            end = "\n" if self._done >= self._total else ""
            sys.stderr.write(f"\r{self._what} [{'#' * filled}{'.' * (30 - filled)}] {self._done}/{self._total}{end}")
            sys.stderr.flush()


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as columns, the first row being the heads."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
