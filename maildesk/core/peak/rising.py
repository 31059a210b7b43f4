"""Rising questions: what many buyers ask at once, found while it rises.

In: mails of the newest window and of the days before, each with its intent, product and words. Out: groups of mails, each mail in one of
them, with counts and trend. Deterministic, and linear in the mails: each is looked at three times, with a bounded number of words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

#: Words of a mail that are looked at; buyers say what they want early.
MOST_WORDS = 60
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """One mail. `words`: folded, in its order; `product`: the SKU that it or its only line is about, or nothing."""

    id: int
    intent: str
    product: str = ""
    words: tuple[str, ...] = ()
    language: str = ""

    @property
    def told(self) -> frozenset[str]:
        return frozenset(word for word in self.words[:MOST_WORDS] if len(word) >= _SHORTEST and not word.isdigit())


@dataclass(frozen=True, slots=True)
class Limits:
    """A group has at least `least` mails and comes at least `times` as often as before. A word marks a group when it is in at least
    `least` of the mails and in `times` the share of mails that it was in before."""

    least: int = 5
    times: float = 1.5


@dataclass(frozen=True, slots=True)
class Group:
    """Mails that ask one thing. `words`: what marks it, the most frequent first. `before`: how many such mails came in a stretch of the
    same length before; `trend`: times as many as then (one mail is assumed where none came)."""

    intent: str
    product: str
    words: tuple[str, ...]
    mails: tuple[int, ...]
    before: float
    languages: tuple[tuple[str, int], ...] = ()

    @property
    def count(self) -> int:
        return len(self.mails)

    @property
    def trend(self) -> float:
        return self.count / max(self.before, 1.0)

    @property
    def key(self) -> str:
        """Its name: the same question has the same name in the next hour."""
        return "/".join((self.intent, self.product, *self.words[:1]))


#: Intent, product, marking word: what a group is found by.
_Key = tuple[str, str, str]
#: A word in the mails of one intent and language.
_Said = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Marks:
    """What tells groups apart: words that more buyers say than usual, and products that many ask about."""

    words: Mapping[_Said, int]
    products: frozenset[tuple[str, str]]

    def key(self, mail: Asked) -> _Key:
        """Intent and product; where no product is asked about, the marking word of most mails, of equal ones the first by letter."""
        if (mail.intent, mail.product) in self.products:
            return mail.intent, mail.product, ""
        known = [(-self.words[said], said[2]) for said in _words(mail) if said in self.words]
        return mail.intent, "", min(known)[1] if known else ""


def rising(
    now: Iterable[Asked], before: Iterable[Asked], stretches: float, limits: Limits = Limits()
) -> tuple[Group, ...]:
    """The groups that rise, those with most mails above the usual first. `stretches`: how many windows `before` is long."""
    newest, earlier = tuple(now), tuple(before)
    marks = _Marks(_marking(newest, earlier, limits), _products(newest, limits))
    usual = Counter(marks.key(mail) for mail in earlier)
    held: dict[_Key, list[Asked]] = {}
    for mail in newest:
        held.setdefault(marks.key(mail), []).append(mail)
    groups = (_group(key, mails, usual[key] / max(stretches, 1.0), marks) for key, mails in held.items())
    strong = [each for each in groups if each.count >= limits.least and each.trend >= limits.times]
    return tuple(sorted(strong, key=lambda each: (each.before - each.count, each.key)))


def _products(newest: Sequence[Asked], limits: Limits) -> frozenset[tuple[str, str]]:
    asked = Counter((mail.intent, mail.product) for mail in newest if mail.product)
    return frozenset(pair for pair, count in asked.items() if count >= limits.least)


def _marking(newest: Sequence[Asked], earlier: Sequence[Asked], limits: Limits) -> dict[_Said, int]:
    """The words that mark a question, with the number of new mails that say them. A word that the same buyers' language always says, or
    says about everything today, marks nothing; where there is nothing to compare with, no word does."""
    said, then = Counter(_all_words(newest)), Counter(_all_words(earlier))
    asked, asked_then = _sizes(newest), _sizes(earlier)
    anyway, anyway_asked = Counter[tuple[str, str]](), Counter[str]()
    for (_, language, word), count in said.items():
        anyway[language, word] += count
    for (_, language), count in asked.items():
        anyway_asked[language] += count

    def usual(intent: str, language: str, word: str) -> float | None:
        others = anyway_asked[language] - asked[intent, language]
        shares = [(then[intent, language, word], asked_then[intent, language])]
        shares.append((anyway[language, word] - said[intent, language, word], others))
        return max((count / size for count, size in shares if size >= limits.least), default=None)

    return {
        each: count
        for each, count in said.items()
        if count >= limits.least
        and (share := usual(*each)) is not None
        and count / asked[each[:2]] > limits.times * share
    }


def _sizes(mails: Iterable[Asked]) -> Counter[tuple[str, str]]:
    return Counter((mail.intent, mail.language) for mail in mails)


def _all_words(mails: Iterable[Asked]) -> Iterator[_Said]:
    return (said for mail in mails for said in _words(mail))


def _words(mail: Asked) -> Iterator[_Said]:
    return ((mail.intent, mail.language, word) for word in mail.told)


def _group(key: _Key, mails: Sequence[Asked], before: float, marks: _Marks) -> Group:
    intent, product, word = key
    said = Counter(each[2] for mail in mails for each in _words(mail) if each in marks.words)
    ranked = sorted(said, key=lambda w: (w != word, -said[w], w))
    languages = sorted(Counter(mail.language for mail in mails).items(), key=lambda each: (-each[1], each[0]))
    return Group(intent, product, tuple(ranked[:4]), tuple(mail.id for mail in mails), before, tuple(languages))
