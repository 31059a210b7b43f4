"""What the desk knows of senders and of machines' words before any mail comes: the packs that kinds of mail are told apart by.

In: loaded packs. Out: one frozen value that `kind_of` and `read` are given. Shapes only.
"""

from __future__ import annotations

from dataclasses import dataclass

from maildesk.core.mail.domain import within
from maildesk.core.mail.phrases import PhraseBook
from maildesk.core.notice.platform import Platform


@dataclass(frozen=True, slots=True)
class Courier:
    """A carrier or tracking service. `domains` cover their subdomains; `brands` are lower-case names it is imitated by."""

    name: str
    domains: tuple[str, ...]
    brands: tuple[str, ...]

    def owns(self, domain: str) -> bool:
        return any(within(domain, own) for own in self.domains)


@dataclass(frozen=True, slots=True)
class MailKnowledge:
    """`machines`: words of automatic mail; `notices`: of platforms; `parcels`: of couriers; `offers`: sure signs of spam.

    `roles` and `persons`: plain words beside a brand in a name, when an office speaks, and when a person does.
    """

    platforms: tuple[Platform, ...]
    couriers: tuple[Courier, ...]
    machines: PhraseBook
    notices: PhraseBook
    parcels: PhraseBook
    offers: PhraseBook
    roles: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
