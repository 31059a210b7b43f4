"""How words of a language change around their stem, as far as a word list needs it.

In: a word and its language. Out: the forms under which a list may hold it, and how many letters may follow a stem.
It is no grammar: it only loosens a comparison, and knows nothing of meanings.
"""

from __future__ import annotations

import re

#: Letters that may follow a stem. Turkish piles up endings; German must not run into the next part of a compound.
_TAILS = {"tr": 14, "de": 3, "nl": 3, "sv": 4, "en": 3, "fr": 3, "es": 3, "it": 3, "pt": 3, "ar": 0, "he": 0}
_DEFAULT_TAIL = 4
_WITHOUT_BLANKS = frozenset({"ja", "ko", "zh"})

#: "and", "so", "with", "for", "like", the article, and these together, written onto the word.
_ARABIC_PREFIXES = ("وال", "فال", "بال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك")
#: Whose: my, your, his, her, our, their.
_ARABIC_SUFFIXES = ("كم", "هم", "ها", "نا", "ني", "ي", "ك", "ه")
_HEBREW_PREFIXES = ("וה", "שה", "בה", "לה", "מה", "ש", "ה", "ו", "ב", "ל", "מ", "כ")
_SHORTEST = 3

#: Marks that are written or left out at will: Arabic and Hebrew vowels, the Arabic stretch.
_VOWELS = re.compile(r"[\u0591-\u05bd\u05bf\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_ARABIC_LETTERS = str.maketrans("أإآٱىةؤئ", "اااايهوي")


def tail_length(language: str) -> int:
    """How many letters an ending may have."""
    return _TAILS.get(language.partition("-")[0], _DEFAULT_TAIL)


def written_without_blanks(language: str) -> bool:
    """Whether terms of this language are found inside runs of letters."""
    return language.partition("-")[0] in _WITHOUT_BLANKS


def letters_only(text: str) -> str:
    """The text with vowel marks blanked out in place and Arabic letters in their plain shape; positions stay."""
    return _VOWELS.sub("\u0640", text).translate(_ARABIC_LETTERS)


def forms(word: str, language: str) -> tuple[str, ...]:
    """The word and, where a language writes small words onto it, the word without them."""
    plain = word.replace("\u0640", "")
    match language.partition("-")[0]:
        case "ar":
            bare = _without(plain, _ARABIC_PREFIXES)
            return tuple(form for stem in (plain, *bare) for form in (stem, *_unowned(stem)))
        case "he":
            return (plain, *_without(plain, _HEBREW_PREFIXES))
        case _:
            return (plain,)


def _without(word: str, prefixes: tuple[str, ...]) -> tuple[str, ...]:
    cut = (word[len(prefix) :] for prefix in prefixes if word.startswith(prefix))
    return tuple(form for form in cut if len(form) >= _SHORTEST)


def _unowned(word: str) -> tuple[str, ...]:
    cut = (word[: -len(suffix)] for suffix in _ARABIC_SUFFIXES if word.endswith(suffix))
    return tuple(form for form in cut if len(form) >= _SHORTEST)
