"""The gloss of a buyer's mail: terms of the trade, names of things and numbers, with their meaning in the agent's language.

In: the mail's text, its language, the agent's (`zh-Hans` or `en`), and the term lists. Out: spans of the text with a meaning.
It is a word list, not a translation: it needs no network, says nothing of grammar, and leaves what it does not know alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from maildesk.core.language.inflect import forms, letters_only, tail_length, written_without_blanks
from maildesk.core.language.table import fold

#: Read of one text; a mail's own words are never longer.
MAX_CHARS = 20_000
#: Between two words of one term at most this much stands: a blank, a hyphen, an apostrophe with a blank.
_MAX_GAP = 2
#: Shorter words mean something else without their accents (French "où" and "ou", Spanish "sí" and "si").
_FOLDED_FROM = 4
_MAX_WORD = 40
_WORD = re.compile(r"[^\W_]+")
#: A term of this name swallows words that only look like another one; it has no meaning to show.
NO_TERM = "_"


@dataclass(frozen=True, slots=True)
class GlossSpan:
    """`source` is `text[start:end]`; `meaning` is in the target language; `term` is the stable code, empty for a number."""

    start: int
    end: int
    source: str
    meaning: str
    term: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of one term as (letters, is a stem)."""

    words: tuple[tuple[str, bool], ...]
    term: str


@dataclass(frozen=True, slots=True)
class TermList:
    """One language's phrases by their first word, as written and without accents; or, without blanks, by whole strings."""

    by_first: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict, repr=False)
    strings: Mapping[str, str] = field(default_factory=dict, repr=False)
    longest: int = 0


@dataclass(frozen=True, slots=True)
class GlossTerms:
    """Term lists per language and the meanings: `meanings[term][target]`."""

    lists: Mapping[str, TermList] = field(repr=False)
    meanings: Mapping[str, Mapping[str, str]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    written: tuple[str, ...]
    folded: tuple[str, ...]


def gloss(text: str, language: str, target: str, terms: GlossTerms) -> tuple[GlossSpan, ...]:
    """The spans of `text` with a known meaning, in order and never overlapping; the longest term wins.

    Empty for a language without a list. `language` is BCP 47 (`pt-PT` reads the list of `pt-BR`).
    """
    known = _list_of(language, terms)
    if known is None:
        return ()
    read = text[:MAX_CHARS]
    found = _strings(read, language, known) if written_without_blanks(language) else _phrases(read, language, known)
    spans = [*_meant(read, found, target, terms), *_numbers(read)]
    return tuple(sorted(spans, key=lambda span: span.start))


def term_list(language: str, rows: Mapping[str, str]) -> TermList:
    """A list from rows of `term = "word | two words | stem*"`."""
    entries = [(entry.strip(), term) for term, listed in rows.items() for entry in listed.split("|") if entry.strip()]
    if written_without_blanks(language):
        strings = {entry.lower(): term for entry, term in entries}
        return TermList(strings=strings, longest=max(map(len, strings), default=0))
    by_first: dict[str, list[Phrase]] = {}
    for entry, term in entries:
        phrase = Phrase(_pattern(entry), term)
        for first in dict.fromkeys((phrase.words[0][0], _folded(phrase.words[0][0]))):
            by_first.setdefault(first, []).append(phrase)
    return TermList(by_first={first: tuple(phrases) for first, phrases in by_first.items()})


def _list_of(language: str, terms: GlossTerms) -> TermList | None:
    base = language.partition("-")[0]
    names = (language, "pt-BR" if base == "pt" else base)
    return next((terms.lists[name] for name in names if name in terms.lists), None)


def _pattern(entry: str) -> tuple[tuple[str, bool], ...]:
    words = re.findall(r"([^\W_]+)(\*?)", letters_only(entry.lower()))
    return tuple((word, star == "*") for word, star in words)


def _folded(word: str) -> str:
    return fold(word) if len(word) >= _FOLDED_FROM else word


def _phrases(text: str, language: str, known: TermList) -> Iterator[tuple[int, int, str]]:
    """(start, end, term) of the phrases in a text written with blanks."""
    tokens = [_token(match, language) for match in _WORD.finditer(letters_only(text)) if len(match[0]) <= _MAX_WORD]
    tail = tail_length(language)
    at = 0
    while at < len(tokens):
        fits = [
            (rank, phrase) for phrase in _starting(tokens[at], known, tail) if (rank := _fit(tokens, at, phrase, tail))
        ]
        if not fits:
            at += 1
            continue
        _, best = max(fits, key=lambda fit: fit[0])
        last = at + len(best.words) - 1
        yield tokens[at].start, tokens[last].end, best.term
        at = last + 1


def _token(match: re.Match[str], language: str) -> _Token:
    written = forms(match[0].lower().replace("\u0307", ""), language)
    return _Token(match.start(), match.end(), written, tuple(map(_folded, written)))


def _starting(token: _Token, known: TermList, tail: int) -> Iterator[Phrase]:
    """The phrases whose first word may be this one."""
    for form in dict.fromkeys((*token.written, *token.folded)):
        for length in range(len(form), max(1, len(form) - tail) - 1, -1):
            yield from known.by_first.get(form[:length], ())


def _fit(tokens: list[_Token], at: int, phrase: Phrase, tail: int) -> tuple[int, int, int] | None:
    """How well a phrase fits at a token: more words, then more letters, then letters as written. None: it does not."""
    if at + len(phrase.words) > len(tokens):
        return None
    letters = exact = 0
    for offset, (wanted, stem) in enumerate(phrase.words):
        token = tokens[at + offset]
        if offset and token.start - tokens[at + offset - 1].end > _MAX_GAP:
            return None
        length = _match_length(token, wanted, stem, tail)
        if not length:
            return None
        letters += len(wanted)
        exact += length
    return len(phrase.words), exact, letters


def _match_length(token: _Token, wanted: str, stem: bool, tail: int) -> int:
    """0 for no match; a word met as written counts double, and the whole word a little more than its stem."""
    if form := _met(token.written, wanted, stem, tail):
        return 2 * len(wanted) + (form == wanted)
    return len(wanted) if _met(token.folded, _folded(wanted), stem, tail) else 0


def _met(written: tuple[str, ...], wanted: str, stem: bool, tail: int) -> str:
    """The form that is the wanted word, or has it as its stem; else empty."""
    longest = len(wanted) + (tail if stem else 0)
    return next((form for form in written if form.startswith(wanted) and len(form) <= longest), "")


def _strings(text: str, language: str, known: TermList) -> Iterator[tuple[int, int, str]]:
    """(start, end, term) of the terms in a text written without blanks: at each place the longest string."""
    lowered = text.lower() if len(text.lower()) == len(text) else text
    at = 0
    matched_to = 0
    while at < len(lowered):
        length = _longest_at(lowered, at, known) if _may_start(lowered, at, matched_to, language) else 0
        if not length:
            at += 1
            continue
        yield at, at + length, known.strings[lowered[at : at + length]]
        at = matched_to = at + length


def _longest_at(text: str, at: int, known: TermList) -> int:
    lengths = range(min(known.longest, len(text) - at), 0, -1)
    return next((length for length in lengths if text[at : at + length] in known.strings), 0)


def _may_start(text: str, at: int, matched_to: int, language: str) -> bool:
    """Korean writes blanks between words: a term starts a word or follows another term."""
    return language != "ko" or at in (0, matched_to) or not text[at - 1].isalpha()


def _meant(text: str, found: Iterator[tuple[int, int, str]], target: str, terms: GlossTerms) -> Iterator[GlossSpan]:
    for start, end, term in found:
        meaning = terms.meanings.get(term, {}).get(target)
        if meaning:
            yield GlossSpan(start, end, text[start:end], meaning, term)


def _numbers(text: str) -> Iterator[GlossSpan]:
    """Numbers in digits that an agent may not read (Arabic, Persian, Indian): the same in 0-9."""
    for match in re.finditer(r"\d+", text):
        if not match[0].isascii() and ord(match[0][0]) < 0xFF00:
            meaning = "".join(str(unicodedata.digit(char)) for char in match[0])
            yield GlossSpan(match.start(), match.end(), match[0], meaning)
