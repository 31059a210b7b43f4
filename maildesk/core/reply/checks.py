"""What stands between a draft and its approval: one table of checks, each answered yes or no with the place and the reason.

In: plan, rendering, facts, and what the caller knows of the surroundings. Out: `Check`s, passed ones too, for the screen.
It forbids nothing: `may_approve` and `all_green` say what the failed ones mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from maildesk.core.locales import fallback_chain
from maildesk.core.order import Channel
from maildesk.core.reply.facts import Facts
from maildesk.core.reply.forbidden import INCENTIVES, MONEY_PROMISES, limits_of
from maildesk.core.reply.plan import BLOCKS, Plan, SlotKind
from maildesk.core.reply.rendered import Block, Rendered


class Weight(StrEnum):
    """`stop`: cannot be approved so. `care`: a person must look; never approved in bulk or by itself."""

    STOP = "stop"
    CARE = "care"


@dataclass(frozen=True, slots=True)
class Check:
    """One answer. `block` is empty when it is about the whole reply; `detail` is a fact's name, a locale, or the words found."""

    code: str
    ok: bool
    weight: Weight
    block: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What is checked. `foreign`: numbers and addresses known to be other buyers' (the caller looked them up).

    `own_words`: the language found in the agent's own words, empty when there are none or they do not say.
    """

    plan: Plan
    rendered: Rendered
    facts: Facts
    foreign: frozenset[str] = field(default_factory=frozenset)
    own_words: str = ""


def check(checked: Checked) -> tuple[Check, ...]:
    """Every check of the table: one passed `Check`, or one failed for each place."""
    answers: list[Check] = []
    for code, weight, find in _TABLE:
        failed = [Check(code, False, weight, block, detail) for block, detail in find(checked)]
        answers += failed or [Check(code, True, weight)]
    return tuple(answers)


def may_approve(checks: Iterable[Check]) -> bool:
    return all(each.ok or each.weight is not Weight.STOP for each in checks)


def all_green(checks: Iterable[Check]) -> bool:
    return all(each.ok for each in checks)


#: Where a check failed: block, detail.
Found = Iterator[tuple[str, str]]
_MIN_OFFER = timedelta(days=14)
_NUMBER = re.compile(r"\d[\d.,:/-]{0,40}")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_LINK = re.compile(
    r"https?://|www\.|\b[\w-]{2,63}\.(?:com|net|org|shop|store|de|fr|es|it|nl|pl|se|ru|ua|jp|kr|tw|cn|cz|br|co|io|me)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\+?\d[\d ()/-]{7,24}\d")


def _open_slots(it: Checked) -> Found:
    return ((block.name, span.fact) for block in it.rendered.blocks for span in block.spans if not span.source)


def _unsourced(it: Checked) -> Found:
    """A number or an address in an agent's own words that no fact of the block stands behind. Single digits are words."""
    order = it.facts.order
    ours = {
        it.facts.buyer.email.casefold(),
        it.facts.shop.email.casefold(),
        order.buyer_email.casefold() if order else "",
    }
    for block in _own(it):
        for match in _NUMBER.finditer(block.text):
            known = any(span.start <= match.start() and match.end() <= span.end + 1 for span in block.spans)
            if not known and sum(c.isdigit() for c in match.group()) > 1:
                yield block.name, match.group()
        yield from ((block.name, found) for found in _ADDRESS.findall(block.text) if found.casefold() not in ours)


def _others_data(it: Checked) -> Found:
    for each in sorted(it.foreign):
        yield from ((block.name, each) for block in it.rendered.blocks if each and each in block.text)


def _fallback(it: Checked) -> Found:
    wanted = it.facts.buyer.locale
    if _language(it.plan.locale) != _language(wanted) and it.plan.locale in fallback_chain(wanted):
        yield "", f"{wanted or '?'} → {it.plan.locale}"


def _wrong_language(it: Checked) -> Found:
    wanted = it.facts.buyer.locale
    if wanted and it.plan.locale not in fallback_chain(wanted) and _language(it.plan.locale) != _language(wanted):
        yield "", f"{wanted} → {it.plan.locale}"
    if it.own_words and _language(it.own_words) != _language(it.plan.locale):
        yield "", f"{it.plan.locale} → {it.own_words}"


def _not_mirrored(it: Checked) -> Found:
    return ((block.name, "") for block in it.rendered.blocks if not block.mirrored)


def _missing_blocks(it: Checked) -> Found:
    there = {block.name for block in it.rendered.blocks if block.text}
    yield from ((name, "") for name in ("greeting", "understood", "closing") if name not in there)
    if not there & {"facts", "we_do", "you_can"}:
        yield "we_do", ""


def _empty(it: Checked) -> Found:
    if not any(block.text for block in it.rendered.blocks if block.name not in (BLOCKS[0], BLOCKS[-1])):
        yield "", ""


def _money(it: Checked) -> Found:
    """The texts promise none; an agent's own words, or an amount in a slot, may."""
    yield from ((block.name, word) for block in _own(it) for word in _words_in(block.text, MONEY_PROMISES))
    yield from (("", slot.name) for slot in it.plan.slots if slot.kind is SlotKind.MONEY)


def _contact(it: Checked) -> Found:
    """Links, addresses and phone numbers that lead off a marketplace; the facts of the order itself are none of these."""
    if limits_of(_channel(it)).contact_allowed:
        return
    for block in it.rendered.blocks:
        free = block.own_words
        for pattern in (_LINK, _ADDRESS, _PHONE):
            yield from ((block.name, match.group()) for match in pattern.finditer(free))


def _incentive(it: Checked) -> Found:
    if not limits_of(_channel(it)).contact_allowed:
        yield from ((block.name, word) for block in _own(it) for word in _words_in(block.text, INCENTIVES))


def _worthless(it: Checked) -> Found:
    for slot in it.plan.slots:
        if slot.name == "offer_until" and date.fromisoformat(slot.value) < it.facts.now.date() + _MIN_OFFER:
            yield "", slot.value


def _too_long(it: Checked) -> Found:
    length, limit = len(it.rendered.text), limits_of(_channel(it)).characters
    if length > limit:
        yield "", f"{length} > {limit}"


def _own(it: Checked) -> Iterator[Block]:
    return (block for block in it.rendered.blocks if not block.mirrored)


def _channel(it: Checked) -> Channel | None:
    return it.facts.order.channel if it.facts.order else None


def _words_in(text: str, words: Iterable[str]) -> Iterator[str]:
    folded = text.casefold()
    return (word for word in words if word in folded)


def _language(locale: str) -> str:
    return locale if locale.startswith("zh") else locale.partition("-")[0]


_TABLE: tuple[tuple[str, Weight, Callable[[Checked], Found]], ...] = (
    ("open_slot", Weight.STOP, _open_slots),
    ("empty", Weight.STOP, _empty),
    ("missing_block", Weight.CARE, _missing_blocks),
    ("fact_without_source", Weight.CARE, _unsourced),
    ("other_buyers_data", Weight.STOP, _others_data),
    ("wrong_language", Weight.CARE, _wrong_language),
    ("locale_fallback", Weight.CARE, _fallback),
    ("not_mirrored", Weight.CARE, _not_mirrored),
    ("promises_money", Weight.CARE, _money),
    ("leads_off_channel", Weight.STOP, _contact),
    ("review_incentive", Weight.STOP, _incentive),
    ("worthless_offer", Weight.STOP, _worthless),
    ("too_long", Weight.STOP, _too_long),
)
