"""`maildesk templates check | preview`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from maildesk.cli.words import Words, command
from maildesk.texts.check import check
from maildesk.texts.load import OWN_TEXTS, load_all
from maildesk.texts.preview import preview


def run(argv: Sequence[str]) -> int:
    """Check every text with every sample order, or show one."""
    words = command("templates", "The texts for buyers.")
    words.add_argument(
        "--texts", type=Path, action="append", default=[], help="a shop's own folder of texts, besides the desk's"
    )
    verbs = words.add_subparsers(dest="verb", required=True, parser_class=Words)
    verbs.add_parser("check", help="render every text with every sample order; the first wrong thing fails")
    shown = verbs.add_parser("preview", help="show a text")
    shown.add_argument("name")
    shown.add_argument("locale", nargs="?", default="en")
    given = words.parse_args(argv)
    folders = (OWN_TEXTS, *given.texts)
    if given.verb == "preview":
        shown_ = preview(load_all(folders).catalogue, given.name, given.locale)
        print(f"{shown_.subject}\n\n{shown_.text}")
        return 0
    return _check(folders)


def _check(folders: Sequence[Path]) -> int:
    loaded = load_all(folders)
    findings = [*loaded.wrong, *map(str, check(loaded.catalogue))]
    print(
        "\n".join(findings)
        if findings
        else f"{len(loaded.catalogue.texts)} texts in {len(loaded.catalogue.locales)} locales: all well"
    )
    return 1 if findings else 0
