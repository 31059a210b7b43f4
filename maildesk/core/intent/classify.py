"""What the buyer wants: the linear model over words and ideas, then the sure signs of the order.

In: subject, newest text, language and order facts of one buyer's mail. Out: intents ranked, each with the buyer's own words that speak for
it. It never asks what kind of mail it is (only buyers' mails come here) and says `other` rather than guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import exp, log
from operator import add

from maildesk.core.intent.concepts import Lexicon, rows_of
from maildesk.core.intent.found import Intent, IntentFound, OrderHints, Scored
from maildesk.core.intent.model import Weights
from maildesk.core.intent.rules import sure_sign
from maildesk.core.intent.vocabulary import Term, Vocabulary
from maildesk.core.intent.words import ASKED, Reading, Word, read
from maildesk.core.locales import fallback_chain

#: What sentences say alone counts half beside the whole mail, each less than the one before: who asks two things means the first.
_ALONE = 0.5
_LATER = 0.75
#: So little does a sentence leave of what it does not speak of; those after the first dozen weigh next to nothing.
_UNSPOKEN = 0.02
_WEIGHED = 12
#: A further intent is told when one sentence alone speaks for it this clearly.
_ALSO = 0.6
#: Below this share the best intent is a guess: of mails read so, not one in three was right.
_GUESS = 0.3
_MAX_RANKED = 4
_NO_ORDER = OrderHints()
_MAX_EVIDENCE = 3
#: A word that speaks less than this share of the strongest is no evidence.
_CLEAR = 0.4
_NO_WORDS = frozenset({"0", ASKED})

#: Where a word, or a piece of a run, stands in the original, and what it says alone.
_Said = tuple[int, int, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class _Part:
    """One sentence, or a whole mail: its different words and pairs, and the rows of its ideas."""

    words: dict[str, Term]
    pairs: dict[int, int]
    ideas: set[int]


@dataclass(frozen=True, slots=True)
class Classifier:
    """Frozen; safe to share between threads. `buckets` is the number of hashed rows in `words`."""

    intents: tuple[Intent, ...]
    lexicon: Lexicon
    words: Weights
    ideas: Weights
    buckets: int
    _vocabulary: Vocabulary = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_vocabulary", Vocabulary(self.words, self.ideas, self.lexicon, self.buckets))

    def classify(self, subject: str, newest: str, language: str | None, hints: OrderHints = _NO_ORDER) -> IntentFound:
        """Rank what the mail asks for. `language` is BCP 47 or None; scores are shares of certainty 0..1."""
        reading = read(subject, newest)
        if not reading.sentences:
            return IntentFound((Scored(Intent.OTHER, 0.0),), ("no_words",))
        locale = self.lexicon.locale(reading.sentences, self.locale(language))
        concepts = [self.lexicon.concepts(sentence, locale) for sentence in reading.sentences]
        parts = list(map(partial(self._part, locale), reading.sentences, concepts))
        whole = _shares(self._logits(_whole(parts)))
        alone = [_shares(self._logits(part)) for part in parts] if len(parts) > 1 else []
        ranked = self._ranked(alone, _weighed(whole, alone[:_WEIGHED]))
        names = frozenset(self.lexicon.names[concept] for here in concepts for concept in here)
        ranked, because = _settled(ranked, hints, names)
        said = list(self._said(reading, locale))
        told = tuple(Scored(i, round(s, 3), self._evidence(reading.text, said, i)) for i, s in ranked)
        return IntentFound(told, because)

    def locale(self, language: str | None) -> str | None:
        """The locale whose lexicon reads a language, None when there is none."""
        return fallback_chain(language)[0] if language else None

    def _part(self, locale: str, sentence: Sequence[Word], concepts: frozenset[int]) -> _Part:
        terms = [self._vocabulary.term(word.folded, word.run, locale) for word in sentence]
        words = {word.folded: term for word, term in zip(sentence, terms, strict=True)}
        return _Part(words, self._vocabulary.pairs(terms), rows_of([concepts]))

    def _logits(self, part: _Part) -> list[float]:
        terms = part.words.values()
        total = sum([term.total for term in terms]) + sum(part.pairs.values())
        spoken = self.words.opened(total, sum([term.rows for term in terms]) + len(part.pairs))
        if not part.ideas:
            return list(map(add, spoken, self.words.bias))
        meant = self.ideas.sums(part.ideas)
        return [a + b + c for a, b, c in zip(spoken, meant, self.words.bias, strict=True)]

    def _ranked(self, alone: Iterable[Sequence[float]], scores: Sequence[float]) -> list[tuple[Intent, float]]:
        """Best first: the whole mail's intent, then what single sentences clearly ask besides."""
        order = sorted(range(len(scores)), key=lambda i: -scores[i])
        first = order[0]
        if scores[first] < _GUESS and self.intents[first] is not Intent.OTHER:
            return [(Intent.OTHER, 1 - scores[first]), (self.intents[first], scores[first])]
        also = {i: scores[i] for i in order[1:_MAX_RANKED] if scores[i] >= 0.05}
        for shares in alone:
            share = max(shares)
            best = shares.index(share)
            if best != first and share >= _ALSO and self.intents[best] is not Intent.OTHER:
                also[best] = max(also.get(best, 0.0), min(share / 2, scores[first] * 0.9))
        rest = sorted(also.items(), key=lambda pair: -pair[1])[: _MAX_RANKED - 1]
        return [(self.intents[i], s) for i, s in [(first, scores[first]), *rest]]

    def _said(self, reading: Reading, locale: str) -> Iterator[_Said]:
        """All words but numbers and signs, and of a run every piece of three characters."""
        for word in (word for sentence in reading.sentences for word in sentence if word.folded not in _NO_WORDS):
            if not word.run:
                yield word.start, word.end, self._vocabulary.term(word.folded, False, locale).says
                continue
            for at in range(max(1, len(word.folded) - 2)):
                start = word.start + at
                says = self._vocabulary.term(word.folded[at : at + 3], True, locale).says
                yield start, min(word.end, start + 3), says

    def _evidence(self, text: str, said: Sequence[_Said], intent: Intent) -> tuple[str, ...]:
        """The buyer's words that weigh most for an intent, neighbours joined, in the order of the mail; none for `other`."""
        if intent is Intent.OTHER:
            return ()
        lane = self.intents.index(intent)
        spans = [(says[lane], start, end) for start, end, says in said if says[lane] > 0]
        strong = sorted(spans, reverse=True)[: _MAX_EVIDENCE * 2]
        clear = [(start, end) for weight, start, end in strong if weight >= strong[0][0] * _CLEAR]
        return tuple(text[start:end] for start, end in _joined(text, clear)[:_MAX_EVIDENCE])


def _whole(parts: Sequence[_Part]) -> _Part:
    """A mail of all its sentences, each word and pair once."""
    words: dict[str, Term] = {}
    pairs: dict[int, int] = {}
    for part in parts:
        words |= part.words
        pairs |= part.pairs
    return _Part(words, pairs, set().union(*(part.ideas for part in parts)))


def _shares(logits: Sequence[float]) -> list[float]:
    """Softmax over the intents."""
    top = max(logits)
    raised = [exp(x - top) for x in logits]
    whole = sum(raised)
    return [x / whole for x in raised]


def _weighed(whole: Sequence[float], alone: Sequence[Sequence[float]]) -> Sequence[float]:
    """What the whole mail says times what its sentences say, each raised to its weight; made to shares again."""
    logs = [log(share + 1e-9) for share in whole]
    for at, shares in enumerate(alone):
        weight = _ALONE * _LATER**at
        logs = [said + weight * log(share + _UNSPOKEN) for said, share in zip(logs, shares, strict=True)]
    return _shares(logs)


def _joined(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap or have but a space between them as one, in the order of the mail; never over a line's end."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start] == " "):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


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
