"""Where a text holds digits at all: most of a mail's words stand far from any.

In: plain text and a pattern of numbers. Out: its matches, looked for only around digits. It judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from maildesk.core.placing.writing import REMEMBERED

#: Further from its nearest digit no number reaches, with the letters that belong to it and what its pattern looks at beside it.
_REACH = 60
#: Digits further apart than two reaches lie in stretches of their own.
_DIGITS = re.compile(rf"\d(?:\D{{0,{2 * _REACH}}}\d)*")


def matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """All matches of a pattern each of whose matches holds a digit, in order."""
    for start, end in _stretches(text):
        yield from pattern.finditer(text, start, end)


@lru_cache(maxsize=REMEMBERED)
def _stretches(text: str) -> tuple[tuple[int, int], ...]:
    return tuple([(max(0, m.start() - _REACH), m.end() + _REACH) for m in _DIGITS.finditer(text)])
