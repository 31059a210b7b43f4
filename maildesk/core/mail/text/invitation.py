"""What an invitation without any text says: title, place and description of its first event (RFC 5545)."""

from __future__ import annotations

import re

_FOLD = re.compile(r"\n[ \t]")
_LINE = re.compile(r"(?m)^(SUMMARY|LOCATION|DESCRIPTION)(?:;[^:\n]*)?:([^\n]*)$")
_ESCAPED = re.compile(r"\\([nN,;\\])")


def to_text(calendar: str) -> str:
    found: dict[str, str] = {}
    for line in _LINE.finditer(_FOLD.sub("", calendar)):
        found.setdefault(line[1], _ESCAPED.sub(lambda e: "\n" if e[1] in "nN" else e[1], line[2]).strip())
    return "\n".join(found[name] for name in ("SUMMARY", "LOCATION", "DESCRIPTION") if found.get(name))
