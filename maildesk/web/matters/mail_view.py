"""A mail as the conversation shows it: the newest words with their meanings, everything else folded where it stands.

In: the stored mail and its bytes. Out: `MailView`. The bytes are read again for the folds; nothing of them is trusted as markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from maildesk.core.language.gloss import GlossTerms, gloss
from maildesk.core.locales import direction
from maildesk.core.mail.parse import parse
from maildesk.core.mail.parsed import Attachment, Segment
from maildesk.db import tables as t
from maildesk.flow.mail import found
from maildesk.web.matters.marking import Piece, glossed

#: Intents below this say nothing to an agent.
_LOWEST = 0.05
_LOWEST_CHANCE = 0.01
#: At a click; anything else is chosen from a list or typed.
_CHOICES = 4
_LONGEST_CHOICE = 20_000
_GAP = re.compile(r"\n[ \t]*\n\s*")
_NO_GLOSS = frozenset({"zh-Hans", "zh", "zh-Hant"})


#: A code of a kind, in the reader's words.
Say = Callable[[str, str], str]
#: What is sent, and what the button says.
Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of a mail's text: the sender's own words as paragraphs of pieces, or (`fold`) something folded away."""

    paragraphs: tuple[tuple[Piece, ...], ...] = ()
    fold: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class MailView:
    """`lang` and `dir` are the text's own. `has_html`: there is an original to look at. `intents`: (code, per cent, evidence).

    `mirror`: what an answer of ours said, in the language of whoever approved it."""

    row: t.Message
    lang: str
    dir: str
    stretches: tuple[Stretch, ...]
    attachments: tuple[Attachment, ...]
    has_html: bool
    intents: tuple[tuple[str, int, tuple[str, ...]], ...]
    unread: bool
    mirror: tuple[str, ...] = ()

    @property
    def warnings(self) -> list[dict[str, Any]]:
        return list(self.row.found.get("warnings", ()))

    @property
    def evidence(self) -> tuple[str, ...]:
        return self.intents[0][2] if self.intents else ()

    def rather_intents(self, say: Say) -> list[Choice]:
        """The other intents that were weighed, to be chosen at a click."""
        return [(code, say("intent", code)) for code, _, _ in self.intents if code != self.row.intent][:_CHOICES]

    def rather_languages(self, say: Say, answered: Sequence[str]) -> list[Choice]:
        """The other languages that were weighed, as far as the desk answers in them."""
        told = [code for code, chance in self.row.found.get("languages", ()) if chance >= _LOWEST_CHANCE]
        return [(code, say("language", code)) for code in told if code in answered and code != self.row.language]

    def rather_newest(self, say: Say, without_last: str) -> list[Choice]:
        """What else the sender may have written now: something that was folded, or all but the last paragraph."""
        own = [stretch.text for stretch in self.stretches if not stretch.fold]
        choices = [
            (
                _joined(each.text for each in self.stretches if not each.fold or each is fold),
                f"+ {say('fold', fold.fold)}",
            )
            for fold in self.stretches
            if fold.fold
        ]
        paragraphs = _GAP.split(_joined(own))
        if len(paragraphs) > 1:
            choices.append((_joined(paragraphs[:-1]), without_last))
        return [choice for choice in choices if len(choice[0]) <= _LONGEST_CHOICE][:_CHOICES]


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(text.strip() for text in texts if text.strip())


def mail_view(
    row: t.Message, raw: bytes | None, reader: str, terms: GlossTerms, mirror: tuple[str, ...] = ()
) -> MailView:
    """One mail for a reader of `reader` (`zh-Hans` or `en`). Without bytes (a huge mail) only its newest words are shown."""
    parsed = parse(raw) if raw is not None else None
    segments = _segments(row, parsed.segments if parsed else ())
    lang = row.language or ""
    mirror = () if _reads(reader, lang) else mirror
    foreign = not mirror and lang and not _reads(reader, lang)
    return MailView(
        row=row,
        lang=lang,
        dir=direction(lang) if lang else "auto",
        stretches=tuple(_stretches(row, segments, lang if foreign else None, reader, terms)),
        attachments=found.attachments(row.found),
        has_html=bool(parsed and parsed.html),
        intents=_intents(row),
        unread=raw is None,
        mirror=mirror,
    )


def _segments(row: t.Message, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The mail's own order of words and folds; after an agent corrected the newest words, those first and the rest folded."""
    own = "".join(segment.text for segment in segments if segment.fold is None).strip()
    if own == row.newest_text.strip():
        return segments
    return (Segment(row.newest_text), *(s for s in segments if s.fold is not None))


def _stretches(
    row: t.Message, segments: tuple[Segment, ...], language: str | None, reader: str, terms: GlossTerms
) -> Iterator[Stretch]:
    """The text in its order. What spoke for the intent is marked in a buyer's mail, never in an answer of ours."""
    evidence = [words for _, _, listed in _intents(row)[:1] for words in listed]
    evidence += [warning["evidence"] for warning in row.found.get("warnings", ())]
    evidence = evidence if row.direction == "in" else []
    for segment in segments:
        text = segment.text.strip("\n")
        if not text.strip():
            continue
        if segment.fold is not None:
            yield Stretch(fold=str(segment.fold), text=text)
            continue
        yield Stretch(
            tuple(_paragraph(each, language, reader, terms, evidence) for each in _GAP.split(text)), text=text
        )


def _paragraph(
    text: str, language: str | None, reader: str, terms: GlossTerms, evidence: list[str]
) -> tuple[Piece, ...]:
    """One paragraph; with a `language` the reader cannot read, meanings over its words."""
    return glossed(text, gloss(text, language, reader, terms) if language else (), evidence)


def _reads(reader: str, language: str) -> bool:
    return reader.partition("-")[0] == language.partition("-")[0] or (reader == "zh-Hans" and language in _NO_GLOSS)


def _intents(row: t.Message) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    told = row.found.get("intents", ())
    return tuple((i["intent"], round(100 * i["score"]), tuple(i["evidence"])) for i in told if i["score"] >= _LOWEST)
