"""What the desk knows of senders and of machines' words before any mail comes: the packs that kinds of mail are told apart by.

In: loaded packs. Out: one frozen value that `kind_of` and `read` are given, with its look-ups built once. It decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from maildesk.core.mail.kinds.phrases import PhraseBook, phrase_book
from maildesk.core.notice.platform import Platform


@dataclass(frozen=True, slots=True)
class Courier:
    """A carrier or tracking service. `domains` cover their subdomains; `brands` are the names it goes by, and is imitated by."""

    name: str
    domains: tuple[str, ...]
    brands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """`book`: what is said of reviews, by concept. `stars`: what stars are called; `scored`: words that their number follows."""

    book: PhraseBook
    stars: frozenset[str]
    scored: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """`machines`: words of automatic mail; `notices`: of platforms; `parcels`: of couriers; `offers`: sure signs of spam.

    `roles` and `persons`: plain words beside a brand in a name, when an office speaks, and when a person does.
    """

    machines: PhraseBook
    notices: PhraseBook
    parcels: PhraseBook
    offers: PhraseBook
    roles: frozenset[str]
    persons: frozenset[str]
    reviews: ReviewWords


@dataclass(frozen=True, slots=True)
class MailKnowledge:
    """Platforms, couriers and words, with the look-ups that make a mail cheap. Built by `mail_knowledge`."""

    platforms: tuple[Platform, ...]
    words: Words
    platform_brands: PhraseBook
    courier_brands: PhraseBook
    platform_domains: Mapping[str, Platform]
    courier_domains: frozenset[str]

    def platform_at(self, domain: str) -> Platform | None:
        """The platform that owns the domain or lets buyers write from it."""
        return next((self.platform_domains[each] for each in _upwards(domain) if each in self.platform_domains), None)

    def courier_at(self, domain: str) -> bool:
        return any(each in self.courier_domains for each in _upwards(domain))


def mail_knowledge(platforms: tuple[Platform, ...], couriers: tuple[Courier, ...], words: Words) -> MailKnowledge:
    """The value and its look-ups from the packs' rows; the first platform to name a domain has it."""
    domains: dict[str, Platform] = {}
    for platform in platforms:
        for domain in (*platform.domains, *platform.marketing, *platform.relays):
            domains.setdefault(domain, platform)
    return MailKnowledge(
        platforms=platforms,
        words=words,
        platform_brands=phrase_book((each.name, brand) for each in platforms for brand in each.brands),
        courier_brands=phrase_book((each.name, brand) for each in couriers for brand in each.brands),
        platform_domains=domains,
        courier_domains=frozenset(domain for each in couriers for domain in each.domains),
    )


def _upwards(domain: str) -> Iterator[str]:
    """`a.b.example`, `b.example`, `example`."""
    while domain:
        yield domain
        domain = domain.partition(".")[2]
