"""Letter groups of a Cyrillic language as people type it in Latin letters.

In: the chances of a language's letter groups and a table of spellings. Out: the same for its Latin spelling. It is an
estimate from groups of three letters (a group of one or two says nothing new): good enough to know "gde moy zakaz" from Czech.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

_SHARED = dict(zip("абвгдезиклмнопрстуф", "abvgdeziklmnoprstuf", strict=True)) | {
    "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ь": "", "ъ": "", "ю": "yu", "я": "ya", "х": "h", "й": "y",
}  # fmt: skip
#: How each language is typed without its keyboard; no standard, but what mails show.
SPELLINGS: Mapping[str, Mapping[str, str]] = {
    "ru": _SHARED | {"ы": "y", "э": "e", "ё": "e"},
    "uk": _SHARED | {"г": "h", "и": "y", "і": "i", "ї": "yi", "є": "ye", "ґ": "g"},
    "bg": _SHARED | {"щ": "sht", "ъ": "a"},
}


def latinised(profile: Mapping[str, float], spelling: Mapping[str, str]) -> dict[str, float]:
    """The chances of Latin letter groups of one to three letters, each among those of its length."""
    table = str.maketrans(dict(spelling))
    counts: defaultdict[str, float] = defaultdict(float)
    for gram, chance in profile.items():
        if len(gram) == 3:
            _count_windows(counts, gram.translate(table), chance)
    totals: defaultdict[int, float] = defaultdict(float)
    for gram, count in counts.items():
        totals[len(gram)] += count
    return {gram: count / totals[len(gram)] for gram, count in counts.items()}


def _count_windows(counts: defaultdict[str, float], spelt: str, chance: float) -> None:
    for size in (1, 2, 3):
        windows = len(spelt) - size + 1
        for at in range(windows):
            if (window := spelt[at : at + size]) != " ":
                counts[window] += chance / windows
