"""`maildesk export messages | conversations | cases [--json]`: one JSON object per line; `export evidence CASE`: see `cli.evidence`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing

from maildesk.cli.words import command, loaded
from maildesk.db.queries import exports
from maildesk.wiring import opening


def run(argv: Sequence[str]) -> int:
    """Write every row to standard output; of evidence, files into a folder."""
    if argv[:1] == ["evidence"]:
        return loaded("evidence")(argv[1:])
    words = command("export", "Everything the desk holds of a subject, one JSON object per line.")
    words.add_argument("what", choices=sorted(_WHAT))
    words.add_argument("--json", action="store_true", help="the default and only form")
    given = words.parse_args(argv)
    with closing(opening.store(opening.settings())) as store, store.reading() as session:
        for row in _WHAT[given.what](session):
            print(json.dumps(row, ensure_ascii=False))
    return 0


_WHAT = {"messages": exports.messages, "conversations": exports.conversations, "cases": exports.cases}
