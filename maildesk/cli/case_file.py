"""`maildesk import cases FILE`: cases that a platform's own list shows; what stands already stays as it is."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from maildesk.cli.words import Bar
from maildesk.core.dispute.case import Entered
from maildesk.db.engine import Store
from maildesk.flow.cases import acts
from maildesk.orders.cases import read_cases
from maildesk.orders.file import BadRow
from maildesk.packs.disputes import load_disputes


def run(store: Store, file: Path) -> int:
    """Enter every row that will do; the others are named by line and column."""
    rows = list(read_cases(file, load_disputes()))
    good = [row for row in rows if isinstance(row, Entered)]
    bad = [row for row in rows if isinstance(row, BadRow)]
    bar = Bar(len(good), "cases")
    for told in good:
        with store.writing() as session:
            acts.enter(session, told, datetime.now(UTC))
        bar.add(1)
    for row in bad:
        print(f"{file}:{row.line}: {row.why}", file=sys.stderr)
    print(f"{len(good)} cases kept" + (f", {len(bad)} rows not" if bad else ""))
    return 1 if bad else 0
