"""The embedded mail server of the demo and of quick tests: IMAP (pymap, in memory) and SMTP (aiosmtpd) on loopback.

In: accounts. Out: two ports, and deliveries byte for byte. What SMTP brings for an account goes into its INBOX; every other
recipient is a buyer, whose mails are kept in a list for whoever wants to look (`mails_of`). Nothing ever leaves the machine,
and all is forgotten at `stop`. Not for real mail: passwords stand in memory in clear.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from argparse import Namespace
from collections import defaultdict
from collections.abc import Coroutine, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, Self, TypeVar

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from proxyprotocol.sock import SocketInfoLocal
from pymap.backend.dict import Config, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials.flag import Flag
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

T = TypeVar("T")
HOST = "127.0.0.1"
#: Room for the largest mail that the desk itself would send.
MAX_BYTES = 50 * 1024 * 1024
PATIENCE = 10


class DemoServer:
    """Runs on a thread of its own. `start` returns when both ports listen; port 0 means any free one."""

    def __init__(self, accounts: Mapping[str, str], *, imap_port: int = 0, smtp_port: int = 0) -> None:
        self.accounts = {address.lower(): password for address, password in accounts.items()}
        self.imap_port = imap_port
        self.smtp_port = smtp_port
        self._folders: dict[str, MailboxSet] = {}
        self._buyers: dict[str, list[bytes]] = defaultdict(list)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="demo mail server", daemon=True)
        self._servers: list[asyncio.Server] = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        self._thread.start()
        try:
            self._run(self._open())
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Ends every connection and closes both ports. Twice is once."""
        if self._thread.is_alive():
            self._run(self._close())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(PATIENCE)
        self._loop.close()

    def deliver(
        self,
        address: str,
        raw: bytes,
        flags: Sequence[str] = (),
        *,
        folder: str = "INBOX",
        at: datetime | None = None,
    ) -> None:
        """Puts `raw` into the account's folder as if it had come `at` (now), or into the buyer's list when `address` is no account."""
        self._run(self._deliver(address, raw, flags, folder, at))

    def mails_of(self, address: str) -> list[bytes]:
        """What a buyer got so far, the oldest first."""
        return list(self._buyers.get(address.lower(), ()))

    def buyers(self) -> list[str]:
        """Addresses that got something and are no accounts."""
        return sorted(self._buyers)

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    async def _open(self) -> None:
        # aiosmtpd warns at each login about a field that it itself sets.
        logging.getLogger("mail.log").setLevel(logging.ERROR)
        config = configuration()
        config.apply_context()
        login = Login(config)
        for address, password in self.accounts.items():
            self._folders[address] = await new_account(config, login, address, password)
        self._servers.append(await self._listen(partial(serve_imap, IMAPServer(login, config)), self.imap_port))
        smtp = await self._loop.create_server(self._smtp, HOST, self.smtp_port)
        self._servers.append(smtp)
        self.imap_port, self.smtp_port = (server.sockets[0].getsockname()[1] for server in self._servers)

    async def _listen(self, callback: Any, port: int) -> asyncio.Server:
        return await asyncio.start_server(callback, HOST, port)

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _smtp(self) -> SMTP:
        return SMTP(
            self,
            loop=self._loop,
            hostname="demo.example",
            ident="demo",
            data_size_limit=MAX_BYTES,
            enable_SMTPUTF8=True,
            auth_require_tls=False,
            authenticator=self._authenticate,
        )

    def _authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        if not isinstance(given, LoginPassword):
            return AuthResult(success=False, handled=False)
        password = self.accounts.get(given.login.decode("utf-8", "replace").lower())
        return AuthResult(success=password is not None and password.encode() == given.password, handled=False)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        for recipient in envelope.rcpt_tos:
            await self._deliver(recipient, envelope.original_content, (), "INBOX")
        return "250 2.0.0 kept"

    async def _deliver(
        self, address: str, raw: bytes, flags: Sequence[str], folder: str, at: datetime | None = None
    ) -> None:
        name = address.lower()
        if name not in self._folders:
            self._buyers[name].append(raw)
            return
        box = await open_folder(self._folders[name], folder)
        given = frozenset(Flag(flag.encode()) for flag in flags)
        await box.append(AppendMessage(raw, at or datetime.now(UTC), given), recent=True)


async def open_folder(folders: MailboxSet, name: str) -> MailboxData:
    """The folder, made if it is not there."""
    try:
        return await folders.get_mailbox(name)
    except KeyError:
        await folders.add_mailbox(name)
        return await folders.get_mailbox(name)


async def serve_imap(server: IMAPServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """pymap's own callback starts the session as a task to which nobody holds a reference, and the garbage collector may
    end it in the middle of a sentence. asyncio holds the task that runs this one."""
    await server(reader, writer, SocketInfoLocal(writer))


def configuration() -> Config:
    """Passwords in clear: hashing them would cost each login an eighth of a second and guard nothing here."""
    arguments = Namespace(
        demo_data=False,
        demo_user="",
        demo_password="",
        host=HOST,
        port=0,
        cert=None,
        key=None,
        tls=False,
        proxy_protocol=None,
        inherited_sockets=None,
        passlib_cfg=None,
        debug=False,
    )
    return Config.from_args(
        arguments, hash_context=Cleartext(), cpu_subsystem=Subsystem.for_asyncio(), invalid_user_sleep=0
    )


async def new_account(config: Config, login: Login, address: str, password: str) -> MailboxSet:
    folders = MailboxSet()
    await folders.add_mailbox("Sent")
    login.users_dict[address] = UserMetadata(config, address, password=password)
    config.set_cache[address] = (folders, FilterSet())
    return folders
