"""What a buyer's own page says: `templates/i18n/public/<locale>.toml`, one flat table for each language.

In: the folder. Out: the sentences by locale and key. Raises `SettingError` when a language is missing, or says less or more than English:
a page half in another language helps nobody.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from maildesk.core.locales import BUYER_LOCALES, DESK_LOCALES
from maildesk.errors import SettingError
from maildesk.texts.load import OWN_TEXTS

#: The languages of the page: the buyers', and the agents', who look at it, too.
PUBLIC_LOCALES = tuple(dict.fromkeys((*BUYER_LOCALES, *DESK_LOCALES)))
Sentences = Mapping[str, str]


@cache
def load_public(folder: Path = OWN_TEXTS / "public") -> Mapping[str, Sentences]:
    """The sentences of every language."""
    read = {locale: _read(folder / f"{locale}.toml") for locale in PUBLIC_LOCALES}
    for locale, sentences in read.items():
        if uneven := set(sentences) ^ set(read["en"]):
            raise SettingError(f"{folder / locale}.toml: not the same keys as in English: {', '.join(sorted(uneven))}")
    return read


def _read(path: Path) -> Sentences:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as wrong:
        raise SettingError(f"{path}: {wrong}") from wrong
    if empty := [key for key, words in table.items() if not isinstance(words, str) or not words.strip()]:
        raise SettingError(f"{path}: says nothing for {', '.join(empty)}")
    return table
