"""What the screens work with: one frozen value, built by the wiring and kept by the app."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, cast

from flask import current_app

from maildesk.core.language.gloss import GlossTerms
from maildesk.core.telling.answers import Outcome, Verdict
from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.db.secrets import Vault
from maildesk.flow.care.house import Care
from maildesk.flow.reply.approval import Signing
from maildesk.flow.reply.drafting import Writer
from maildesk.settings import Settings

_KEY = "maildesk"


class Trial(Protocol):
    """What one server said to a login: as `jobs.trying` tells it."""

    @property
    def protocol(self) -> str: ...
    @property
    def well(self) -> bool: ...
    @property
    def where(self) -> str: ...
    @property
    def mails(self) -> int: ...
    @property
    def authserv(self) -> tuple[str, ...]: ...
    @property
    def code(self) -> str: ...
    @property
    def said(self) -> str: ...


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class WebDesk:
    """`now` is the one clock of the web half. Its jobs-side deeds are handed in by the wiring."""

    settings: Settings
    store: Store
    signing: Signing
    vault: Vault
    glossary: GlossTerms
    care: Care
    now: Callable[[], datetime] = utc_now
    #: Logs in at a mailbox's servers: what each said.
    try_logins: Callable[[t.Mailbox], Sequence[Trial]] = lambda _: ()
    #: Sends a test message to a webhook: what came of it.
    try_webhook: Callable[[int], Verdict] = lambda _: Verdict(Outcome.REFUSED, "")

    @property
    def writer(self) -> Writer:
        return self.signing.writer


def keep(extensions: dict[str, object], desk: WebDesk) -> None:
    extensions[_KEY] = desk


def desk() -> WebDesk:
    """The desk of the app that answers this request."""
    return cast(WebDesk, current_app.extensions[_KEY])
