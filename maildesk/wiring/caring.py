"""What the desk writes of itself with: follow-ups and greetings, the doors of consent, the key of those who said stop."""

from __future__ import annotations

from datetime import UTC, datetime

from maildesk.db.engine import Store
from maildesk.db.secrets import Vault
from maildesk.flow.care import house
from maildesk.flow.care.house import Care
from maildesk.flow.reply.drafting import Writer
from maildesk.packs import channels, language
from maildesk.packs.care import load_care
from maildesk.settings import Settings
from maildesk.wiring.answering import writer


def care(of: Settings, opened: Store, writes: Writer | None = None) -> Care:
    """The packs of care with the shop's keys. Raises `SettingError` when the stops were sealed under a secret key that is gone."""
    with opened.writing() as session:
        key = house.address_key(session, Vault(of.secret_key), datetime.now(UTC))
    secrets = tuple(each.strip().encode() for each in of.secret_key.split(",") if each.strip())
    relays = channels.load_numbering().relays
    return Care(load_care(), writes or writer(of, language.load()), relays, key, secrets, of.public_url)
