"""What order and tracking numbers look like, as values: formats, carriers, and the words that stand around numbers.

In: nothing (only shapes; `packs` loads the rows). Out: `Numbering`, handed to the finders, and what they find.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from maildesk.core.placing.relay import Relay


class Strength(StrEnum):
    """What a number of a format needs to be believed: nothing more, or a word, a sender or the order book that speaks for it."""

    SELF_EVIDENT = "self_evident"
    NEEDS_CONTEXT = "needs_context"


class Cue(StrEnum):
    """What a word near a number says about it."""

    ORDER = "order"  # order, Bestellung, 訂單
    ORDERING = "ordering"  # ordered, commandé: speaks of an order, but a quantity may follow
    LABEL = "label"  # number, Nr., 番号
    FILLER = "filler"  # my, is, mit der: may stand between the word and the number
    JOINER = "joiner"  # numaralı, 番の: may stand between the number and a word behind it
    TRACKING = "tracking"  # parcel, Sendung, 追跡
    DECOY = "decoy"  # phone, item, customer: the number is that thing's
    PAPER = "paper"  # invoice, refund, complaint: what an order brings with it; the number may be the order's
    ACT = "act"  # cancel, exchange, status of: what is done to an order
    RETURN = "return"  # return, Retoure: what is sent back is the order, unless the number is labelled as the return's
    SAKE = "sake"  # invoice for, faktura do: what follows is what the thing is wanted for
    MONEY = "money"  # paid, price, refund of
    UNIT = "unit"  # pieces, days, €
    AND = "and"
    TO = "to"  # up to, bis: a range


@dataclass(frozen=True, slots=True, eq=False)
class CueWords:
    """Words in plain writing and lower-case, with what they may mean: one word can mean two things in two languages.

    `whole` must be the whole word, `stems` its beginning; in scripts without spaces a stem is any part.
    Equal only to itself, so that what was looked up with it can be remembered.
    """

    whole: Mapping[str, frozenset[Cue]] = field(default_factory=dict)
    stems: Mapping[str, frozenset[Cue]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OrderFormat:
    """How one channel writes its order numbers.

    `pattern` is searched in plain text; its groups, joined, are the number's parts and are written through `writing`
    (`"{}-{}-{}"`). `domains`: senders that speak for it. `dated`: the first six digits are a date (Shopee).
    `lower`: its letters are written small.
    """

    channel: str
    pattern: re.Pattern[str]
    writing: str
    strength: Strength
    domains: tuple[str, ...] = ()
    dated: bool = False
    lower: bool = False


@dataclass(frozen=True, slots=True)
class Carrier:
    """How one carrier writes its tracking numbers. `check` names the check digit's rule (`check_digit`), empty for none."""

    carrier: str
    pattern: re.Pattern[str]
    strength: Strength
    check: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Numbering:
    """All rows the finders walk, in the order in which they are tried. Equal only to itself."""

    formats: tuple[OrderFormat, ...] = ()
    carriers: tuple[Carrier, ...] = ()
    words: CueWords = CueWords()
    relays: tuple[Relay, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """An order number: as the order book writes it, its key (`normalise`), the channel if its form tells, and the rule's code.

    `typed`: it stands in the newest text, not only in the subject, which a reply inherits.
    """

    number: str
    key: str
    channel: str = ""
    because: str = ""
    typed: bool = True


@dataclass(frozen=True, slots=True)
class FoundTracking:
    """A tracking number without separators, upper-case, and its carrier; empty when only the words around it speak."""

    number: str
    carrier: str = ""
