"""Who pretends to be a platform: names, look-alike domains and words that only a platform, or somebody who imitates one, uses.

In: a look at a mail whose From is *not* a platform's own domain. Out: reason codes when it imitates, else nothing. It believes no single
word: buyers mention PayPal, work in customer service and send links to their photographs.

Two things must meet: a claim to be the platform (the sender's name, a look-alike domain, or speaking to "the seller" in a platform's
voice) and what such mails are for (a notice, a bait, or a link).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from maildesk.core.mail.kinds.knowledge import Words
from maildesk.core.mail.kinds.look import Look
from maildesk.core.mail.kinds.phrases import plain
from maildesk.core.mail.wire.domain import organisational
from maildesk.core.notice.platform import Platform
from maildesk.core.notice.recognise import MATTERS

#: Letters and digits that are written to be read as others.
_LOOKS_LIKE = str.maketrans({
    "0": "o", "1": "l", "3": "e", "5": "s", "$": "s", "@": "a", "4": "a", "7": "t", "|": "l", "а": "a", "е": "e", "о": "o", "р": "p",
    "с": "c", "у": "y", "х": "x", "і": "i", "ѕ": "s", "ӏ": "l", "ɑ": "a", "ο": "o", "ρ": "p", "ν": "v", "ı": "i", "ԁ": "d", "һ": "h",
})  # fmt: skip
_PARTS = re.compile(r"[.\-_]")
_ENOUGH = 4


def imitates(look: Look) -> tuple[str, ...]:
    """Reason codes when the mail imitates a platform; the first names the platform."""
    if look.is_forwarded or look.from_form or look.answers_us:
        return ()
    claims = [(claim, platform) for platform in _candidates(look) if (claim := _claim(look, platform))]
    if claims:
        (weight, codes), platform = max(claims, key=lambda each: each[0][0])
        purpose, why = _purpose(look)
        if weight + purpose >= _ENOUGH and purpose:
            return (f"claims_{platform.name}", *codes, *why)
    return _by_voice(look)


def _candidates(look: Look) -> tuple[Platform, ...]:
    """Platforms whose brand appears at all in name or address: only these are looked at closely."""
    sender, domain = look.mail.from_, _readable(look.mail.from_.domain)
    seen = (
        f"{plain(sender.name)} {plain(_folded(sender.name))} {domain} {_folded(domain)} {_folded(look.local)}".replace(
            " ", ""
        )
    )
    return tuple(p for p in look.known.platforms if any(brand in seen for brand in _run_together(p.brands)))


@cache
def _run_together(brands: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(brand.replace(" ", "") for brand in brands)


def _claim(look: Look, platform: Platform) -> tuple[int, tuple[str, ...]] | None:
    """How strongly the sender says to be the platform: by display name, by domain, by the local part."""
    found = [
        _in_name(look.mail.from_.name, platform, look.known.words),
        _in_domain(look.mail.from_.domain, platform, look.known.words.roles),
        (1, "local_part") if _in_parts(_folded(look.local), platform, look.known.words.roles) else None,
    ]
    codes = [each for each in found if each]
    return (sum(weight for weight, _ in codes), tuple(code for _, code in codes)) if codes else None


def _in_name(name: str, platform: Platform, words: Words) -> tuple[int, str] | None:
    """`PayPal Service`, `eBay`, `service@paypal.com`; not `Amazon Customer`. A person may be called Wish: that alone weighs little."""
    readings = (plain(name), plain(_folded(name)))
    for brand in platform.brands:
        needle = f" {brand} "
        for text in readings:
            if needle in text:
                rest = text.replace(needle, " ").split()
                alone = (1, "brand_alone") if not rest else None
                return (3, "display_name") if _is_office(rest, platform, words) else alone
    return None


def _is_office(rest: list[str], platform: Platform, words: Words) -> bool:
    """What stands beside the brand in a name: words of an office, or nothing where the brand is no word or name of its own."""
    roles = [word for word in rest if word in words.roles]
    persons = [word for word in rest if word in words.persons]
    if persons and ("via" in persons or len(roles) < 2):
        return False
    return bool(roles) or (not rest and not platform.common)


def _in_domain(domain: str, platform: Platform, roles: frozenset[str]) -> tuple[int, str] | None:
    """A look-alike (`paypa1.com`) weighs more than the name inside another's domain (`paypal-cases.example`)."""
    readable = _readable(domain)
    if _in_parts(readable, platform, roles):
        return (2, "domain") if readable == domain else (4, "look_alike")
    return (4, "look_alike") if _in_parts(_folded(readable), platform, roles) else None


def _in_parts(text: str, platform: Platform, roles: frozenset[str]) -> bool:
    """A brand is a whole part between dots and hyphens, glued to a word of an office, or a long one opening or closing a part."""
    parts = [part for part in _PARTS.split(text) if part]
    beside_office = any(part in roles for part in parts)
    brands = [brand.replace(" ", "") for brand in platform.brands if brand.isascii()]
    return any(_in_part(part, brand, platform, roles, beside_office) for part in parts for brand in brands)


def _in_part(part: str, brand: str, platform: Platform, roles: frozenset[str], beside_office: bool) -> bool:
    if part == brand:
        return beside_office or not platform.common
    if part.startswith(brand) and part[len(brand) :] in roles:
        return True
    return len(brand) >= 6 and not platform.common and (part.startswith(brand) or part.endswith(brand))


def _readable(domain: str) -> str:
    """Punycode labels as they are shown to people."""
    try:
        return domain.encode("ascii").decode("idna") if "xn--" in domain else domain
    except UnicodeError:
        return domain


def _folded(text: str) -> str:
    """`PayPa1`, `раураl`, `arnazon` as they are meant to be read."""
    plain_letters = unicodedata.normalize("NFKD", text.lower()).translate(_LOOKS_LIKE)
    return plain_letters.replace("rn", "m").replace("vv", "w")


def _purpose(look: Look) -> tuple[int, tuple[str, ...]]:
    """What an imitation is for: a notice, a bait, a link that leads elsewhere, speaking to the seller."""
    said = {*look.notice_subject, *look.notice_head}
    baits = {*look.notice_subject.get("bait", ()), *look.notice_head.get("bait", ())}
    signs = (
        (2, "notice_words", bool(said & MATTERS)),
        (2, "bait", bool(baits)),
        (1, "baits", len(baits) > 1),
        (1, "voice", "voice" in said),
        (1, "asks", "respond" in said or "request_money" in said),
        (1, "link", bool(_foreign_links(look))),
    )
    held = [(weight, code) for weight, code, holds in signs if holds]
    return sum(weight for weight, _ in held), tuple(code for _, code in held)


def _by_voice(look: Look) -> tuple[str, ...]:
    """Nobody's name, but the platform's voice: it speaks to the seller or baits, names a brand, and leads to a stranger's page."""
    said = {*look.notice_subject, *look.notice_head}
    baits = {*look.notice_subject.get("bait", ()), *look.notice_head.get("bait", ())}
    if look.is_answer or not (baits or "voice" in said) or not _foreign_links(look):
        return ()
    named = look.known.platform_brands.find(look.plain_subject + look.plain_head)
    branded = any(not platform.common for platform in look.known.platforms if platform.name in named)
    if branded and look.by_machine and "voice" in said and (said & MATTERS or baits):
        return ("platform_voice", "link")
    return ("baits", "link") if len(baits) >= 2 and (look.by_machine or "voice" in said) else ()


def _foreign_links(look: Look) -> tuple[str, ...]:
    strange = (host for host in look.link_hosts if look.known.platform_at(host) is None)
    return tuple(host for host in strange if organisational(host) not in look.own_domains)
