"""The working half: everything the jobs may touch, and the worker that runs them."""

from __future__ import annotations

from maildesk.db.engine import Store
from maildesk.db.secrets import Vault
from maildesk.flow.house.alarms import Told
from maildesk.flow.mail.road import Road
from maildesk.jobs.desk import Desk
from maildesk.jobs.worker import Worker
from maildesk.packs.rows import read_rows
from maildesk.settings import Settings
from maildesk.wiring.caring import care
from maildesk.wiring.walking import known, road


def desk(of: Settings, opened: Store, built: Road | None = None) -> Desk:
    """Everything the jobs work with."""
    read_rows()
    told = Told(of.alarm_address, of.public_url, of.timezone)
    built = built or road(of, known(opened))
    return Desk(of, opened, Vault(of.secret_key), built, told, care(of, opened, built.writer))


def worker(of: Settings, opened: Store) -> Worker:
    """The working half; a context manager that starts and stops it."""
    return Worker(desk(of, opened))
