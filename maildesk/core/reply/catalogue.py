"""All texts, by name and locale, with the base of each locale. Built once at start, read by every rendering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from maildesk.core.locales import BUYER_LOCALES, fallback_chain
from maildesk.core.reply.families import BASES, FAMILIES, base_of
from maildesk.core.reply.text import Text

#: The text that fits every mail and exists in every locale: a general answer in the right language beats a fitting one in a wrong one.
ANYTHING = "look_into_it"


@dataclass(frozen=True, eq=False)
class Catalogue:
    """`texts[(name, locale)]`. Missing texts are looked for along the locale's chain, which ends in English."""

    texts: Mapping[tuple[str, str], Text]

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted({name for name, _ in self.texts if name not in BASES}))

    @cached_property
    def locales(self) -> tuple[str, ...]:
        return tuple(sorted({locale for _, locale in self.texts}))

    def choose(self, name: str, wanted: str) -> tuple[str, str]:
        """The text and the locale to write to a buyer of language `wanted` with, best first language, then best text.

        A greeting has no general text that could stand for it: it is sought in the next language.
        """
        for locale in fallback_chain(wanted, tuple(x for x in BUYER_LOCALES if x in self.locales)):
            for each in (name,) if name in FAMILIES else (name, ANYTHING):
                if (each, locale) in self.texts:
                    return each, locale
        return name, "en"

    def block(self, name: str, locale: str, block: str) -> Text | None:
        """The text that holds this block: the named one, else the base of its family in that locale."""
        for each in (self.texts.get((name, locale)), self.texts.get((base_of(name), locale))):
            if each is not None and block in each:
                return each
        return None
