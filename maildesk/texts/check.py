"""Trying every text on every sample order before a buyer sees one.

In: the catalogue and the samples of each locale. Out: `Finding`s, none when all is well. A finding stops the command
`templates check`; it changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from maildesk.core.locales import BUYER_LOCALES, DESK_LOCALES
from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.facts import Facts
from maildesk.core.reply.families import BASES, FAMILIES
from maildesk.core.reply.manner import manner, plural_category
from maildesk.core.reply.plan import BLOCKS, Outcome, Plan
from maildesk.core.reply.render import render
from maildesk.core.reply.rendered import Rendered
from maildesk.core.reply.text import Text
from maildesk.core.reply.vocabulary import VOCABULARY
from maildesk.core.rules.decision import TEMPLATES, decide
from maildesk.texts.occasions import fitting, shown
from maildesk.texts.samples import NOW, Sample, samples

_OPENED, _CLOSED = "\u2066\u2067\u2068", "\u2069"
_WORD = re.compile(r"[^\W\d_]{3,}")
_LATIN_SCRIPT = frozenset({"en", "de", "fr", "es", "it", "pt-BR", "nl", "pl", "sv", "tr", "cs"})
#: Words of English that are words of no other of the desk's languages.
_ENGLISH = frozenset(
    {"the", "your", "please", "and", "with", "you", "this", "have", "parcel", "tracking", "reply", "thank"}
)
#: Every text the desk itself may choose.
_NAMED = (*BASES, *TEMPLATES, *FAMILIES)
_LOUD = ("!", "！", "¡")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one text. `code` is stable; `detail` is the fact, the block or the words."""

    code: str
    locale: str
    name: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.locale}/{self.name}: {self.code}{f' ({self.detail})' if self.detail else ''}"


def check(catalogue: Catalogue, tried: Callable[[str], tuple[Sample, ...]] = samples) -> list[Finding]:
    """Everything wrong with the texts, by reading them and by rendering each with each sample of its locale."""
    found = list(_absent(catalogue))
    for text in catalogue.texts.values():
        found += _read(text, catalogue)
    for locale in catalogue.locales:
        found += _rendered(locale, catalogue, tried(locale))
        found += _occasions(locale, catalogue)
    return list(dict.fromkeys(found))


def _absent(catalogue: Catalogue) -> Iterator[Finding]:
    """Whatever the desk may choose stands in every buyer's language, and in the agents' for the mirror."""
    for locale in dict.fromkeys((*BUYER_LOCALES, *DESK_LOCALES)):
        names = [name for name in _NAMED if (name, locale) not in catalogue.texts]
        yield from (Finding("no_text", locale, name) for name in names)


def _read(text: Text, catalogue: Catalogue) -> Iterator[Finding]:
    for name in sorted(text.names - VOCABULARY.keys()):
        yield Finding("unknown_word", text.locale, text.name, name)
    if text.name not in _NAMED:
        unread = [each for each in DESK_LOCALES if (text.name, each) not in catalogue.texts]
        yield from (Finding("no_mirror", text.locale, text.name, each) for each in unread)
    yield from _unlike_english(text, catalogue.texts.get((text.name, "en")))
    needed = _categories(text.locale)
    for forms in text.forms:
        if lacking := needed - forms:
            yield Finding("plural_forms", text.locale, text.name, ", ".join(sorted(lacking)))
    if words := _left_in_english(text):
        yield Finding("english_words", text.locale, text.name, " ".join(words))
    yield from (Finding("exclamation_mark", text.locale, text.name, mark) for mark in _LOUD if mark in text.words)


def _unlike_english(text: Text, english: Text | None) -> Iterator[Finding]:
    """Draft and mirror stand side by side, so every locale has the same blocks with the same facts. A greeting may go without the name."""
    if english is None:
        return
    if blocks := text.writes.keys() ^ english.writes.keys():
        yield Finding("blocks_differ", text.locale, text.name, ", ".join(sorted(blocks)))
    for block in sorted(text.writes.keys() & english.writes.keys() - {"greeting"}):
        if differing := text.writes[block] ^ english.writes[block]:
            yield Finding("facts_differ", text.locale, text.name, f"{block}: {', '.join(sorted(differing))}")


def _categories(locale: str) -> frozenset[str]:
    how = manner(locale, "", NOW)
    return frozenset(plural_category(number, how) for number in range(201)) | {"other"}


def _left_in_english(text: Text) -> tuple[str, ...]:
    if text.locale == "en":
        return ()
    words = [word for word in _WORD.findall(text.words) if word.isascii()]
    return tuple(word for word in words if text.locale not in _LATIN_SCRIPT or word.casefold() in _ENGLISH)


def _rendered(locale: str, catalogue: Catalogue, tried: tuple[Sample, ...]) -> Iterator[Finding]:
    """Every reply with the facts of every sample; an open slot counts where the decision would choose the text for them."""
    names = [name for name in catalogue.names if (name, locale) in catalogue.texts and name not in FAMILIES]
    chosen: dict[Facts, dict[str, tuple[str, ...]]] = {}
    for sample in tried:
        decision = decide(sample.intent, sample.facts)
        chosen.setdefault(sample.facts, {})[decision.template] = decision.slots
    for facts, slots in chosen.items():
        for name in names:
            reply = render(Plan(name, locale, Outcome.INFORM), facts, catalogue)
            yield from _as_written(reply, name)
            # A slot that the decision leaves to a person is no fault of the text.
            open_slots = [slot for slot in reply.open_slots if slot not in slots[name]] if name in slots else []
            yield from (Finding("open_slot", locale, name, slot) for slot in open_slots)


def _occasions(locale: str, catalogue: Catalogue) -> Iterator[Finding]:
    """Every text that no decision chooses, on its own occasions: none of them leaves a slot open."""
    for name in FAMILIES:
        if (name, locale) in catalogue.texts:
            for sample in fitting(name, locale):
                reply = render(shown(name, locale), sample.facts, catalogue)
                yield from _as_written(reply, name)
                yield from (Finding("open_slot", locale, name, slot) for slot in reply.open_slots)


def _as_written(reply: Rendered, name: str) -> Iterator[Finding]:
    text = reply.text
    if sum(text.count(mark) for mark in _OPENED) != text.count(_CLOSED):
        yield Finding("bidi_unbalanced", reply.locale, name)
    there = {block.name for block in reply.blocks if block.text}
    for block in (BLOCKS[0], BLOCKS[1], BLOCKS[-1]):
        if block not in there:
            yield Finding("missing_block", reply.locale, name, block)
    if "  " in text or " ." in text or " ," in text:
        yield Finding("stray_space", reply.locale, name)
