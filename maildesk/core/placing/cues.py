"""What the words beside numbers mean: words cut out of a text, and their cues in every language at once.

In: plain text, a word, the cue words of the channel pack. Out: words, and what each part of one may mean. It knows no numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from maildesk.core.placing.numbering import Cue, CueWords

#: Scripts written without spaces (or, Korean, with particles glued on): words are found anywhere inside a run.
_GLUED_SCRIPT = "\u1100-\u11ff\u3005-\u3007\u3031-\u3035\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af"
_GLUED = re.compile(f"[{_GLUED_SCRIPT}]")
#: Words (`Best.-` of "Best.-Nr." is one), numbers, marks, line ends.
_TOKEN = re.compile(
    rf"[{_GLUED_SCRIPT}]+|[^\W\d_{_GLUED_SCRIPT}]{{2,5}}\.-(?=[^\W\d_])"
    rf"|[^\W\d_{_GLUED_SCRIPT}]+(?:'[^\W\d_{_GLUED_SCRIPT}]+)*|\d+|[^\w\s]|\n"
)
#: Scripts that glue "and", "in", "the", "to" to the front of a word.
_PREFIXING = re.compile("[\u0590-\u06ff]")
_COUNTED = frozenset({Cue.UNIT})
_NOTHING: frozenset[Cue] = frozenset()


def tokens_of(text: str) -> list[str]:
    """Words in lower-case (runs of one script), numbers, marks and line ends, in order."""
    return _TOKEN.findall(text.lower())


@lru_cache(maxsize=20_000)
def cues_in(word: str, words: CueWords) -> tuple[frozenset[Cue], ...]:
    """What the parts of a word may mean, in order; a part that means nothing is an empty set."""
    if _GLUED.match(word):
        return tuple(_glued(word, words))
    found = _meaning(word, words)
    if not found[0] and "'" in word:
        before, _, behind = word.partition("'")
        # "won't" is no currency.
        parts = (behind, before) if behind != "t" else ()
        found = next((m for part in parts if (m := _meaning(part, words))[0]), found)
    if not found[0] and _PREFIXING.match(word):
        found = next((m for n in (1, 2, 3) if (m := _meaning(word[n:], words))[0]), found)
        # "The day" is today; nothing is counted in it.
        found = found[0] - _COUNTED, found[1]
    cues, rest = found
    return (cues, words.whole.get(rest) or _label_at_end(rest, words)) if rest else (cues,)


def _meaning(word: str, words: CueWords) -> tuple[frozenset[Cue], str]:
    """The cues of a word, or of the longest stem it begins with, and what is left of it then."""
    whole = words.whole.get(word)
    if whole is not None:
        return whole, ""
    for size in range(min(len(word), 16), 1, -1):
        cues = words.stems.get(word[:size])
        if cues is not None:
            rest = word[size:]
            return cues, rest if len(rest) > 1 and _label_at_end(rest, words) else ""
    return _NOTHING, ""


def _label_at_end(rest: str, words: CueWords) -> frozenset[Cue]:
    """The second half of a compound ("bestell-nummer", "order-nr"), past a joining s or e. A letter alone is an ending."""
    for start in range(min(len(rest) - 1, 4)):
        for kept in (
            words.whole.get(rest[start:]),
            *(words.stems.get(rest[start:stop]) for stop in range(start + 3, start + 9)),
        ):
            if kept and Cue.LABEL in kept:
                return kept
    return _NOTHING


def _glued(word: str, words: CueWords) -> Iterator[frozenset[Cue]]:
    at = 0
    unknown = False
    while at < len(word):
        size = next((n for n in range(min(8, len(word) - at), 0, -1) if word[at : at + n] in words.stems), 0)
        if size:
            unknown = False
            yield words.stems[word[at : at + size]]
        elif not unknown:
            unknown = True
            yield _NOTHING
        at += size or 1
