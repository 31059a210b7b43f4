"""What a notice means for the case that stands, and which cases one takes the place of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maildesk.core.dispute.case import CaseState, Follows, Standing, follows, replaced
from maildesk.core.notice.platform import NoticeKind
from maildesk.core.notice.recognise import Notice
from tests.core.clock.calendars import at
from tests.core.dispute.small_packs import PACKS, ROW

ASKED = Notice("aliexpress", NoticeKind.ITEM_NOT_RECEIVED, "dispute", "respond", opens_case=True, proven=True)
DATED = replace(ASKED, respond_by=at("2026-11-30 10:00"))
LATER = replace(ASKED, stage="negotiate")
OVER = replace(ASKED, kind=NoticeKind.CLOSED, opens_case=False)
COPY = replace(ASKED, opens_case=False)
OPEN = Standing("dispute", "respond", CaseState.OPEN)
ANSWERED, CLOSED = replace(OPEN, state=CaseState.ANSWERED), replace(OPEN, state=CaseState.CLOSED)


@pytest.mark.parametrize(
    ("notice", "standing", "what"),
    [
        (ASKED, None, Follows.OPENS),
        (COPY, None, Follows.NOTHING),
        # told again, or changed by the buyer before the seller answered: the earlier end stays
        (ASKED, OPEN, Follows.NOTHING),
        # the buyer changed the dispute after the answer: the seller's time starts anew
        (ASKED, ANSWERED, Follows.STEPS),
        (ASKED, CLOSED, Follows.REOPENS),
        (LATER, OPEN, Follows.STEPS),
        (DATED, OPEN, Follows.STEPS),
        (DATED, replace(OPEN, respond_by=DATED.respond_by), Follows.NOTHING),
        (OVER, OPEN, Follows.CLOSES),
        (OVER, ANSWERED, Follows.CLOSES),
        (OVER, CLOSED, Follows.NOTHING),
        (OVER, None, Follows.NOTHING),
    ],
)
def test_a_proven_notice_moves_its_case(notice: Notice, standing: Standing | None, what: Follows) -> None:
    assert follows(notice, standing) is what


@pytest.mark.parametrize("notice", [ASKED, DATED, LATER, OVER])
@pytest.mark.parametrize("standing", [None, OPEN, ANSWERED, CLOSED])
def test_an_unproven_one_only_asks_to_look(notice: Notice, standing: Standing | None) -> None:
    assert follows(replace(notice, proven=False), standing) is Follows.CHECK


@pytest.mark.parametrize(
    ("platform", "case", "others", "closed"),
    [
        ("bazaar", "chargeback", ["return", "claim"], {"return"}),
        ("bazaar", "return", ["claim"], set()),
        ("bazaar", "chargeback", [], set()),
        ("elsewhere", "chargeback", ["return"], set()),
    ],
)
def test_a_case_takes_the_place_of_those_its_rows_name(
    platform: str, case: str, others: list[str], closed: set[str]
) -> None:
    bazaar = PACKS.platforms["bazaar"]
    rows = (*bazaar.rows, replace(ROW, case="chargeback", replaces=("return", "cancellation")))
    packs = replace(PACKS, platforms={"bazaar": replace(bazaar, rows=rows)})
    assert replaced(packs, platform, case, others) == closed
