"""Webhooks as a supervisor enters them: added, changed, switched off, forgotten. Address and secret are sealed by the vault.

In: a session, what was typed, who does it. Out: the row. Raises `EnteredError` naming the field that will not do.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from maildesk.core.clock.ladder import Act as Rings
from maildesk.core.locales import DESK_LOCALES
from maildesk.core.queue.roles import Act
from maildesk.core.telling.shapes import Address, Shape
from maildesk.db import tables as t
from maildesk.db.secrets import Vault
from maildesk.errors import EdgeError, NotFoundError
from maildesk.flow.house.entered import EnteredError
from maildesk.flow.house.person import Doing
from maildesk.flow.telling.deliveries import FAILED, WAITING
from maildesk.hooks.address import Reach, target

#: Families of clocks, as `ClockRow.family` holds them.
FAMILIES = ("platform", "service", "task", "escalation", "care")


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed. An empty `url` or `secret` of a webhook that stands: the one it has."""

    name: str
    shape: str
    url: str = field(repr=False)
    secret: str = field(repr=False)
    locale: str
    acts: tuple[str, ...]
    families: tuple[str, ...] = ()


def all_of(session: Session) -> Sequence[t.Webhook]:
    """Every webhook by name."""
    return session.scalars(select(t.Webhook).order_by(t.Webhook.name, t.Webhook.id)).all()


def get(session: Session, webhook_id: int) -> t.Webhook:
    """One webhook. Raises `NotFoundError`."""
    row = session.get(t.Webhook, webhook_id)
    if row is None:
        raise NotFoundError(f"there is no webhook {webhook_id}")
    return row


def add(session: Session, entry: Entry, vault: Vault, reach: Reach, doing: Doing) -> tuple[t.Webhook, str]:
    """Add one. The generic shape needs a secret: one is made when none was typed, and returned this once."""
    doing.by.must(Act.MANAGE_SHOP)
    made = secrets.token_urlsafe(32) if entry.shape == Shape.GENERIC and not entry.secret else ""
    row = t.Webhook(created_by=doing.by.id, created_at=doing.now)
    _write(row, entry, Address(Shape.GENERIC, "", made), vault, reach)
    session.add(row)
    session.flush()
    return row, made


def change(session: Session, webhook_id: int, entry: Entry, vault: Vault, reach: Reach, doing: Doing) -> t.Webhook:
    """Write it anew; an address or secret that was left empty stays, and its failures are forgotten."""
    doing.by.must(Act.MANAGE_SHOP)
    row = get(session, webhook_id)
    _write(row, entry, address(row.shape, row.sealed, vault), vault, reach)
    row.failures = 0
    return row


def switch(session: Session, webhook_id: int, active: bool, doing: Doing) -> t.Webhook:
    """Off or on again. What waited for one that is switched off is not sent later: it would be no news then."""
    doing.by.must(Act.MANAGE_SHOP)
    row = get(session, webhook_id)
    row.active, row.failures = active, 0
    if not active:
        waiting = update(t.Delivery).where(t.Delivery.webhook_id == row.id, t.Delivery.state == WAITING)
        session.execute(waiting.values(state=FAILED, said="switched off", done_at=doing.now))
    return row


def forget(session: Session, webhook_id: int, doing: Doing) -> None:
    """The webhook, its secret and what it was told are gone."""
    doing.by.must(Act.MANAGE_SHOP)
    row = get(session, webhook_id)
    session.execute(delete(t.Delivery).where(t.Delivery.webhook_id == row.id))
    session.delete(row)


def address(shape: str, sealed: bytes, vault: Vault) -> Address:
    """Where a webhook goes, its secret opened."""
    held = vault.open(sealed)
    return Address(Shape(shape), str(held.get("url", "")), str(held.get("secret", "")))


def _write(row: t.Webhook, entry: Entry, had: Address, vault: Vault, reach: Reach) -> None:
    _check(entry)
    url = entry.url or had.url
    try:
        where = target(url, reach)
    except EdgeError as error:
        raise EnteredError("hook_url", "", error.code) from None
    row.name, row.shape, row.locale = entry.name, entry.shape, entry.locale
    row.host, row.acts, row.families = where.host[:255], list(entry.acts), list(entry.families)
    row.sealed = vault.seal({"url": url, "secret": entry.secret or had.secret})


def _check(entry: Entry) -> None:
    if not entry.name or len(entry.name) > 80:
        raise EnteredError("name", entry.name, "a_short_name")
    if entry.shape not in list(Shape):
        raise EnteredError("shape", entry.shape, "one_of_the_list")
    if entry.locale not in DESK_LOCALES:
        raise EnteredError("locale", entry.locale, "one_of_the_list")
    if not entry.acts or set(entry.acts) - set(Rings):
        raise EnteredError("hook_acts", ", ".join(entry.acts), "one_of_the_list")
    if set(entry.families) - set(FAMILIES):
        raise EnteredError("hook_families", ", ".join(entry.families), "one_of_the_list")
