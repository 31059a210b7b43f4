"""The settings, read once from the environment: typed, with a sentence for each that is wrong.

In: a mapping of environment variables (`MAILDESK_*`, each also as `MAILDESK_*_FILE`). Out: one frozen `Settings`.
Nothing else in the desk reads the environment.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from maildesk.errors import SettingError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Field `x_y` is the variable `MAILDESK_X_Y`; the comment above each says what it is for."""

    # Where the embedded database, the secret key and attachments of the demo lie.
    data_dir: Path = Path("data")
    # The store: `sqlite:///…` or `postgresql://…`; empty means `desk.sqlite` in the data directory.
    database_url: str = ""
    # Signs sessions, reply tokens and links, and encrypts mailbox passwords. Made in the data directory when missing.
    secret_key: str = ""
    # The address under which people reach the desk; needed for links in mails and webhooks.
    public_url: str = ""
    # The web half's address and port.
    host: str = "127.0.0.1"
    port: int = 8025
    # Threads of the web half.
    threads: int = 8
    # Number of proxies in front whose X-Forwarded-* headers are believed.
    trusted_proxies: int = 0
    # The desk's own zone: business hours, days of the ledger.
    timezone: ZoneInfo = ZoneInfo("Asia/Shanghai")
    # The shop's name in mails, and the name under the closing.
    shop_name: str = "Our shop"
    # Seconds between approval and sending in which the agent can take it back.
    undo_seconds: int = 10
    # Seconds between two looks into a mailbox without IDLE.
    poll_seconds: int = 60
    # A mail larger than this is kept as its headers with a notice to the agent.
    max_mail_bytes: int = 40_000_000
    # Days a solved conversation takes further mails before a linked new one is opened.
    grace_days: int = 14
    # Days within which the sender alone finds the one open conversation.
    sender_days: int = 60
    # Hours until a first reply is due.
    first_reply_hours: int = 24
    # Sending limit per mailbox and minute, unless the mailbox has its own.
    send_per_minute: int = 60
    # Supervisors' address for alarms; empty: every active supervisor with an address.
    alarm_address: str = ""
    # 1: webhooks may use http and lead into an own network; 0: only https in the open internet.
    hooks_anywhere: int = 0
    # 1: verify DKIM from the bytes by asking the DNS, where the server writes no Authentication-Results (extra `mail-auth`).
    verify_dkim: int = 0
    # Folders of fonts for the pages of evidence, separated as PATH is; empty: the system's usual ones.
    font_folders: str = ""
    # Folders of the shop's own texts for buyers, separated as PATH is; a text there stands before the desk's of the same name.
    text_folders: str = ""
    # `json` or `text`.
    log_format: str = "text"

    @property
    def store_url(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'desk.sqlite'}"


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings. Raises `SettingError` naming the variable, what it held and what was wanted."""
    found = {f.name: _read(environ, f"MAILDESK_{f.name.upper()}", _READERS[type(f.default)]) for f in fields(Settings)}
    settings = Settings(**{name: value for name, value in found.items() if value is not None})
    _check(settings)
    return settings


def with_secret(settings: Settings) -> Settings:
    """The same settings with a secret key: the given one, else the one kept (or now made, mode 0600) in the data directory."""
    if settings.secret_key:
        return settings
    path = settings.data_dir / "secret.key"
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        # O_EXCL: of two processes that start at once, one makes the key and the other reads it.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return replace(settings, secret_key=_kept_secret(path))
    key = secrets.token_urlsafe(48)
    with os.fdopen(handle, "w") as file:
        file.write(key)
    return replace(settings, secret_key=key)


def _kept_secret(path: Path) -> str:
    key = path.read_text().strip()
    if len(key) < 32:
        raise SettingError(f"{path} holds a secret key of {len(key)} characters; delete it to have a new one made")
    return key


def _read(environ: Mapping[str, str], name: str, reader: Callable[[str, str], T]) -> T | None:
    if name in environ:
        return reader(name, environ[name])
    path = environ.get(f"{name}_FILE")
    if path is None:
        return None
    try:
        return reader(f"{name}_FILE", Path(path).read_text().strip())
    except OSError as error:
        raise SettingError(f"{name}_FILE is {path!r}, which cannot be read: {error.strerror}") from error


def _int(name: str, value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise SettingError(f"{name} is {value!r}; a whole number was wanted") from None


def _zone(name: str, value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise SettingError(f"{name} is {value!r}; a zone like Asia/Shanghai was wanted") from None


_READERS: dict[type, Callable[[str, str], Any]] = {
    str: lambda _, value: value,
    int: _int,
    ZoneInfo: _zone,
    type(Path()): lambda _, value: Path(value),
}


def _check(settings: Settings) -> None:
    if not settings.store_url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        begins = settings.database_url.partition(":")[0][:20]  # a password may stand in the rest
        raise SettingError(
            f"MAILDESK_DATABASE_URL begins with {begins!r}; sqlite:///FILE or postgresql://USER@HOST/NAME was wanted"
        )
    if settings.secret_key and len(settings.secret_key) < 32:
        raise SettingError(f"MAILDESK_SECRET_KEY has {len(settings.secret_key)} characters; at least 32 were wanted")
    if not 0 <= settings.port <= 65535:
        raise SettingError(f"MAILDESK_PORT is {settings.port}; 0 to 65535 was wanted")
    if settings.log_format not in ("json", "text"):
        raise SettingError(f"MAILDESK_LOG_FORMAT is {settings.log_format!r}; json or text was wanted")
