"""Sending one POST: to the address that was judged, no further, within few seconds, reading little.

In: a `Post`. Out: the `Answer`. A redirect is an answer like any other and never followed; no proxy is used; the certificate is checked for
the host's name although the connection goes to its number.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from maildesk.core.telling.shapes import Post
from maildesk.errors import EdgeError, UncertainError
from maildesk.hooks.address import Reach, Target, resolved, target

#: Seconds for each step, and for all of them: an answer that drips byte by byte is cut off.
STEP, WHOLE = 5.0, 12.0
#: No answer that matters is longer.
MOST_BYTES = 16_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the first bytes of the body, and how long it asked to be left alone."""

    status: int
    body: bytes
    retry_after: str = ""


def send(post: Post, reach: Reach = Reach.OPEN) -> Answer:
    """Send it. Raises `EdgeError` when it certainly did not arrive, `UncertainError` when nobody knows."""
    where = target(post.url, reach)
    line = _Line(where, resolved(where, reach))
    with line.cut_off(WHOLE):
        _connect(line, where)
        return _exchange(line, where, post)


def _connect(line: _Line, where: Target) -> None:
    try:
        line.connect()
    except ssl.SSLCertVerificationError as error:
        why = f"the certificate of {where.host} is not trusted: {error.verify_message}"
        raise EdgeError(why, code="certificate") from error
    except (OSError, ValueError) as error:
        raise EdgeError(f"no connection to {where.host}: {_words(error)}", code="no_connection") from error


def _exchange(line: _Line, where: Target, post: Post) -> Answer:
    """From here on the other side may have it: whatever breaks leaves it unclear."""
    try:
        line.request("POST", where.path, post.body, dict(post.headers))
        answer = line.getresponse()
        body = answer.read(MOST_BYTES)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise UncertainError(f"{where.host} was told, but did not answer: {_words(error)}", code="no_answer") from error
    # The end of the line ends headers and bodies, too: half an answer is none, for a chat's verdict stands in the body.
    if line.was_cut or (answer.length and len(body) < MOST_BYTES):
        raise UncertainError(f"{where.host} was told, but its answer broke off", code="no_answer")
    return Answer(answer.status, body, answer.getheader("Retry-After", ""))


class _Line(http.client.HTTPConnection):
    """A connection to a number, that speaks to a name."""

    def __init__(self, where: Target, number: str) -> None:
        super().__init__(where.host, where.port, timeout=STEP)
        self._where, self._number = where, number
        self.was_cut = False
        self.default_port = 443 if where.secure else 80  # written into Host only when it is another one

    def connect(self) -> None:
        self.sock = socket.create_connection((self._number, self._where.port), STEP)
        if self._where.secure:
            self.sock = ssl.create_default_context().wrap_socket(
                self.sock, server_hostname=self._where.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    @contextmanager
    def cut_off(self, seconds: float) -> Iterator[None]:
        """Close the connection when the block ends, and after `seconds` at the latest: each step has its time-out, their sum has not."""
        timer = threading.Timer(seconds, self._shut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            self.close()

    def _shut(self) -> None:
        self.was_cut = True
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


def _words(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
