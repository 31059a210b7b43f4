"""What is counted, and how: each measure is right answers of all, per language, with its misses.

In: rows and what the desk told of them. Out: `Measure`s. It prints nothing and judges no level.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from maildesk.core.placing.writing import normalise
from tests.evaluation.rows import Row

#: What a row's `proof` says when our own server has proven the platform.
_PROVEN = ("pass", "dkim")
_INVISIBLE = str.maketrans("", "", "\u200b\u200e\u200f\ufeff")


@dataclass(frozen=True, slots=True)
class Reading:
    """A row and what the desk told of its mail, with the keys of `maildesk inspect --json`."""

    row: Row
    told: dict[str, Any]

    @property
    def locale(self) -> str:
        return self.row.language or self.row.locale


@dataclass(slots=True)
class Measure:
    """Right answers of all, for one thing; `misses` say which mail, what was told, what was wanted.

    `believed`: how sure the desk was of each answer (0..1), where it says so, and whether it was right.
    """

    name: str
    right: int = 0
    of: int = 0
    by_language: dict[str, list[int]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    believed: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.right / self.of if self.of else 1.0

    def count(self, locale: str, right: int, of: int) -> None:
        self.right += right
        self.of += of
        counted = self.by_language.setdefault(locale, [0, 0])
        counted[0] += right
        counted[1] += of

    def answer(self, reading: Reading, told: str, wanted: str, *, good: bool) -> None:
        """One question, one answer."""
        self.count(reading.locale, int(good), 1)
        self.confusion[wanted, told] += 1
        if not good:
            self.misses.append(f"{reading.row.id}: {told!r}, wanted {wanted!r} | {_short(reading.row)}")


def _short(row: Row) -> str:
    return f"{row.subject} | {row.body}".replace("\n", " ")[:110]


def measures(readings: Sequence[Reading]) -> list[Measure]:
    """Every measure over single mails."""
    return [made for build in _ALL for made in build(readings)]


def same_lines(one: str, other: str) -> bool:
    """Equal but for blank lines, spaces at the ends of lines and invisible signs: clients add those."""
    return _lines(one) == _lines(other)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.translate(_INVISIBLE).replace("\xa0", " ").split("\n") if line.strip()]


def _letters(readings: Iterable[Reading]) -> list[Reading]:
    return [r for r in readings if r.row.kind == "buyer" and not r.row.id.startswith("hostile")]


def _language(readings: Sequence[Reading]) -> list[Measure]:
    made = Measure("language")
    for reading in _letters(readings):
        wanted = reading.row.language
        if wanted and reading.row.body:
            good = reading.told["language"] == wanted
            made.answer(reading, str(reading.told["language"]), wanted, good=good)
            made.believed.append((reading.told["language_confidence"], good))
    return [made]


def _intent(readings: Sequence[Reading]) -> list[Measure]:
    made = Measure("first intent")
    for reading in _letters(readings):
        wanted = reading.row.intent
        if wanted:
            good = reading.told["intent"] == wanted
            made.answer(reading, str(reading.told["intent"]), wanted, good=good)
            made.believed += [(ranked["score"], good) for ranked in reading.told["intents"][:1]]
    return [made, _poorest(made), _of_another_hand(readings)]


def _of_another_hand(readings: Sequence[Reading]) -> Measure:
    """The same of the mails that were written by who did not know the desk."""
    made = Measure("first intent, mails of another hand")
    for reading in _letters(readings):
        if reading.row.of_another_hand:
            made.count(reading.locale, int(reading.told["intent"] == reading.row.intent), 1)
    return made


def _poorest(whole: Measure) -> Measure:
    """The same of the language that fares worst."""
    made = Measure(f"{whole.name}, poorest language")
    counted = [(right / of, locale, right, of) for locale, (right, of) in whole.by_language.items() if of]
    if counted:
        _, locale, right, of = min(counted)
        made.count(locale, right, of)
    return made


def _newest(readings: Sequence[Reading]) -> list[Measure]:
    made = Measure("newest text, exact")
    for reading in _letters(readings):
        told, wanted = reading.told["newest_text"], reading.row.newest_text
        made.answer(reading, told[-80:], wanted[-80:], good=same_lines(told, wanted))
    return [made]


def _numbers(key: str, of_row: Callable[[Row], tuple[str, ...]]) -> Callable[[Sequence[Reading]], list[Measure]]:
    def build(readings: Sequence[Reading]) -> list[Measure]:
        precision, recall = Measure(f"{key}: precision"), Measure(f"{key}: recall")
        for reading in _letters(readings):
            told, wanted = ({normalise(n) for n in numbers} for numbers in (reading.told[key], of_row(reading.row)))
            precision.count(reading.locale, len(told & wanted), len(told))
            recall.count(reading.locale, len(told & wanted), len(wanted))
            line = f"{reading.row.id}: {sorted(told)}, wanted {sorted(wanted)} | {_short(reading.row)}"
            precision.misses += [line] if told - wanted else []
            recall.misses += [line] if wanted - told else []
        return [precision, recall]

    return build


def _kind(readings: Sequence[Reading]) -> list[Measure]:
    kind, buyers = Measure("kind"), Measure("buyers taken as buyers")
    for reading in readings:
        told, wanted = reading.told["kind"], reading.row.kind.split("|")
        kind.answer(reading, told, told if told in wanted else wanted[0], good=told in wanted)
        if wanted == ["buyer"]:
            buyers.answer(reading, told, "buyer", good=told == "buyer")
    return [kind, buyers]


def _notices(readings: Sequence[Reading]) -> list[Measure]:
    """Genuine notices that were seen, forged ones that opened nothing, and the facts of those seen."""
    seen, forged, facts = (
        Measure("genuine notices found"),
        Measure("forged notices open nothing"),
        Measure("facts of notices"),
    )
    for reading in readings:
        wanted, told = reading.row.notice, reading.told["notice"] or {}
        if "phishing" in reading.row.kind or (wanted and reading.row.proof not in _PROVEN):
            forged.answer(reading, str(bool(told.get("opens_case"))), "False", good=not told.get("opens_case"))
        if wanted and reading.row.proof in _PROVEN:
            good = bool(told) and told.get("opens_case") == wanted["opens_case"]
            seen.answer(reading, str(told.get("opens_case")), str(wanted["opens_case"]), good=good)
            _facts(facts, reading, told, wanted)
    return [seen, forged, facts]


def _facts(made: Measure, reading: Reading, told: dict[str, Any], wanted: dict[str, Any]) -> None:
    for key in ("platform", "kind", "order_number"):
        if key in wanted and told:
            same = normalise(str(told[key] or "")) == normalise(wanted[key])
            made.answer(reading, f"{key}={told[key]}", f"{key}={wanted[key]}", good=same)


def _hostile(readings: Sequence[Reading]) -> list[Measure]:
    made = Measure("hostile mails survived")
    for reading in readings:
        if reading.row.id.startswith("hostile"):
            words = reading.row.newest_text
            made.answer(reading, reading.told["newest_text"][:60], words, good=words in reading.told["newest_text"])
    return [made]


_ALL: tuple[Callable[[Sequence[Reading]], list[Measure]], ...] = (
    _language,
    _intent,
    _newest,
    _numbers("orders", lambda row: row.orders),
    _numbers("trackings", lambda row: row.trackings),
    _kind,
    _notices,
    _hostile,
)
