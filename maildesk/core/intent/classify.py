"""What the buyer wants: the linear model over words and ideas, then the sure signs of the order.

In: subject, newest text, language and order facts of one buyer's mail. Out: intents ranked, each with the buyer's own words that speak for
it. It never asks what kind of mail it is (only buyers' mails come here) and says `other` rather than guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp
from operator import add

from maildesk.core.intent.concepts import Lexicon, found_in, line_of, rows_of
from maildesk.core.intent.found import Intent, IntentFound, OrderHints, Scored
from maildesk.core.intent.model import Weights, pair_row
from maildesk.core.intent.rules import sure_sign
from maildesk.core.intent.words import ASKED, Reading, Word, read
from maildesk.core.locales import fallback_chain

#: A further intent is told when one sentence alone speaks for it this clearly.
_ALSO = 0.6
#: Below this share the best intent is a guess.
_GUESS = 0.22
_MAX_RANKED = 4
_NO_ORDER = OrderHints()
_MAX_EVIDENCE = 3
#: A word that speaks less than this share of the strongest is no evidence.
_CLEAR = 0.4


@dataclass(frozen=True, slots=True)
class Classifier:
    """Frozen; safe to share between threads. `buckets` is the number of hashed rows in `words`."""

    intents: tuple[Intent, ...]
    lexicon: Lexicon
    words: Weights
    ideas: Weights
    buckets: int

    def classify(self, subject: str, newest: str, language: str | None, hints: OrderHints = _NO_ORDER) -> IntentFound:
        """Rank what the mail asks for. `language` is BCP 47 or None; scores are shares of certainty 0..1."""
        reading = read(subject, newest)
        if not reading.sentences:
            return IntentFound((Scored(Intent.OTHER, 0.0),), ("no_words",))
        near = self.lexicon.near(reading.sentences, self.locale(language))
        ideas = tuple(found_in(line_of(sentence), near) for sentence in reading.sentences)
        bag = _Bag(self)
        parts = [bag.rows(sentence) for sentence in reading.sentences]
        scores = self._shares(bag, (row for part in parts for row in part), ideas)
        ranked = self._ranked(bag, parts, ideas, scores)
        names = frozenset(self.lexicon.names[i] for here in ideas for i in here)
        ranked, because = _settled(ranked, hints, names)
        pieces = bag.pieces(reading, near)
        told = tuple(Scored(i, round(s, 3), self._evidence(reading, pieces, i)) for i, s in ranked)
        return IntentFound(told, because)

    def locale(self, language: str | None) -> str | None:
        """The locale whose lexicon reads a language, None when there is none."""
        return fallback_chain(language)[0] if language else None

    def _shares(self, bag: _Bag, keys: Iterable[_Key], ideas: Sequence[frozenset[int]]) -> list[float]:
        """Softmax over the intents of one bag of words and ideas."""
        logits = self._logits(bag, keys, ideas)
        top = max(logits)
        raised = [exp(x - top) for x in logits]
        whole = sum(raised)
        return [x / whole for x in raised]

    def _logits(self, bag: _Bag, keys: Iterable[_Key], ideas: Sequence[frozenset[int]]) -> list[float]:
        spoken = self.words.opened(*bag.sum(keys))
        if not any(ideas):
            return list(map(add, spoken, self.words.bias))
        meant = self.ideas.sums(rows_of(ideas))
        return [a + b + c for a, b, c in zip(spoken, meant, self.words.bias, strict=True)]

    def _ranked(
        self, bag: _Bag, parts: Sequence[Sequence[_Key]], ideas: Sequence[frozenset[int]], scores: list[float]
    ) -> list[tuple[Intent, float]]:
        """Best first: the whole mail's intent, then what single sentences clearly ask besides."""
        order = sorted(range(len(scores)), key=lambda i: -scores[i])
        first = order[0]
        if scores[first] < _GUESS:
            return [(Intent.OTHER, 1 - scores[first]), (self.intents[first], scores[first])]
        also = {i: scores[i] for i in order[1:_MAX_RANKED] if scores[i] >= 0.05}
        if len(parts) > 1:
            for part, here in zip(parts, ideas, strict=True):
                alone = self._logits(bag, part, (here,))
                top = max(alone)
                best = alone.index(top)
                if best == first or self.intents[best] is Intent.OTHER:
                    continue
                share = 1 / sum([exp(x - top) for x in alone])
                if share >= _ALSO:
                    also[best] = max(also.get(best, 0.0), min(share / 2, scores[first] * 0.9))
        rest = sorted(also.items(), key=lambda pair: -pair[1])[: _MAX_RANKED - 1]
        return [(self.intents[i], s) for i, s in [(first, scores[first]), *rest]]

    def _evidence(self, reading: Reading, pieces: Sequence[_Piece], intent: Intent) -> tuple[str, ...]:
        """The buyer's words that weigh most for an intent, neighbours joined, in the order of the mail; none for `other`."""
        if intent is Intent.OTHER:
            return ()
        lane = self.intents.index(intent)
        spans = [(weight, piece.start, piece.end) for piece in pieces if (weight := self._spoke(piece, lane)) > 0]
        strong = sorted(spans, reverse=True)[: _MAX_EVIDENCE * 2]
        clear = [(start, end) for weight, start, end in strong if weight >= strong[0][0] * _CLEAR]
        return tuple(reading.text[start:end] for start, end in _joined(reading.text, clear)[:_MAX_EVIDENCE])

    def _spoke(self, piece: _Piece, lane: int) -> float:
        """How strongly a piece speaks for a class: its letters, and the ideas it holds."""
        weight = self.words.lane(piece.total, piece.count, lane)
        return weight + sum(self.ideas.lane(row, 1, lane) for row in piece.ideas) if piece.ideas else weight


def _joined(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap or have but a space between them as one, in the order of the mail; never over a line's end."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start] == " "):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word, or a piece of a run, in the original; the packed sum of its rows and their number; the packed rows of its ideas."""

    start: int
    end: int
    total: int
    count: int
    ideas: tuple[int, ...]


class _Bag:
    """The packed sums of the words of one mail, each worked out once."""

    def __init__(self, classifier: Classifier) -> None:
        self._of = classifier
        self._known: dict[_Key, tuple[int, int]] = {}

    def rows(self, sentence: Sequence[Word]) -> list[_Key]:
        """Keys of a sentence's words and of its neighbouring pairs."""
        weights, buckets = self._of.words, self._of.buckets
        keys: list[_Key] = []
        for i, word in enumerate(sentence):
            key = (word.folded, "")
            if key not in self._known:
                self._known[key] = weights.spelt(word.folded, word.run, buckets)
            keys.append(key)
            if i:
                key = (sentence[i - 1].folded, word.folded)
                if key not in self._known:
                    self._known[key] = (weights.packed(pair_row(sentence[i - 1], word, buckets)), 1)
                keys.append(key)
        return keys

    def sum(self, keys: Iterable[_Key]) -> tuple[int, int]:
        """Total and number of rows over the different keys."""
        total = count = 0
        for key in set(keys):
            add, more = self._known[key]
            total += add
            count += more
        return total, count

    def pieces(self, reading: Reading, near: Sequence[tuple[str, int]]) -> list[_Piece]:
        """All words but numbers and signs, and of a run every piece of three characters."""
        words = [word for sentence in reading.sentences for word in sentence if word.folded not in ("0", ASKED)]
        single = [(needle, concept) for needle, concept in near if " " not in needle.strip()]
        found = []
        for word in words:
            if not word.run:
                ideas = self._ideas(f" {word.folded} ", single)
                found.append(_Piece(word.start, word.end, *self._known[(word.folded, "")], ideas))
                continue
            for at in range(max(1, len(word.folded) - 2)):
                piece, start = word.folded[at : at + 3], word.start + at
                spelt = self._of.words.spelt(piece, True, self._of.buckets)
                found.append(_Piece(start, min(word.end, start + 3), *spelt, self._ideas(piece, single)))
        return found

    def _ideas(self, line: str, near: Sequence[tuple[str, int]]) -> tuple[int, ...]:
        """The packed rows of the ideas of a single word."""
        concepts = [concept for needle, concept in near if needle in line]
        rows = rows_of([frozenset({concept}) for concept in concepts]) if concepts else ()
        return tuple(self._of.ideas.packed(row) for row in rows)


def _settled(
    ranked: list[tuple[Intent, float]], hints: OrderHints, names: frozenset[str]
) -> tuple[list[tuple[Intent, float]], tuple[str, ...]]:
    """The ranking after the sure signs, and the code of the one that spoke."""
    first, score = ranked[0]
    sign = sure_sign(first, hints, names)
    if sign is None:
        return ranked, ("words",)
    rest = [(i, s) for i, s in ranked if i is not sign.intent and i is not first]
    return [(sign.intent, max(score, 0.6)), (first, score / 2), *rest][:_MAX_RANKED], ("words", sign.code)
