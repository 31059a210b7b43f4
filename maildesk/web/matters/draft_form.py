"""The form of a draft's parts as a plan: another text, other facts, blocks taken out, put in, or written by hand.

In: the form and the plan it was made from. Out: the changed plan. A fact or block is the agent's only where the form differs from what
it was shown with, so that a form that is sent unchanged changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.choices import switched
from maildesk.core.reply.plan import BLOCKS, AddedBlock, BlockEdit, Plan, Slot, SlotKind, slot_fact
from maildesk.errors import UsageError
from maildesk.web.i18n import _, say

_MOST = 20_000


def plan_from(form: Mapping[str, str], plan: Plan, texts: Catalogue) -> Plan:
    """The plan the form asks for. Raises `UsageError` naming a fact that is not written as its kind."""
    template = form.get("template", plan.template)
    if (template, plan.locale) in texts.texts and template != plan.template:
        plan = switched(plan, template)
    added = tuple(each for each in plan.added if f"out.{each.name}" not in form)
    new = _new_block(form, plan, texts)
    if new is not None and new.name not in {each.name for each in added}:
        added = (*added, new)
    removed = tuple(name for name in BLOCKS if f"out.{name}" in form)
    return replace(plan, slots=tuple(_slots(form, plan)), edits=tuple(_edits(form, plan)), added=added, removed=removed)


def _slots(form: Mapping[str, str], plan: Plan) -> Iterator[Slot]:
    given = {slot.name: slot for slot in plan.slots}
    named = [name.removeprefix("slot.") for name in form if name.startswith("slot.")]
    for name in dict.fromkeys((*given, *named)):
        if f"slot.{name}" not in form:
            yield given[name]
            continue
        value = form[f"slot.{name}"].strip()[:_MOST]
        unchanged = name not in given and value == form.get(f"was.{name}", "")
        if value and not unchanged:
            yield _checked(Slot(name[:40], _kind(form.get(f"kind.{name}", "")), value))


def _edits(form: Mapping[str, str], plan: Plan) -> Iterator[BlockEdit]:
    """Own words where the text differs from the one the block came with; an emptied text gives the block back."""
    kept = {edit.block: edit for edit in plan.edits}
    named = [name.removeprefix("block.") for name in form if name.startswith("block.")]
    for name in dict.fromkeys((*kept, *named)):
        if f"block.{name}" not in form:
            if name in kept and f"out.{name}" not in form:
                yield kept[name]
            continue
        words = form[f"block.{name}"].replace("\r\n", "\n").strip()[:_MOST]
        if words and (name in kept or words != form.get(f"before.{name}", "").replace("\r\n", "\n").strip()):
            yield BlockEdit(name, words)


def _new_block(form: Mapping[str, str], plan: Plan, texts: Catalogue) -> AddedBlock | None:
    template, _dot, block = form.get("add", "").partition(".")
    text = texts.texts.get((template, plan.locale))
    if text is None or block not in text:
        return None
    after = form.get("after", "")
    return AddedBlock(template, block, after if after in BLOCKS else "we_do")


def _kind(word: str) -> SlotKind:
    return SlotKind(word) if word in {str(kind) for kind in SlotKind} else SlotKind.TEXT


def _checked(slot: Slot) -> Slot:
    try:
        slot_fact(slot)
    except ValueError as error:
        told = _(
            "%(fact)s is “%(value)s”; %(wanted)s was wanted.",
            fact=say("fact", slot.name),
            value=slot.value,
            wanted=say("slot_kind", slot.kind),
        )
        raise UsageError(told) from error
    return slot
