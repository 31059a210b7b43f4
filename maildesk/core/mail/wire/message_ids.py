"""Message ids out of raw headers: every `<...>` token, and bare ones where a client forgot the brackets."""

from __future__ import annotations

import re

_BRACKETED = re.compile(rb"<([^<>]{1,2000})>")
_BETWEEN = re.compile(rb"[\s<>,;\"]+")
_SPACE = re.compile(rb"[\x00-\x20\x7f]+")


def read(value: bytes, most_chars: int) -> tuple[str, ...]:
    """Ids without <>, each once, in order. Without any bracket, bare tokens with an @ count; longer ones than `most_chars` do not."""
    tokens = _BRACKETED.findall(value) or [token for token in _BETWEEN.split(value) if b"@" in token]
    ids = dict.fromkeys(_text(token) for token in tokens)
    return tuple(one for one in ids if one and len(one) <= most_chars)


def _text(token: bytes) -> str:
    # Long ids arrive folded inside the brackets: blanks are never part of one.
    return _SPACE.sub(b"", token).decode("utf-8", "replace")
