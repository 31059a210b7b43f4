"""The newest text: what the sender typed now, with everything else folded, never lost.

In: the plain text of a mail. Out: segments, runs of whole lines that joined give the text again. A walk of few rules in a fixed order;
each marks lines that are not the sender's new words. Linear in the text; a line or mail too long to be typed is judged by its beginning.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from maildesk.core.mail.newest import footer, history, own_quote, signature, wrapper
from maildesk.core.mail.parsed import FoldKind, Segment
from maildesk.core.mail.text import page


def cut(text: str, own_texts: Sequence[str] = ()) -> tuple[Segment, ...]:
    """Cut plain text into runs of whole lines; `own_texts` are our earlier replies, recognised when quoted without marks."""
    if not text:
        return ()
    lines = page.of(text)
    folds: page.Folds = [None] * len(lines.bare)
    history.fold(lines, folds)
    wrapper.fold(lines, folds)
    if own_texts:
        own_quote.fold(lines, folds, own_texts)
    footer.fold(lines, folds)
    signature.fold(lines, folds)
    _fold_blanks(lines, folds)
    return _segments(lines, folds)


def newest(segments: Iterable[Segment]) -> str:
    """The unfolded words as one text: `\\n` line ends, no trailing blanks, one blank line where a fold stood between paragraphs."""
    kept: list[str] = []
    seam = False
    for segment in segments:
        if segment.fold is not None:
            seam = bool(kept)
            continue
        lines = [line.rstrip() for line in segment.text.split("\n")]
        if segment.text.endswith("\n"):
            lines.pop()
        if seam:
            lines = _joined_at_seam(kept, lines)
            seam = False
        kept.extend(lines)
    return "\n".join(kept).strip()


def _joined_at_seam(kept: list[str], lines: list[str]) -> list[str]:
    first = next((index for index, line in enumerate(lines) if line), len(lines))
    blank = first > 0
    while kept and not kept[-1]:
        kept.pop()
        blank = True
    rest = lines[first:]
    return ["", *rest] if blank and kept and rest else rest


def _fold_blanks(lines: page.Page, folds: page.Folds) -> None:
    """Blank lines between two folds belong to the upper one."""
    last: FoldKind | None = None
    start = -1
    for index, line in enumerate(lines.bare):
        if folds[index] is not None:
            if last is not None and start >= 0:
                folds[start:index] = [last] * (index - start)
            last, start = folds[index], -1
        elif line:
            last, start = None, -1
        elif start < 0:
            start = index


def _segments(lines: page.Page, folds: page.Folds) -> tuple[Segment, ...]:
    cuts = [0, *(index for index in range(1, len(folds)) if folds[index] is not folds[index - 1]), len(lines.raw)]
    found = []
    for start, end in itertools.pairwise(cuts):
        text = "\n".join(lines.raw[start:end])
        found.append(Segment(text if end == len(lines.raw) else text + "\n", folds[start]))
    return tuple(segment for segment in found if segment.text)
