"""The class of a mail that nobody asked for: it decides which gates the mail must pass.

In: the class its author gave, and the rendered text. Out: `Classed`. A text with an offer, a coupon or a link to goods is marketing,
whatever its author says: adding an offer turns the whole mail into advertising (ICO on PECR; for Germany § 7 UWG).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from maildesk.core.reply.rendered import Block, Rendered


class MailClass(StrEnum):
    """`transactional`: the order needs it. `relationship`: asks or tells about the purchase. `marketing`: everything else."""

    TRANSACTIONAL = "transactional"
    RELATIONSHIP = "relationship"
    MARKETING = "marketing"


@dataclass(frozen=True, slots=True)
class Classed:
    """`because` are codes: `declared`, or what forced it to marketing with what was found (`offer_word:gutschein`)."""

    mail_class: MailClass
    because: tuple[str, ...] = ("declared",)


@dataclass(frozen=True, slots=True)
class Offers:
    """How an offer is recognised. `words`: case-folded, looked for as parts of words. `facts`: slots that only an offer fills.

    `service_hosts`: links to these (tracking pages, the desk's own pages of a parcel and of preferences) are no links to goods.
    """

    words: tuple[str, ...]
    facts: frozenset[str]
    service_hosts: frozenset[str] = frozenset()


_LINK = re.compile(r"(?:https?://|\bwww\.)([a-z0-9.-]{1,253})", re.IGNORECASE)


def class_of(declared: MailClass, rendered: Rendered, offers: Offers) -> Classed:
    """The class that counts. What an order's own facts say (a product called "Discount Set") is no offer."""
    if declared is MailClass.MARKETING:
        return Classed(declared)
    forced = tuple(dict.fromkeys(code for block in rendered.blocks for code in _offered(block, offers)))
    return Classed(MailClass.MARKETING, forced) if forced else Classed(declared)


def _offered(block: Block, offers: Offers) -> Iterator[str]:
    yield from (f"offer_fact:{span.fact}" for span in block.spans if span.fact in offers.facts)
    own = _without_facts(block).casefold()
    yield from (f"offer_word:{word}" for word in offers.words if word in own)
    for host in _LINK.findall(block.text):
        if not _is_service(host.lower().strip("."), offers.service_hosts):
            yield f"link:{host.lower()}"


def _is_service(host: str, service_hosts: frozenset[str]) -> bool:
    return any(host == each or host.endswith(f".{each}") for each in service_hosts)


def _without_facts(block: Block) -> str:
    letters = list(block.text)
    for span in block.spans:
        if span.source and span.source != "agent":
            letters[span.start : span.end] = " " * (span.end - span.start)
    return "".join(letters)
