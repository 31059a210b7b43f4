"""format=flowed (RFC 3676): soft-broken lines of plain text joined again."""

from __future__ import annotations


def unfold(text: str, *, delsp: bool) -> str:
    """Paragraphs as they were typed. Lines of different quote depth are never joined; `-- ` stays alone (RFC 3676, 4.3)."""
    paragraphs: list[list[str]] = []
    open_depth = -1
    for line in text.split("\n"):
        depth, body = _depth(line)
        soft = body.endswith(" ") and body != "-- "
        content = body[:-1] if soft and delsp else body
        if depth == open_depth and body != "-- ":
            paragraphs[-1].append(content)
        else:
            paragraphs.append([">" * depth + (" " if depth and content else ""), content])
        open_depth = depth if soft else -1
    return "\n".join("".join(pieces) for pieces in paragraphs)


def _depth(line: str) -> tuple[int, str]:
    bare = line.lstrip(">")
    return len(line) - len(bare), bare.removeprefix(" ")
