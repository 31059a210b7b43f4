"""Whose data stands in an agent's own words: order numbers and addresses that belong to another buyer.

In: a session, the words, the conversation. Out: the strings that must not be sent to this buyer. The texts need no such look:
they write only this order's facts.
"""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.placing.relay import mailbox
from maildesk.core.placing.writing import normalise
from maildesk.core.reply.rendered import Rendered
from maildesk.db import tables as t

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_NUMBER = re.compile(r"#?[A-Z0-9][A-Z0-9-]{3,39}", re.IGNORECASE)
_MOST = 60


def others_data(session: Session, rendered: Rendered, row: t.Conversation) -> frozenset[str]:
    """What of other buyers stands in the blocks that agents wrote themselves."""
    words = "\n".join(block.text for block in rendered.blocks if not block.mirrored)
    if not words:
        return frozenset()
    return _orders(session, words, row) | _addresses(session, words, row)


def _orders(session: Session, words: str, row: t.Conversation) -> frozenset[str]:
    named = {normalise(n): n for n in _NUMBER.findall(words) if any(c.isdigit() for c in n)}
    keys = list(named)[:_MOST]
    query = select(t.OrderRow.key).where(t.OrderRow.key.in_(keys))
    if row.buyer_id is not None:
        query = query.where(t.OrderRow.buyer_id != row.buyer_id)
    return frozenset(named[key] for key in session.scalars(query)) if keys else frozenset()


def _addresses(session: Session, words: str, row: t.Conversation) -> frozenset[str]:
    named = {mailbox(a): a for a in _ADDRESS.findall(words)}
    query = select(t.BuyerAddress.email).where(t.BuyerAddress.email.in_(list(named)[:_MOST]))
    if row.buyer_id is not None:
        query = query.where(t.BuyerAddress.buyer_id != row.buyer_id)
    return frozenset(named[email] for email in session.scalars(query)) if named else frozenset()
