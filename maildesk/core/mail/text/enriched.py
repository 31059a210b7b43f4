"""text/enriched (RFC 1896) and its elder text/richtext to plain text."""

from __future__ import annotations

import re

_PARAMETER = re.compile(r"<param>[^<]*+</param>", re.IGNORECASE)
_COMMAND = re.compile(r"</?[A-Za-z0-9-]{1,60}>")
_LINE_ENDS = re.compile(r"\n+")


def to_text(text: str) -> str:
    """Without commands. One line end is a blank, of several one is dropped (RFC 1896, 3)."""
    text = _PARAMETER.sub("", text)
    text = "<".join(_COMMAND.sub("", piece) for piece in text.split("<<"))
    return _LINE_ENDS.sub(lambda run: " " if len(run[0]) == 1 else run[0][1:], text).strip()
