"""What a text itself says, line by line of its file: its words without the facts, where its blocks begin, and its plural forms.

In: `Text`. Out: values with the block and the line they stand in. It judges nothing; `wording.py` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import nodes

from maildesk.core.reply.text import Text

#: Stands between two pieces of a line that a fact or a question parts, so that they are never read as one word (U+FFFC).
GAP = "\ufffc"


@dataclass(frozen=True, slots=True)
class Said:
    """The text's own words in one line of its file. `line` counts from 1; `GAP` stands for each fact and each question."""

    block: str
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Forms:
    """One choice of words by number: the CLDR categories it has words for."""

    block: str
    line: int
    categories: frozenset[str]


def said(text: Text) -> tuple[Said, ...]:
    """Every line of the text that has words of its own, in order."""
    pieces: dict[tuple[str, int], list[str]] = {}
    for block in text.tree.find_all(nodes.Block):
        for line, words in _pieces(block):
            pieces.setdefault((block.name, line), []).append(words)
    joined = (Said(block, line, GAP.join(words)) for (block, line), words in sorted(pieces.items(), key=_by_line))
    return tuple(each for each in joined if each.words.strip(f" \t{GAP}"))


def forms(text: Text) -> tuple[Forms, ...]:
    """Every choice by number, in order."""
    return tuple(
        Forms(block.name, each.lineno, frozenset(str(keyword.key) for keyword in each.kwargs))
        for block in text.tree.find_all(nodes.Block)
        for each in block.find_all(nodes.Filter)
    )


def starts(text: Text) -> Mapping[str, int]:
    """The line in which each of the text's blocks begins."""
    return {block.name: block.lineno for block in text.tree.find_all(nodes.Block)}


def _pieces(block: nodes.Block) -> Iterator[tuple[int, str]]:
    for node in block.find_all((nodes.TemplateData, nodes.Keyword)):
        if isinstance(node, nodes.TemplateData):
            yield from enumerate(node.data.split("\n"), node.lineno)
        elif isinstance(node, nodes.Keyword) and isinstance(node.value, nodes.Const):
            yield node.lineno, str(node.value.value)


def _by_line(piece: tuple[tuple[str, int], list[str]]) -> int:
    return piece[0][1]
