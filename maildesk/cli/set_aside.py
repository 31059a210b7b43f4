"""`maildesk set-aside list | replay [ID...]`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing

from maildesk.cli.words import command, loaded, table
from maildesk.db.engine import Store
from maildesk.flow.mail import setting_aside
from maildesk.wiring import opening


def run(argv: Sequence[str]) -> int:
    """List what failed, or put it back on the road."""
    words = command("set-aside", "Mails that failed in a room: with the room and the reason.")
    words.add_argument("verb", choices=("list", "replay"))
    words.add_argument("ids", nargs="*", type=int, help="for replay; all of them if none is given")
    words.add_argument("--json", action="store_true")
    given = words.parse_args(argv)
    settings = opening.settings()
    with closing(opening.store(settings)) as store:
        return (
            _list(store, as_json=given.json) if given.verb == "list" else loaded("replay")(store, settings, given.ids)
        )


def _list(store: Store, *, as_json: bool) -> int:
    with store.reading() as session:
        rows = setting_aside.waiting(session, limit=10_000)
    if as_json:
        for row in rows:
            print(
                json.dumps(
                    {
                        "id": row.id,
                        "room": row.room,
                        "message": row.message_id,
                        "reason": row.reason,
                        "at": row.at.isoformat(),
                    }
                )
            )
        return 0
    lines = [("ID", "ROOM", "MAIL", "REASON"), *((str(r.id), r.room, str(r.message_id), r.reason[:100]) for r in rows)]
    print(table(lines) if rows else "nothing stands aside")
    return 0
