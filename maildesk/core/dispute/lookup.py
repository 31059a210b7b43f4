"""Which rows of the packs answer a question: platform, case, stage, region, day of opening.

In: the packs and the question's words. Out: the rows and the markets that may be meant, never none: `UnknownDeadlineError` names what is
known instead. Where a region is not told or not known, every row that may hold is among the answers, for the earliest is to count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from maildesk.core.dispute.row import OTHER, DeadlineRow, DisputePacks, Market, PlatformRows
from maildesk.errors import UsageError

#: Names that people use for a country besides its ISO code.
_ALIASES = {"UK": "GB", "EL": "GR", "EUROPE": "EU"}


class UnknownDeadlineError(UsageError):
    """No pack knows the platform, case, stage or region. The message names those that are known."""


@dataclass(frozen=True, slots=True)
class Plausible:
    """What may be meant: the rows, the markets, and why there are several (stable codes)."""

    rows: tuple[DeadlineRow, ...]
    markets: tuple[Market, ...]
    because: tuple[str, ...]


def plausible(packs: DisputePacks, platform: str, case: str, stage: str, region: str, opened: date) -> Plausible:
    """Rows and markets for a case opened on a day. `region`: a country code, a group ("EU"), or empty when not told.

    Codes: `region_not_told`, `region_without_row` (rows of other regions stand in), `row_out_of_date` (none holds on that day, so
    that all of the stage stand in).
    """
    of = _known("platform", platform, packs.platforms)
    pack = packs.platforms[of]
    rows = _rows(pack, case, stage)
    codes = _codes(packs, region)
    in_region, why = _in_region([row for row in rows if row.holds_on(opened)], codes)
    if not in_region:
        in_region, why = rows, ("row_out_of_date",)
    markets = tuple(packs.markets[code] for code in (codes or pack.markets))
    return Plausible(tuple(in_region), markets, why if codes else ("region_not_told", *why))


def _rows(pack: PlatformRows, case: str, stage: str) -> Sequence[DeadlineRow]:
    case = _known(f"case of {pack.name}", case, {row.case for row in pack.rows})
    rows = [row for row in pack.rows if row.case == case]
    stage = _known(f"stage of {pack.name} {case}", stage, {row.stage for row in rows})
    return [row for row in rows if row.stage == stage]


def _in_region(rows: Sequence[DeadlineRow], codes: Sequence[str]) -> tuple[Sequence[DeadlineRow], tuple[str, ...]]:
    """Rows that name the region, for everywhere, and for other regions where one is not named; else, unknown as it is, all."""
    if not codes or not rows:
        return rows, ()
    everywhere = [row for row in rows if not row.regions]
    named = [row for row in rows if not set(row.regions).isdisjoint(codes)]
    covered = {code for row in named for code in row.regions}
    other = [row for row in rows if OTHER in row.regions and not covered.issuperset(codes)]
    if named or everywhere or other:
        return everywhere + named + other, ()
    return rows, ("region_without_row",)


def _codes(packs: DisputePacks, region: str) -> tuple[str, ...]:
    if not region:
        return ()
    name = _ALIASES.get(region.upper(), region.upper())
    if name in packs.groups:
        return packs.groups[name]
    return (_known("region", name, [*packs.groups, *packs.markets]),)


def _known(what: str, word: str, words: Iterable[str]) -> str:
    """The word as it is known; people write `a-to-z claim` for `a_to_z_claim`."""
    known = sorted(words)
    for each in known:
        if each.casefold() == word.strip().replace("-", "_").replace(" ", "_").casefold():
            return each
    raise UnknownDeadlineError(f"there is no {what} {word!r}; known: {', '.join(known)}")
