"""Learning from a shop's own corrections: a sparse change of the shipped weights, kept only if it is better.

In: the shipped classifier, mails whose intent an agent set right, mails an agent let stand, and a small set that no lesson may harm.
Out: a `Trial`, which says whether the lesson is kept and why. It never changes what the shop did not speak of, and never learns by heart:
every verdict on a shop's mail comes from a lesson that had not seen it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt
from zlib import crc32

from maildesk.core.intent.classify import Classifier
from maildesk.core.intent.concepts import rows_of
from maildesk.core.intent.found import Intent
from maildesk.core.intent.lesson import Lesson, Steps
from maildesk.core.intent.model import Weights, pair_row, word_rows
from maildesk.core.intent.words import read

#: Fewer different corrections say more about the day than about the shop.
FEWEST = 6
_FOLDS = 5
_ROUNDS = 8
#: The right intent is to lead the others by this much (in logits).
_MARGIN = 3.0
#: The furthest one mail may move the weights.
_FURTHEST = 3.0
#: How often what a lesson cost the guard is learnt along with it.
_TRIES = 3

KEPT, TOO_FEW, NO_GAIN, HARMS = "kept", "too_few", "no_gain", "harms"


@dataclass(frozen=True, slots=True)
class Example:
    """A mail as the classifier gets it, and what its buyer wanted. `corrected`: an agent had to say so."""

    subject: str
    newest: str
    language: str | None
    intent: Intent
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """`code` is kept, too_few, no_gain or harms. First intents right of `of` mails, cross-validated, and of the guard's `guard_of`."""

    code: str
    lesson: Lesson
    of: int = 0
    right_before: int = 0
    right_after: int = 0
    guard_of: int = 0
    guard_before: int = 0
    guard_after: int = 0


def tried(shipped: Classifier, mails: Sequence[Example], guard: Sequence[Example]) -> Trial:
    """Learn from the mails, judge, and say whether the lesson is kept.

    It is kept when, cross-validated over all the shop's mails, more first intents are right than before, and no fewer of the guard's.
    Mails that were let stand count as much as corrected ones: else every lesson would look like a gain. What a lesson cost the
    guard is rehearsed with it.
    """
    if len({e.newest for e in mails if e.corrected}) < FEWEST:
        return Trial(TOO_FEW, Lesson())
    lesson, rehearsed, kept = _harmless(shipped, mails, guard)
    known, before = _right(shipped, guard), _right(shipped, mails)
    after = _cross_validated(shipped, mails, rehearsed)
    code = NO_GAIN if after <= before else KEPT if kept >= known else HARMS
    return Trial(code, lesson if code == KEPT else Lesson(), len(mails), before, after, len(guard), known, kept)


def _harmless(
    shipped: Classifier, mails: Sequence[Example], guard: Sequence[Example]
) -> tuple[Lesson, list[Example], int]:
    """A lesson that costs the guard as little as it can, what of the guard was rehearsed for that, and how many are right."""
    known = [mail for mail in guard if _is_right(shipped, mail)]
    rehearsed: list[Example] = []
    for _ in range(_TRIES):
        lesson = learnt(shipped, [*mails, *rehearsed])
        learned = lesson.on(shipped)
        kept = _right(learned, guard)
        if kept >= len(known):
            break
        rehearsed += [mail for mail in known if not _is_right(learned, mail)]
    return lesson, rehearsed, kept


def learnt(shipped: Classifier, mails: Iterable[Example]) -> Lesson:
    """Passive-aggressive steps (Crammer et al. 2006, PA-I), averaged: a mail that is right by the margin changes nothing.

    Words that stand in most of the shop's mails, greetings and the shop's own name, move least.
    """
    bags = [_Bag.of(shipped, mail) for mail in mails]
    rare = _rarity(bags)
    changed = _Changed(len(shipped.intents))
    for _ in range(_ROUNDS):
        for bag in bags:
            changed.see(bag, rare)
    return changed.lesson(shipped)


def _cross_validated(shipped: Classifier, mails: Sequence[Example], rehearsed: Sequence[Example]) -> int:
    """First intents right, each told by a lesson from the other folds. The same text twice is in one fold."""
    right = 0
    for fold in range(_FOLDS):
        unseen = [mail for mail in mails if _fold(mail) == fold]
        if unseen:
            seen = [*(mail for mail in mails if _fold(mail) != fold), *rehearsed]
            right += _right(learnt(shipped, seen).on(shipped), unseen)
    return right


def _fold(mail: Example) -> int:
    return crc32(mail.newest.encode()) % _FOLDS


def _right(classifier: Classifier, mails: Iterable[Example]) -> int:
    return sum(_is_right(classifier, mail) for mail in mails)


def _is_right(classifier: Classifier, mail: Example) -> bool:
    return classifier.classify(mail.subject, mail.newest, mail.language).first is mail.intent


@dataclass(frozen=True, slots=True)
class _Bag:
    """A mail's rows with the damping that scoring gives them, what the shipped weights say, and the class that is right.

    Rows of ideas follow the rows of words.
    """

    rows: dict[int, float]
    logits: tuple[float, ...]
    right: int

    @classmethod
    def of(cls, shipped: Classifier, mail: Example) -> _Bag:
        reading = read(mail.subject, mail.newest)
        keys: dict[tuple[str, str], list[int]] = {}
        for sentence in reading.sentences:
            for i, word in enumerate(sentence):
                keys.setdefault((word.folded, ""), list(word_rows(word.folded, shipped.buckets, run=word.run)))
                if i:
                    left = sentence[i - 1]
                    keys.setdefault((left.folded, word.folded), [pair_row(left, word, shipped.buckets)])
        words = Counter(row for rows in keys.values() for row in rows)
        ideas = rows_of(shipped.lexicon.found(reading.sentences, shipped.locale(mail.language)))
        spoken, meant = shipped.words.sums(words.elements()), shipped.ideas.sums(ideas)
        damped = {row: count / sqrt(words.total()) for row, count in words.items()}
        damped |= {shipped.buckets + row: 1 / sqrt(len(ideas)) for row in ideas}
        logits = tuple(a + b + c for a, b, c in zip(spoken, meant, shipped.words.bias, strict=True))
        return cls(damped, logits, shipped.intents.index(mail.intent))


def _rarity(bags: Sequence[_Bag]) -> dict[int, float]:
    """Near 1 for what stands in one mail, towards 0 for what stands in all."""
    mails = Counter(row for bag in bags for row in bag.rows)
    return {row: log((len(bags) + 1) / count) / log(len(bags) + 1) for row, count in mails.items()}


class _Changed:
    """The change of the weights so far, and its sum over all steps (for the average)."""

    def __init__(self, classes: int) -> None:
        self._classes = classes
        self._now: dict[int, list[float]] = {}
        self._summed: dict[int, list[float]] = {}
        self._steps = 0

    def see(self, bag: _Bag, rare: dict[int, float]) -> None:
        """One mail; when the right intent does not lead by the margin, the weights go as far as needed, and no further."""
        self._steps += 1
        felt = {row: damped * rare[row] for row, damped in bag.rows.items()}
        said = list(bag.logits)
        for row, weight in bag.rows.items():
            if (change := self._now.get(row)) is not None:
                said = [s + weight * c for s, c in zip(said, change, strict=True)]
        wrong = max((lane for lane in range(self._classes) if lane != bag.right), key=said.__getitem__)
        loss = _MARGIN - (said[bag.right] - said[wrong])
        size = sum(weight * felt[row] for row, weight in bag.rows.items())
        if loss > 0 and size > 0:
            self._step(felt, bag.right, wrong, min(_FURTHEST, loss / (2 * size)))

    def _step(self, felt: dict[int, float], right: int, wrong: int, far: float) -> None:
        for row, weight in felt.items():
            now = self._now.setdefault(row, [0.0] * self._classes)
            summed = self._summed.setdefault(row, [0.0] * self._classes)
            for lane, add in ((right, far * weight), (wrong, -far * weight)):
                now[lane] += add
                # What a step adds now stood nowhere in the steps before: subtracted from the average below.
                summed[lane] += add * (self._steps - 1)

    def lesson(self, shipped: Classifier) -> Lesson:
        """The averaged change in whole steps of the weights' bytes; what is less than half a step is nothing."""
        taken = max(1, self._steps)
        mean = {
            row: [now - early / taken for now, early in zip(change, self._summed[row], strict=True)]
            for row, change in self._now.items()
        }
        words = {row: change for row, change in mean.items() if row < shipped.buckets}
        ideas = {row - shipped.buckets: change for row, change in mean.items() if row >= shipped.buckets}
        return Lesson(_stepped(words, shipped.words), _stepped(ideas, shipped.ideas))


def _stepped(changes: dict[int, list[float]], weights: Weights) -> Steps:
    steps = {row: tuple(round(x / weights.step) for x in change) for row, change in changes.items()}
    return {row: change for row, change in steps.items() if any(change)}


def distinct(mails: Iterable[Example]) -> list[Example]:
    """The same words once, the newest verdict on them standing. `mails` come oldest first."""
    return list({(mail.subject, mail.newest): mail for mail in mails}.values())
