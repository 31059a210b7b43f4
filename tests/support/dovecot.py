"""A private Dovecot: rootless, on loopback ports of its own, plain, STARTTLS and TLS at once, with passwords or XOAUTH2.

Out: `Dovecot`, on which users are made, mails are delivered and folders are spoilt.
"""

from __future__ import annotations

import base64
import itertools
import os
import pwd
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from imapclient.imap_utf7 import encode as utf7

from maildesk.edge import Account
from tests.support.certificates import Certificate, make_certificate
from tests.support.children import child, free_port, group_of, listens, need, private_directory, wait_until
from tests.support.tokens import ISSUER, KEY

USER = "nobody"
PASSWORD = "open-sesame"
#: A login that cannot be written as plain words of the protocol.
DIFFICULT = ("mün chen@shop.example", 'pässwörd "x"')
CONF = """
base_dir = {base}/run
state_dir = {base}/run
log_path = {base}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:{base}/mail/%u
mail_fsync = never
auth_failure_delay = 0
auth_username_chars =
auth_mechanisms = plain login xoauth2 oauthbearer
imap_id_log = *
namespace inbox {{
  inbox = yes
  mailbox Sent {{
    special_use = \\Sent
  }}
  mailbox Junk {{
    special_use = \\Junk
  }}
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  service_count = 0
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {base}/oauth2.conf
}}
passdb {{
  driver = passwd-file
  mechanisms = plain login
  args = scheme=PLAIN username_format=%u {base}/passwd
}}
passdb {{
  driver = static
  mechanisms = plain login
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={base}/mail/%u
}}
"""
OAUTH2 = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={base}/keys/
username_attribute = email
issuers = {issuer}
"""


@dataclass
class Dovecot:
    base: Path
    port: int
    tls_port: int
    certificate: Certificate
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def account(self, user: str | None = None, **changes: object) -> Account:
        """Login of `user` (by default a new one) over the plain port; `changes` are fields of Account."""
        given = {
            "host": "localhost",
            "port": self.port,
            "username": user or self.new_user(),
            "secret": PASSWORD,
            "security": "none",
            "timeout": 10.0,
        }
        return Account(**(given | changes))  # type: ignore[arg-type]

    def new_user(self) -> str:
        """Whoever gives PASSWORD has a mailbox."""
        return f"shop{next(self.numbers)}@shop.example"

    def deliver(self, user: str, raw: bytes, folder: str = "INBOX") -> None:
        """Puts `raw` into the Maildir as a delivery agent does: written beside, then renamed into `new`."""
        directory = self.maildir(user, folder)
        # Dovecot gives UIDs in the order of the seconds in the names.
        name = f"{1_700_000_000 + next(self.numbers)}.M1P1.shop"
        (directory / "tmp" / name).write_bytes(raw)
        self.own(directory / "tmp" / name)
        (directory / "tmp" / name).rename(directory / "new" / name)

    def maildir(self, user: str, folder: str = "INBOX") -> Path:
        """Directory of a folder (Maildir++), made if it is not there."""
        directory = self.base / "mail" / user
        if folder != "INBOX":
            directory = directory / f".{utf7(folder).decode()}"
        for part in ("cur", "new", "tmp"):
            self.make(directory / part)
        return directory

    def make(self, directory: Path) -> None:
        if not directory.exists():
            self.make(directory.parent)
            directory.mkdir()
            self.own(directory)

    def own(self, path: Path) -> None:
        if os.geteuid() == 0:
            shutil.chown(path, USER, group_of(USER))

    def change_uidvalidity(self, user: str) -> None:
        """INBOX forgets its UIDs, as after a restore on the server. Nobody may be logged in meanwhile."""
        directory = self.maildir(user)
        # `dovecot-uidvalidity` stays: it holds the last number given, so that the next one differs.
        for path in [*directory.glob("dovecot-uidlist"), *directory.glob("dovecot.*")]:
            path.unlink()

    def log(self) -> str:
        return (self.base / "dovecot.log").read_text()


@contextmanager
def dovecot() -> Iterator[Dovecot]:
    binary = need("/usr/sbin/dovecot", "dovecot-imapd")
    need("/usr/lib/dovecot/imap", "dovecot-imapd")
    user = USER if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    with private_directory("imap", user) as base:
        server = Dovecot(base, free_port(), free_port(), make_certificate(base))
        configuration = write_configuration(server, user)
        with child([binary, "-F", "-c", configuration], user=user, log=base / "out") as running:
            wait_until(lambda: listens(server.port) and listens(server.tls_port), running, log=base / "out")
            yield server


def write_configuration(server: Dovecot, user: str) -> Path:
    base = server.base
    (base / "passwd").write_text(":".join(DIFFICULT) + "\n")
    keys = base / "keys" / "default" / "HS256"
    keys.mkdir(parents=True)
    (keys / "default").write_bytes(base64.b64encode(KEY))
    (base / "oauth2.conf").write_text(OAUTH2.format(base=base, issuer=ISSUER))
    configuration = base / "dovecot.conf"
    configuration.write_text(
        CONF.format(
            base=base,
            password=PASSWORD,
            user=user,
            group=group_of(user),
            port=server.port,
            tls_port=server.tls_port,
            certificate=server.certificate.certificate,
            key=server.certificate.key,
        )
    )
    return configuration
