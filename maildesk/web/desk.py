"""What the screens work with: one frozen value, built by the wiring and kept by the app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from flask import current_app

from maildesk.core.language.gloss import GlossTerms
from maildesk.db.engine import Store
from maildesk.db.secrets import Vault
from maildesk.flow.approval import Signing
from maildesk.flow.drafting import Writer
from maildesk.settings import Settings

_KEY = "maildesk"


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class WebDesk:
    """`now` is the one clock of the web half."""

    settings: Settings
    store: Store
    signing: Signing
    vault: Vault
    glossary: GlossTerms
    now: Callable[[], datetime] = utc_now

    @property
    def writer(self) -> Writer:
        return self.signing.writer


def keep(extensions: dict[str, object], desk: WebDesk) -> None:
    extensions[_KEY] = desk


def desk() -> WebDesk:
    """The desk of the app that answers this request."""
    return cast(WebDesk, current_app.extensions[_KEY])
