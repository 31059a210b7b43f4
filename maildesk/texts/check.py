"""Trying every text on every sample order before a buyer sees one.

In: the catalogue, the words that make an offer, and the samples of each locale. Out: `Finding`s with the file, the line and what to do,
none when all is well. A finding stops the command `templates check`; it changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from maildesk.core.care.classes import Offers, class_of
from maildesk.core.locales import BUYER_LOCALES, DESK_LOCALES, direction
from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.facts import Facts
from maildesk.core.reply.families import BASES, FAMILIES, Family, MailClass
from maildesk.core.reply.manner import manner, plural_category
from maildesk.core.reply.plan import BLOCKS, Outcome, Plan
from maildesk.core.reply.render import render
from maildesk.core.reply.rendered import Block, Rendered
from maildesk.core.reply.said import forms, said, starts
from maildesk.core.reply.text import Text
from maildesk.core.reply.vocabulary import VOCABULARY
from maildesk.core.reply.wording import faults, loose_latin, unbalanced
from maildesk.core.rules.decision import TEMPLATES, decide
from maildesk.texts.finding import Finding
from maildesk.texts.occasions import fitting, shown
from maildesk.texts.samples import NOW, Sample, samples

#: Where nobody says what makes an offer, none is looked for.
NO_OFFERS = Offers((), frozenset())
#: A line of a mail should not be longer (RFC 5322, 2.1.1), and programs show less of it.
_LONGEST_SUBJECT = 78
#: Every text the desk itself may choose.
_NAMED = (*BASES, *TEMPLATES, *FAMILIES)
_GREETING, _UNDERSTOOD, _CLOSING = BLOCKS[0], BLOCKS[1], BLOCKS[-1]
_WORD = re.compile(r"[^\W\d_]+")


def check(
    catalogue: Catalogue,
    offers: Offers = NO_OFFERS,
    tried: Callable[[str], tuple[Sample, ...]] = samples,
    only: str = "",
) -> list[Finding]:
    """Everything wrong with the texts, by reading them and by rendering each with each sample of its locale.

    `only` one locale: the others stand beside it for comparison.
    """
    asked = (only,) if only else catalogue.locales
    found = [each for each in _absent(catalogue) if not only or each.locale == only]
    for text in catalogue.texts.values():
        found += _read(text, catalogue) if text.locale in asked else ()
    for locale in asked:
        found += _replies(locale, catalogue, tried(locale), offers)
        found += _occasions(locale, catalogue, offers)
    return list(dict.fromkeys(found))


def _absent(catalogue: Catalogue) -> Iterator[Finding]:
    """Whatever the desk may choose stands in every buyer's language, and in the agents' for the mirror."""
    for locale in dict.fromkeys((*BUYER_LOCALES, *DESK_LOCALES)):
        names = [name for name in _NAMED if (name, locale) not in catalogue.texts]
        yield from (Finding("no_text", locale, name) for name in names)


def _read(text: Text, catalogue: Catalogue) -> Iterator[Finding]:
    """What can be seen without an order."""
    for name in sorted(text.names - VOCABULARY.keys()):
        yield Finding("unknown_word", text.locale, text.name, name)
    if text.name not in _NAMED:
        unread = [each for each in DESK_LOCALES if (text.name, each) not in catalogue.texts]
        yield from (Finding("no_mirror", text.locale, text.name, each) for each in unread)
    english = catalogue.texts.get((text.name, "en"))
    if english is not None and text.locale != "en":
        yield from _unlike(text, english)
    needed = _categories(text.locale)
    for each in forms(text):
        if lacking := needed - each.categories:
            yield Finding("plural_forms", text.locale, text.name, ", ".join(sorted(lacking)), each.block, each.line)
    for line in said(text):
        for fault in faults(line.words, text.locale):
            yield Finding(fault.code, text.locale, text.name, fault.words, line.block, line.line)


def _unlike(text: Text, english: Text) -> Iterator[Finding]:
    """Draft and mirror stand side by side, so every locale has the same blocks with the same facts. A greeting may go without the name."""
    at = starts(text)
    for block in sorted(text.writes.keys() ^ english.writes.keys()):
        yield Finding("blocks_differ", text.locale, text.name, block, line=at.get(block, 0))
    for block in sorted(text.writes.keys() & english.writes.keys() - {_GREETING}):
        if differing := text.writes[block] ^ english.writes[block]:
            yield Finding("facts_differ", text.locale, text.name, ", ".join(sorted(differing)), block, at[block])
    copied = {line.words for line in said(english) if len(_WORD.findall(line.words)) > 2}
    for line in said(text):
        if line.words in copied:
            yield Finding("english_words", text.locale, text.name, line.words, line.block, line.line)


@lru_cache(maxsize=64)
def _categories(locale: str) -> frozenset[str]:
    how = manner(locale, "", NOW)
    return frozenset(plural_category(number, how) for number in range(201)) | {"other"}


def _replies(locale: str, catalogue: Catalogue, tried: tuple[Sample, ...], offers: Offers) -> Iterator[Finding]:
    """Every reply with the facts of every sample; an open slot or an offer counts where the decision would choose the text for them."""
    names = [name for name in catalogue.names if (name, locale) in catalogue.texts and name not in FAMILIES]
    chosen: dict[Facts, dict[str, tuple[str, ...]]] = {}
    for sample in tried:
        decision = decide(sample.intent, sample.facts)
        chosen.setdefault(sample.facts, {})[decision.template] = decision.slots
    for facts, slots in chosen.items():
        for name in names:
            reply = render(Plan(name, locale, Outcome.INFORM), facts, catalogue)
            yield from _as_written(reply, name, catalogue)
            if name in slots:
                # A slot that the decision leaves to a person is no fault of the text.
                yield from _left_open(reply, name, catalogue, slots[name])
                yield from _offering(reply, name, MailClass.TRANSACTIONAL, offers)


def _occasions(locale: str, catalogue: Catalogue, offers: Offers) -> Iterator[Finding]:
    """Every text that no decision chooses, on its own occasions: none of them leaves a slot open, or offers what it may not."""
    for name, named in FAMILIES.items():
        if (name, locale) not in catalogue.texts:
            continue
        for sample in fitting(name, locale):
            reply = render(shown(name, locale), sample.facts, catalogue)
            yield from _as_written(reply, name, catalogue)
            yield from _left_open(reply, name, catalogue)
            if len(reply.subject) > _LONGEST_SUBJECT:
                yield _at(catalogue, locale, name, "subject", "long_subject", f"{len(reply.subject)} characters")
            if named.family in (Family.FOLLOW_UP, Family.GREETING):
                yield from _offering(reply, name, named.mail_class, offers)


def _as_written(reply: Rendered, name: str, catalogue: Catalogue) -> Iterator[Finding]:
    """What only the words with their facts show."""
    there = {block.name for block in reply.blocks if block.text}
    for block in (_GREETING, _UNDERSTOOD, _CLOSING):
        if block not in there:
            yield _at(catalogue, reply.locale, name, block, "missing_block", block)
    for each in reply.blocks:
        yield from (_at(catalogue, reply.locale, name, each.name, *wrong) for wrong in _wrong(each, reply.locale))


def _wrong(block: Block, locale: str) -> Iterator[tuple[str, str]]:
    if unbalanced(block.text):
        yield "bidi_unbalanced", ""
    # An open slot shows its own name, which is no word of the text.
    known = all(span.source for span in block.spans)
    if known and direction(locale) == "rtl" and (loose := loose_latin(block.text)):
        yield "not_isolated", loose
    if block.name in (_GREETING, _CLOSING) and block.text and not _WORD.search(block.own_words):
        yield "no_words", ""
    if any(stray in block.text for stray in ("  ", " .", " ,")):
        yield "stray_space", ""


def _left_open(reply: Rendered, name: str, catalogue: Catalogue, allowed: tuple[str, ...] = ()) -> Iterator[Finding]:
    for block in reply.blocks:
        slots = dict.fromkeys(span.fact for span in block.spans if not span.source and span.fact not in allowed)
        yield from (_at(catalogue, reply.locale, name, block.name, "open_slot", slot) for slot in slots)


def _offering(reply: Rendered, name: str, declared: MailClass, offers: Offers) -> Iterator[Finding]:
    """An offer turns a mail of service into advertising, an answer to a question too (BGH VI ZR 134/15)."""
    classed = class_of(declared, reply, offers)
    if classed.mail_class is not declared:
        words = (code.partition(":")[2] for code in classed.because)
        yield from (Finding("offer_in_service", reply.locale, name, word) for word in words)


def _at(catalogue: Catalogue, locale: str, name: str, block: str, code: str, detail: str) -> Finding:
    """A finding in the text that has the block: the named one, the one it was added from, or the base that completes it."""
    template, _, own = block.rpartition(".")
    text = catalogue.block(template or name, locale, own)
    if text is None:
        return Finding(code, locale, name, detail)
    return Finding(code, locale, text.name, detail, own, starts(text)[own])
