"""Which language a text is in, how sure, and which others carry whole sentences of it.

In: a text and what else is known (`Hints`). Out: `LanguageFound`. Letter groups (langdetect's profiles), frequent words and
the writing itself are witnesses whose log-chances are added; hints are a prior. The same text gives the same answer at any
time in any thread. It never raises and never asks a network; it does not choose the locale of the answer (`locale.py`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from maildesk.core.language.found import Hints, LanguageFound
from maildesk.core.language.mixed import Heard, family, main_part
from maildesk.core.language.prior import base_tag, hint_weights
from maildesk.core.language.script import HAN, HANGUL, KANA, LATIN, script_of, script_shares
from maildesk.core.language.table import Table
from maildesk.core.language.variant import VariantWords, chinese_form, japanese_odds, portuguese_form
from maildesk.core.language.words import Sentence, plain_words, sentences

#: Within one sentence another script wins over Latin with less than half of the words: goods have Latin names.
_LATIN_COUNTS = 0.45
#: Japanese has kana in every sentence; a の in a Chinese one is decoration.
_KANA_SHARE = 0.12
#: A sentence speaks for a language of its own when it has this many words and is this sure without any hint.
_SENTENCE_WORDS = 4
_SENTENCE_SURE = 0.98
_SURE_BY_SCRIPT = 0.995
#: Of a sentence so many words are read letter by letter; the frequent words are heard in all of it.
_SPELT = 12
_RANKED = 4
#: A language this unlikely is not divided into its written forms.
_NEGLIGIBLE = 1e-6
_NO_HINTS = Hints()
_NO_WEIGHTS = {"": 0.0}


@dataclass(frozen=True, slots=True)
class Detector:
    """Tables of profiles, words and countries; built once by `packs.language.load()` and shared by all threads."""

    tables: Mapping[str, Table] = field(repr=False)
    country_languages: Mapping[str, Mapping[str, float]] = field(repr=False)
    variants: VariantWords = field(default=VariantWords(), repr=False)
    neutral: frozenset[str] = field(default=frozenset(), repr=False)

    def detect(self, text: str, hints: Hints = _NO_HINTS) -> LanguageFound:
        """The language of `text`. None with confidence 0 when it holds no words; never raises."""
        said = self._without_names(sentences(text))
        heard = [one for one in map(self._hear, said) if one.script]
        if not heard:
            return LanguageFound(None, 0.0, because=("no_words",))
        spoken = [self._beyond_doubt(one) for one in heard] if len(heard) > 1 else [""]
        main = main_part(heard, spoken)
        chances = self._chances(main, hint_weights(hints, self.country_languages))
        forms = self._forms(chances, text, main, hints)
        ranked = sorted(forms.items(), key=lambda item: (-item[1], item[0]))[:_RANKED]
        language, confidence = ranked[0]
        others = _others(spoken, base_tag(language))
        because = (
            f"script_{main[0].script}",
            *(("mixed",) if others else ()),
            *self._hints_told(hints, main, language),
        )
        return LanguageFound(language, round(confidence, 4), tuple(ranked), others, because)

    def _hints_told(self, hints: Hints, main: Sequence[Heard], language: str) -> tuple[str, ...]:
        """Which hints were given, and first whether the text alone would have been found to be in another language."""
        given = _hints_given(hints)
        if not given:
            return ()
        decided = self._alone(main)[0] != base_tag(language)
        return (*(("hints_decided",) if decided else ()), *given)

    def _without_names(self, said: Sequence[Sentence]) -> Sequence[Sentence]:
        """All sentences but a name alone ("Anna Kowalska"), unless nothing else was said."""
        known = self.tables[LATIN].words
        told = [one for one in said if not (one.named and known.keys().isdisjoint(one.words))]
        return told or said

    def _hear(self, sentence: Sentence) -> Heard:
        shares = script_shares(sentence.words)
        if KANA in shares:
            shares[HAN] += shares.pop(KANA)
        weighed = {name: count * (_LATIN_COUNTS if name == LATIN else 1.0) for name, count in shares.items() if name}
        script = max(weighed, key=lambda name: weighed[name]) if any(weighed.values()) else ""
        words = sentence.words
        if len(shares) > 1:
            words = tuple([word for word in words if (script_of(word[0]) == LATIN) == (script == LATIN)])
        table = self.tables.get(script)
        if table is None:
            return Heard(script, words, 0, 0, shares[script] / 2)
        telling = [word for word in words if word not in self.neutral]
        return Heard(script, words, table.gram_gains(telling[:_SPELT]), table.word_gains(telling), len(telling) or 0.5)

    def _beyond_doubt(self, one: Heard) -> str:
        """The language one of several sentences speaks for certain, taken alone; empty where it is short or leaves a doubt."""
        if one.size < _SENTENCE_WORDS:
            return ""
        best, chance = self._alone([one])
        return best if chance >= _SENTENCE_SURE else ""

    def _alone(self, part: Sequence[Heard]) -> tuple[str, float]:
        """The likeliest language of a part and its chance, whatever the hints."""
        if table := self.tables.get(part[0].script):
            return table.surest(sum(one.grams for one in part), sum(one.listed for one in part))
        return max(self._chances(part, _NO_WEIGHTS).items(), key=lambda item: item[1])

    def _chances(self, part: Sequence[Heard], weights: Mapping[str, float]) -> dict[str, float]:
        """The chance of each language of the part's script."""
        script = part[0].script
        if script == HAN:
            return self._han_chances("".join(word for one in part for word in one.words), weights)
        table = self.tables.get(script)
        if table is None:
            return {"ko" if script == HANGUL else script: _SURE_BY_SCRIPT}
        gains = table.gains(sum(one.grams for one in part), sum(one.listed for one in part))
        other = weights[""]
        lanes = zip(table.languages, gains, table.base, strict=True)
        return _softmax({tag: gain + base + weights.get(tag, other) for tag, gain, base in lanes})

    def _han_chances(self, text: str, weights: Mapping[str, float]) -> dict[str, float]:
        shares = script_shares((text,))
        if shares[KANA] > _KANA_SHARE * (shares[KANA] + shares[HAN]):
            return {"ja": _SURE_BY_SCRIPT}
        other = weights[""]
        odds = japanese_odds(text, self.variants)
        return _softmax({"ja": odds + weights.get("ja", other), "zh": weights.get("zh", other)})

    def _forms(self, chances: Mapping[str, float], text: str, main: Sequence[Heard], hints: Hints) -> dict[str, float]:
        """The chances with Portuguese and Chinese divided into their written forms."""
        forms = dict(chances)
        if (whole := forms.pop("pt", 0.0)) > _NEGLIGIBLE:
            shares = portuguese_form(plain_words(text), self.variants, hints)
            forms |= {tag: whole * share for tag, share in shares.items()}
        if whole := forms.pop("zh", 0.0):
            shares = chinese_form("".join(word for one in main for word in one.words), hints)
            forms |= {tag: whole * share for tag, share in shares.items()}
        return forms


def _others(spoken: Sequence[str], language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for tag in spoken if tag and family(tag) != family(language)))


def _hints_given(hints: Hints) -> tuple[str, ...]:
    given = {
        "hint_earlier": hints.earlier,
        "hint_order": hints.order_language,
        "hint_country": hints.country,
        "hint_header": hints.content_language,
    }
    return tuple(code for code, value in given.items() if value)


def _softmax(logs: Mapping[str, float]) -> dict[str, float]:
    top = max(logs.values())
    grown = {tag: math.exp(log - top) for tag, log in logs.items()}
    total = sum(grown.values())
    return {tag: value / total for tag, value in grown.items()}
