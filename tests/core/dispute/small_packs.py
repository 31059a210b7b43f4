"""Two small packs of the tests, made by hand: a marketplace with regions, and a law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from maildesk.core.clock.ladder import Act, Rung
from maildesk.core.clock.span import span_of
from maildesk.core.dispute.deadline import Asked, Deadline, deadline
from maildesk.core.dispute.row import MARKET, OTHER, Actor, DeadlineRow, DisputePacks, Grade, Market, PlatformRows
from tests.core.clock.calendars import CALENDARS, at

TODAY = date(2026, 11, 22)
ROW = DeadlineRow(
    platform="bazaar",
    case="return",
    stage="respond",
    actor=Actor.SELLER,
    trigger="the buyer asks",
    span=span_of("3 business days"),
    calendar=MARKET,
    zones=("America/Los_Angeles", MARKET),
    zone_grade=Grade.D,
    on_expiry="lost",
    source="bazaar.example help 7",
    source_date="",
    checked_on=date(2026, 11, 1),
    grade=Grade.A,
)
CLAIM = replace(ROW, case="claim", span=span_of("48 hours"), calendar="")
ROWS = (
    ROW,
    CLAIM,
    replace(CLAIM, span=span_of("72 hours"), regions=("US",), source="newer"),
    replace(ROW, stage="refund", span=span_of("2 calendar days"), calendar="", regions=("US",)),
    replace(ROW, stage="refund", span=span_of("3 calendar days"), calendar="", regions=("SA",), grade=Grade.C),
    replace(ROW, stage="refund", span=span_of("1 calendar day"), calendar="", regions=(OTHER,), grade=Grade.D),
    replace(ROW, stage="only_there", span=span_of("5 calendar days"), calendar="", regions=("US",)),
    replace(ROW, stage="open", actor=Actor.BUYER, span=span_of("30 calendar days"), calendar=""),
    replace(ROW, stage="changed", span=span_of("9 hours"), calendar="", valid_from=date(2026, 6, 19)),
    replace(ROW, stage="changed", span=span_of("18 hours"), calendar="", valid_to=date(2026, 6, 18)),
)
MARKETS = {
    "US": Market("US", "America/New_York", "week"),
    "GB": Market("GB", "Europe/London", "bare"),
    "SA": Market("SA", "Asia/Riyadh", "gulf"),
}
PACKS = DisputePacks(
    platforms={"bazaar": PlatformRows("bazaar", ("US", "GB", "SA"), ROWS)},
    markets=MARKETS,
    groups={"EU": ("GB", "US")},
    firm=(Rung(Act.WARN, share=0.5), Rung(Act.ESCALATE, share=0.9)),
    hint=(Rung(Act.WARN, share=0.25), Rung(Act.ESCALATE, share=0.5)),
)


def asked(case: str, stage: str, opened: str, region: str = "", given: datetime | date | None = None) -> Asked:
    return Asked("bazaar", case, stage, at(opened), region, given)


def answer(case: str, stage: str, opened: str, region: str = "", given: datetime | date | None = None) -> Deadline:
    return deadline(PACKS, CALENDARS, asked(case, stage, opened, region, given), TODAY)
