"""Finding the texts: `<folder>/<locale>/<name>.j2` become one `Catalogue`.

In: folders, the desk's own first, then a shop's, whose texts stand before the desk's. Out: the catalogue, and what is wrong
with the files that are left out of it. A text with an error never reaches a buyer: the next folder's, or a more general one, is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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


def load(paths: Iterable[Path] = (OWN_TEXTS,)) -> Catalogue:
    """The catalogue of all texts below the folders. Files with errors are left out; `load_all` names them."""
    return load_all(paths).catalogue


def load_all(paths: Iterable[Path] = (OWN_TEXTS,)) -> Loaded:
    """The catalogue, and what is wrong with the files that did not get into it."""
    texts: dict[tuple[str, str], Text] = {}
    wrong: list[str] = []
    for path in _files(paths):
        try:
            text = compile_text(path.stem, path.parent.name, path.read_text(encoding="utf-8"))
            texts[text.name, text.locale] = text
        except (TextError, UnicodeDecodeError, OSError) as error:
            wrong.append(str(error) if isinstance(error, TextError) else f"{path}: {error}")
    return Loaded(Catalogue(texts), tuple(wrong))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for folder in paths:
        for locale in _LOCALES:
            yield from sorted((folder / locale).glob("*.j2"))
