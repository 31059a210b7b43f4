"""What the desk knows of a case, its order and parcels, as plain values for `case.json` in the ZIP of originals.

In: a case file. Out: values that JSON has. A program of the platform or of a court's expert may read it; people read the pages.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from maildesk.core.evidence.case_file import CaseFile
from maildesk.core.order import Order, Parcel
from maildesk.core.reply.facts import Money


def manifest(file: CaseFile) -> dict[str, Any]:
    """Keys are English words, moments UTC ending in Z, amounts texts."""
    return {
        "case": {
            "platform": file.platform,
            "case": file.case,
            "stage": file.stage,
            "kind": file.kind,
            "number": file.number,
            "order": file.order_number,
            "amount": _money(file.amount),
            "opened_at": _iso(file.opened_at),
            "respond_by": _iso(file.respond_by),
        },
        "as_of": _iso(file.as_of),
        "order": _order(file.order) if file.order else None,
        "parcels": [_parcel(parcel) for parcel in file.parcels],
        "added": [
            {"need": a.need, "text": a.text, "file": a.name or None, "sha256": a.sha256 or None, "at": _iso(a.at)}
            for a in file.added
        ],
        "mails": [{"message_id": m.message_id, "at": _iso(m.at), "sha256": m.sha256} for m in file.mails],
    }


def _order(order: Order) -> dict[str, Any]:
    return {
        "number": order.number,
        "channel": str(order.channel),
        "total": str(order.total) if order.total is not None else None,
        "currency": order.currency,
        "items": [{"sku": x.sku, "title": x.title, "qty": x.qty, "price": str(x.price)} for x in order.lines],
        "ordered_at": _iso(order.ordered_at),
        "shipped_at": _iso(order.shipped_at),
        "delivered_at": _iso(order.delivered_at),
    }


def _parcel(parcel: Parcel) -> dict[str, Any]:
    return {
        "carrier": parcel.carrier,
        "tracking_number": parcel.tracking_number,
        "events": [{"at": _iso(e.at), "state": str(e.state), "place": e.place, "text": e.text} for e in parcel.events],
    }


def _money(money: Money | None) -> str | None:
    return f"{money.amount} {money.currency}" if money else None


def _iso(at: datetime | None) -> str | None:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}" if at else None
