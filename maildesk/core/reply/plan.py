"""The plan of a reply: which text, in which locale, with what the agent set. Stored instead of words, rendered when looked at.

In: a decision, or an agent's change. Out: `Plan`, and its values as the store has them. It holds no rendered text but the agent's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from maildesk.core.reply.facts import Code, Fact, Money, Name, Written

#: The named paragraphs of every reply, in the order they are read.
BLOCKS = ("greeting", "understood", "facts", "we_do", "you_can", "closing")

#: Under a mail that the desk writes first: who writes, and why. Only the bases of such texts have it.
FOOTER = "footer"
#: Blocks that are added to other texts, and stand in no text by themselves.
NOTE_BLOCKS = ("window", "closure", "coupon")


class Outcome(StrEnum):
    """What a reply does for the buyer."""

    INFORM = "inform"
    ASK = "ask"
    OFFER = "offer"
    HAND_OVER = "hand_over"
    ACKNOWLEDGE = "acknowledge"


class SlotKind(StrEnum):
    """How a slot's value is written: ISO date, `12.50 EUR`, whole number, a code, a name, or the agent's own words."""

    DATE = "date"
    MONEY = "money"
    NUMBER = "number"
    CODE = "code"
    NAME = "name"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Slot:
    """A fact the agent gave or changed; it stands before the fact of the same name."""

    name: str
    kind: SlotKind
    value: str


@dataclass(frozen=True, slots=True)
class BlockEdit:
    """The agent's own words instead of a block."""

    block: str
    text: str


@dataclass(frozen=True, slots=True)
class AddedBlock:
    """A block of another text, put after `after`. Its name in the reply is `template.block`."""

    template: str
    block: str
    after: str = "you_can"

    @property
    def name(self) -> str:
        return f"{self.template}.{self.block}"


@dataclass(frozen=True, slots=True)
class Plan:
    """`locale` is the one the texts are taken from; `because` are the decision's codes."""

    template: str
    locale: str
    outcome: Outcome
    because: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    edits: tuple[BlockEdit, ...] = ()
    added: tuple[AddedBlock, ...] = ()
    removed: tuple[str, ...] = ()

    def edited(self, block: str, text: str) -> Plan:
        """The plan with the agent's words in a block; empty words give the block back to its text."""
        kept = tuple(edit for edit in self.edits if edit.block != block)
        return replace(self, edits=(*kept, BlockEdit(block, text)) if text else kept)

    def with_slot(self, slot: Slot) -> Plan:
        """The plan with one slot set; an empty value takes the agent's value away. Raises ValueError for a value not of its kind."""
        if slot.value:
            slot_fact(slot)
        kept = tuple(each for each in self.slots if each.name != slot.name)
        return replace(self, slots=(*kept, slot) if slot.value else kept)


def to_values(plan: Plan) -> dict[str, Any]:
    """The plan as JSON has it, for a column of the store. Field by field: a plan is made for every mail, and most have no edits."""
    return {
        "template": plan.template,
        "locale": plan.locale,
        "outcome": str(plan.outcome),
        "because": list(plan.because),
        "slots": [asdict(slot) for slot in plan.slots],
        "edits": [asdict(edit) for edit in plan.edits],
        "added": [asdict(block) for block in plan.added],
        "removed": list(plan.removed),
    }


def from_values(raw: Mapping[str, Any]) -> Plan:
    """The plan that `to_values` wrote. Raises ValueError, KeyError or TypeError when it is not one."""
    return Plan(
        template=raw["template"],
        locale=raw["locale"],
        outcome=Outcome(raw["outcome"]),
        because=tuple(raw.get("because", ())),
        slots=tuple(Slot(each["name"], SlotKind(each["kind"]), each["value"]) for each in raw.get("slots", ())),
        edits=tuple(BlockEdit(**each) for each in raw.get("edits", ())),
        added=tuple(AddedBlock(**each) for each in raw.get("added", ())),
        removed=tuple(raw.get("removed", ())),
    )


def slot_fact(slot: Slot) -> Fact:
    """What the agent set, as a fact with the agent as source. Raises ValueError when the value is not of its kind."""
    return Fact(slot.name, _READ[slot.kind](slot.value), "agent")


def _money(text: str) -> Money:
    amount, _, currency = text.strip().partition(" ")
    try:
        return Money(Decimal(amount), currency.strip().upper())
    except ArithmeticError as error:
        raise ValueError(f"not an amount: {text!r}") from error


_READ: dict[SlotKind, Any] = {
    SlotKind.DATE: date.fromisoformat,
    SlotKind.MONEY: _money,
    SlotKind.NUMBER: int,
    SlotKind.CODE: Code,
    SlotKind.NAME: Name,
    SlotKind.TEXT: Written,
}
