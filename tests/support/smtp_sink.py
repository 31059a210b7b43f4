"""An SMTP server that keeps what it gets and misbehaves on command, recipient by recipient.

Out: `Sink`. `sink.when("anna@buyer.example", Misbehaviour(...))` holds for every mail that names this recipient.
"""

from __future__ import annotations

import asyncio
import base64
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from maildesk.edge import Account
from tests.support.certificates import Certificate

Moment = Literal["mail", "rcpt", "data", "payload", "answer"]


@dataclass(frozen=True)
class Misbehaviour:
    """`rcpt` and `answer` are what is said to RCPT and to the mail. `drop` breaks the line: instead of the answer to MAIL,
    RCPT or DATA, while the payload comes, or after it came. `seconds` of silence go before the answer."""

    rcpt: str = ""
    answer: str = ""
    drop: Moment | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Arrived:
    envelope_from: str
    recipients: tuple[str, ...]
    raw: bytes
    options: tuple[str, ...]


@dataclass
class Sink:
    """What came is in `arrived`, also what was answered with a refusal or not at all."""

    port: int = 0
    arrived: list[Arrived] = field(default_factory=list)
    connections: int = 0
    passwords: Mapping[str, str] = field(default_factory=dict)
    misbehaviours: dict[str, Misbehaviour] = field(default_factory=dict)
    #: After this many mails each connection is ended by a 421, as busy providers do.
    mails_per_connection: int = 0

    def when(self, recipient: str, misbehaviour: Misbehaviour) -> None:
        self.misbehaviours[recipient] = misbehaviour

    def account(self, **changes: object) -> Account:
        given = {"host": "localhost", "port": self.port, "security": "none", "timeout": 5.0}
        return Account(**(given | changes))  # type: ignore[arg-type]

    def of(self, envelope: Any) -> Misbehaviour:
        return next((self.misbehaviours[r] for r in envelope.rcpt_tos if r in self.misbehaviours), Misbehaviour())

    async def handle_MAIL(self, server: Any, _session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if self.misbehaviours.get(address, Misbehaviour()).drop == "mail":
            server.transport.abort()
        server.mails += 1
        if self.mails_per_connection and server.mails > self.mails_per_connection:
            return "421 4.7.0 enough for one connection"
        envelope.mail_from, envelope.mail_options = address, options
        return "250 OK"

    async def handle_RCPT(self, server: Any, _session: Any, envelope: Any, address: str, options: list[str]) -> str:
        wanted = self.misbehaviours.get(address, Misbehaviour())
        if wanted.drop == "rcpt":
            server.transport.abort()
        if wanted.rcpt:
            return wanted.rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        wanted = self.of(envelope)
        recipients, options = tuple(envelope.rcpt_tos), tuple(envelope.mail_options)
        self.arrived.append(Arrived(envelope.mail_from, recipients, envelope.original_content, options))
        await asyncio.sleep(wanted.seconds)
        if wanted.drop == "answer":
            server.transport.abort()
        return wanted.answer or "250 2.0.0 kept as 4711"

    async def auth_XOAUTH2(self, server: Any, arguments: list[str]) -> AuthResult:
        given = base64.b64decode(arguments[1]).decode()
        user, _, rest = given.removeprefix("user=").partition("\1")
        if self.passwords.get(user) == rest.removeprefix("auth=Bearer ").rstrip("\1"):
            return AuthResult(success=True)
        await server.challenge_auth('{"status":"401"}')
        return AuthResult(success=False, handled=False)

    def authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        if not isinstance(given, LoginPassword):
            return AuthResult(success=False, handled=False)
        password = self.passwords.get(given.login.decode())
        return AuthResult(success=password is not None and password.encode() == given.password, handled=False)


class Line(SMTP):
    """One connection, which can break where aiosmtpd has no hook."""

    mails = 0

    async def smtp_DATA(self, arg: str) -> None:
        drop = self.event_handler.of(self.envelope).drop
        if drop == "payload":
            await self.push("354 go on")
            await self._reader.read(10)
        if drop in ("data", "payload"):
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


@contextmanager
def smtp_sink(
    *,
    security: Literal["tls", "starttls", "none"] = "none",
    certificate: Certificate | None = None,
    passwords: Mapping[str, str] | None = None,
    max_bytes: int = 0,
    smtputf8: bool = True,
) -> Iterator[Sink]:
    """A running sink. `passwords` (user to password or access token) are those that a login may give."""
    sink = Sink(passwords=passwords or {})
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate.certificate, certificate.key)
    loop = asyncio.new_event_loop()

    def line() -> SMTP:
        sink.connections += 1
        return Line(
            sink,
            loop=loop,
            hostname="sink.example",
            data_size_limit=max_bytes or None,
            enable_SMTPUTF8=smtputf8,
            tls_context=context if security == "starttls" else None,
            auth_require_tls=False,
            authenticator=sink.authenticate,
        )

    # Begun on its own thread: in the main thread a browser's loop may be running.
    thread = threading.Thread(target=loop.run_forever, name="smtp sink", daemon=True)
    thread.start()
    beginning = loop.create_server(line, "127.0.0.1", 0, ssl=context if security == "tls" else None)
    server = asyncio.run_coroutine_threadsafe(beginning, loop).result(10)
    sink.port = server.sockets[0].getsockname()[1]
    try:
        yield sink
    finally:
        asyncio.run_coroutine_threadsafe(shut(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def shut(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
