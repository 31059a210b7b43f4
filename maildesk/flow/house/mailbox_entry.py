"""A mailbox as a supervisor enters it: checked, its secret sealed, written. A secret is only ever written, never read back.

In: what was typed. Out: the row. Raises `EnteredError` naming the field, what it held and what was wanted. Opens no connection.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.order import Channel
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.db.secrets import Vault
from maildesk.flow.house import jobs, mailboxes
from maildesk.flow.house.entered import EnteredError
from maildesk.flow.house.person import Doing

SECURITIES = ("tls", "starttls", "none")
AFTER_COMMIT = ("leave", "seen", "move")
#: How one logs in: a password, or XOAUTH2 at one of these.
LOGINS = ("password", "google", "microsoft", "other")
_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,253}[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class Secret:
    """What is sealed. An empty one leaves what is there."""

    password: str = ""
    client_id: str = ""
    client_secret: str = ""
    refresh_token: str = ""
    token_url: str = ""
    scope: str = ""
    ca_file: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """The columns of a mailbox that a person sets, under their names, and how it logs in."""

    name: str
    address: str
    display_name: str = ""
    channel: str = "own"
    imap_host: str = ""
    imap_port: int = 993
    imap_security: str = "tls"
    smtp_host: str = ""
    smtp_port: int = 465
    smtp_security: str = "tls"
    username: str = ""
    login: str = "password"
    trust_authserv: tuple[str, ...] = ()
    plus_addresses: bool = False
    keeps_sent_copy: bool = False
    after_commit: str = "leave"
    move_to: str = ""
    per_minute: int = 0
    secret: Secret = Secret()


def write(session: Session, number: int | None, entry: Entry, vault: Vault, doing: Doing) -> t.Mailbox:
    """Add a mailbox, or (`number`) change one."""
    doing.by.must(Act.MANAGE_MAILBOXES)
    _check(entry)
    same = mailboxes.named(session, entry.name)
    if same is not None and same.id != number:
        raise EnteredError("name", entry.name, "a_free_name")
    row = t.Mailbox(name=entry.name, secret=b"") if number is None else mailboxes.get(session, number)
    _guard_secret(row, entry)
    for field in fields(Entry):
        if field.name not in ("secret", "login", "trust_authserv", "username"):
            setattr(row, field.name, getattr(entry, field.name))
    row.address, row.username = entry.address.lower(), entry.username or entry.address
    row.auth = "password" if entry.login == "password" else "xoauth2"
    row.trust_authserv = list(entry.trust_authserv)
    row.secret = _sealed(row, entry, vault)
    session.add(row)
    session.flush()
    _look_now(session, row, doing)
    return row


def pause(session: Session, number: int, *, active: bool, doing: Doing) -> t.Mailbox:
    """Stop or go on fetching and sending. Nothing of a mailbox is ever deleted: its mails stay where they are."""
    doing.by.must(Act.MANAGE_MAILBOXES)
    row = mailboxes.get(session, number)
    row.active = active
    if not active:
        row.failing_since, row.failure, row.failures, row.alarmed_at = None, "", 0, None
    _look_now(session, row, doing)
    return row


def _look_now(session: Session, row: t.Mailbox, doing: Doing) -> None:
    """The worker tries what was entered at once instead of after its back-off."""
    if row.active and row.imap_host:
        jobs.ask(session, "fetch", doing.now, {"mailbox_id": row.id}, key=f"fetch:{row.id}")


def _sealed(row: t.Mailbox, entry: Entry, vault: Vault) -> bytes:
    kept = vault.open(row.secret)
    given = {field.name: value for field in fields(Secret) if (value := getattr(entry.secret, field.name))}
    provider = {} if entry.login == "password" else {"provider": entry.login}
    value = {**kept, **given, **provider}
    return vault.seal(value) if value else b""


def _guard_secret(row: t.Mailbox, entry: Entry) -> None:
    """A kept password is never shown to another server than the one it was entered for."""
    reaches = {(row.imap_host, row.imap_port, row.imap_security), (row.smtp_host, row.smtp_port, row.smtp_security)}
    wanted = {
        (entry.imap_host, entry.imap_port, entry.imap_security),
        (entry.smtp_host, entry.smtp_port, entry.smtp_security),
    }
    new = {server for server in wanted - reaches if server[0]}
    if row.secret and new and not (entry.secret.password or entry.secret.refresh_token):
        raise EnteredError("password", "", "the_password_again")


def _check(entry: Entry) -> None:
    for field, value, known in (
        ("channel", entry.channel, tuple(Channel)),
        ("imap_security", entry.imap_security, SECURITIES),
        ("smtp_security", entry.smtp_security, SECURITIES),
        ("after_commit", entry.after_commit, AFTER_COMMIT),
        ("login", entry.login, LOGINS),
    ):
        if value not in known:
            raise EnteredError(field, value, "one_of_the_list")
    for field, value, wanted, fits in (
        ("name", entry.name, "a_short_name", 0 < len(entry.name) <= 80),
        ("address", entry.address, "an_address", bool(_ADDRESS.fullmatch(entry.address))),
        ("imap_host", entry.imap_host, "a_host_name", _is_host(entry.imap_host)),
        ("smtp_host", entry.smtp_host, "a_host_name", _is_host(entry.smtp_host)),
        ("imap_port", str(entry.imap_port), "a_port", 0 < entry.imap_port < 65536),
        ("smtp_port", str(entry.smtp_port), "a_port", 0 < entry.smtp_port < 65536),
        ("per_minute", str(entry.per_minute), "a_whole_number", entry.per_minute >= 0),
        ("move_to", entry.move_to, "a_folder", entry.after_commit != "move" or bool(entry.move_to)),
    ):
        if not fits:
            raise EnteredError(field, value, wanted)


def _is_host(value: str) -> bool:
    return not value or bool(_HOST.fullmatch(value))


def all_of(session: Session) -> list[t.Mailbox]:
    """Every mailbox by name."""
    return list(session.scalars(select(t.Mailbox).order_by(t.Mailbox.name)))
