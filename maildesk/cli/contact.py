"""`maildesk contact erase ADDRESS`: forget a person whom the desk wrote to, or might have, and never write to the address again."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from maildesk.cli.words import command
from maildesk.errors import UsageError
from maildesk.flow.care import contacts
from maildesk.flow.care.house import Care
from maildesk.wiring import caring, opening


def run(argv: Sequence[str]) -> int:
    """Erase one address; asks first unless `--yes` is given. Twice is no error."""
    words = command("contact", "Whom the desk may write to first: erase a person who asks for it.")
    words.add_argument("verb", choices=("erase",))
    words.add_argument("address")
    words.add_argument("--yes", action="store_true", help="do not ask first")
    given = words.parse_args(argv)
    if not given.yes and not _sure(given.address):
        print("nothing was erased")
        return 0
    settings = opening.settings()
    with closing(opening.store(settings)) as store:
        care = caring.care(settings, store)
        with store.writing() as session:
            print(_erased(session, care, given.address, datetime.now(UTC)))
    return 0


def _erased(session: Session, care: Care, address: str, now: datetime) -> str:
    """Erase it, and what to tell about that."""
    row = contacts.known(session, care, address, now)
    if row is None:
        raise UsageError(f"{address} is no address of a person's own: a marketplace's alias, or none at all")
    if row.erased_at is not None:
        return f"{address} was erased on {row.erased_at:%Y-%m-%d}, and stays stopped"
    done = contacts.erase(session, row, now)
    return (
        f"{address} is erased: the address, the evidence of {done.consents} consents, {done.days} chosen days, "
        f"the words of {done.mails} mails\n"
        "only a keyed hash is left, so that nothing is ever written to it again; orders and conversations are as they were"
    )


def _sure(address: str) -> bool:
    if not sys.stdin.isatty():
        raise UsageError("this cannot be undone; give --yes to erase without being asked")
    return input(f"Forget {address} for good? This cannot be undone. [y/N] ").strip().lower() in ("y", "yes")
