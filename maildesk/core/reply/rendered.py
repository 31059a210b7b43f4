"""A reply as it reads now: named blocks, and where in them each fact stands. Shapes only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FactSpan:
    """`text[start:end]` of a block is the fact `fact`, known from `source`. An open slot has the source ``."""

    start: int
    end: int
    fact: str
    source: str


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph. `mirrored` False: an agent's own words, which the mirror cannot show in another language."""

    name: str
    text: str
    spans: tuple[FactSpan, ...] = ()
    mirrored: bool = True

    @property
    def own_words(self) -> str:
        """The text with every fact that has a source blanked out, so that a tracking number is not taken for a telephone.

        As long as the text. What the agent set is no such fact: those are words of the desk.
        """
        letters = list(self.text)
        for span in self.spans:
            if span.source and span.source != "agent":
                letters[span.start : span.end] = " " * (span.end - span.start)
        return "".join(letters)


@dataclass(frozen=True, slots=True)
class Rendered:
    """`open_slots`: facts the text writes and nobody knows. `text` joins the blocks as they will be sent."""

    locale: str
    subject: str
    blocks: tuple[Block, ...]
    open_slots: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n\n".join(block.text for block in self.blocks if block.text)
