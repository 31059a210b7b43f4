"""A platform as a sender of mail: its domains, its relays, its machine headers, its numbers and its words for a case.

In: rows of the pack `platforms.toml`. Out: frozen values. Shapes and look-ups only; what a mail of a platform means is decided elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from maildesk.core.mail.wire.domain import within


class NoticeKind(StrEnum):
    """What a notice is about (design 5)."""

    ITEM_NOT_RECEIVED = "item_not_received"
    NOT_AS_DESCRIBED = "not_as_described"
    DEFECTIVE = "defective"
    UNAUTHORISED = "unauthorised"
    RETURN_REQUEST = "return_request"
    CHARGEBACK = "chargeback"
    INQUIRY = "inquiry"
    A_TO_Z_CLAIM = "a_to_z_claim"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Sign:
    """A machine's sign: a header (or the whole sender address) that matches `pattern` means `meaning`.

    `meaning` is a notice kind, `info` (news that needs no answer), `buyer` (a buyer's words passed on), `shop` (the shop's own
    contact form: the buyer is in Reply-To, else it says nothing) or `abused` (a genuine template that carries a stranger's words:
    it never opens a case).
    """

    header: str
    pattern: re.Pattern[str]
    meaning: str


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform. Domains are lower-case and cover their subdomains; `relays` are the domains buyers write from.

    `brands`: how names and look-alikes call it, as plain words (`phrases.plain`). `common`: the brand is a word or name of its own, too.
    `stages`: notice kind (or `default`) to (case, stage), in the words of `maildesk deadline`; `escalated` and `claim` among the keys
    are refinements: an inquiry that became a claim, a complaint in the legal sense.
    """

    name: str
    domains: tuple[str, ...]
    brands: tuple[str, ...]
    relays: tuple[str, ...] = ()
    marketing: tuple[str, ...] = ()
    signs: tuple[Sign, ...] = ()
    order_number: re.Pattern[str] | None = None
    case_id: re.Pattern[str] | None = None
    stages: tuple[tuple[str, tuple[str, str]], ...] = ()
    default_kind: NoticeKind = NoticeKind.INQUIRY
    zone: str = "UTC"
    common: bool = False
    # Asked of every platform for every mail: one look at the end of a domain for all.
    _under: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_under", tuple(f".{own}" for own in self.domains))

    def owns(self, domain: str) -> bool:
        """Whether a domain is one of its own, or lies under one."""
        return domain in self.domains or domain.endswith(self._under)

    def relays_for(self, domain: str) -> bool:
        """Whether a buyer writes from this domain. `marketplace.amazon.*` means under any country domain the platform owns."""
        return any(
            self.owns(domain) and domain.startswith(relay[:-1]) if relay.endswith(".*") else within(domain, relay)
            for relay in self.relays
        )

    def advertises_from(self, domain: str) -> bool:
        return any(within(domain, each) for each in self.marketing)

    def stage_of(self, kind: str) -> tuple[str, str]:
        """(case, stage) of a kind; the platform's default when the kind has none of its own."""
        stages = dict(self.stages)
        return stages.get(kind) or stages.get("default") or ("", "")
