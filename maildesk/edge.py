"""What every door to the outside shares: how one logs in, and the table by which a foreign error becomes ours.

In: an `Account`, a foreign exception. Out: a TLS context, an `EdgeError` whose sentence names the mailbox and what to do.
It opens no connection itself: `imap` and `smtp` do, and bring the rows of their own protocol.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from maildesk.errors import EdgeError

Security = Literal["tls", "starttls", "none"]
Auth = Literal["password", "xoauth2"]


@dataclass(frozen=True, slots=True)
class Account:
    """A login at a server. `secret` is the password, or the access token of the moment when `auth` is xoauth2.

    `timeout` holds for each step, in seconds. `ca_file` (PEM) is trusted instead of the system's authorities: for a server
    with a certificate of its own. There is no way to switch the check off. An empty `username` (SMTP only): no login.
    """

    host: str
    port: int
    username: str = ""
    secret: str = field(default="", repr=False)
    security: Security = "tls"
    auth: Auth = "password"
    timeout: float = 30.0
    ca_file: str = ""

    def tls_context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.ca_file or None)


def send_at_once(line: socket.socket) -> None:
    """A mail protocol is question and answer: holding back a short line until the last one is confirmed (Nagle) stops
    both sides for 40 ms, as often as a command is written in two pieces."""
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


@dataclass(frozen=True, slots=True)
class Cause:
    """A row: `error` (or a subclass) whose text holds one of `words` (none: any text) means `code`, in `sentence`.

    `sentence` may use {who} (the login name), {where} (host:port) and {detail} (the server's own words).
    `auth` limits the row to accounts that log in so.
    """

    error: type[BaseException]
    code: str
    sentence: str
    permanent: bool = False
    words: tuple[str, ...] = ()
    auth: Auth | None = None

    def fits(self, error: BaseException, text: str, auth: Auth) -> bool:
        return (
            isinstance(error, self.error)
            and self.auth in (None, auth)
            and (not self.words or any(word in text for word in self.words))
        )


#: Errors of name, network and TLS, the narrowest first. Certificates and protocols don't mend themselves; networks do.
NETWORK: tuple[Cause, ...] = (
    Cause(
        ssl.SSLCertVerificationError,
        "certificate",
        "{who}: the certificate of {where} is not trusted ({detail}); check the host name, or give the server's own CA file",
        permanent=True,
    ),
    Cause(
        ssl.SSLError,
        "no_tls",
        "{who}: {where} does not speak TLS; check the port, or set the security to starttls",
        permanent=True,
        words=("wrong_version_number", "wrong version number", "record layer failure"),
    ),
    Cause(ssl.SSLError, "tls", "{who}: the encrypted connection to {where} broke ({detail})"),
    Cause(
        socket.gaierror,
        "unknown_host",
        "{who}: the host name of {where} is not known; check its spelling and the network",
    ),
    Cause(TimeoutError, "timeout", "{who}: {where} did not answer in time; check the port and the firewall"),
    Cause(ConnectionRefusedError, "refused", "{who}: nobody listens at {where}; check host and port"),
    Cause(OSError, "network", "{who}: the connection to {where} failed ({detail})"),
    Cause(
        UnicodeError,
        "encoding",
        "{who}: {where} takes only plain ASCII names and passwords; change the password",
        permanent=True,
    ),
)
UNKNOWN = Cause(BaseException, "unknown", "{who}: {where} answered: {detail}")


def edge_error(error: BaseException, account: Account, rows: Sequence[Cause]) -> EdgeError:
    """The first of `rows` that fits, then of the network's rows; what no row knows is temporary."""
    detail = detail_of(error)
    text = detail.lower()
    row = next((row for row in (*rows, *NETWORK) if row.fits(error, text, account.auth)), UNKNOWN)
    where = f"{account.host}:{account.port}"
    sentence = row.sentence.format(who=account.username or account.host, where=where, detail=detail)
    return EdgeError(sentence, permanent=row.permanent, code=row.code)


def detail_of(error: BaseException) -> str:
    """The server's words in one line of at most 300 characters, whatever type the library left them in."""
    verdict = getattr(error, "verify_message", "")
    if verdict:
        return str(verdict)
    if isinstance(error, OSError) and error.strerror:
        return str(error.strerror)
    words = " ".join(plain(part) for part in error.args)
    return " ".join(words.split())[:300] or type(error).__name__


def plain(part: object) -> str:
    """Libraries hand on bytes, and even the repr of bytes."""
    if isinstance(part, bytes):
        return part.decode("utf-8", "replace")
    text = str(part)
    return text[2:-1] if text[:2] in ("b'", 'b"') and text[-1] == text[1] else text
