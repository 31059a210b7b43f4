"""Finding the texts: `<folder>/<locale>/<name>.j2` become one `Catalogue`.

In: folders, the desk's own first, then a shop's, whose texts stand before the desk's. Out: the catalogue, and what is wrong
with the files that are left out of it. A text with an error never reaches a buyer: the next folder's, or a more general one, is used.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from maildesk.core.locales import BUYER_LOCALES, DESK_LOCALES
from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.text import Text, TextError, compile_text

#: The texts that come with the desk.
OWN_TEXTS = Path(__file__).resolve().parents[2] / "templates" / "i18n"
_LOCALES = tuple(dict.fromkeys((*BUYER_LOCALES, *DESK_LOCALES)))


@dataclass(frozen=True, slots=True)
class Loaded:
    """`wrong`: one line for each file that could not be used."""

    catalogue: Catalogue
    wrong: tuple[str, ...] = ()


def folders(named: str) -> tuple[Path, ...]:
    """The desk's own folder and those of the setting `MAILDESK_TEXT_FOLDERS`, in the order in which they are read."""
    return (OWN_TEXTS, *(Path(each) for each in named.split(os.pathsep) if each))


@cache
def load(paths: tuple[Path, ...] = (OWN_TEXTS,)) -> Catalogue:
    """The catalogue of all texts below the folders, read once: several halves of a desk write with it, and texts do not change meanwhile.

    Files with errors are left out; `load_all` names them.
    """
    return load_all(paths).catalogue


def load_all(paths: Sequence[Path] = (OWN_TEXTS,)) -> Loaded:
    """The catalogue, and what is wrong with the files that did not get into it."""
    texts: dict[tuple[str, str], Text] = {}
    wrong: list[str] = []
    for path in _files(paths):
        try:
            text = compile_text(path.stem, path.parent.name, path.read_text(encoding="utf-8"))
            texts[text.name, text.locale] = text
        except (TextError, UnicodeDecodeError, OSError) as error:
            wrong.append(str(error) if isinstance(error, TextError) else f"{path}: {error}")
    return Loaded(Catalogue(texts), (*_strays(paths), *wrong))


def _strays(paths: Iterable[Path]) -> Iterator[str]:
    """Folders that are not there, or whose name is no locale of the desk: nobody would ever be sent what stands in them."""
    for folder in paths:
        if not folder.is_dir():
            yield f"{folder}: there is no such folder"
        for each in sorted({found.parent for found in folder.glob("*/*.j2")}):
            if each.name not in _LOCALES:
                yield f"{each}: no locale of the desk; there are {', '.join(_LOCALES)}"


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for folder in paths:
        for locale in _LOCALES:
            yield from sorted((folder / locale).glob("*.j2"))
