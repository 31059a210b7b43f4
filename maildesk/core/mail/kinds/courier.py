"""Notices of carriers, and what imitates them.

In: a look at a mail. Out: the kind (`courier_notice` or `phishing`) with reason codes, or nothing. It reads no parcel state: that comes
from the trackers.

| From                         | proof           | says                                  | kind           |
|------------------------------|-----------------|---------------------------------------|----------------|
| a carrier's own domain       | fail            |                                       | phishing       |
| a carrier's own domain       | pass or unknown |                                       | courier_notice |
| another domain, carrier's name | any           | asks for a fee, an address or a click | phishing       |
| another domain, carrier's name | any           | tells of a parcel                     | courier_notice |
| a robot of no known name     | any             | fee and a link                        | phishing       |
| a robot of no known name     | any             | tells twice of a parcel               | courier_notice |
| anybody else                 |                 |                                       | (no courier)   |
"""

from __future__ import annotations

from maildesk.core.mail.kinds.look import Look
from maildesk.core.mail.kinds.phrases import plain
from maildesk.core.mail.parsed import Kind, Proof


def courier(look: Look) -> tuple[Kind, tuple[str, ...]] | None:
    mail = look.mail
    if look.is_forwarded or look.from_form or look.answers_us:
        return None
    if look.known.courier_at(mail.from_.domain):
        return _from_carrier(look)
    named = _named(look)
    if named:
        return _in_a_carriers_name(look)
    return _by_robot(look)


def _from_carrier(look: Look) -> tuple[Kind, tuple[str, ...]]:
    if look.mail.authenticity.proof is Proof.FAIL:
        return Kind.PHISHING, ("courier_domain", "auth_fail")
    return Kind.COURIER_NOTICE, ("courier_domain",)


def _in_a_carriers_name(look: Look) -> tuple[Kind, tuple[str, ...]] | None:
    if "fee" in look.parcel and look.link_hosts:
        return Kind.PHISHING, ("courier_name", "fee")
    if "parcel" in look.parcel:
        return Kind.COURIER_NOTICE, ("courier_name", "parcel")
    return None


def _by_robot(look: Look) -> tuple[Kind, tuple[str, ...]] | None:
    if not look.by_machine or look.is_answer:
        return None
    told = len(look.parcel.get("parcel", ()))
    branded = told and look.known.courier_brands.find(look.plain_subject + look.plain_head)
    if branded and "fee" in look.parcel and look.link_hosts:
        return Kind.PHISHING, ("robot", "fee")
    return (Kind.COURIER_NOTICE, ("robot", "parcel")) if told >= 2 else None


def _named(look: Look) -> bool:
    """The display name is a carrier's, alone or with words of an office beside it; or a label of the domain is."""
    name, labels = plain(look.mail.from_.name), plain(look.mail.from_.domain)
    if any(len(brand) > 2 for brand in _brands(look, labels)):
        return True
    beside = (name.replace(brand, " ").split() for brand in _brands(look, name) if len(brand) > 2)
    return any(all(word in look.known.words.roles for word in rest) for rest in beside)


def _brands(look: Look, text: str) -> tuple[str, ...]:
    return tuple(brand for found in look.known.courier_brands.find(text).values() for brand in found)
