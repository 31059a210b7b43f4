"""Which writing a word is in, and which written form of Chinese a text shows.

In: words. Out: a script's name, or counts. The sets of Han characters come from the national character sets themselves:
what Big5 has and GB 2312 lacks is traditional, the other way round simplified; what only JIS X 0208 has is Japanese.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

LATIN, CYRILLIC, ARABIC, HAN, KANA, HANGUL = "latin", "cyrillic", "arabic", "han", "kana", "hangul"

#: First and last code point of each script's letters, in order of frequency in the mails.
_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x41, 0x24F, LATIN),
    (0x400, 0x52F, CYRILLIC),
    (0x4E00, 0x9FFF, HAN),
    (0x3041, 0x30FF, KANA),
    (0xAC00, 0xD7AF, HANGUL),
    (0x600, 0x77F, ARABIC),
    (0x590, 0x5FF, "he"),
    (0x370, 0x3FF, "el"),
    (0xE00, 0xE7F, "th"),
    (0x900, 0x97F, "hi"),
    (0x980, 0x9FF, "bn"),
    (0xA00, 0xA7F, "pa"),
    (0xA80, 0xAFF, "gu"),
    (0xB80, 0xBFF, "ta"),
    (0xC00, 0xC7F, "te"),
    (0xC80, 0xCFF, "kn"),
    (0xD00, 0xD7F, "ml"),
    (0x10A0, 0x10FF, "ka"),
    (0x530, 0x58F, "hy"),
    (0x1E00, 0x1EFF, LATIN),
    (0x1100, 0x11FF, HANGUL),
    (0x3400, 0x4DBF, HAN),
    (0xF900, 0xFAFF, HAN),
    (0xFB50, 0xFEFF, ARABIC),
)
#: Scripts in which a character says about as much as half a word.
_DENSE = frozenset({HAN, KANA, HANGUL, "th"})


@lru_cache(maxsize=8192)
def script_of(char: str) -> str:
    """The script of one letter; a language's tag where only one language of ours is written in it; else empty."""
    code = ord(char)
    return next((script for first, last, script in _RANGES if first <= code <= last), "")


def script_shares(words: Iterable[str]) -> Counter[str]:
    """How many letters of Han, Kana and Hangul the words hold, and twice the number of words in each other script.

    Two such letters say about as much as one word, so that the counts of all scripts compare.
    """
    said = tuple(words)
    if "".join(said).isascii():
        return Counter({LATIN: 2 * len(said)})
    shares: Counter[str] = Counter()
    for word in said:
        first = script_of(word[0])
        if first in _DENSE:
            shares.update(map(script_of, word))
        else:
            shares[first] += 2
    return shares


def _charset(codec: str, lead: range, trail: range) -> frozenset[str]:
    pairs = (bytes((high, low)) for high in lead for low in trail)
    return frozenset(b"\n".join(pairs).decode(codec, errors="ignore"))


_GB = _charset("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF))
_BIG5 = _charset("big5", range(0xA4, 0xFA), range(0x40, 0xFF))
_JIS = _charset("euc_jp", range(0xB0, 0xF5), range(0xA1, 0xFF))
_HAN = frozenset(map(chr, range(0x4E00, 0xA000)))
TRADITIONAL = (_BIG5 - _GB) & _HAN
SIMPLIFIED = (_GB - _BIG5) & _HAN
JAPANESE = (_JIS - _BIG5 - _GB) & _HAN
#: Chinese of either form: no Japanese text holds them.
CHINESE = ((_GB | _BIG5) - _JIS) & _HAN
