"""Which language a text is in, how sure, and which others carry whole sentences of it.

In: a text and what else is known (`Hints`). Out: `LanguageFound`. Letter groups (langdetect's profiles), frequent words and
the writing itself are witnesses whose log-chances are added; hints are a prior. The same text gives the same answer at any
time in any thread. It never raises and never asks a network; it does not choose the locale of the answer (`locale.py`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from maildesk.core.language.found import Hints, LanguageFound
from maildesk.core.language.prior import hint_weights
from maildesk.core.language.script import HAN, HANGUL, KANA, LATIN, script_of, script_shares
from maildesk.core.language.table import Table
from maildesk.core.language.variant import VariantWords, chinese_form, japanese_odds, portuguese_form
from maildesk.core.language.words import Sentence, sentences

#: Latin letters stand in every mail (brands, goods): another script wins with less than half of the words.
_LATIN_COUNTS = 0.45
#: A mail opens with the sender's own words; what follows may be a courtesy translation.
_FIRST_COUNTS = 1.25
#: Japanese has kana in every sentence; a の in a Chinese one is decoration.
_KANA_SHARE = 0.12
#: A sentence speaks for another language when it has this many words and is this sure without any prior.
_MIXED_WORDS = 4
_MIXED_SURE = 0.97
_SURE_BY_SCRIPT = 0.995
_RANKED = 4
_NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class _Heard:
    """One sentence: its main script, the words in it, their packed gains, and how many words it counts for."""

    script: str
    words: tuple[str, ...]
    grams: int
    listed: int
    size: float


@dataclass(frozen=True, slots=True)
class Detector:
    """Tables of profiles, words and countries; built once by `packs.language.load()` and shared by all threads."""

    tables: Mapping[str, Table] = field(repr=False)
    base_weights: Mapping[str, float] = field(repr=False)
    country_languages: Mapping[str, Mapping[str, float]] = field(repr=False)
    variants: VariantWords = field(default=VariantWords(), repr=False)
    neutral: frozenset[str] = field(default=frozenset(), repr=False)

    def detect(self, text: str, hints: Hints = _NO_HINTS) -> LanguageFound:
        """The language of `text`. None with confidence 0 when it holds no words; never raises."""
        heard = [self._hear(sentence) for sentence in _without_names(sentences(text))]
        heard = [one for one in heard if one.script]
        if not heard:
            return LanguageFound(None, 0.0, because=("no_words",))
        weights = hint_weights(hints, self.country_languages)
        mixed = self._by_sentence(heard)
        main = self._main_part(heard, mixed)
        chances = self._chances(main, weights)
        return self._found(chances, main, mixed, hints)

    def _hear(self, sentence: Sentence) -> _Heard:
        shares = script_shares(sentence.words)
        shares[LATIN] = int(shares[LATIN] * _LATIN_COUNTS)
        shares.pop("", None)
        script = max(shares, key=lambda name: shares[name]) if shares.total() else script_of(sentence.words[0][0])
        words = tuple(word for word in sentence.words if script_of(word[0]) == script)
        table = self.tables.get(script)
        if table is None:
            dense = tuple(word for word in sentence.words if script_of(word[0]) != LATIN)
            return _Heard(script, dense, 0, 0, shares[script] / 2)
        telling = [word for word in words if word not in self.neutral]
        return _Heard(script, words, table.gram_gains(telling), table.word_gains(telling), max(1, len(telling)))

    def _by_sentence(self, heard: list[_Heard]) -> list[str]:
        """For each sentence the language it speaks beyond doubt, taken alone; empty where it leaves a doubt."""
        return [self._beyond_doubt(one) if one.size >= _MIXED_WORDS else "" for one in heard]

    def _beyond_doubt(self, one: _Heard) -> str:
        chances = self._chances([one], {"": 0.0})
        best = max(chances, key=lambda tag: chances[tag])
        return best if chances[best] >= _MIXED_SURE else ""

    def _main_part(self, heard: list[_Heard], spoken: list[str]) -> list[_Heard]:
        """The sentences of the language with the most words; those that leave a doubt go with it if the script fits."""
        sizes: Counter[str] = Counter()
        for at, (one, language) in enumerate(zip(heard, spoken, strict=True)):
            sizes[language or one.script] += one.size * (_FIRST_COUNTS if at == 0 else 1.0)  # type: ignore[assignment]
        scripts: Counter[str] = Counter()
        for one in heard:
            scripts[one.script] += one.size * (_LATIN_COUNTS if one.script == LATIN else 1.0)  # type: ignore[assignment]
        spoken_sizes = {tag: size for tag, size in sizes.items() if tag in spoken}
        if not spoken_sizes:
            script = max(scripts, key=lambda name: scripts[name])
            return [one for one in heard if one.script == script]
        main = max(spoken_sizes, key=lambda tag: spoken_sizes[tag])
        script = next(one.script for one, language in zip(heard, spoken, strict=True) if language == main)
        return [
            one
            for one, language in zip(heard, spoken, strict=True)
            if language == main or (not language and one.script == script)
        ]

    def _chances(self, part: list[_Heard], weights: Mapping[str, float]) -> dict[str, float]:
        """The chance of each language of the part's script."""
        script = part[0].script
        if script in (HAN, KANA):
            return self._han_chances("".join(word for one in part for word in one.words), weights)
        if script == HANGUL:
            return {"ko": _SURE_BY_SCRIPT}
        table = self.tables.get(script)
        if table is None:
            return {script: _SURE_BY_SCRIPT}
        gains = table.gains(sum(one.grams for one in part), sum(one.listed for one in part))
        other = weights[""]
        return _softmax(
            {
                tag: gain + self.base_weights[tag] + weights.get(tag, other)
                for tag, gain in zip(table.languages, gains, strict=True)
            }
        )

    def _han_chances(self, text: str, weights: Mapping[str, float]) -> dict[str, float]:
        shares = script_shares((text,))
        if shares[KANA] > _KANA_SHARE * (shares[KANA] + shares[HAN]):
            return {"ja": _SURE_BY_SCRIPT}
        other = weights[""]
        odds = japanese_odds(text, self.variants)
        return _softmax({"ja": odds + weights.get("ja", other), "zh": weights.get("zh", other)})

    def _found(
        self, chances: Mapping[str, float], main: list[_Heard], spoken: list[str], hints: Hints
    ) -> LanguageFound:
        forms = dict(chances)
        if "pt" in forms:
            _split(forms, "pt", portuguese_form((word for one in main for word in one.words), self.variants, hints))
        if "zh" in forms:
            _split(forms, "zh", chinese_form("".join(word for one in main for word in one.words), hints))
        ranked = sorted(forms.items(), key=lambda item: (-item[1], item[0]))[:_RANKED]
        language, confidence = ranked[0]
        others = tuple(dict.fromkeys(tag for tag in spoken if tag and tag != language.partition("-")[0]))
        because = (f"script_{main[0].script}", *(("mixed",) if others else ()))
        return LanguageFound(language, round(confidence, 4), tuple(ranked), others, because)


def _without_names(said: tuple[Sentence, ...]) -> list[Sentence]:
    """All sentences but a name alone ("Anna Kowalska"), unless nothing else was said."""
    told = [sentence for sentence in said if not sentence.named]
    return told or list(said)


def _split(forms: dict[str, float], base: str, shares: Mapping[str, float]) -> None:
    whole = forms.pop(base)
    forms.update({tag: whole * share for tag, share in shares.items()})


def _softmax(logs: Mapping[str, float]) -> dict[str, float]:
    top = max(logs.values())
    grown = {tag: math.exp(log - top) for tag, log in logs.items()}
    total = sum(grown.values())
    return {tag: value / total for tag, value in grown.items()}
