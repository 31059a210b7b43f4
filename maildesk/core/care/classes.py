"""The class of a mail that nobody asked for: it decides which gates the mail must pass.

In: the class its author gave, and the rendered text. Out: `Classed`. A text with an offer, a coupon or a link to goods is marketing,
whatever its author says: adding an offer turns the whole mail into advertising (ICO on PECR; for Germany § 7 UWG).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from maildesk.core.reply.families import MailClass
from maildesk.core.reply.rendered import Block, Rendered


@dataclass(frozen=True, slots=True)
class Classed:
    """`because` are codes: `declared`, or what forced it to marketing with what was found (`offer_word:gutschein`)."""

    mail_class: MailClass
    because: tuple[str, ...] = ("declared",)


@dataclass(frozen=True, slots=True)
class Offers:
    """How an offer is recognised. `words`: case-folded, looked for as parts of words. `facts`: slots that only an offer fills."""

    words: tuple[str, ...]
    facts: frozenset[str]


_LINK = re.compile(r"(?:https?://|\bwww\.)([a-z0-9.-]{1,253})", re.IGNORECASE)


def class_of(declared: MailClass, rendered: Rendered, offers: Offers) -> Classed:
    """The class that counts. What facts say is no offer (a product called "Discount Set", a link to the desk's own page)."""
    if declared is MailClass.MARKETING:
        return Classed(declared)
    forced = tuple(dict.fromkeys(code for block in rendered.blocks for code in _offered(block, offers)))
    return Classed(MailClass.MARKETING, forced) if forced else Classed(declared)


def _offered(block: Block, offers: Offers) -> Iterator[str]:
    yield from (f"offer_fact:{span.fact}" for span in block.spans if span.fact in offers.facts)
    own = block.own_words.casefold()
    yield from (f"offer_word:{word}" for word in offers.words if word in own)
    yield from (f"link:{host}" for host in _LINK.findall(own))
