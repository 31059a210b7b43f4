"""Addresses as identities: which mailbox an address writes to, and which addresses are a marketplace's relays.

In: an address, and the relays of the channel pack. Out: its mailbox, or its relay. It does not say who a person is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: What may stand for the `.*` of a relay's domain: a country or `com`, never a name somebody could register under.
_ENDING = re.compile(r"com|[a-z]{2}|com?\.[a-z]{2}")
#: Google delivers all dotted spellings of a name to one mailbox, under both of its domains.
_GOOGLE = frozenset({"gmail.com", "googlemail.com"})


@dataclass(frozen=True, slots=True)
class Relay:
    """A marketplace's forwarding domain. `shared`: one address serves many buyers, so that not even the alias tells them apart.

    `domain` matches itself and its sub-domains; a trailing `.*` matches any country's ending (`marketplace.amazon.*`).
    `local` limits the row to one local part (a shared address on an else personal relay).
    """

    channel: str
    domain: str
    shared: bool = False
    local: str = ""


def mailbox(address: str) -> str:
    """The mailbox behind an address: lower-case, without a plus-tag, Google's spellings made one. Empty for no address."""
    local, at, domain = address.strip().lower().rpartition("@")
    if not at or not local:
        return ""
    local = local.partition("+")[0] or local
    if domain in _GOOGLE:
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{domain}"


def relay_of(address: str, relays: tuple[Relay, ...]) -> Relay | None:
    """The relay an address belongs to, the first row that fits, or None for a person's own address."""
    local, _, domain = address.strip().lower().rpartition("@")
    return next((r for r in relays if _fits(domain, r.domain) and r.local in ("", local)), None)


def _fits(domain: str, wanted: str) -> bool:
    if wanted.endswith(".*"):
        stem = wanted[:-1]
        return domain.startswith(stem) and _ENDING.fullmatch(domain, len(stem)) is not None
    return domain == wanted or domain.endswith(f".{wanted}")
