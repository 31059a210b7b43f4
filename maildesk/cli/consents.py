"""`maildesk import consents FILE`: a shop's list of who agreed to what, when, and where that can be looked up."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from maildesk.cli.words import Bar
from maildesk.core.care.consent_row import ConsentRowError, Given, read_row
from maildesk.db.engine import Store
from maildesk.errors import UsageError
from maildesk.flow.care.consents import Imported, take
from maildesk.settings import Settings
from maildesk.wiring import caring

_BATCH = 500


def run(store: Store, settings: Settings, file: Path) -> int:
    """Keep what can be kept; each bad row is named by line and column and stops no other."""
    now = datetime.now(UTC)
    good: list[Given] = []
    bad = 0
    for line, row in _rows(file):
        try:
            good.append(read_row(row, now))
        except ConsentRowError as wrong:
            bad += 1
            print(f"{file}:{line}: {wrong}", file=sys.stderr)
    care, total, bar = caring.care(settings, store), Imported(), Bar(len(good), "consents")
    for start in range(0, len(good), _BATCH):
        with store.writing() as session:
            total += take(session, care, good[start : start + _BATCH], now)
        bar.add(len(good[start : start + _BATCH]))
    print(f"{total.new} consents new, {total.known} known, {total.relays} of relays left out, {bad} rows wrong")
    if total.suppressed:
        print(f"{total.suppressed} of them belong to addresses that said stop, and stay stopped")
    return 1 if bad else 0


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str | None]]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    head = text.partition("\n")[0]
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=max((",", ";", "\t"), key=head.count))
    try:
        reader.fieldnames = [str(name or "").strip().lower() for name in reader.fieldnames or ()]
        if "email" not in reader.fieldnames:
            raise UsageError(f"{file} has no column email; its first line holds {head[:120]!r}")
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:  # a quote that is never closed swallows the rest of the file
        raise UsageError(f"{file} cannot be read beyond line {reader.line_num}: {error}") from None
