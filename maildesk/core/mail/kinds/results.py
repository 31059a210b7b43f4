"""Authentication-Results as a value: what each method said, and of which domains.

In: one header's value. Out: `Results`. Believes nothing and judges nothing: whose header counts is `authenticity`'s matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MOST_CHARACTERS = 8_000
_METHOD = re.compile(r"^([a-z][a-z0-9_-]*)(?:\s*/\s*\d+)?\s*=\s*([a-z]+)", re.IGNORECASE)
_PROPERTY = re.compile(r"(?:^|\s)([a-z]+)\s*\.\s*([a-z0-9_-]+)\s*=\s*(\"[^\"]*\"|[^\s;]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Result:
    """One method's result: `dkim`, `pass`, and the domains it speaks of (header.d, header.i, header.from, smtp.mailfrom)."""

    method: str
    value: str
    properties: tuple[tuple[str, str], ...] = ()

    def domain(self, *names: str) -> str:
        """The domain in the first property that is there, without a local part; empty when none is."""
        for name in names:
            for key, value in self.properties:
                if key == name:
                    return value.rpartition("@")[2].strip("<>.").lower()
        return ""


@dataclass(frozen=True, slots=True)
class Results:
    """One Authentication-Results header. `authserv_id` is empty when the header names none."""

    authserv_id: str
    results: tuple[Result, ...] = ()


def parse_results(value: str) -> Results:
    """One header's value as RFC 8601 section 2.2 writes it, and as servers do: comments, versions, quotes, no id at all."""
    parts = [part.strip() for part in _split(_without_comments(value[:_MOST_CHARACTERS]))]
    first, rest = (parts[0], parts[1:]) if parts else ("", [])
    if "=" in first:
        # Exchange Online leaves the authserv-id out and starts with the first method.
        return Results("", tuple(_results(parts)))
    identity = first.split()[0].strip('"').lower() if first.split() else ""
    return Results(identity, tuple(_results(rest)))


def _results(parts: list[str]) -> Iterator[Result]:
    for part in parts:
        method = _METHOD.match(part)
        if method:
            properties = tuple(
                (f"{kind}.{name}".lower(), value.strip('"')) for kind, name, value in _PROPERTY.findall(part)
            )
            yield Result(method[1].lower(), method[2].lower(), properties)


def _without_comments(value: str) -> str:
    """RFC 5322 comments dropped (they nest); quoted strings are kept as they are. One pass."""
    if "(" not in value:
        return value
    kept: list[str] = []
    depth, quoted, escaped = 0, False, False
    for character in value:
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == '"' and depth == 0:
            quoted = not quoted
        elif character == "(" and not quoted:
            depth += 1
            continue
        elif character == ")" and depth and not quoted:
            depth -= 1
            kept.append(" ")
            continue
        if depth == 0:
            kept.append(character)
    return "".join(kept)


def _split(value: str) -> list[str]:
    """At semicolons outside quotes."""
    if '"' not in value:
        return value.split(";")
    parts, start, quoted = [], 0, False
    for at, character in enumerate(value):
        if character == '"':
            quoted = not quoted
        elif character == ";" and not quoted:
            parts.append(value[start:at])
            start = at + 1
    return [*parts, value[start:]]
