"""`maildesk set-aside list | replay [ID...]`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime

from maildesk.cli.words import command, table
from maildesk.db.engine import Store
from maildesk.flow import setting_aside
from maildesk.settings import Settings
from maildesk.wiring import opening, working


def run(argv: Sequence[str]) -> int:
    """List what failed, or put it back on the road."""
    words = command("set-aside", "Mails that failed in a room: with the room and the reason.")
    words.add_argument("verb", choices=("list", "replay"))
    words.add_argument("ids", nargs="*", type=int, help="for replay; all of them if none is given")
    words.add_argument("--json", action="store_true")
    given = words.parse_args(argv)
    settings = opening.settings()
    with closing(opening.store(settings)) as store:
        return _list(store, as_json=given.json) if given.verb == "list" else _replay(store, settings, given.ids)


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


def _replay(store: Store, settings: Settings, ids: Sequence[int]) -> int:
    now = datetime.now(UTC)
    with store.reading() as session:
        wanted = list(ids) or [row.id for row in setting_aside.waiting(session, limit=10_000)]
    with store.writing() as session:
        for one in wanted:
            setting_aside.put_back(session, one, settings.timezone, now)
    walked = working.desk(settings, store).road.run(store, now)
    print(f"{len(wanted)} put back, {len(walked.failed)} failed again")
    return 1 if walked.failed else 0
