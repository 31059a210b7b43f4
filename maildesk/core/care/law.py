"""What the law of a country asks of mail that nobody asked for: rows, and which of them count for one mail.

In: the rows of the pack, the buyer's and the seller's country. Out: the laws that must all be satisfied. The strictest of two laws is
not a third one: each has its own grounds and its own duties, so a mail goes only where every one of them lets it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from maildesk.core.reply.families import MailClass


class Basis(StrEnum):
    """On what ground a mail may be sent. The kinds of consent come first, strongest first."""

    EXPRESS = "express"
    #: Address got in a sale, own similar goods, refusal offered then and in every mail (Directive 2002/58 Art. 13(2)).
    SOFT_OPT_IN = "soft_opt_in"
    #: A purchase, an enquiry: implied consent that ends (CASL s. 10(10)).
    PURCHASE = "purchase"
    INQUIRY = "inquiry"
    #: No consent is asked for; a refusal ends it (15 USC 7704).
    OPT_OUT = "opt_out"
    CONTRACT = "contract"
    LEGITIMATE_INTEREST = "legitimate_interest"


@dataclass(frozen=True, slots=True)
class Law:
    """One country's or union's rules.

    `gated`: classes that need a ground of `grounds`, each with the months it lasts (0: until taken back). `postal_address`: classes
    whose mails must name the sender's postal address. `label`: what the subject of a gated mail begins with. `closed_weekdays`
    (0 is Monday) and `closed_holidays`: days without gated mail, by courtesy where no statute says so.
    """

    name: str
    countries: frozenset[str]
    gated: frozenset[MailClass]
    grounds: tuple[tuple[Basis, int], ...]
    postal_address: frozenset[MailClass] = frozenset()
    label: str = ""
    closed_weekdays: frozenset[int] = frozenset()
    closed_holidays: bool = False
    honour_days: int = 2
    source: str = ""
    grade: str = "D"


@dataclass(frozen=True, slots=True)
class Laws:
    """All rows. `default` is the law of a country nobody knows, and of those without a row: the European Union's."""

    rows: tuple[Law, ...]
    default: Law

    def of(self, country: str) -> Law:
        """The law of one country (ISO 3166-1 alpha-2, or empty)."""
        return next((law for law in self.rows if country in law.countries), self.default)

    def between(self, buyer: str, seller: str) -> tuple[Law, ...]:
        """The laws a mail must satisfy, the buyer's first."""
        return tuple(dict.fromkeys((self.of(buyer), self.of(seller))))


def gates(laws: Iterable[Law], mail_class: MailClass) -> bool:
    """Whether any of the laws treats this class as advertising."""
    return any(mail_class in law.gated for law in laws)
