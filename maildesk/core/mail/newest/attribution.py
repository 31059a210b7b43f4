"""Attribution lines: "On <date>, <name> <address> wrote:" of every client, on one line or wrapped over up to four.

In: a page and the index of a line that ends like one. Out: where it starts, or nothing.
Structure decides (address, moment, closing colon); the verbs below only confirm, so that a client or language not listed still works.
It never takes prose such as "On Monday, my husband wrote:" unless quoted lines follow.
"""

from __future__ import annotations

import re

from maildesk.core.mail.text.page import Page, is_quoted

_LINES = 4
_CHARS = 500
_COLONS = (":", "：", "︰")

_ADDRESS = re.compile(r"[\w.+=&'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_BRACKETED = re.compile(r"[<(\[＜]\s?(?:mailto:)?[\w.+=&'-]{1,64}@[\w.-]{3,120}")
_YEAR = re.compile(
    r"(?<![\d@#-])(?:[12٢٠۲]\d{3})(?![\d@])|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
)
_TIME = re.compile(
    r"(?<!\d)\d{1,2}(?:[:：٫]\d{2}|\s?[h時时點点시]\s?\d{0,2}(?!\w))|\b(?:kl|alle|ore|om|o|um)\.?\s?\d{1,2}[.:]\d{2}"
)
# What the quoting verb is in each language, as whole words; the inflections are those a client writes (third person).
_VERB = re.compile(
    r"(?<!\w)(?:wrote|writes|schrieb|geschrieben|schreef|schrijft|(?:a|avez|as) écrit|écrit|escribi[óo]|ha escrito|(?:ha|"
    r"hai|hanno) scritto|"
    r"escreveu|napisał|napisała|napisali|pisze|skrev|skriver|kirjoitti|a scris|írta|"
    r"написал|написала|написали|пишет|писал|писала|пише|написав|писав|yazdı|yazdi|yazmış|yazıyor|"
    r"napsal|napsala|napísal|píše|كتب|كتبت|כתב|כתבה|כתבו|מאת)(?!\w)"
    r"|のメール|さんは書きました|さんが書きました|は書きました|님이 작성|님이 씀|작성|寫道|写道|写到|寫到|來信|来信",
)
# How such a line opens: the preposition before the date, or the date itself.
_OPENS_DATED = re.compile(
    r"(?:on|am|le|el|il(?: giorno)?|em|op|dnia|w dniu|den|på|dne|в|у|за|בתאריך|ב|في|à|a|at|date|em|no dia|"
    r"\w{2,12}[.,،]?,?|在)[\s,،-]{0,2}[\w.,،׳'’ ]{0,40}\d|[\d(]",
    re.IGNORECASE,
)
# Words of a sentence, in small letters as within one: "The Lamp House" may be a name, "the courier" is none.
_PERSONAL = re.compile(
    r"(?<!\w)(?:i|I|we|my|ich|wir|mein|meine|mir|ihnen|der|die|das|ik|wij|mijn|jag|я|мы|мой|моя|je|j'ai|nous|"
    r"yo|mio|mia|io|eu|meu|minha|mój|moja|the|he|she|they|er|sie)(?!\w)"
)
_DATE_FIRST = ("on ", "le ", "el ", "il ", "em ", "op ", "den ", "dnia ", "dne ")
_WORD = re.compile(r"[^\W\d_]+")
_CJK_DATED = re.compile(r"\d{4}\s?[年년./-]")
_SENTENCE_END = (".", "!", "?", "。", "！", "？", "…")
# Zoho closes its line with dashes instead of a colon: "---- On Wed, 05 Nov 2025 14:03:11 +0100 Shop <a@b> wrote ----".
# Android's mail app writes "---- Shop Support a écrit ----".
_DASHED = re.compile(r"-{3,}\s?(.{10,}?)\s?-{3,}")


def start_of(page: Page, end: int) -> int | None:
    """Where the attribution begins whose last line is `end`; None if `end` closes none."""
    closing = page.bare[end]
    if not closing or is_quoted(closing):
        return None
    marked = _followed_by_quote(page, end)
    if closing[-1] not in _COLONS:
        alone = _is_dashed(closing) or _is_run_on(closing) or (marked and _is_attribution_without_colon(closing))
        return end if alone else None
    joined = ""
    for start in range(end, max(end - _LINES, -1), -1):
        line = page.bare[start]
        if not line or is_quoted(line) or (start < end and line[-1] in _COLONS):
            return None
        joined = f"{line} {joined}" if joined else line
        if len(joined) > _CHARS:
            return None
        if _is_attribution(joined, marked):
            return _with_its_head(page, start, end, joined)
    return None


def _followed_by_quote(page: Page, end: int) -> bool:
    after = page.next_filled(end + 1)
    return after < len(page.bare) and is_quoted(page.bare[after])


def _is_dashed(line: str) -> bool:
    inner = _DASHED.fullmatch(line)
    if inner is None:
        return False
    words = inner[1].lower()
    if _ADDRESS.search(words) and _YEAR.search(words):
        return True
    verbs = list(_VERB.finditer(words))
    return bool(verbs) and verbs[-1].end() == len(words)


def _is_run_on(line: str) -> bool:
    """Yahoo's phone app writes the quoted mail's first words on the line of the attribution."""
    at = line.find("@")
    if at < 0:
        return False
    colon = next(
        (index for index in range(at, len(line) - 1) if line[index] in ":：" and not line[index + 1].isalnum()), -1
    )
    head = line[: colon + 1]
    return (
        colon > 0
        and _YEAR.search(head) is not None
        and _VERB.search(head.lower()) is not None
        and _is_attribution(head, False)
    )


def _is_attribution_without_colon(line: str) -> bool:
    """Above quoted lines: GMX's app leaves the colon out, others put the date last."""
    lowered = line.lower()
    verb, year = _VERB.search(lowered) is not None, _YEAR.search(line) is not None
    if _BRACKETED.search(line):
        return verb or year
    return verb and year and _TIME.search(lowered) is not None and _OPENS_DATED.match(lowered) is not None


def _is_attribution(line: str, marked: bool) -> bool:
    """One joined line that ends with a colon. `marked`: quoted lines follow it."""
    if "@" in line and _ADDRESS.search(line):
        return _names_an_address(line, marked)
    if not marked and not any(map(str.isdigit, line)):
        return False
    lowered = line.lower()
    verb = _VERB.search(lowered) is not None
    moment = _YEAR.search(line) is not None and _TIME.search(lowered) is not None
    if marked and (moment or verb):
        return moment or not _is_personal(line)
    if moment and verb:
        return _OPENS_DATED.match(lowered) is not None and not _is_personal(line) and _names_somebody(line)
    return moment and _CJK_DATED.match(line) is not None and len(line) <= 80


def _names_somebody(line: str) -> bool:
    """ "El 5 nov 2025 a las 14:03 el repartidor escribió:" is prose: where a client puts the name stands no capital letter."""
    if not line.lower().startswith(_DATE_FIRST):
        return True
    time = max((found.end() for found in _TIME.finditer(line)), default=0)
    return any(word[0].isupper() for word in _WORD.findall(line[time:]))


def _names_an_address(line: str, marked: bool) -> bool:
    """An address with a day is enough in brackets (`Name <address>`), else with a verb or a time of day."""
    lowered = line.lower()
    verb = _VERB.search(lowered) is not None
    bracketed = _BRACKETED.search(line) is not None
    if _YEAR.search(line):
        return bracketed or marked or ((verb or _TIME.search(lowered) is not None) and not _is_personal(line))
    if marked:
        return verb or bracketed
    return verb and bracketed and not _is_personal(line)


def _is_personal(line: str) -> bool:
    return _PERSONAL.search(line[:1].lower() + line[1:]) is not None


def _with_its_head(page: Page, start: int, end: int, joined: str) -> int:
    """The shortest match may lack its first line: the date, or the name before a wrapped `<address>`."""
    while start > 0 and end - start < _LINES - 1:
        above = page.bare[start - 1]
        if not above or len(above) > 120 or is_quoted(above) or above.endswith(_COLONS):
            return start
        lacks_address = "@" not in joined and _BRACKETED.search(above) is not None
        if above.endswith(_SENTENCE_END) and not lacks_address:
            return start
        lacks_name = joined.startswith(("<", "(", "＜"))
        dated = _OPENS_DATED.match(above.lower()) is not None or _BRACKETED.search(above) is not None
        lacks_date = dated and _YEAR.search(above) is not None and _YEAR.search(joined) is None
        if not (lacks_address or lacks_name or lacks_date):
            return start
        start -= 1
        joined = f"{above} {joined}"
    return start
