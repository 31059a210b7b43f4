"""The packs as a page to read: every deadline with its source, in Markdown.

In: the packs. Out: the text of `docs/deadlines.md`. Nothing on the page is written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from maildesk.core.dispute.row import OTHER, DeadlineRow, DisputePacks, PlatformRows

_HEAD = """# Deadlines

What the packs know of the deadlines that platforms and consumer law set. Written by `maildesk deadline --list`; the rows are in
`maildesk/packs/disputes/`.

A date that the platform names in its mail or interface counts before every row. Without one, the earliest of all plausible readings
counts: rows, regions, time zones, calendars. Business days are the worked days of the marketplace's country; they warn on the
calendar-day reading, too.

Grades: A the platform's own page · B old, of one region, or several other sources · C one other source · D not verified. C and D are
hints and warn earlier. A row checked more than 180 days ago is flagged.
"""
_COLUMNS = (
    "| case | stage | who | begins with | ends after | then | grade | source |\n|---|---|---|---|---|---|---|---|"
)


def deadlines_page(packs: DisputePacks) -> str:
    """All platforms in the order of their names."""
    return "\n".join([_HEAD, *(_section(packs.platforms[name]) for name in sorted(packs.platforms))])


def _section(pack: PlatformRows) -> str:
    zones = sorted({(", ".join(row.zones), str(row.zone_grade)) for row in pack.rows})
    told = "; ".join(f"{names} ({grade})" for names, grade in zones)
    rows = "\n".join(f"| {' | '.join(_cells(row))} |" for row in pack.rows)
    return f"## {pack.name}\n\nTime zone: {told}.\n\n{_COLUMNS}\n{rows}\n"


def _cells(row: DeadlineRow) -> Iterator[str]:
    yield row.case
    yield row.stage
    yield str(row.actor)
    yield row.trigger
    yield f"**{row.span}**{_where(row)}{_when(row)}"
    yield row.on_expiry + (f". {row.note}" if row.note else "")
    yield str(row.grade)
    yield row.source + (f" ({row.source_date})" if row.source_date else "")


def _where(row: DeadlineRow) -> str:
    names = ["other regions" if region == OTHER else region for region in row.regions]
    return f" in {', '.join(names)}" if names else ""


def _when(row: DeadlineRow) -> str:
    first = f" from {row.valid_from}" if row.valid_from else ""
    return first + (f" until {row.valid_to}" if row.valid_to else "")
