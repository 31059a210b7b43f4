"""Telling people outside the screens: what rang goes to the webhooks and by mail.

In: the desk. Out: rows. Each delivery is claimed, sent, and settled before the next; a kill at any line sends none twice.
"""

from __future__ import annotations

from datetime import UTC, datetime

import structlog

from maildesk.core.telling.answers import Outcome, Verdict, verdict
from maildesk.core.telling.shapes import Address, post
from maildesk.core.telling.told import TEST, Reader, Told
from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.db.secrets import Vault
from maildesk.errors import EdgeError, SettingError, UncertainError
from maildesk.flow.clocks import answering
from maildesk.flow.telling import deliveries, mails, webhooks
from maildesk.hooks.address import Reach
from maildesk.hooks.send import send
from maildesk.jobs.desk import Desk
from maildesk.jobs.send import WORKER
from maildesk.settings import Settings

log = structlog.get_logger()
#: The longest that one run may take beside its own last try.
_AT_ONCE = 50


def deliver(desk: Desk) -> float | None:
    """Tell what waits. A webhook that does not answer is left alone for this run, so that it holds up no other."""
    now = datetime.now(UTC)
    with desk.store.writing() as session:
        deliveries.abandon(session, now)
        deliveries.forget_old(session, now)
        answering.let_go(session)
        mails.write(session, mails.Desk(desk.settings.public_url, desk.settings.timezone), now)
        waiting = deliveries.due(session, now, _AT_ONCE)
    silent: set[int] = set()
    for delivery_id, webhook_id in waiting:
        if webhook_id not in silent and _one(desk, delivery_id) is not Outcome.TAKEN:
            silent.add(webhook_id)
    return 0.2 if len(waiting) == _AT_ONCE else None


def try_webhook(settings: Settings, store: Store, vault: Vault, webhook_id: int, now: datetime) -> Verdict:
    """A test message, as a supervisor asks for it; what came of it also stands with the webhook."""
    with store.reading() as session:
        hook = webhooks.get(session, webhook_id)
        told = Told(f"test {hook.id} {now.isoformat()}", TEST, "", "maildesk", now)
        claimed = deliveries.Claimed(0, told, hook.shape, hook.sealed, hook.locale)
    came = _sent(settings, vault, claimed)
    with store.writing() as session:
        deliveries.answered(session, session.get_one(t.Webhook, webhook_id, with_for_update=True), came, now)
    return came


def _one(desk: Desk, delivery_id: int) -> Outcome | None:
    with desk.store.writing() as session:
        claimed = deliveries.claim(session, delivery_id, WORKER, datetime.now(UTC))
    if claimed is None:
        return Outcome.TAKEN  # another worker's, or switched off: no reason to leave its webhook alone
    came = _sent(desk.settings, desk.vault, claimed)
    with desk.store.writing() as session:
        state = deliveries.settle(session, delivery_id, came, datetime.now(UTC))
    if came.outcome is not Outcome.TAKEN:
        log.warning("not_told", delivery=delivery_id, state=state, said=came.said)
    return came.outcome


def _sent(settings: Settings, vault: Vault, claimed: deliveries.Claimed) -> Verdict:
    """One try; whatever the other side does is a verdict."""
    reader = Reader(claimed.locale, settings.timezone, settings.public_url)
    try:
        address: Address = webhooks.address(claimed.shape, claimed.sealed, vault)
        answer = send(post(address, claimed.told, reader, datetime.now(UTC)), Reach.allowed(settings.hooks_anywhere))
    except UncertainError as error:
        return Verdict(Outcome.UNCLEAR, str(error))
    except EdgeError as error:
        return Verdict(Outcome.REFUSED if error.permanent else Outcome.AGAIN, str(error))
    except SettingError as error:
        return Verdict(Outcome.REFUSED, str(error))
    return verdict(address.shape, answer.status, answer.body, answer.retry_after)
