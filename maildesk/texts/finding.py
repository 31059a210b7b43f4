"""What is wrong with one text, where, and what to do about it.

In: nothing. Out: the shape, and one sentence of advice for each code, for those who write texts; the screens word the codes themselves.
"""

from __future__ import annotations

from dataclasses import dataclass

#: What to do, by code.
ADVICE = {
    "no_text": "write it, with the blocks and facts of the English one",
    "unknown_word": "use a name of maildesk/core/reply/vocabulary.py",
    "no_mirror": "write the same text in that language, so that agents can read it",
    "blocks_differ": "have the blocks of the English text",
    "facts_differ": "write the facts that the English block writes",
    "plural_forms": "give words for these categories of number, too",
    "english_words": "say it in the language of the text",
    "exclamation_mark": "end the sentence with a full stop",
    "direction_override": "take the sign out; the desk isolates every fact itself",
    "direction_mark": "take the mark out; this language is written from left to right",
    "bidi_unbalanced": "open and close each isolate in the same line, or take it out",
    "not_isolated": "leave Latin names to the facts, or put them between U+2066 and U+2069",
    "either_form": "word it so that one form fits everybody",
    "punctuation": "use the signs of this language: spaces that do not break in French, full width in Chinese and Japanese, ¿ in Spanish",
    "open_slot": "ask with if whether the fact is known, before writing it",
    "missing_block": "give the block words on every order, or leave it to the base",
    "no_words": "greet and close with words, not with a name alone",
    "stray_space": "take the space out",
    "long_subject": "shorten it: a subject of more than 78 characters is cut off by most readers' programs",
    "offer_in_service": "take the offer out: it makes the whole mail advertising",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` is stable, a key of `ADVICE`; `detail` is the fact or the words. `line` 0: about the file as a whole, or a missing one."""

    code: str
    locale: str
    name: str
    detail: str = ""
    block: str = ""
    line: int = 0

    @property
    def place(self) -> str:
        """The file below the folder of texts, and the line: `de/thanks.j2:5`."""
        return f"{self.locale}/{self.name}.j2{f':{self.line}' if self.line else ''}"

    def __str__(self) -> str:
        where = f" in {self.block}" if self.block else ""
        what = f" ({self.detail})" if self.detail else ""
        return f"{self.place}: {self.code}{where}{what}: {ADVICE[self.code]}"
