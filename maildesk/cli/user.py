"""`maildesk user add LOGIN ...`: add a person."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime

from maildesk.cli.words import command, secret
from maildesk.core.queue.roles import Role
from maildesk.flow.house import people
from maildesk.wiring import opening


def run(argv: Sequence[str]) -> int:
    """Add a person; the password is asked for, or read from standard input with `--password -`."""
    words = command("user", "Add a person to the desk.")
    words.add_argument("verb", choices=("add",))
    words.add_argument("login")
    words.add_argument("--name", default="")
    words.add_argument("--email", default="", help="where alarms and mentions go")
    words.add_argument("--role", default=Role.AGENT, choices=list(Role))
    words.add_argument("--locale", default="zh-Hans", choices=("zh-Hans", "en"), help="language of screens and mirrors")
    words.add_argument("--writes", default="", help="languages the person writes, such as zh,en,de")
    words.add_argument("--password", default="", help="`-` reads it from standard input")
    given = words.parse_args(argv)
    new = people.NewPerson(
        login=given.login,
        name=given.name,
        password=secret(given.password, f"password for {given.login}"),
        role=given.role,
        locale=given.locale,
        languages=tuple(tag for tag in given.writes.split(",") if tag),
        email=given.email,
    )
    with closing(opening.store(opening.settings())) as store, store.writing() as session:
        row = people.add(session, new, datetime.now(UTC))
        print(f"{row.login} ({row.role}) added")
    return 0
