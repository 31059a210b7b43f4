"""Access tokens for mailboxes that take no password: got by the refresh token, kept until shortly before they run out.

In: a `Grant` (what the sign-in of the mailbox left behind), the present moment. Out: a `Token`.
It runs no sign-in itself and stores nothing: a provider may hand out a new refresh token with each access token, and the
caller keeps `Token.refresh_token` from then on.
"""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any

from maildesk.edge import Account, edge_error
from maildesk.errors import EdgeError


@dataclass(frozen=True, slots=True)
class Provider:
    """`token_url` is the token endpoint (RFC 6749, 3.2). `scope` is asked for again at each refresh; empty: as at the sign-in."""

    token_url: str
    scope: str = ""


#: The endpoints as the providers document them. A company's own Microsoft tenant gives its own URL instead.
PROVIDERS: Mapping[str, Provider] = {
    "google": Provider("https://oauth2.googleapis.com/token"),
    "microsoft": Provider(
        "https://login.microsoftonline.com/common/oauth2/v2.0/token",
        "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access",
    ),
}
#: A token is given up so long before its end: it has to last through the login it is used for.
SPARE = timedelta(minutes=2)
#: What providers grant when they do not say (RFC 6749 leaves it open).
USUAL_SECONDS = 3600
TIMEOUT = 30.0


@dataclass(frozen=True, slots=True)
class Grant:
    """A mailbox's standing permission. `client_secret` is empty for public clients."""

    username: str
    provider: Provider
    client_id: str
    refresh_token: str = field(repr=False)
    client_secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Token:
    access_token: str = field(repr=False)
    expires_at: datetime
    refresh_token: str = field(repr=False)

    def lasts(self, now: datetime) -> bool:
        return now < self.expires_at - SPARE


#: The `error` of RFC 6749, 5.2: whether asking again can help, and what is to be done.
REFUSALS: Mapping[str, tuple[bool, str]] = {
    "invalid_grant": (True, "the permission has run out or was withdrawn; sign in to the mailbox again"),
    "invalid_client": (True, "the provider does not know this client; check the client's id and secret"),
    "unauthorized_client": (True, "the provider does not let this client refresh; check its registration"),
    "invalid_scope": (True, "the permission does not cover mail; sign in to the mailbox again"),
    "interaction_required": (True, "the provider wants to see a person; sign in to the mailbox again"),
    "invalid_request": (True, "the provider did not understand the request; check the token endpoint"),
    "unsupported_grant_type": (True, "the provider cannot refresh; check the token endpoint"),
    "temporarily_unavailable": (False, "the provider is busy"),
}


class Tokens:
    """The access tokens in hand, one per mailbox. Threads may share it."""

    def __init__(self, *, timeout: float = TIMEOUT) -> None:
        self._timeout = timeout
        self._in_hand: dict[Grant, Token] = {}
        self._lock = threading.Lock()

    def token(self, grant: Grant, now: datetime) -> Token:
        """One that lasts, refreshed if need be. Raises EdgeError, permanent when only a person can help."""
        with self._lock:
            in_hand = self._in_hand.get(grant)
        if in_hand is not None and in_hand.lasts(now):
            return in_hand
        token = refresh(grant, now, timeout=self._timeout)
        with self._lock:
            self._in_hand[grant] = token
        return token

    def forget(self, grant: Grant) -> None:
        """For a token that the mail server refused before its time: the next call gets a new one."""
        with self._lock:
            self._in_hand.pop(grant, None)


def refresh(grant: Grant, now: datetime, *, timeout: float = TIMEOUT) -> Token:
    """Asks the provider for a new access token (RFC 6749, 6)."""
    answer = ask(grant, timeout)
    access_token, seconds = answer.get("access_token"), answer.get("expires_in", USUAL_SECONDS)
    if not isinstance(access_token, str) or not access_token:
        raise refusal(grant, answer)
    lasting = timedelta(seconds=int(seconds) if str(seconds).isdigit() else USUAL_SECONDS)
    return Token(access_token, now + lasting, str(answer.get("refresh_token") or grant.refresh_token))


def ask(grant: Grant, timeout: float) -> Mapping[str, Any]:
    form = {
        "grant_type": "refresh_token",
        "refresh_token": grant.refresh_token,
        "client_id": grant.client_id,
        "client_secret": grant.client_secret,
        "scope": grant.provider.scope,
    }
    body = urllib.parse.urlencode({name: value for name, value in form.items() if value}).encode()
    request = urllib.request.Request(checked(grant), body, {"Accept": "application/json"})  # noqa: S310 - checked
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:  # noqa: S310 - checked
            return parsed(response.read(1_000_000))
    except urllib.error.HTTPError as error:
        with error:
            return {"error": f"http_{error.code}"} | dict(parsed(error.read(1_000_000)))
    except (OSError, HTTPException) as error:
        raise network_error(grant, error) from error


def checked(grant: Grant) -> str:
    """The token endpoint, over TLS: it gets the secrets. On this machine itself it may do without."""
    url = grant.provider.token_url
    parts = urllib.parse.urlsplit(url)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")):
        return url
    raise EdgeError(
        f"{grant.username}: the token endpoint {url} is no https address", permanent=True, code="bad_endpoint"
    )


def parsed(body: bytes) -> Mapping[str, Any]:
    """A page that is no JSON, as of a proxy in between, says nothing."""
    try:
        value = json.loads(body)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def refusal(grant: Grant, answer: Mapping[str, Any]) -> EdgeError:
    code = str(answer.get("error", "no_token"))
    permanent, advice = REFUSALS.get(code, (False, f"the provider answered {code}"))
    return EdgeError(f"{grant.username}: no access token: {advice}", permanent=permanent, code=f"oauth_{code}"[:60])


def network_error(grant: Grant, error: Exception) -> EdgeError:
    """urllib wraps what happened below into URLError."""
    reason = getattr(error, "reason", None)
    parts = urllib.parse.urlsplit(grant.provider.token_url)
    where = Account(parts.hostname or "", parts.port or 443, grant.username)
    return edge_error(reason if isinstance(reason, BaseException) else error, where, ())
