"""`maildesk templates check | preview`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from maildesk.cli.words import Words, command
from maildesk.packs.care import load_care
from maildesk.settings import load as load_settings
from maildesk.texts.check import check
from maildesk.texts.load import folders, load_all
from maildesk.texts.preview import preview


def run(argv: Sequence[str]) -> int:
    """Check every text with every sample order, or show one."""
    words = command("templates", "The texts for buyers.")
    tried = "a folder of texts to try before it is put into MAILDESK_TEXT_FOLDERS"
    words.add_argument("--texts", type=Path, action="append", default=[], help=tried)
    verbs = words.add_subparsers(dest="verb", required=True, parser_class=Words)
    checked = verbs.add_parser(
        "check", help="try every text on every sample order; what is wrong is named with its file and line"
    )
    shown = verbs.add_parser("preview", help="show a text")
    # People write the option where it comes to mind, before the verb or behind it.
    for verb in (checked, shown):
        verb.add_argument("--texts", dest="also", type=Path, action="append", default=[], help=tried)
    shown.add_argument("name")
    shown.add_argument("locale", nargs="?", default="en")
    given = words.parse_args(argv)
    read = (*folders(load_settings().text_folders), *given.texts, *given.also)
    if given.verb == "preview":
        shown_ = preview(load_all(read).catalogue, given.name, given.locale)
        print(f"{shown_.subject}\n\n{shown_.text}")
        return 0
    return _check(read)


def _check(read: Sequence[Path]) -> int:
    loaded = load_all(read)
    findings = [*loaded.wrong, *map(str, check(loaded.catalogue, load_care().offers))]
    print(
        "\n".join(findings)
        if findings
        else f"{len(loaded.catalogue.texts)} texts in {len(loaded.catalogue.locales)} locales: all well"
    )
    return 1 if findings else 0
