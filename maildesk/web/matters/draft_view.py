"""A draft as it is shown for review: draft and mirror block by block, its facts with their sources, the checks, what one may do.

In: a draft looked at (`flow.reply.review.Looked`). Out: `DraftView`. It decides nothing: whether it may go is asked of the core.
"""

from __future__ import annotations

from dataclasses import dataclass

from maildesk.core.locales import direction
from maildesk.core.queue.roles import may_approve as role_may_approve
from maildesk.core.reply import choices
from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.checks import Check, all_green, may_approve
from maildesk.core.reply.facts import Facts
from maildesk.core.reply.plan import Plan, Slot, SlotKind
from maildesk.core.reply.render import rows
from maildesk.core.reply.rendered import Block, Rendered
from maildesk.core.reply.vocabulary import VOCABULARY, fact
from maildesk.flow.house.person import Person
from maildesk.flow.reply.review import Looked
from maildesk.web.matters.marking import FactPiece, facts_in

#: Set once for all answers, on the page of the shop.
_THE_SHOPS = frozenset({"shop_name", "sign_off"})


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One block: as the buyer reads it, and as the agent does. `failed`: the checks that stop at it."""

    name: str
    text: str
    draft: tuple[FactPiece, ...]
    mirror: tuple[FactPiece, ...]
    mirrored: bool
    own: bool
    failed: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class SlotField:
    """A fact the agent may set. `value` as the form writes it; `set_`: the agent has set it."""

    name: str
    kind: SlotKind
    value: str
    source: str
    set_: bool


@dataclass(frozen=True, slots=True)
class DraftView:
    """`may` tells whether this person may approve; `mirrored` whether every block has its mirror."""

    plan: Plan
    subject: str
    locale: str
    dir: str
    rows: tuple[BlockRow, ...]
    checks: tuple[Check, ...]
    green: bool
    sendable: bool
    may: bool
    mirrored: bool
    slots: tuple[SlotField, ...]

    @property
    def failed(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.ok)

    @property
    def passed(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if check.ok)

    @property
    def proof(self) -> tuple[FactPiece, ...]:
        """Each fact of the draft once."""
        pieces = (piece for row in self.rows for piece in row.draft if piece.fact)
        return tuple({piece.fact: piece for piece in pieces}.values())


def draft_view(looked: Looked, who: Person) -> DraftView:
    mirrored = all(block.mirrored for block in looked.rendered.blocks)
    own = {edit.block for edit in looked.plan.edits}
    return DraftView(
        plan=looked.plan,
        subject=looked.rendered.subject,
        locale=looked.rendered.locale,
        dir=direction(looked.rendered.locale),
        rows=tuple(_row(block, other, own, looked.checks) for block, other in rows(looked.rendered, looked.mirror)),
        checks=looked.checks,
        green=all_green(looked.checks),
        sendable=may_approve(looked.checks),
        may=role_may_approve(who.role, writes_language=who.writes(looked.plan.locale), mirrored=mirrored),
        mirrored=mirrored,
        slots=tuple(_slots(looked)),
    )


def unasked_view(plan: Plan, draft: Rendered, mirror: Rendered, checks: tuple[Check, ...]) -> DraftView:
    """A mail that the desk would write first: looked at, let go or not, and never edited."""
    return DraftView(
        plan=plan,
        subject=draft.subject,
        locale=draft.locale,
        dir=direction(draft.locale),
        rows=tuple(_row(block, other, set(), checks) for block, other in rows(draft, mirror)),
        checks=checks,
        green=all_green(checks),
        sendable=may_approve(checks),
        may=False,
        mirrored=True,
        slots=(),
    )


def library(plan: Plan, texts: Catalogue) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The blocks that other texts of this language have, by text."""
    found: dict[str, list[str]] = {}
    for each in choices.library(texts, plan.locale):
        if each.template != plan.template:
            found.setdefault(each.template, []).append(each.block)
    return tuple((name, tuple(blocks)) for name, blocks in found.items())


def outcomes(plan: Plan, texts: Catalogue) -> tuple[str, ...]:
    """The texts the draft could be instead, in its language, the shop's own among them."""
    return tuple(dict.fromkeys((*(name for name, _ in choices.outcomes(texts, plan.locale)), plan.template)))


def _row(block: Block, other: Block | None, own: set[str], checks: tuple[Check, ...]) -> BlockRow:
    failed = tuple(check for check in checks if not check.ok and check.block == block.name)
    mirror = facts_in(other) if other is not None and block.name not in own else ()
    return BlockRow(block.name, block.text, facts_in(block), mirror, block.mirrored, block.name in own, failed)


def _slots(looked: Looked) -> list[SlotField]:
    """The facts the draft mentions, each as a field; what the agent set stands before what is known."""
    given = {slot.name: slot for slot in looked.plan.slots}
    named = dict.fromkeys(span.fact for block in looked.rendered.blocks for span in block.spans)
    fields = (
        _set(given[name]) if name in given else _settable(name, looked.facts)
        for name in dict.fromkeys((*named, *given))
    )
    return [field for field in fields if field]


def _set(slot: Slot) -> SlotField:
    return SlotField(slot.name, slot.kind, slot.value, "agent", True)


def _settable(name: str, facts: Facts) -> SlotField | None:
    """A fact as it is known. Links, lists, flags and the shop's own name are not set by hand."""
    word = VOCABULARY.get(name)
    kind = word.kind if word else SlotKind.TEXT
    known = fact(name, facts) if word else None
    if kind is None or name in _THE_SHOPS or (known and isinstance(known.value, tuple)):
        return None
    return SlotField(name, kind, choices.written(known, facts) if known else "", known.source if known else "", False)
