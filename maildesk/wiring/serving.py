"""What the screens work with. Of the models only the languages are loaded: the web half understands no mail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from maildesk.core.telling.answers import Verdict
from maildesk.db.engine import Store
from maildesk.db.secrets import Vault
from maildesk.imap.oauth import Tokens
from maildesk.jobs.deliver import try_webhook
from maildesk.jobs.trying import try_logins
from maildesk.packs import channels, gloss, language
from maildesk.packs.rows import read_rows
from maildesk.settings import Settings
from maildesk.web.desk import WebDesk, utc_now
from maildesk.wiring.answering import signing, writer
from maildesk.wiring.caring import care


@dataclass(frozen=True, slots=True)
class _Keys:
    """What the web half needs to try a login: no road, no models."""

    store: Store
    vault: Vault
    tokens: Tokens = field(default_factory=Tokens)


def web_desk(of: Settings, opened: Store, clock: Callable[[], datetime] = utc_now) -> WebDesk:
    """The desk behind every page; `clock` is the one clock of the web half."""
    read_rows()
    signed = signing(of, writer(of, language.load()), channels.load_numbering().relays)
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
