"""The value the language room leaves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageFound:
    """`language` is BCP 47 (`pt-BR`, `zh-Hant`), None when the text does not say; `confidence` 0..1 is calibrated.

    `ranked` lists the likeliest, best first; `mixed` names further languages that carry whole sentences; `because` are codes.
    """

    language: str | None
    confidence: float
    ranked: tuple[tuple[str, float], ...] = ()
    mixed: tuple[str, ...] = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known besides the text: languages of the buyer's earlier mails, of the order, its country, Content-Language."""

    earlier: tuple[str, ...] = ()
    order_language: str = ""
    country: str = ""
    content_language: str = ""
