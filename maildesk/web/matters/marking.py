"""Marks in a text: meanings over a buyer's words, evidence, facts in a draft. Cuts the text into pieces that a template writes out.

In: a text and spans of it. Out: pieces in order; joined, their texts are the text. Escaping stays the template's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from maildesk.core.language.gloss import GlossSpan
from maildesk.core.reply.rendered import Block, FactSpan


@dataclass(frozen=True, slots=True)
class Piece:
    """`meaning` in the reader's language, or none. `evidence`: the desk decided by these words."""

    text: str
    meaning: str = ""
    evidence: bool = False


@dataclass(frozen=True, slots=True)
class FactPiece:
    """`fact` is empty for plain words; a fact without a `source` is an open slot."""

    text: str
    fact: str = ""
    source: str = ""


def glossed(text: str, meanings: Sequence[GlossSpan], evidence: Iterable[str]) -> tuple[Piece, ...]:
    """The text with its meanings and the words that spoke for the intent."""
    proven = _places(text, evidence)
    pieces: list[Piece] = []
    at = 0
    for span in meanings:
        pieces += _plain(text, at, span.start, proven)
        pieces.append(Piece(span.source, span.meaning, any(s < span.end and span.start < e for s, e in proven)))
        at = span.end
    return (*pieces, *_plain(text, at, len(text), proven))


def facts_in(block: Block) -> tuple[FactPiece, ...]:
    """A block's text with its facts."""
    return tuple(_facts(block.text, sorted(block.spans, key=lambda span: span.start)))


def _facts(text: str, spans: Iterable[FactSpan]) -> Iterator[FactPiece]:
    at = 0
    for span in spans:
        if span.start > at:
            yield FactPiece(text[at : span.start])
        yield FactPiece(text[span.start : span.end], span.fact, span.source)
        at = max(at, span.end)
    if at < len(text):
        yield FactPiece(text[at:])


def _places(text: str, evidence: Iterable[str]) -> list[tuple[int, int]]:
    """Where the evidence stands, never overlapping: each of its words once, at its first place."""
    found = sorted((start, start + len(words)) for words in evidence if words and (start := text.find(words)) >= 0)
    places: list[tuple[int, int]] = []
    for start, end in found:
        if not places or start >= places[-1][1]:
            places.append((start, end))
    return places


def _plain(text: str, start: int, end: int, proven: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """The stretch between two meanings, cut at the evidence."""
    at = start
    inside = ((max(first, start), min(last, end)) for first, last in proven)
    for first, last in inside:
        if first >= last:
            continue
        if first > at:
            yield Piece(text[at:first])
        yield Piece(text[first:last], evidence=True)
        at = last
    if at < end:
        yield Piece(text[at:end])
