"""The mail itself: the facts it may speak of, its words, and the row of the outbox.

In: a planned row, `Care`, what the gates said. Out: rendered texts with their checks; an outbox row of rank 2, so that answers always
leave first. What it says is rendered at the moment of sending and kept with the row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.care import link
from maildesk.core.care.asked import Verdict
from maildesk.core.care.consent import Ground
from maildesk.core.care.link import Linked
from maildesk.core.mail.parsed import Address
from maildesk.core.order import Order
from maildesk.core.placing import token
from maildesk.core.reply.compose import Outgoing, compose
from maildesk.core.reply.facts import Buyer, Closure, Coupon, Facts, Money, Outreach, Percent
from maildesk.core.reply.families import MailClass
from maildesk.core.reply.plan import FOOTER, AddedBlock, Outcome, Plan
from maildesk.core.reply.rendered import Rendered
from maildesk.db import tables as t
from maildesk.errors import RefusedError
from maildesk.flow.care.house import Care
from maildesk.flow.house.shop import shop
from maildesk.flow.peak import season
from maildesk.packs.care import GREETING

_DAYS = ("restock_on", "dispatch_on", "first_order_on")
_MOMENTS = ("asked_at", "solved_at")
_PLAIN = ("asked", "usage")
#: What the desk writes first leaves after answers (0) and notices to colleagues (1).
_RANK = 2


def facts(
    session: Session, care: Care, row: t.Outreach, order: Order | None, grounds: Iterable[Ground], now: datetime
) -> Facts:
    """What the mail may speak of. Its class is the one of the row; the buyer has agreed since the first consent among the grounds."""
    consented = next((ground.at for ground in grounds if ground.consent and ground.at), None)
    contact = session.get(t.Contact, row.contact_id) if row.contact_id else None
    buyer = session.get(t.Buyer, row.buyer_id) if row.buyer_id else None
    return Facts(
        now=now,
        order=order,
        parcel=order.parcels[-1] if order and order.parcels else None,
        buyer=Buyer(buyer.name if buyer else "", contact.email if contact else "", row.locale, row.country),
        shop=season.at(session, now).shop(shop(session, care.writer.shop), row.country),
        closure=_closure(row.detail.get("closure")),
        outreach=Outreach(
            MailClass(row.mail_class), consented_at=consented, **_links(care, row), **_detail(row.detail)
        ),
    )


def plan_of(care: Care, row: t.Outreach) -> Plan:
    """The text in the buyer's language, or the nearest one that has it; with a greeting the coupon that goes with it."""
    template, locale = care.writer.texts.choose(row.template, row.locale)
    coupon_too = row.purpose == GREETING and bool(row.detail.get("coupon"))
    added = (AddedBlock("coupon_note", "coupon", "we_do"),) if coupon_too else ()
    return Plan(template, locale, Outcome.INFORM, (f"rule.{row.purpose}",), added=added)


def queue(
    session: Session, care: Care, row: t.Outreach, rendered: Rendered, verdict: Verdict, now: datetime
) -> t.Outbox:
    """Put the mail into the outbox. Raises `RefusedError` when no mailbox can send it."""
    contact, box = session.get_one(t.Contact, row.contact_id), _mailbox(session, row)
    parent = _parent(session, row)
    mail = Outgoing(
        from_=Address(box.address, box.display_name or shop(session, care.writer.shop).name),
        to=(Address(contact.email, ""),),
        subject=f"{verdict.label} {rendered.subject}".strip(),
        text=rendered.text,
        message_id=_message_id(care, row, box),
        date=now,
        locale=rendered.locale,
        in_reply_to=parent,
        references=(parent,) if parent else (),
        auto_submitted="auto-generated",
        unsubscribe=_one_click(care, row) if verdict.mail_class is not MailClass.TRANSACTIONAL else "",
        small=next((block.text for block in rendered.blocks if block.name == FOOTER), ""),
    )
    row.subject, row.text, row.locale = mail.subject[:400], mail.text, mail.locale
    return _put_out(session, row, box, mail)


def _put_out(session: Session, row: t.Outreach, box: t.Mailbox, mail: Outgoing) -> t.Outbox:
    outbox = t.Outbox(
        conversation_id=row.conversation_id,
        mailbox_id=box.id,
        message_id=mail.message_id,
        sender=box.address,
        recipients=[each.email for each in mail.to],
        body=compose(mail),
        rank=_RANK,
        not_before=mail.date,
        created_at=mail.date,
    )
    session.add(outbox)
    session.flush()
    return outbox


def _links(care: Care, row: t.Outreach) -> dict[str, Any]:
    if row.contact_id is None or not care.public_url:
        return {}
    signed = link.make(Linked(row.contact_id, row.id), care.secrets[0])
    base = care.public_url.rstrip("/")
    return {"preferences_url": f"{base}/p/{signed}", "unsubscribe_url": f"{base}/p/{signed}/stop"}


def _one_click(care: Care, row: t.Outreach) -> str:
    return str(_links(care, row)["unsubscribe_url"])


def _mailbox(session: Session, row: t.Outreach) -> t.Mailbox:
    """The conversation's own, else the one of the order's channel, else the first that sends."""
    conversation = session.get(t.Conversation, row.conversation_id) if row.conversation_id else None
    order = session.get(t.OrderRow, row.order_id) if row.order_id else None
    query = select(t.Mailbox).where(t.Mailbox.active, t.Mailbox.smtp_host != "").order_by(t.Mailbox.id)
    boxes = session.scalars(query).all()
    wanted = [
        *(box for box in boxes if conversation and box.id == conversation.mailbox_id),
        *(box for box in boxes if order and box.channel == order.channel),
        *boxes,
    ]
    if not wanted:
        raise RefusedError("no mailbox of the desk can send", code="no_mailbox")
    return wanted[0]


def _message_id(care: Care, row: t.Outreach, box: t.Mailbox) -> str:
    """Fixed by the row: whatever is tried twice is the same mail. In a conversation it brings the answer back there."""
    domain = box.address.rpartition("@")[2] or "localhost"
    unique = hashlib.sha256(row.key.encode()).hexdigest()[:24]
    if row.conversation_id is not None:
        return token.message_id_for(row.conversation_id, f"care{unique}", domain, care.secrets[0])
    return f"maildesk.care.{unique}@{domain}"


def _parent(session: Session, row: t.Outreach) -> str:
    """The newest mail of the conversation, so that mail clients show them together."""
    if row.conversation_id is None:
        return ""
    query = select(t.Message.message_id).where(
        t.Message.conversation_id == row.conversation_id, t.Message.message_id != "", t.Message.state == "placed"
    )
    return session.scalar(query.order_by(t.Message.arrived_at.desc()).limit(1)) or ""


def _detail(detail: dict[str, Any]) -> dict[str, Any]:
    """The stored detail as fields of `Outreach`. Raises ValueError for a value that is not of its kind."""
    read: dict[str, Any] = {name: detail[name] for name in _PLAIN if detail.get(name)}
    read |= {name: date.fromisoformat(detail[name]) for name in _DAYS if detail.get(name)}
    read |= {name: datetime.fromisoformat(detail[name]) for name in _MOMENTS if detail.get(name)}
    if detail.get("out_of_stock"):
        read["out_of_stock"] = tuple(detail["out_of_stock"])
    if detail.get("coupon"):
        read["coupon"] = coupon(detail["coupon"])
    return read


def coupon(raw: dict[str, Any]) -> Coupon:
    """{code, worth: "10 %" or "5.00 EUR", until: ISO date, minimum?: "50.00 EUR"}."""
    worth = str(raw["worth"])
    value = Percent(int(worth.rstrip("% "))) if worth.endswith("%") else _money(worth)
    minimum = _money(raw["minimum"]) if raw.get("minimum") else None
    return Coupon(str(raw["code"]), value, date.fromisoformat(raw["until"]), minimum)


def _money(text: str) -> Money:
    amount, _, currency = text.partition(" ")
    return Money(Decimal(amount), currency)


def _closure(raw: dict[str, str] | None) -> Closure | None:
    if not raw:
        return None
    resumes = raw.get("resumes")
    first, last = date.fromisoformat(raw["first"]), date.fromisoformat(raw["last"])
    return Closure(first, last, date.fromisoformat(resumes) if resumes else None)
