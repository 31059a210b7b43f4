"""Trying a mailbox's logins, as a person asks for it: what each server said, in few seconds.

In: the keys of the desk and a mailbox row. Out: one `Trial` per server. Changes nothing on the servers and nothing in the store, but a
refresh token that was renewed on the way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from maildesk.core.mail.kinds.authenticity import judge
from maildesk.core.mail.parse import parse
from maildesk.db import tables as t
from maildesk.edge import Account
from maildesk.errors import DeskError, EdgeError
from maildesk.imap.mailbox import open_mailbox
from maildesk.jobs.accounts import Keys, imap_account, smtp_account
from maildesk.smtp.sender import Sender

#: A person waits for the answer.
_SECONDS = 8.0
_LOOK_AT = 5


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one login. `code` and `said` are empty when it went well; `authserv`: who writes Authentication-Results there."""

    protocol: str
    well: bool
    where: str
    mails: int = 0
    authserv: tuple[str, ...] = ()
    code: str = ""
    said: str = ""


def try_logins(keys: Keys, row: t.Mailbox) -> tuple[Trial, ...]:
    """Log in at the servers that the mailbox has. Never raises for what a server does."""
    trials: list[Trial] = []
    if row.imap_host:
        where = f"{row.imap_host}:{row.imap_port}"
        trials.append(_tried("IMAP", where, lambda: _imap(_hasty(imap_account(keys, row)), where)))
    if row.smtp_host:
        where = f"{row.smtp_host}:{row.smtp_port}"
        trials.append(_tried("SMTP", where, lambda: _smtp(_hasty(smtp_account(keys, row)), where)))
    return tuple(trials)


def _tried(protocol: str, where: str, login: Callable[[], Trial]) -> Trial:
    try:
        return login()
    except EdgeError as error:
        return Trial(protocol, False, where, code=error.code, said=str(error))
    except DeskError as error:
        return Trial(protocol, False, where, code="setting", said=str(error))


def _imap(account: Account, where: str) -> Trial:
    with open_mailbox(account) as mailbox:
        state = mailbox.examine("INBOX")
        newest = mailbox.uids_after("INBOX", max(state.uidnext - 20, 0))[-_LOOK_AT:]
        ids = (_authserv(mail.raw) for mail in mailbox.fetch(newest, 200_000))
        return Trial("IMAP", True, where, state.exists, tuple(dict.fromkeys(name for each in ids for name in each)))


def _authserv(raw: bytes) -> tuple[str, ...]:
    """Who wrote the topmost Authentication-Results: most likely the mailbox's own server."""
    mail = parse(raw)
    return judge(mail.headers, mail.from_.domain, ()).seen_authserv_ids[:1]


def _smtp(account: Account, where: str) -> Trial:
    with Sender(account) as sender:
        sender.check()
    return Trial("SMTP", True, where)


def _hasty(account: Account) -> Account:
    return replace(account, timeout=_SECONDS)
