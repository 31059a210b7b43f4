"""`maildesk contact erase ADDRESS`: forget a person whom the desk wrote to, or might have, and never write to the address again."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime

from maildesk.cli.words import command
from maildesk.errors import UsageError
from maildesk.flow.care import contacts
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
    settings, now = opening.settings(), datetime.now(UTC)
    with closing(opening.store(settings)) as store:
        care = caring.care(settings, store)
        with store.writing() as session:
            row = contacts.known(session, care, given.address, now)
            if row is None:
                raise UsageError(
                    f"{given.address} is no address of a person's own: a marketplace's alias, or none at all"
                )
            if row.erased_at is not None:
                print(f"{given.address} was erased on {row.erased_at:%Y-%m-%d}, and stays stopped")
                return 0
            done = contacts.erase(session, row, now)
    print(
        f"{given.address} is erased: the address, the evidence of {done.consents} consents, {done.days} chosen days, "
        f"the words of {done.mails} mails"
    )
    print(
        "only a keyed hash is left, so that nothing is ever written to it again; orders and conversations are as they were"
    )
    return 0


def _sure(address: str) -> bool:
    if not sys.stdin.isatty():
        raise UsageError("this cannot be undone; give --yes to erase without being asked")
    return input(f"Forget {address} for good? This cannot be undone. [y/N] ").strip().lower() in ("y", "yes")
