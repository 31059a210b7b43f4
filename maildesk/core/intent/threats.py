"""Early warnings in a buyer's words: a threat to escalate, and a withdrawal from the contract.

In: subject, newest text and language. Out: at most one sign per kind, with the words as the buyer wrote them. It does not judge whether
a threat is meant or a withdrawal is in time; a person reads the mail either way, this only brings it forward.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache

from maildesk.core.intent.concepts import needle
from maildesk.core.intent.needles import Needles, line_of
from maildesk.core.intent.threat_rows import WARNING_ROWS, WarningRow
from maildesk.core.intent.words import Word, read
from maildesk.core.locales import fallback_chain

#: Further apart than this, a payment service and an act are two matters.
_NEAR = 12


@dataclass(frozen=True, slots=True)
class WarningSign:
    """`code` is threat or withdrawal; `evidence` the words that say so."""

    code: str
    evidence: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of words, as they are looked for in folded sentences."""

    sure: tuple[str, ...]
    places: tuple[str, ...]
    acts: tuple[str, ...]
    calm: tuple[str, ...]
    withdrawal: tuple[str, ...]

    @property
    def lists(self) -> tuple[tuple[str, ...], ...]:
        return self.sure, self.places, self.acts, self.calm, self.withdrawal

    def only(self, met: Set[str]) -> _Row:
        """What of it stands in a sentence, in the order of the row."""
        return _Row(*(tuple([each for each in listed if each in met]) for listed in self.lists))


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of some locales, and all their words together: few sentences hold any."""

    rows: tuple[_Row, ...]
    needles: Needles


#: First and one-past-last word of a find, with the characters inside them when a word is a run of Han or kana.
_Span = tuple[int, int]


def flags(subject: str, newest: str, language: str | None, also: Sequence[str] = ()) -> tuple[WarningSign, ...]:
    """The warnings of a mail, threat first. `language` is BCP 47 or None: then every locale's words count.

    `also`: other languages that it may be written in; a threat is not to be missed for a neighbour's language. English counts
    beside the mail's own language: buyers everywhere write "chargeback" and "dispute".
    """
    reading = read(subject, newest)
    found: dict[str, WarningSign] = {}
    chains = (fallback_chain(each) for each in dict.fromkeys((language, *also)) if each)
    rows = _rows(tuple(locale for chain in chains for locale in chain) if language else ())
    for sentence in reading.sentences:
        met = frozenset(rows.needles.standing(sentence))
        if not met:
            continue
        line = _Line(sentence)
        for row in (row.only(met) for row in rows.rows):
            for code, span in (("threat", _threat(line, row)), ("withdrawal", line.first(row.withdrawal))):
                if span and code not in found:
                    found[code] = WarningSign(code, reading.text[span[0] : span[1]])
    return tuple(sorted(found.values(), key=lambda sign: sign.code))


class _Line:
    """One sentence as a line of folded words, and the way back to the original."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self.text = line_of(words)

    def first(self, needles: Sequence[str]) -> _Span | None:
        """Where in the original the first of the needles stands; all of them stand in this sentence."""
        return self._original(self.text.index(needles[0]), needles[0]) if needles else None

    def words_before(self, at: int) -> int:
        """How many words end before a place of the original."""
        return sum(word.end <= at for word in self._words)

    def _original(self, at: int, found: str) -> _Span:
        start = at + len(found) - len(found.lstrip())
        end = at + len(found.rstrip())
        first = self.text.count(" ", 0, start) - 1
        last = self.text.count(" ", 0, end) - 1
        head, tail = self._words[first], self._words[last]
        begin = self.text.rindex(" ", 0, start) + 1
        if head.run and first == last:
            return head.start + start - begin, min(head.end, head.start + end - begin)
        return head.start, tail.end


def _threat(line: _Line, row: _Row) -> _Span | None:
    """A sure word, or a payment service beside an act; nothing when the sentence takes it back."""
    if row.calm:
        return None
    if sure := line.first(row.sure):
        return sure
    place, act = line.first(row.places), line.first(row.acts)
    if place is None or act is None:
        return None
    start, end = min(place[0], act[0]), max(place[1], act[1])
    return (start, end) if line.words_before(end) - line.words_before(start) <= _NEAR else None


@cache
def _rows(locales: tuple[str, ...]) -> _Rows:
    """The rows of some locales, of all when none is named."""
    rows = tuple(_ready(row) for row in WARNING_ROWS if not locales or row.locale in locales)
    return _Rows(rows, Needles(each for row in rows for listed in row.lists for each in listed))


def _ready(row: WarningRow) -> _Row:
    return _Row(*(_needles(row.locale, text) for text in (row.sure, row.places, row.acts, row.calm, row.withdrawal)))


def _needles(locale: str, text: str) -> tuple[str, ...]:
    return tuple(needle(stem.strip(), locale) for stem in text.split("|"))
