"""`maildesk set-aside replay [ID...]`: what failed walks the road again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from maildesk.db.engine import Store
from maildesk.flow.mail import setting_aside
from maildesk.settings import Settings
from maildesk.wiring import walking


def run(store: Store, settings: Settings, ids: Sequence[int]) -> int:
    """Put back those mails, or all of them; exit code 1 when some fail again."""
    now = datetime.now(UTC)
    with store.reading() as session:
        wanted = list(ids) or [row.id for row in setting_aside.waiting(session, limit=10_000)]
    with store.writing() as session:
        for one in wanted:
            setting_aside.put_back(session, one, settings.timezone, now)
    walked = walking.road(settings, walking.known(store)).run(store, now)
    print(f"{len(wanted)} put back, {len(walked.failed)} failed again")
    return 1 if walked.failed else 0
