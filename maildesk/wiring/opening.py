"""The settings of this process and the store they name.

Every command but a few comes through here. The library of migrations costs more to load than a whole export, and is loaded only when the
tables are not the newest.
"""

from __future__ import annotations

from importlib import import_module

from maildesk import settings as env
from maildesk.db.engine import Store, open_store
from maildesk.db.standing import standing
from maildesk.errors import SettingError
from maildesk.settings import Settings


def settings() -> Settings:
    """The settings of this process, with a secret key."""
    return env.with_secret(env.load())


def store(of: Settings) -> Store:
    """The store of these settings, on the newest tables. The embedded SQLite file is made and upgraded by itself.

    Raises `SettingError` when a PostgreSQL store is not on the newest tables: upgrading it is the operator's moment to choose.
    """
    if of.store_url.startswith("sqlite"):
        of.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    opened = open_store(of.store_url)
    at, newest = standing(opened)
    if at == newest:
        return opened
    if at is not None and not opened.is_sqlite:
        raise SettingError(f"the database is at revision {at}, the newest is {newest}; run `maildesk db upgrade`")
    import_module("maildesk.db.schema").upgrade(opened)
    return opened
