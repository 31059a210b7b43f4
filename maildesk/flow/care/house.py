"""The shop as the gates see it, and what a supervisor has set about mail that nobody asked for.

In: a session, `Care`. Out: `House`, the rules that may leave without a person, and changes of both.
"""

from __future__ import annotations

import base64
import secrets as chance
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.care.asked import House
from maildesk.core.care.batch import Limits
from maildesk.core.placing.relay import Relay
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.db.secrets import Vault
from maildesk.db.upsert import add_missing
from maildesk.errors import NotFoundError
from maildesk.flow.house.person import Doing
from maildesk.flow.house.shop import shop
from maildesk.flow.reply.drafting import Writer
from maildesk.packs.care import CarePacks

#: Rows of `shop_settings`: what a supervisor set; the key of suppressed addresses, sealed.
KEY, ADDRESS_KEY = "care", "care.address_key"


@dataclass(frozen=True, slots=True)
class Care:
    """What this room works with, built by the wiring. `secrets`: the first signs links, all of them open; `address_key` never changes."""

    packs: CarePacks
    writer: Writer
    relays: tuple[Relay, ...]
    address_key: bytes
    secrets: tuple[bytes, ...]
    public_url: str
    limits: Limits = Limits()


def house(session: Session, care: Care) -> House:
    """The seller and its rules at this moment."""
    held, packs = settings(session), care.packs
    speaks_for = shop(session, care.writer.shop)
    return House(
        country=str(held.get("country", "")),
        name=speaks_for.legal_name or speaks_for.name,
        postal_address=speaks_for.postal_address,
        public_url=care.public_url,
        laws=packs.laws,
        channels=packs.channels,
        caps=packs.caps,
        version=packs.version,
        hours=packs.hours,
        mourning=frozenset(held.get("mourning", ())),
    )


def settings(session: Session) -> dict[str, Any]:
    """{country: the seller's, mourning: countries to which nothing cheerful goes for now}."""
    row = session.get(t.ShopSetting, KEY)
    return dict(row.value) if row else {}


def set_seller(session: Session, country: str, mourning: Sequence[str], doing: Doing) -> None:
    """Keep the seller's country, whose law counts beside the buyer's, and the countries in mourning."""
    doing.by.must(Act.MANAGE_SHOP)
    row = session.get(t.ShopSetting, KEY) or t.ShopSetting(key=KEY, value={})
    row.value = {
        **row.value,
        "country": country.upper()[:2],
        "mourning": sorted({each.upper()[:2] for each in mourning}),
    }
    row.changed_by, row.changed_at = doing.by.id, doing.now
    session.add(row)


def automatic(session: Session, care: Care) -> frozenset[str]:
    """The follow-up rules that may leave without a person: the newest word of a supervisor, else what the pack says."""
    newest = {row.rule: row.automatic for row in session.scalars(select(t.AutomaticRule).order_by(t.AutomaticRule.id))}
    return frozenset(name for name, rule in care.packs.rules.items() if newest.get(name, rule.automatic))


def set_automatic(session: Session, care: Care, rule: str, on: bool, why: str, doing: Doing) -> t.AutomaticRule:
    """Let a rule send alone, or no longer. Every change stays in the history."""
    doing.by.must(Act.MANAGE_SHOP)
    if rule not in care.packs.rules:
        raise NotFoundError(f"there is no follow-up rule {rule!r}")
    row = t.AutomaticRule(rule=rule, automatic=on, why=why[:300], by=doing.by.id, at=doing.now)
    session.add(row)
    session.flush()
    return row


def address_key(session: Session, vault: Vault, now: datetime) -> bytes:
    """The key of suppressed addresses, made once and kept sealed: changing the secret key must never forget who said stop.

    Raises `SettingError` when it was sealed under a key that is no longer given.
    """
    sealed = vault.seal({"key": chance.token_hex(32)})
    fresh = {
        "key": ADDRESS_KEY,
        "value": {"sealed": base64.b64encode(sealed).decode()},
        "changed_by": None,
        "changed_at": now,
    }
    if session.get(t.ShopSetting, ADDRESS_KEY) is None:
        add_missing(session, t.ShopSetting, fresh)  # of two processes that start at once, one makes it
    row = session.get_one(t.ShopSetting, ADDRESS_KEY)
    return bytes.fromhex(vault.open(base64.b64decode(row.value["sealed"]))["key"])
