"""`maildesk mailbox add | list | test`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing

from sqlalchemy import select

from maildesk.cli.words import Words, command, loaded, secret, table
from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.db.secrets import Vault
from maildesk.errors import UsageError
from maildesk.flow.house import mailboxes
from maildesk.imap.oauth import PROVIDERS
from maildesk.wiring import opening


def run(argv: Sequence[str]) -> int:
    """Run one of the verbs."""
    words = command("mailbox", "The mailboxes the shop is written to.")
    verbs = words.add_subparsers(dest="verb", required=True, parser_class=Words)
    _adding(verbs.add_parser("add", help="add a mailbox, or change one of that name"))
    verbs.add_parser("list", help="all mailboxes and how they are")
    verbs.add_parser("test", help="log in at both servers and look").add_argument("name")
    given = words.parse_args(argv)
    with closing(opening.store(opening.settings())) as store:
        if given.verb == "test":
            return loaded("mailbox_test")(store, opening.settings(), given.name)
        return {"add": _add, "list": _list}[given.verb](store, given)


def _adding(words: Words) -> None:
    words.add_argument("name")
    words.add_argument("--address", required=True, help="what buyers write to; answers leave from it")
    words.add_argument("--display-name", default="", help="the name in From; the shop's if empty")
    for protocol, port in (("imap", 993), ("smtp", 465)):
        words.add_argument(f"--{protocol}-host", default="")
        words.add_argument(f"--{protocol}-port", type=int, default=port)
        words.add_argument(f"--{protocol}-security", choices=("tls", "starttls", "none"), default="tls")
    words.add_argument("--username", default="", help="the address if empty")
    words.add_argument("--password", default="", help="`-` reads it from standard input")
    words.add_argument("--ca-file", default="", help="a server's own certificate authority (PEM)")
    words.add_argument("--oauth", choices=(*PROVIDERS, "other"), help="log in by XOAUTH2 instead of a password")
    words.add_argument("--client-id", default="")
    words.add_argument("--client-secret", default="")
    words.add_argument("--refresh-token", default="", help="`-` reads it from standard input")
    words.add_argument("--token-url", default="", help="with --oauth other")
    words.add_argument(
        "--trust-authserv", action="append", default=[], help="whose Authentication-Results count; `test` proposes one"
    )
    words.add_argument("--plus-addresses", action="store_true", help="user+tag@ reaches this mailbox")
    words.add_argument(
        "--keeps-sent-copy", action="store_true", help="the provider files sent mail itself (Gmail, Exchange)"
    )
    words.add_argument(
        "--after-commit", choices=("leave", "seen", "move"), default="leave", help="what is done on the server"
    )
    words.add_argument("--move-to", default="")
    words.add_argument("--per-minute", type=int, default=0, help="sending limit; the desk's if 0")


def _add(store: Store, given: Namespace) -> int:
    sealed = Vault(opening.settings().secret_key).seal(_secret(given)) if given.imap_host or given.smtp_host else b""
    with store.writing() as session:
        row = mailboxes.named(session, given.name) or t.Mailbox(name=given.name)
        plain = (
            "address",
            "display_name",
            "imap_host",
            "imap_port",
            "imap_security",
            "smtp_host",
            "smtp_port",
            "smtp_security",
        )
        for name in (
            *plain,
            "trust_authserv",
            "plus_addresses",
            "keeps_sent_copy",
            "after_commit",
            "move_to",
            "per_minute",
        ):
            setattr(row, name, getattr(given, name))
        row.address = given.address.lower()
        row.username, row.auth = given.username or given.address, "xoauth2" if given.oauth else "password"
        row.secret = sealed or row.secret or b""
        session.add(row)
    print(f"mailbox {given.name} kept; `maildesk mailbox test {given.name}` tries it")
    return 0


def _secret(given: Namespace) -> dict[str, str]:
    shared = {"ca_file": given.ca_file} if given.ca_file else {}
    if not given.oauth:
        return {"password": secret(given.password, f"password of {given.address}"), **shared}
    if given.oauth == "other" and not given.token_url:
        raise UsageError("--oauth other needs --token-url")
    token = secret(given.refresh_token, f"refresh token of {given.address}")
    oauth = {"provider": given.oauth, "client_id": given.client_id, "client_secret": given.client_secret}
    return {**oauth, "refresh_token": token, "token_url": given.token_url, **shared}


def _list(store: Store, _: Namespace) -> int:
    rows = [("NAME", "ADDRESS", "IMAP", "SMTP", "LAST GOOD FETCH", "STATE")]
    with store.reading() as session:
        for box in session.scalars(select(t.Mailbox).order_by(t.Mailbox.id)):
            fetched = box.last_good_fetch_at.strftime("%Y-%m-%d %H:%M UTC") if box.last_good_fetch_at else "-"
            rows.append((box.name, box.address, box.imap_host or "-", box.smtp_host or "-", fetched, _state(box)))
    print(table(rows) if len(rows) > 1 else "no mailboxes yet; `maildesk mailbox add` adds one")
    return 0


def _state(box: t.Mailbox) -> str:
    if not box.imap_host:
        return "takes imports only"
    return f"failing: {box.failure}" if box.failure else "well" if box.last_good_fetch_at else "not fetched yet"
