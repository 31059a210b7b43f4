"""One text as the rules for order numbers see it, and what they ask of it beside the number itself.

In: plain text, what else is known of the mail. Out: `Reading`, and small questions about a place in it. It believes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from maildesk.core.placing.cues import cues_in
from maildesk.core.placing.numbering import Cue, CueWords, Numbering
from maildesk.core.placing.sighting import Sighting

_WORD = re.compile(r"[^\W\d_]{1,120}")
_MOST_WORDS = 400
_OF_ORDERS = frozenset({Cue.ORDER, Cue.ORDERING})
_BEFORE_TOWN = re.compile(r"(?:^|[\n,:]| (?:in|nach|aus|a|en|te|em|i|w|v|at)) *$")
#: A town, perhaps of several words, up to the end of its piece of the address.
_TOWN = re.compile(r"(?: (?:[A-Z][\w'-]{1,30}|a[nm]|de[rl]?|sur|la|le|of|am|Main)){1,5} ?(?=$|[\n,;.(])")
_STREET = re.compile(
    r" [A-Z][a-z]{1,20} (?:St|Street|Rd|Road|Ave|Avenue|Lane|Ln|Drive|Dr|Way|Court|Blvd|Close|Square)\b"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One plain text with what the rules may ask besides the number itself."""

    text: str
    numbering: Numbering
    known: Mapping[str, str]
    sender_domain: str
    trackings: frozenset[str]
    speaks_of_orders: bool

    def holds(self, s: Sighting) -> bool:
        """The order book has this number."""
        return s.key in self.known


#: Yes, no, or nothing to say.
Rule = Callable[[Reading, Sighting], bool | None]


def speaks_of_orders(text: str, words: CueWords) -> bool:
    """An order word stands anywhere in the text."""
    return speaks_of(text, words, _OF_ORDERS)


def speaks_of(text: str, words: CueWords, wanted: frozenset[Cue]) -> bool:
    """A word of one of these meanings stands anywhere in the text."""
    found = (m[0] for _, m in zip(range(_MOST_WORDS), _WORD.finditer(text.lower()), strict=False))
    return any(cues & wanted for word in found for cues in cues_in(word, words))


def is_year(key: str) -> bool:
    """Four digits that people write for a year."""
    return len(key) == 4 and "1990" <= key <= "2039"


def starts_an_address(reading: Reading, s: Sighting) -> bool:
    """ "10117 Berlin", "1034 Main Street": before a town, at the start of a line, behind a comma or an "in"."""
    before = reading.text[max(0, s.start - 20) : s.start]
    if _STREET.match(reading.text, s.end):
        return True
    return bool(_BEFORE_TOWN.search(before) and _TOWN.match(reading.text, s.end))
