"""The tables of the README that are made from the code: settings and commands.

In: the sources. Out: Markdown between two markers. `python -m tests.docs.tables` writes them into README.md; the tests compare.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from maildesk import settings
from maildesk.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"


def settings_table() -> str:
    """One row per comment in `Settings`: the variables below it, their defaults, what it says."""
    rows = [f"| {_names(names)} | {_defaults(names)} | {said} |" for names, said in _commented()]
    return "\n".join(["| variable | default | what it is for |", "|---|---|---|", *rows])


def commands_table() -> str:
    rows = [f"| `maildesk {name}` | {what} |" for name, (_, what) in COMMANDS.items()]
    return "\n".join(["| command | does |", "|---|---|", *rows])


TABLES = {"settings": settings_table, "commands": commands_table}


def between(page: str, name: str) -> str:
    """What stands in a page between the markers of a table."""
    found = re.search(_marked(name), page, re.DOTALL)
    return found[2].strip() if found else f"no markers for the table {name!r}"


def _marked(name: str) -> str:
    return rf"(<!-- table: {name} -->)(.*?)(<!-- end -->)"


def _commented() -> Iterator[tuple[list[str], str]]:
    """The comments of the class with the fields that follow each."""
    path = Path(settings.__file__)
    lines = path.read_text(encoding="utf-8").splitlines()
    tree = ast.parse("\n".join(lines))
    of = next(n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == "Settings")
    names: list[str] = []
    said = ""
    for node in of.body:
        if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
            continue
        above = _comment_above(lines, node.lineno - 1)
        if above:
            if names:
                yield names, said
            names, said = [], above
        names.append(node.target.id)
    yield names, said


def _comment_above(lines: list[str], at: int) -> str:
    found: list[str] = []
    while at and lines[at - 1].strip().startswith("#"):
        at -= 1
        found.insert(0, lines[at].strip().removeprefix("#").strip())
    return " ".join(found)


def _names(names: list[str]) -> str:
    return ", ".join(f"`MAILDESK_{name.upper()}`" for name in names)


def _defaults(names: list[str]) -> str:
    values = {f.name: str(f.default) for f in fields(settings.Settings)}
    return ", ".join(f"`{values[name]}`" if values[name] else "(empty)" for name in names)


def main() -> None:
    page = README.read_text(encoding="utf-8")
    for name, table in TABLES.items():
        page = re.sub(_marked(name), lambda m, t=table: f"{m[1]}\n{t()}\n{m[3]}", page, flags=re.DOTALL)
    README.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
