"""One tokeniser for indexing and for asking: words, and overlapping pairs where a language writes without spaces.

In: text. Out: a string of words for the index, or the groups of words a query asks for. Neither SQLite's nor PostgreSQL's
own tokenisers find a two-character word such as 退款 or 返金.
"""

from __future__ import annotations

import re
import unicodedata

#: Chinese, Japanese and Korean letters: written without spaces (or, in Korean, glued to their endings).
_CJK = "\u3005-\u3007\u3041-\u309f\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
_RUN = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_IS_CJK = re.compile(rf"[{_CJK}]")
_ACCENTED = re.compile(rf"[^\u0000-\u00bf{_CJK}]+")
_MARKS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]")
MAX_WORD = 40
MAX_WORDS = 4_000
MAX_GROUPS = 16


def index_words(*texts: str) -> str:
    """The words of `texts`, in order, separated by blanks; at most `MAX_WORDS` of them."""
    text = fold(" \n ".join(texts))
    if not _IS_CJK.search(text):
        return " ".join([run[:MAX_WORD] for run in _RUN.findall(text)[:MAX_WORDS]])
    words: list[str] = []
    for run in _RUN.findall(text):
        words.extend(_pairs(run) if _IS_CJK.match(run) else (run[:MAX_WORD],))
        if len(words) > MAX_WORDS:
            break
    return " ".join(words[:MAX_WORDS])


def query_groups(query: str) -> tuple[tuple[str, ...], ...]:
    """What a query asks for: groups that must all be found; the words of one group stand side by side.

    A CJK run becomes the group of its pairs; the last word of each group may go on (`rechn` finds `Rechnung`).
    """
    runs = _RUN.findall(fold(query))[:MAX_GROUPS]
    return tuple(tuple(_pairs(run)) if _IS_CJK.match(run) else (run[:MAX_WORD],) for run in runs)


def fold(text: str) -> str:
    """Lower case, full width to half width, accents dropped: `Größe` is found by `grosse`, `ＡＢＣ` by `abc`."""
    if text.isascii():
        return text.lower()
    wide = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFC", _MARKS.sub("", _latin_apart(wide)))


def _latin_apart(text: str) -> str:
    """Accents as marks of their own, but Hangul and kana left whole."""
    return _ACCENTED.sub(lambda run: unicodedata.normalize("NFD", run[0]), text)


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]
