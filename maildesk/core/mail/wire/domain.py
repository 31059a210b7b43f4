"""Domains as mail authentication sees them: which organisation a host name belongs to.

In: host names, any case. Out: the registrable ("organisational") domain. It does not ask the network and does not carry the public
suffix list (230 kB, monthly changes): the rule below covers the registries our platforms, couriers and buyers sit under. Where it
errs, it errs towards a *shorter* name only below a known two-label suffix, never for a bare top-level domain.
"""

from __future__ import annotations

from functools import lru_cache

#: Second-level labels under which registries of two-letter countries sell names (`co.uk`, `com.br`, `or.jp`, `com.tr`).
_SECOND_LEVEL = frozenset({
    "ac", "co", "com", "edu", "gen", "go", "gob", "gouv", "gov", "gv", "id", "idf", "info", "ind", "k12", "ltd", "me", "mil",
    "muni", "ne", "net", "nom", "nhs", "or", "org", "plc", "police", "sch", "tm", "web",
})  # fmt: skip
#: Country domains in which those labels are ordinary names that anybody may own (`co.de` is nobody's registry).
_FLAT = frozenset({
    "de", "fr", "nl", "be", "ch", "at", "se", "dk", "no", "fi", "cz", "sk", "eu", "it", "es", "us", "ca", "ru",
})  # fmt: skip
#: Suffixes of hosting whose customers are strangers to each other; two of them are never one organisation.
_SHARED = frozenset({
    "github.io", "web.app", "firebaseapp.com", "herokuapp.com", "appspot.com", "azurewebsites.net", "blogspot.com",
    "myshopify.com", "onmicrosoft.com", "gappssmtp.com", "vercel.app", "netlify.app", "pages.dev", "workers.dev",
})  # fmt: skip


@lru_cache(maxsize=1024)
def organisational(host: str) -> str:
    """`mail.notice.paypal.co.uk` gives `paypal.co.uk`; an empty or one-label name gives itself, lower-cased (RFC 7489, 3.2)."""
    labels = [label for label in host.strip().strip(".").lower().split(".") if label]
    if len(labels) <= 2:
        return ".".join(labels)
    last, second = labels[-1], labels[-2]
    two_label_suffix = len(last) == 2 and last not in _FLAT and second in _SECOND_LEVEL
    if two_label_suffix or f"{second}.{last}" in _SHARED:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


def aligned(one: str, other: str) -> bool:
    """Relaxed alignment of RFC 7489, 3.1: both of one organisation. Empty names align with nothing."""
    return bool(one) and bool(other) and organisational(one) == organisational(other)


def within(host: str, domain: str) -> bool:
    """`host` is `domain` or lies under it."""
    return host == domain or host.endswith("." + domain)
