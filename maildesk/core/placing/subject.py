"""A subject without what clients and mail servers put in front of it.

In: a decoded subject. Out: the buyer's own words, or the key under which the subjects of one thread are equal. Linear: each
prefix is taken once, from the left.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from maildesk.core.placing.writing import REMEMBERED

_LONGEST = 500
_MOST_PREFIXES = 40
#: "Re" and "Fwd" as clients write them in the languages of our buyers, with their counters: `Re[2]:`, `AW (3):`, `RE^2:`.
_REPLY = (
    "re|aw|antw|antwort|sv|vs|ref|rif|r|rv|res|resp|odp|atb|ynt|yan|cev|bls|vá|vl|отв|ответ|на|відп|回复|回覆|答复|答覆|回信|返信"
    "|회신|답장|답변|رد|الرد|השב|תשובה|תגובה"
)
_FORWARD = (
    "fwd?|wg|wtr|weiterl|tr|rv|enc|i|fs|vb|doorst|pd|přep|ilt|ile|iletildi|пересл|переадр|прес|пер|転送|转发|轉寄|轉發|전달|fyi"
    "|إعادة توجيه|הועבר|vidarebef|videresendt"
)
_PREFIX = re.compile(
    rf"\s*(?:(?P<reply>{_REPLY})|(?:{_FORWARD}))\s{{0,3}}(?:[\[(^]\s?\d{{1,4}}[\])]?|\d{{1,3}})?\s{{0,3}}[:：]",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"\s*(?:\[(?:ext(?:ern(?:al)?)?|external sender|extern|spam\??|outside|外部|external email)\]|\*{2,5}\s?spam\s?\*{2,5})[:\s]?",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
_LOOSE = re.compile(r"[^\w]+")


def bare_subject(subject: str) -> str:
    """The subject without its stack of `Re:`, `AW:`, `转发：`, `[EXTERNAL]`; spaces made single."""
    return _stripped(subject)[0]


def is_reply_subject(subject: str) -> bool:
    """A reply prefix stands in the stack: the sender's client answered something."""
    return _stripped(subject)[1]


def subject_key(subject: str) -> str:
    """Equal for the subjects of one thread; empty when nothing but prefixes is there, and then it matches nothing (pain 13)."""
    folded = unicodedata.normalize("NFKC", _stripped(subject)[0]).casefold()
    return _LOOSE.sub(" ", folded).strip()


@lru_cache(maxsize=REMEMBERED)
def _stripped(subject: str) -> tuple[str, bool]:
    text = subject[:_LONGEST]
    at, is_reply = 0, False
    for _ in range(_MOST_PREFIXES):
        match = _PREFIX.match(text, at)
        is_reply = is_reply or bool(match and match["reply"])
        match = match or _TAG.match(text, at)
        if match is None:
            break
        at = match.end()
    return _SPACE.sub(" ", text[at:]).strip(), is_reply
