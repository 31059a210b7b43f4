"""HTML made safe to give to a tree builder: nesting and open formatting bounded.

In: HTML. Out: the same string, or without the tags that would make a parser's work grow with the square of the input (thousands of
elements inside each other; formatting that is opened again in each of thousands of paragraphs). No text is lost.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})")
_ANY_TAG = re.compile(r"<[/!?A-Za-z][^<>]*+>?")
#: Closed by the next of their kind, or never: they do not nest by being left open.
_ALONE = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
    | {"p", "li", "td", "th", "tr", "dd", "dt", "option"}
)
_FORMATTING = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
_FEW_TAGS = 800
_DEEPEST = 300
_MOST_FORMATTING = 60


def bounded(html: str) -> str:
    """`html` itself in all ordinary cases; its text with line breaks when it is built to hold up a parser."""
    if html.count("<") < _FEW_TAGS or _is_harmless(html):
        return html
    return _ANY_TAG.sub("\n", html)


def _is_harmless(html: str) -> bool:
    depth = formatting = 0
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if name in _ALONE:
            continue
        step = -1 if tag[1] else 1
        if name in _FORMATTING:
            formatting = max(formatting + step, 0)
        else:
            depth = max(depth + step, 0)
        if depth > _DEEPEST or formatting > _MOST_FORMATTING:
            return False
    return True
