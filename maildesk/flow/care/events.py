"""What happens in the desk and wants a mail later: an answer or a promise that left, a solved matter, no stock, a coupon.

In: a session, `Care`, and what happened. Out: planned rows. Each can be told twice and is planned once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from maildesk.core.care.followup import Event, Trigger
from maildesk.core.care.promise import Promise, promised
from maildesk.core.care.standing import Standing
from maildesk.core.clock.calendar import wall
from maildesk.core.reply.plan import Outcome
from maildesk.core.reply.rendered import FactSpan
from maildesk.db import tables as t
from maildesk.flow.care import matter
from maildesk.flow.care.house import Care
from maildesk.flow.care.planning import About, about_order, happen, when
from maildesk.flow.house.shop import shop
from maildesk.flow.reply import facts as facts_of
from maildesk.flow.reply.drafting import plan_of

#: A reminder of a coupon leaves so long before its end, in the morning.
_COUPON_AHEAD, _MORNING = timedelta(days=5), time(10)


def answer_left(session: Session, care: Care, outbox_id: int, now: datetime) -> int:
    """An answer of ours left: what it promised is kept, and what it asked is asked once more."""
    outbox = session.get(t.Outbox, outbox_id)
    draft = session.get(t.Draft, outbox.draft_id) if outbox and outbox.draft_id else None
    if outbox is None or draft is None or outbox.sent_at is None or draft.approved_at is None:
        return 0
    conversation = session.get_one(t.Conversation, draft.conversation_id)
    message = session.get_one(t.Message, draft.message_id)
    plan = plan_of(draft)
    approved = facts_of.load(session, conversation, message, shop(session, care.writer.shop), draft.approved_at)
    events = []
    found = promised(plan, _spans(draft.frozen), approved)
    if found is not None:
        zone = when(care, conversation.country, now).zone
        events.append(_of(Trigger.PROMISED, conversation, outbox.sent_at, draft.id, found.due_at(zone)))
    if plan.outcome is Outcome.ASK:
        events.append(_of(Trigger.ASKED, conversation, outbox.sent_at, draft.id))
    detail = {
        "asked": plan.template,
        "asked_at": outbox.sent_at.isoformat(),
        "outcome": str(Outcome.INFORM if found and found.look_again else Outcome.HAND_OVER),
    }
    return _happen(session, care, conversation, events, detail, now) if events else 0


def promise_left(session: Session, care: Care, outreach_id: int, now: datetime) -> int:
    """A mail of the desk's own left that promises news by a day: that is kept, too.

    Where it promised a person's answer, it is needless once the mail itself would be: the goods have left, the buyer has written.
    """
    row = session.get(t.Outreach, outreach_id)
    promise = row.frozen.get("promise") if row else None
    if row is None or row.sent_at is None or not promise:
        return 0
    contact = session.get(t.Contact, row.contact_id) if row.contact_id else None
    about = About(
        contact.email if contact else "", row.buyer_id, row.country, row.locale, row.order_id, row.conversation_id,
        _promise(care, row, look_again=promise["look_again"]),
    )  # fmt: skip
    zone = when(care, row.country, now).zone
    subject = f"conversation:{row.conversation_id}" if row.conversation_id else f"order:{row.order_id}"
    due_at = Promise(date.fromisoformat(promise["on"]), Outcome.INFORM, promise["look_again"]).due_at(zone)
    event = Event(Trigger.PROMISED, subject, row.sent_at, f"mail{row.id}", due_at)
    standing = matter.standing(session, row.order_id, row.conversation_id, row.buyer_id)
    return happen(session, care, [event], standing, about, now)


def _promise(care: Care, row: t.Outreach, *, look_again: bool) -> dict[str, Any]:
    if look_again:
        return {"outcome": str(Outcome.INFORM)}
    return {"outcome": str(Outcome.HAND_OVER), "while": list(care.packs.rules[row.purpose].needs)}


def solved(session: Session, care: Care, conversation_id: int, now: datetime) -> int:
    """A matter was solved: after a while the desk asks whether it stayed so. One that came quietly is left alone."""
    conversation = session.get(t.Conversation, conversation_id)
    if conversation is None or conversation.solved_at is None or conversation.answers == 0:
        return 0
    event = _of(Trigger.SOLVED, conversation, conversation.solved_at, 0)
    return _happen(session, care, conversation, [event], {"solved_at": conversation.solved_at.isoformat()}, now)


def out_of_stock(
    session: Session, care: Care, order_id: int, titles: Iterable[str], now: datetime, *, restock_on: date | None = None
) -> int:
    """Lines of an order are not there: the buyer is told before asking."""
    row = session.get_one(t.OrderRow, order_id)
    detail: dict[str, Any] = {"out_of_stock": list(titles)}
    if restock_on is not None:
        detail["restock_on"] = restock_on.isoformat()
    event = Event(Trigger.OUT_OF_STOCK, f"order:{order_id}", now)
    return happen(session, care, [event], matter.standing(session, order_id, None), about_order(row, detail), now)


def coupon_ends(session: Session, care: Care, contact_id: int, coupon: dict[str, Any], now: datetime) -> int:
    """A coupon of a contact is about to end; `coupon` as `letter.coupon` reads it."""
    contact = session.get_one(t.Contact, contact_id)
    about = About(contact.email, contact.buyer_id, contact.country, contact.locale, detail={"coupon": coupon})
    day = date.fromisoformat(coupon["until"]) - _COUPON_AHEAD
    due_at = wall(day, _MORNING, when(care, contact.country, now).zone)
    event = Event(Trigger.COUPON_ENDS, f"contact:{contact_id}", now, str(coupon["code"])[:40], due_at)
    return happen(session, care, [event], Standing(), about, now)


def _of(
    trigger: Trigger, conversation: t.Conversation, at: datetime, draft_id: int, due_at: datetime | None = None
) -> Event:
    return Event(trigger, f"conversation:{conversation.id}", at, str(draft_id or ""), due_at)


def _happen(
    session: Session, care: Care, row: t.Conversation, events: Iterable[Event], detail: dict[str, Any], now: datetime
) -> int:
    standing = matter.standing(session, row.main_order_id, row.id, row.buyer_id)
    about = About(row.buyer_email, row.buyer_id, row.country, row.language or "", row.main_order_id, row.id, detail)
    return happen(session, care, events, standing, about, now)


def _spans(frozen: dict[str, Any]) -> list[FactSpan]:
    return [FactSpan(**span) for block in frozen.get("blocks", ()) for span in block["spans"]]
