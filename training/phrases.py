"""The phrases of a locale's pack, opened out into whole mails.

In: `maildesk/packs/intents/<locale>.toml`. Out: labelled mails, seeded. The patterns of a test fold are kept out of training whole,
also as second sentences. A pattern is a line with alternatives `(a|b|)` and slots `{product}`.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from maildesk.core.intent.found import Intent
from maildesk.core.locales import BUYER_LOCALES

PACKS = Path(__file__).parent.parent / "maildesk" / "packs" / "intents"
_CHOICE = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")
_SLOT = re.compile(r"\{(\w+)\}")
_ACCENTLESS = str.maketrans(
    "áàâãäåçéèêëíìîïñóòôõöúùûüýčďěňřšťůžąćęłńśźżğış", "aaaaaaceeeeiiiinooooouuuuycdenrstuzacelnszzgis"
)


@dataclass(frozen=True, slots=True)
class Locale:
    """One locale's pack as written."""

    name: str
    concepts: dict[str, list[str]]
    slots: dict[str, list[str]]
    mail: dict[str, list[str]]
    phrases: dict[Intent, list[str]]


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled mail."""

    locale: str
    intent: Intent
    subject: str
    newest: str


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def load(name: str) -> Locale:
    """A locale's pack. KeyError or ValueError when an intent is missing or unknown."""
    raw = tomllib.loads((PACKS / f"{name}.toml").read_text("utf-8"))
    return Locale(
        name,
        {concept: [s.strip() for s in stems.split("|") if s.strip()] for concept, stems in raw["concepts"].items()},
        {slot: [s.strip() for s in values.split("|")] for slot, values in raw.get("slots", {}).items()},
        {part: lines(text) for part, text in raw.get("mail", {}).items()},
        {Intent(intent): lines(text) for intent, text in raw.get("phrases", {}).items()},
    )


def locales() -> list[Locale]:
    """Every locale that has a pack, in the order of the desk."""
    return [load(name) for name in BUYER_LOCALES if (PACKS / f"{name}.toml").exists()]


def opened(pattern: str, slots: dict[str, list[str]], dice: random.Random) -> str:
    """One phrase of a pattern: each alternative and slot drawn, from the inside out."""
    while match := _CHOICE.search(pattern):
        pattern = pattern[: match.start()] + dice.choice(match[1].split("|")) + pattern[match.end() :]
    while _SLOT.search(pattern):
        pattern = _SLOT.sub(lambda m: dice.choice(slots[m[1]]), pattern)
    return " ".join(pattern.split())


def rough(text: str, dice: random.Random) -> str:
    """As typed in a hurry: now and then lower case, no accents, no stops, capitals, two letters swapped or one lost."""
    roll = dice.random()
    if roll < 0.15:
        text = text.lower()
    elif roll < 0.19:
        text = text.upper()
    if dice.random() < 0.12:
        text = text.translate(_ACCENTLESS)
    if dice.random() < 0.1:
        text = re.sub(r"[.,!?]", "", text)
    if dice.random() < 0.15 and len(text) > 12:
        at = dice.randrange(3, len(text) - 3)
        text = text[:at] + dice.choice((text[at + 1] + text[at], "", text[at] * 2)) + text[at + 2 :]
    return text


#: After these a buyer goes on to say what should be done about it.
_REMEDIED = frozenset(
    {
        Intent.NOT_RECEIVED,
        Intent.DAMAGED,
        Intent.DEFECTIVE,
        Intent.WRONG_ITEM,
        Intent.MISSING_ITEM,
        Intent.NOT_AS_DESCRIBED,
    }
)
_ALONE = frozenset({Intent.OTHER, Intent.THANKS, Intent.UNSUBSCRIBE})
#: What a buyer adds to an ask without meaning it first: how often, and of which asks.
_ADDED: dict[Intent, tuple[float, tuple[Intent, ...]]] = {
    **dict.fromkeys(_REMEDIED, (0.05, (Intent.REFUND_STATUS, Intent.INVOICE_OR_CUSTOMS))),
    Intent.PRODUCT_QUESTION: (0.12, (Intent.DISCOUNT_REQUEST,)),
}
_PRAISED_FIRST = 0.04

Patterns = Mapping[Intent, Sequence[str]]


def mail(locale: Locale, intent: Intent, pattern: str, kept: Patterns, dice: random.Random) -> tuple[str, str]:
    """Subject and newest text around one ask: greeting, context, sometimes more of the same matter or a lesser one, closing."""
    drawn = partial(opened, slots=locale.slots, dice=dice)
    ask, among = drawn(pattern), intent not in _ALONE
    seconds = [p for p in kept[intent] if p != pattern]
    often, added = _ADDED.get(intent, (0.0, ()))
    lesser = [p for other in added for p in kept[other]]
    parts = [
        drawn(dice.choice(locale.mail["greeting"])) if dice.random() < 0.6 else "",
        drawn(dice.choice(kept[Intent.THANKS])) if among and dice.random() < _PRAISED_FIRST else "",
        drawn(dice.choice(locale.mail["context"])) if dice.random() < 0.35 and among else "",
        ask,
        drawn(dice.choice(seconds)) if seconds and among and dice.random() < 0.3 else "",
        drawn(dice.choice(locale.mail["remedy"])) if intent in _REMEDIED and dice.random() < 0.35 else "",
        drawn(dice.choice(lesser)) if lesser and dice.random() < often else "",
        drawn(dice.choice(locale.mail["followup"])) if among and dice.random() < 0.3 else "",
        drawn(dice.choice(locale.mail["closing"])) if dice.random() < 0.55 else "",
    ]
    subject = drawn(dice.choice(locale.mail["subject"])) if dice.random() < 0.5 else ""
    if dice.random() < 0.06 and len(ask) < 60:
        return ask, ""
    return subject, rough((" " if dice.random() < 0.5 else "\n").join(p for p in parts if p), dice)


def examples(locale: Locale, keep: Callable[[str], bool], per_pattern: int, seed: int) -> list[Example]:
    """`per_pattern` mails of every kept pattern of a locale, the same for the same seed; only kept patterns go into them."""
    dice = random.Random(f"{seed} {locale.name}")
    kept = {
        intent: [pattern for pattern in patterns if keep(f"{locale.name}/{intent}/{pattern}")]
        for intent, patterns in locale.phrases.items()
    }
    return [
        Example(locale.name, intent, *mail(locale, intent, pattern, kept, dice))
        for intent, patterns in kept.items()
        for pattern in patterns
        for _ in range(per_pattern)
    ]
