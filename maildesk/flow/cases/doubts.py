"""What is not sure about a case in the store, for its page.

In: a loaded case. Out: the codes of `core.dispute.doubt`.
"""

from __future__ import annotations

from maildesk.core.dispute.case import CaseState
from maildesk.core.dispute.doubt import Held, doubts
from maildesk.db.queries.cases import Loaded


def of(loaded: Loaded) -> tuple[str, ...]:
    """The codes of one case; what a newer notice said counts, not an older one's."""
    row, order = loaded.row, loaded.order
    notices = [event for event in loaded.events if event.code in ("opened", "stage")]
    newest = notices[0].detail if notices else {}
    held = Held(
        order_number=row.order_number,
        in_book=order is not None,
        amount=row.amount,
        currency=row.currency,
        order_total=order.total if order else None,
        order_currency=order.currency if order else "",
        told=tuple(newest.get("doubts", ())),
        reopened=row.state != CaseState.CLOSED and newest.get("state") == CaseState.CLOSED,
    )
    return doubts(held)
