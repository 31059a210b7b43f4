"""Message ids out of raw headers: every `<...>` token, and bare ones where a client forgot the brackets."""

from __future__ import annotations

import re

_BRACKETED = re.compile(rb"<([^<>]{1,2000})>")
_BARE = re.compile(rb"[^\s<>,;\"]{1,500}@[^\s<>,;\"]{1,500}")
_SPACE = re.compile(rb"[\x00-\x20\x7f]+")


def read(value: bytes, most: int, most_chars: int) -> tuple[str, ...]:
    """Ids without <>, each once, in order. Of more than `most` the first and the last ones stay: root and nearest ancestors."""
    tokens = _BRACKETED.findall(value) or _BARE.findall(value[:65_536])
    ids = dict.fromkeys(_text(token) for token in tokens)
    ids.pop("", None)
    kept = tuple(one for one in ids if len(one) <= most_chars)
    return kept if len(kept) <= most else (kept[0], *kept[len(kept) - most + 1 :])


def _text(token: bytes) -> str:
    # Long ids arrive folded inside the brackets: blanks are never part of one.
    return _SPACE.sub(b"", token).decode("utf-8", "replace")
