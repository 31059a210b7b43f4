"""The one place that builds the desk from its settings.

In: `Settings`. Out: the store, the vault, what the desk knows. Nothing is built at import.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import structlog

from maildesk import settings as env
from maildesk.core.language.detect import Detector
from maildesk.core.placing.signs import PlacingSettings
from maildesk.core.reply.facts import Shop
from maildesk.core.telling.answers import Verdict
from maildesk.core.understanding import Knowledge, taught
from maildesk.db.engine import Store, open_store
from maildesk.db.schema import standing, upgrade
from maildesk.db.secrets import Vault
from maildesk.errors import SettingError
from maildesk.flow.alarms import Told
from maildesk.flow.approval import Signing
from maildesk.flow.arrive import Rules
from maildesk.flow.care import house
from maildesk.flow.care.house import Care
from maildesk.flow.drafting import Writer
from maildesk.flow.learnt import Learnt
from maildesk.flow.orders import own_numbers
from maildesk.flow.reading import unproven
from maildesk.flow.road import Road
from maildesk.imap.oauth import Tokens
from maildesk.imap.signatures import verified_domains
from maildesk.jobs.deliver import try_webhook
from maildesk.jobs.desk import Desk
from maildesk.jobs.trying import try_logins
from maildesk.jobs.worker import Worker
from maildesk.packs import channels, gloss, knowledge, language, service
from maildesk.packs.care import load_care
from maildesk.packs.peaks import load_peaks
from maildesk.settings import Settings
from maildesk.texts.load import load as load_texts
from maildesk.web.desk import WebDesk, utc_now


def settings() -> Settings:
    """The settings of this process, with a secret key."""
    return env.with_secret(env.load())


def store(of: Settings) -> Store:
    """The store of these settings, on the newest tables. The embedded SQLite file is made and upgraded by itself.

    Raises `SettingError` when a PostgreSQL store is not on the newest tables: upgrading it is the operator's moment to choose.
    """
    if of.store_url.startswith("sqlite"):
        of.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    opened = open_store(of.store_url)
    at, newest = standing(opened)
    if at == newest:
        return opened
    if at is not None and not opened.is_sqlite:
        raise SettingError(f"the database is at revision {at}, the newest is {newest}; run `maildesk db upgrade`")
    upgrade(opened)
    return opened


def secret(of: Settings) -> bytes:
    """The key of reply tokens: the first of the secret keys."""
    return of.secret_key.partition(",")[0].encode()


def writer(of: Settings, detector: Detector) -> Writer:
    return Writer(load_texts(), Shop(name=of.shop_name, sign_off=of.shop_name), detector)


def road(of: Settings, known: Knowledge) -> Road:
    """The road with the shop's rules."""
    placing = PlacingSettings(young=timedelta(days=of.sender_days), grace=timedelta(days=of.grace_days))
    levels = service.service_levels(timedelta(hours=of.first_reply_hours))
    rules = Rules(known.numbering.relays, placing, levels)
    return Road(
        Learnt(known),
        rules,
        writer(of, known.detector),
        of.timezone,
        secret(of),
        verified_domains if of.verify_dkim else unproven,
    )


def signing(of: Settings, built: Road) -> Signing:
    """What approvals are made with."""
    return Signing(built.writer, built.rules.relays, secret(of), timedelta(seconds=of.undo_seconds))


def desk(of: Settings, opened: Store, built: Road | None = None) -> Desk:
    """Everything the jobs work with."""
    told = Told(of.alarm_address, of.public_url, of.timezone)
    built = built or road(of, known(opened))
    return Desk(of, opened, Vault(of.secret_key), built, told, care(of, opened, built.writer))


def care(of: Settings, opened: Store, writes: Writer | None = None) -> Care:
    """What the desk writes of itself with. Raises `SettingError` when the stops were sealed under a secret key that is gone."""
    with opened.writing() as session:
        key = house.address_key(session, Vault(of.secret_key), utc_now())
    secrets = tuple(each.strip().encode() for each in of.secret_key.split(",") if each.strip())
    relays = channels.load_numbering().relays
    return Care(load_care(), writes or writer(of, language.load()), relays, key, secrets, of.public_url)


@dataclass(frozen=True, slots=True)
class _Keys:
    """What the web half needs to try a login: no road, no models."""

    store: Store
    vault: Vault
    tokens: Tokens = field(default_factory=Tokens)


def web_desk(of: Settings, opened: Store, clock: Callable[[], datetime] = utc_now) -> WebDesk:
    """What the screens work with. Of the models it loads only the languages: the web half understands no mail."""
    load_peaks()  # a wrong row is named at the start, and not on the first day of a peak
    undo = timedelta(seconds=of.undo_seconds)
    signed = Signing(writer(of, language.load()), channels.load_numbering().relays, secret(of), undo)
    keys = _Keys(opened, Vault(of.secret_key))

    def tried(webhook_id: int) -> Verdict:
        return try_webhook(of, opened, keys.vault, webhook_id, clock())

    return WebDesk(
        of,
        opened,
        signed,
        keys.vault,
        gloss.load(),
        care(of, opened, signed.writer),
        clock,
        partial(try_logins, keys),
        tried,
    )


def known(opened: Store) -> Knowledge:
    """What the desk knows, and the forms of the shop's own order numbers."""
    with opened.reading() as session:
        return taught(knowledge.load(), own_numbers(session))


def logging(of: Settings) -> None:
    """Log lines for people, or as JSON; never a mail's text."""
    last = structlog.processors.JSONRenderer() if of.log_format == "json" else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            last,
        ]
    )


def worker(of: Settings, opened: Store) -> Worker:
    """The working half; a context manager that starts and stops it."""
    return Worker(desk(of, opened))
