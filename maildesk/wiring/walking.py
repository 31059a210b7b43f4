"""The road of a mail, with what the desk knows and the shop's rules."""

from __future__ import annotations

from datetime import timedelta

from maildesk.core.placing.signs import PlacingSettings
from maildesk.core.understanding import Knowledge, taught
from maildesk.db.engine import Store
from maildesk.flow.learning.learnt import Learnt
from maildesk.flow.mail.arrive import Rules
from maildesk.flow.mail.reading import unproven
from maildesk.flow.mail.road import Road
from maildesk.flow.orders import own_numbers
from maildesk.imap.signatures import verified_domains
from maildesk.packs import knowledge, promises
from maildesk.settings import Settings
from maildesk.wiring.answering import secret, writer


def known(opened: Store) -> Knowledge:
    """What the desk knows, and the forms of the shop's own order numbers."""
    with opened.reading() as session:
        return taught(knowledge.load(), own_numbers(session))


def road(of: Settings, known: Knowledge) -> Road:
    """The road with the shop's rules."""
    placing = PlacingSettings(young=timedelta(days=of.sender_days), grace=timedelta(days=of.grace_days))
    levels = promises.load_promises(timedelta(hours=of.first_reply_hours))
    rules = Rules(known.numbering.relays, placing, levels)
    return Road(
        Learnt(known),
        rules,
        writer(of, known.detector),
        of.timezone,
        secret(of),
        verified_domains if of.verify_dkim else unproven,
    )
