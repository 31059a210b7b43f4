"""A plan, looked at: its blocks in words, with the facts of this moment, in the buyer's language or in the agent's.

In: `Plan`, `Facts`, `Catalogue`. Out: `Rendered`. The mirror is the same plan through the same texts in another locale, so that
row by row it says what the buyer will read; an agent's own words have no mirror, and their row says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.facts import Fact, Facts
from maildesk.core.reply.manner import manner
from maildesk.core.reply.plan import BLOCKS, Plan, slot_fact
from maildesk.core.reply.rendered import Block, FactSpan, Rendered
from maildesk.core.reply.text import END, NUMBERED, START, Missing, Notes, Text
from maildesk.core.reply.vocabulary import VOCABULARY, fact

_SPACES = re.compile(r"[ \t]{2,}")
_REPLY_MARKS = re.compile(
    r"^(?:(?:re|aw|sv|antw|odp|vs|res|rif|ynt|回复|回覆|答复|답장)\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE
)
_MAX_SUBJECT = 200


def render(plan: Plan, facts: Facts, texts: Catalogue) -> Rendered:
    """The reply as the buyer would read it now."""
    return _render(plan, facts, texts, _subject(plan, facts, texts))


def mirror(plan: Plan, facts: Facts, texts: Catalogue, desk_locale: str) -> Rendered:
    """The same reply in the agent's language (`zh-Hans` or `en`): the same blocks in the same order. Edited ones are empty."""
    plain = replace(plan, locale=desk_locale, edits=tuple(replace(edit, text="") for edit in plan.edits))
    return _render(plain, facts, texts, _subject(plain, facts, texts))


def block_names(plan: Plan) -> tuple[str, ...]:
    """The names of the reply's blocks in order, added ones in their places, removed ones left out."""
    names: list[str] = []
    for block in BLOCKS:
        names.append(block)
        names += [added.name for added in plan.added if added.after == block]
    return tuple(name for name in names if name not in plan.removed)


def _render(plan: Plan, facts: Facts, texts: Catalogue, subject: str) -> Rendered:
    blocks: list[Block] = []
    for name in block_names(plan):
        block = _block(name, plan, facts, texts)
        if block is not None:
            blocks.append(block)
    open_slots = dict.fromkeys(span.fact for block in blocks for span in block.spans if not span.source)
    return Rendered(plan.locale, subject, tuple(blocks), tuple(open_slots))


def _block(name: str, plan: Plan, facts: Facts, texts: Catalogue) -> Block | None:
    """The block in its words; None where no text of the locale has one of that name."""
    template, _, block = name.rpartition(".")
    text = texts.block(template or plan.template, plan.locale, block)
    own = next((edit.text for edit in plan.edits if edit.block == name), None)
    if text is None:
        return Block(name, own, mirrored=False) if own else None
    written, mirrored = write_block(text, block, plan, facts)
    if own is None:
        return replace(written, name=name, mirrored=mirrored)
    return Block(name, own, tuple(_found_again(own, written)), mirrored=False)


def write_block(text: Text, block: str, plan: Plan, facts: Facts) -> tuple[Block, bool]:
    """One block of one text, and whether it holds nothing but mirrored words."""
    how = manner(text.locale, facts.order.country if facts.order else facts.buyer.country, facts.now)
    notes = Notes(how, [])
    marked = text.block(block, values(text.names, plan, facts), notes)
    return _unmarked(block, marked, notes), not notes.typed


def values(names: frozenset[str], plan: Plan, facts: Facts) -> dict[str, Fact | Missing]:
    """The facts of these names: what the agent set stands before what the desk knows."""
    given = {slot.name: slot_fact(slot) for slot in plan.slots if slot.name in names}
    return {name: given.get(name) or _known(name, facts) for name in names}


def _known(name: str, facts: Facts) -> Fact | Missing:
    return (fact(name, facts) if name in VOCABULARY else None) or Missing(name)


def _unmarked(name: str, marked: str, notes: Notes) -> Block:
    """The text without its marks, and the place of each fact. Marks never nest: values are cleaned of them."""
    pieces: list[str] = []
    spans: list[FactSpan] = []
    length = 0
    lines = (_SPACES.sub(" ", line.strip()) for line in marked.strip().splitlines())
    for piece in "\n".join(line for line in lines if line).split(START):
        number, separator, rest = piece.partition(NUMBERED)
        words, _, after = rest.partition(END) if separator else ("", "", number)
        if separator:
            spans.append(FactSpan(length, length + len(words), *notes.written[int(number)]))
        # A date such as "2025 г." at the end of a sentence brings its own full stop.
        after = after[1:] if words.endswith(".") and after.startswith(".") else after
        pieces += [words, after]
        length += len(words) + len(after)
    return Block(name, "".join(pieces), tuple(spans))


def _found_again(own: str, before: Block) -> Iterator[FactSpan]:
    """Facts of the block that an agent's own words still hold, each once, from left to right."""
    taken = 0
    for span in before.spans:
        start = own.find(before.text[span.start : span.end], taken) if span.end > span.start else -1
        if start >= 0:
            taken = start + span.end - span.start
            yield replace(span, start=start, end=taken)


def _subject(plan: Plan, facts: Facts, texts: Catalogue) -> str:
    """`Re:` and the buyer's own subject, its reply marks taken off; a mail without one gets the base's subject."""
    asked = " ".join(_REPLY_MARKS.sub("", " ".join(facts.told.subject.split())).split())
    if asked:
        return f"Re: {asked[:_MAX_SUBJECT]}"
    text = texts.block(plan.template, plan.locale, "subject")
    return write_block(text, "subject", plan, facts)[0].text if text else "Re:"


def rows(draft: Rendered, other: Rendered) -> tuple[tuple[Block, Block | None], ...]:
    """Draft and mirror side by side, paired by block name."""
    by_name = {block.name: block for block in other.blocks}
    return tuple((block, by_name.get(block.name)) for block in draft.blocks)
