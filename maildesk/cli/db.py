"""`maildesk db upgrade | check | backup FILE | restore FILE`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from maildesk.cli.words import command
from maildesk.db import backup
from maildesk.db.engine import Store, open_store
from maildesk.db.schema import differences, upgrade
from maildesk.db.standing import standing
from maildesk.wiring import opening


def run(argv: Sequence[str]) -> int:
    """Run one of the verbs on the store of the settings."""
    words = command("db", "Look after the database.")
    words.add_argument("verb", choices=("upgrade", "check", "backup", "restore"))
    words.add_argument("file", nargs="?", type=Path, help="for backup and restore")
    given = words.parse_args(argv)
    if given.verb in ("backup", "restore") and given.file is None:
        words.error(f"{given.verb} needs a FILE")
    settings = opening.settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with closing(open_store(settings.store_url)) as store:
        return _VERBS[given.verb](store, given.file)


def _upgrade(store: Store, _: Path) -> int:
    before, newest = standing(store)
    upgrade(store)
    print(f"at revision {newest}" if before == newest else f"from revision {before} to {newest}")
    return 0


def _check(store: Store, _: Path) -> int:
    at, newest = standing(store)
    found = (
        differences(store) if at == newest else [f"revision is {at}, the newest is {newest}; run `maildesk db upgrade`"]
    )
    print("\n".join(found) or f"revision {at}: all tables as they should be")
    return 1 if found else 0


def _backup(store: Store, file: Path) -> int:
    rows = backup.write(store, file)
    print(f"{rows} rows in {file}")
    return 0


def _restore(store: Store, file: Path) -> int:
    rows = backup.read(store, file)
    print(f"{rows} rows from {file}")
    return 0


_VERBS = {"upgrade": _upgrade, "check": _check, "backup": _backup, "restore": _restore}
