"""From an account to a logged-in IMAPClient: TLS, login, ID. What fails leaves as an `EdgeError`.

It selects no folder. The client it gives has time-outs on every call.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from imapclient import IMAPClient, SocketTimeout
from imapclient import exceptions as imap

from maildesk import __version__
from maildesk.edge import Account, edge_error, send_at_once
from maildesk.errors import EdgeError
from maildesk.imap.causes import CAUSES

#: What may stand in LOGIN without quoting: imaplib quotes the password only.
PLAIN_NAME = re.compile(r"[\w.@+=/-]+", re.ASCII)
PLAIN_SECRET = re.compile(r"[ -~]*")
LOGOUT_SECONDS = 2.0


class HasAccount(Protocol):
    account: Account


Self = TypeVar("Self", bound=HasAccount)
P = ParamSpec("P")
T = TypeVar("T")


def foreign_error(error: BaseException, account: Account) -> EdgeError:
    """IMAPClient turns whatever broke a login into LoginError, a lost connection too; the cause is looked at instead."""
    lost = error.__context__ if isinstance(error.__context__, imap.IMAPClientAbortError) else error
    return edge_error(lost, account, CAUSES)


def speaks_to_server(verb: Callable[Concatenate[Self, P], T]) -> Callable[Concatenate[Self, P], T]:
    """The verb of something with an account; foreign errors leave it as `EdgeError`."""

    @wraps(verb)
    def inner(self: Self, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return verb(self, *args, **kwargs)
        except (imap.IMAPClientError, OSError) as error:
            raise foreign_error(error, self.account) from error

    return inner


@contextmanager
def logged_in(account: Account) -> Iterator[Any]:
    """An IMAPClient that is logged in, and out again at the end. Raises EdgeError when it doesn't come to that."""
    client = None
    try:
        client = reach(account)
        log_in(client, account)
        introduce(client)
    except (imap.IMAPClientError, OSError, UnicodeError) as error:
        hang_up(client)
        raise foreign_error(error, account) from error
    try:
        yield client
    finally:
        hang_up(client)


def reach(account: Account) -> Any:
    """A connection, encrypted as the account says. Without the wanted encryption there is none."""
    client = IMAPClient(
        account.host,
        account.port,
        ssl=account.security == "tls",
        ssl_context=account.tls_context() if account.security == "tls" else None,
        timeout=SocketTimeout(connect=account.timeout, read=account.timeout),
    )
    client.normalise_times = False
    send_at_once(client.socket())
    quieten(client)
    if account.security == "starttls":
        try:
            start_tls(client, account)
        except BaseException:
            hang_up(client)
            raise
    return client


def quieten(client: Any) -> None:
    """IMAPClient sets imaplib's debug level to 5, so that each literal (a whole mail) is formatted for a log line
    that nobody prints: four fifths of the time of a fetch."""
    inner = getattr(client, "_imap", None)
    if inner is not None:
        inner.debug = 0


def start_tls(client: Any, account: Account) -> None:
    if not client.has_capability("STARTTLS"):
        raise imap.CapabilityError("the server offers no STARTTLS")
    client.starttls(account.tls_context())


def log_in(client: Any, account: Account) -> None:
    if account.auth == "xoauth2":
        client.oauth2_login(account.username, account.secret)
    elif PLAIN_NAME.fullmatch(account.username) and PLAIN_SECRET.fullmatch(account.secret):
        client.login(account.username, account.secret)
    elif client.has_capability("AUTH=PLAIN"):
        client.plain_login(account.username, account.secret)
    else:
        raise UnicodeError("the server takes only plain ASCII names and passwords")


def introduce(client: Any) -> None:
    """Tells who we are where the server asks for it (RFC 2971): 163 and 126 let nobody read who did not."""
    if client.has_capability("ID"):
        with suppress(imap.IMAPClientError):
            client.id_({"name": "maildesk", "version": __version__})


def hang_up(client: Any) -> None:
    """Logs out if the server still listens, without waiting for long; whatever happens, the socket is closed."""
    if client is not None:
        with suppress(imap.IMAPClientError, OSError):
            client.socket().settimeout(LOGOUT_SECONDS)
            client.logout()
        with suppress(imap.IMAPClientError, OSError):
            client.shutdown()
