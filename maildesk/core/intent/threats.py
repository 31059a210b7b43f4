"""Early warnings in a buyer's words: a threat to escalate, and a withdrawal from the contract.

In: subject, newest text and language. Out: at most one sign per kind, with the words as the buyer wrote them. It does not judge whether
a threat is meant or a withdrawal is in time; a person reads the mail either way, this only brings it forward.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from maildesk.core.intent.concepts import needle
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
class _Needles:
    """A row of words, ready to be looked for in folded sentences."""

    sure: tuple[str, ...]
    places: tuple[str, ...]
    acts: tuple[str, ...]
    calm: tuple[str, ...]
    withdrawal: tuple[str, ...]

    def met_in(self, text: str) -> _Needles:
        """Only what stands anywhere in the mail: most mails threaten nobody, and their sentences are not searched."""
        return _Needles(
            *(
                tuple([needle for needle in needles if needle in text])
                for needles in (self.sure, self.places, self.acts, self.calm, self.withdrawal)
            )
        )


#: First and one-past-last word of a find, with the characters inside them when a word is a run of Han or kana.
_Span = tuple[int, int]


def flags(subject: str, newest: str, language: str | None) -> tuple[WarningSign, ...]:
    """The warnings of a mail, threat first. `language` is BCP 47 or None: then every locale's words count.

    English counts beside the mail's own language: buyers everywhere write "chargeback" and "dispute".
    """
    reading = read(subject, newest)
    found: dict[str, WarningSign] = {}
    lines = [_Line(sentence) for sentence in reading.sentences]
    whole = "\n".join(line.text for line in lines)
    met = [row.met_in(whole) for row in _rows(fallback_chain(language) if language else ())]
    rows = [row for row in met if row.sure or row.places or row.withdrawal]
    for line in lines if rows else ():
        for row in rows:
            for code, span in (("threat", _threat(line, row)), ("withdrawal", line.first(row.withdrawal))):
                if span and code not in found:
                    found[code] = WarningSign(code, reading.text[span[0] : span[1]])
    return tuple(sorted(found.values(), key=lambda sign: sign.code))


class _Line:
    """One sentence as a line of folded words, and the way back to the original."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self.text = " " + " ".join(word.folded for word in words) + " "

    def first(self, needles: Sequence[str]) -> _Span | None:
        """Where in the original the first of the needles that stands here stands."""
        return next((self._original(self.text.index(n), n) for n in needles if n in self.text), None)

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


def _threat(line: _Line, row: _Needles) -> _Span | None:
    """A sure word, or a payment service beside an act; nothing when the sentence takes it back."""
    if any(calm in line.text for calm in row.calm):
        return None
    if sure := line.first(row.sure):
        return sure
    place, act = line.first(row.places), line.first(row.acts)
    if place is None or act is None:
        return None
    start, end = min(place[0], act[0]), max(place[1], act[1])
    return (start, end) if line.words_before(end) - line.words_before(start) <= _NEAR else None


@cache
def _rows(locales: tuple[str, ...]) -> tuple[_Needles, ...]:
    """The rows of some locales, of all when none is named."""
    return tuple(_ready(row) for row in WARNING_ROWS if not locales or row.locale in locales)


def _ready(row: WarningRow) -> _Needles:
    return _Needles(
        *(_needles(row.locale, text) for text in (row.sure, row.places, row.acts, row.calm, row.withdrawal))
    )


def _needles(locale: str, text: str) -> tuple[str, ...]:
    return tuple(needle(stem.strip(), locale) for stem in text.split("|"))
