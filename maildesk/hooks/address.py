"""A webhook's address, taken apart and judged before anything is sent to it.

In: the text a supervisor entered. Out: a `Target`, and at the moment of sending the one IP address to connect to. What is resolved is
what is connected to: a name that answers otherwise the next time (DNS rebinding) gains nothing by it.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit

from maildesk.errors import EdgeError
from maildesk.hooks.public import is_public

_MOST = 2_000
#: Below, only the port of HTTPS: a webhook is no way to speak to a mail server or a database.
_FIRST_FREE_PORT = 1024


class Reach(StrEnum):
    """How far a webhook may go: HTTPS in the open internet, or (a setting; tests) anywhere."""

    OPEN = "open"
    ANYWHERE = "anywhere"

    @classmethod
    def allowed(cls, anywhere: int) -> Reach:
        """As the setting says it."""
        return cls.ANYWHERE if anywhere else cls.OPEN


@dataclass(frozen=True, slots=True)
class Target:
    """Where a POST goes. `path` with its query, as it is written into the request; a chat's key stands in it."""

    secure: bool
    host: str
    port: int
    path: str = field(repr=False)


def target(url: str, reach: Reach = Reach.OPEN) -> Target:
    """The parts of an address. Raises `EdgeError` (permanent) with a code that says what is wrong with it."""
    try:
        parts = urlsplit(url)
        host, port = _host(parts), parts.port
    except (ValueError, UnicodeError) as error:
        raise _refused("bad_url", f"is no address: {error}") from None
    if (
        len(url) > _MOST
        or not host
        or not (parts.path + parts.query).isascii()
        or any(c <= " " or c == "\x7f" for c in url)
    ):
        raise _refused("bad_url", "is no address")
    if parts.scheme != "https" and (reach is Reach.OPEN or parts.scheme != "http"):
        raise _refused("not_https", "does not begin with https://")
    if parts.username is not None or parts.password is not None:
        raise _refused("login_in_url", "holds a login; give it as the secret instead")
    port = port or (443 if parts.scheme == "https" else 80)
    if reach is Reach.OPEN and port != 443 and port < _FIRST_FREE_PORT:
        raise _refused("closed_port", f"names port {port}; 443 or one above 1023 was wanted")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme == "https", host, port, path)


def resolved(where: Target, reach: Reach = Reach.OPEN) -> str:
    """The IP address to connect to. Every address of the name must be open: one inside is reason enough to refuse it."""
    try:
        found = socket.getaddrinfo(where.host, where.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise EdgeError(f"the host name {where.host} is not known", code="unknown_host") from None
    addresses = [str(row[4][0]) for row in found]
    if reach is Reach.OPEN and not all(is_public(address) for address in addresses):
        raise _refused("inside", f"leads to {where.host}, which is not in the open internet")
    return addresses[0]


def _host(parts: SplitResult) -> str:
    """As it is asked of the DNS: lower case, international names in ASCII (IDNA)."""
    host = parts.hostname or ""
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _refused(code: str, why: str) -> EdgeError:
    return EdgeError(f"the address {why}", permanent=True, code=code)
