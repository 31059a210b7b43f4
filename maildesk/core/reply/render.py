"""A plan, looked at: its blocks in words, with the facts of this moment, in the buyer's language or in the agent's.

In: `Plan`, `Facts`, `Catalogue`. Out: `Rendered`. The mirror is the same plan through the same texts in another locale, so that
row by row it says what the buyer will read; an agent's own words have no mirror, and their row says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from jinja2.runtime import Context

from maildesk.core.placing.subject import bare_subject
from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.facts import Fact, Facts, Written
from maildesk.core.reply.manner import joined, manner
from maildesk.core.reply.plan import BLOCKS, FOOTER, Plan, slot_fact
from maildesk.core.reply.rendered import Block, FactSpan, Rendered
from maildesk.core.reply.text import END, NUMBERED, START, Missing, Notes, Text
from maildesk.core.reply.vocabulary import VOCABULARY, fact

_SPACES = re.compile(r"[ \t]{2,}")
_MAX_SUBJECT = 200
_MARKS = "\u200e\u200f"


def render(plan: Plan, facts: Facts, texts: Catalogue) -> Rendered:
    """The reply as the buyer would read it now."""
    return _render(_Reading(plan, facts, texts))


def mirror(plan: Plan, facts: Facts, texts: Catalogue, desk_locale: str) -> Rendered:
    """The same reply in the agent's language (`zh-Hans` or `en`): the same blocks in the same order. Edited ones are empty."""
    edits = tuple(replace(edit, text="") for edit in plan.edits)
    return _render(_Reading(replace(plan, locale=desk_locale, edits=edits), facts, texts))


def rows(draft: Rendered, other: Rendered) -> tuple[tuple[Block, Block | None], ...]:
    """Draft and mirror side by side, paired by block name."""
    by_name = {block.name: block for block in other.blocks}
    return tuple((block, by_name.get(block.name)) for block in draft.blocks)


def block_names(plan: Plan) -> tuple[str, ...]:
    """The names of the reply's blocks in order, added ones in their places, removed ones left out."""
    names: list[str] = []
    for block in (*BLOCKS, FOOTER):
        names.append(block)
        names += [added.name for added in plan.added if added.after == block]
    return tuple(name for name in names if name not in plan.removed)


def known(name: str, plan: Plan, facts: Facts) -> Fact | Missing:
    """The fact of that name: what the agent set stands before what the desk knows."""
    slot = next((each for each in plan.slots if each.name == name), None)
    return slot_fact(slot) if slot else _told(name, facts)


def _told(name: str, facts: Facts) -> Fact | Missing:
    return (fact(name, facts) if name in VOCABULARY else None) or Missing(name)


class _Reading:
    """One rendering: the plan, and each fact looked up once, when a text first mentions it."""

    def __init__(self, plan: Plan, facts: Facts, texts: Catalogue) -> None:
        self.plan, self.facts, self.texts = plan, facts, texts
        how = manner(plan.locale, facts.order.country if facts.order else facts.buyer.country, facts.now)
        self.notes = Notes(how, {slot.name: slot_fact(slot) for slot in plan.slots})
        self.contexts: dict[Text, Context] = {}

    def write(self, name: str, template: str, block: str) -> Block | None:
        """The block as its text has it; None where no text of the locale has one of that name."""
        text = self.texts.block(template, self.plan.locale, block)
        if text is None:
            return None
        context = self.contexts.get(text) or self._begin(text)
        return _unmarked(name, text.block(block, context), self.notes)

    def _begin(self, text: Text) -> Context:
        known = self.notes.known
        for each in text.names - known.keys():
            known[each] = _told(each, self.facts)
        self.contexts[text] = text.context(self.notes)
        return self.contexts[text]


def _render(reading: _Reading) -> Rendered:
    found = (_block(name, reading) for name in block_names(reading.plan))
    blocks = tuple(block for block in found if block is not None)
    open_slots = dict.fromkeys(span.fact for block in blocks for span in block.spans if not span.source)
    return Rendered(reading.plan.locale, _subject(reading), blocks, tuple(open_slots))


def _block(name: str, reading: _Reading) -> Block | None:
    template, _, block = name.rpartition(".")
    written = reading.write(name, template or reading.plan.template, block)
    own = next((edit.text for edit in reading.plan.edits if edit.block == name), None)
    if own is None:
        return written
    return Block(name, own, tuple(_found_again(own, written)) if written else (), mirrored=False)


def _unmarked(name: str, marked: str, notes: Notes) -> Block:
    """The text without its marks, and the place of each fact. Marks never nest: values are cleaned of them."""
    lines = [line for line in map(str.strip, marked.split("\n")) if line]
    text, *marks = _SPACES.sub(" ", "\n".join(lines)).split(START)
    spans: list[FactSpan] = []
    mirrored = True
    for mark in marks:
        index, _, rest = mark.partition(NUMBERED)
        words, _, after = rest.partition(END)
        about = notes.written[int(index)]
        text = joined(text, words, notes.how)
        spans.append(FactSpan(len(text), len(text) + len(words), about.name, about.source))
        mirrored = mirrored and not isinstance(about.value, Written)
        # "2025 г." or "ر.س." at the end of a sentence brings its own full stop, before a direction mark perhaps.
        stopped = words.rstrip(_MARKS).endswith(".") and after.startswith(".")
        text += words + (after[1:] if stopped else after)
    return Block(name, text, tuple(spans), mirrored)


def _found_again(own: str, before: Block) -> Iterator[FactSpan]:
    """Facts of the block that an agent's own words still hold, each once, from left to right."""
    taken = 0
    for span in before.spans:
        start = own.find(before.text[span.start : span.end], taken) if span.end > span.start else -1
        if start >= 0:
            taken = start + span.end - span.start
            yield replace(span, start=start, end=taken)


def _subject(reading: _Reading) -> str:
    """`Re:` and the buyer's own subject, its reply marks taken off; a mail without one gets the base's subject."""
    asked = bare_subject(reading.facts.told.subject)
    if asked:
        return f"Re: {asked[:_MAX_SUBJECT]}"
    block = reading.write("subject", reading.plan.template, "subject")
    return block.text if block else "Re:"
