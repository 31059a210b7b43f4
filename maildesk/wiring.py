"""The one place that builds the desk from its settings.

In: `Settings`. Out: the store, the vault, what the desk knows. Nothing is built at import.
"""

from __future__ import annotations

from maildesk import settings as env
from maildesk.db.engine import Store, open_store
from maildesk.db.schema import standing, upgrade
from maildesk.errors import SettingError
from maildesk.settings import Settings


def settings() -> Settings:
    """The settings of this process, with a secret key."""
    return env.with_secret(env.load())


def store(of: Settings, *, may_make: bool = True) -> Store:
    """The store of these settings, on the newest tables. The embedded SQLite file is made and upgraded by itself.

    Raises `SettingError` when a PostgreSQL store is not on the newest tables: upgrading it is the operator's moment to choose.
    """
    if of.store_url.startswith("sqlite"):
        of.data_dir.mkdir(parents=True, exist_ok=True)
    opened = open_store(of.store_url)
    at, newest = standing(opened)
    if at == newest:
        return opened
    if (at is not None and not opened.is_sqlite) or not may_make:
        raise SettingError(f"the database is at revision {at}, the newest is {newest}; run `maildesk db upgrade`")
    upgrade(opened)
    return opened
