"""A mailbox's logins, with the secret opened and, for XOAUTH2, an access token that still lasts.

In: the desk and a mailbox row. Out: an `Account`. Raises `EdgeError` when the token cannot be renewed.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Protocol

from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.db.secrets import Vault
from maildesk.edge import Account
from maildesk.errors import EdgeError
from maildesk.flow.house import mailboxes
from maildesk.imap.oauth import PROVIDERS, Grant, Provider, Tokens


class Keys(Protocol):
    """What a login needs of the desk: the vault that opens secrets, the tokens, and the store for a renewed one."""

    @property
    def store(self) -> Store: ...
    @property
    def vault(self) -> Vault: ...
    @property
    def tokens(self) -> Tokens: ...


def imap_account(desk: Keys, row: t.Mailbox) -> Account:
    """The login at the mailbox's IMAP server."""
    return mailboxes.imap_account(row, _secret(desk, row))


def smtp_account(desk: Keys, row: t.Mailbox) -> Account:
    """The login at the mailbox's SMTP server."""
    return mailboxes.smtp_account(row, _secret(desk, row))


def _secret(desk: Keys, row: t.Mailbox) -> dict[str, Any]:
    secret = desk.vault.open(row.secret)
    if row.auth != "xoauth2":
        return secret
    token = desk.tokens.token(_grant(row, secret), datetime.now(UTC))
    if token.refresh_token != secret["refresh_token"]:
        # Microsoft gives a new refresh token with each access token; the old one dies before long.
        secret |= {"refresh_token": token.refresh_token}
        with desk.store.writing() as session:
            mailboxes.get(session, row.id).secret = desk.vault.seal(secret)
    return secret | {"access_token": token.access_token}


def _grant(row: t.Mailbox, secret: dict[str, Any]) -> Grant:
    provider = PROVIDERS.get(str(secret.get("provider"))) or Provider(
        str(secret.get("token_url", "")), str(secret.get("scope", ""))
    )
    if not provider.token_url or not secret.get("refresh_token"):
        raise EdgeError(
            f"mailbox {row.name} has no refresh token; enter it with `maildesk mailbox add`",
            permanent=True,
            code="oauth",
        )
    return Grant(
        row.username,
        provider,
        str(secret.get("client_id", "")),
        str(secret["refresh_token"]),
        str(secret.get("client_secret", "")),
    )
