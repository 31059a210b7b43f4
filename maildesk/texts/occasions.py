"""Invented occasions on which the texts that no decision chooses are tried: each once with all there may be to say, once with the least,
and once for every other turn that it words.

In: a text's name and a locale. Out: `Sample`s, and the plan by which such a text is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from maildesk.core.intent.found import Intent
from maildesk.core.order import Order, ParcelState
from maildesk.core.reply.catalogue import ANYTHING
from maildesk.core.reply.facts import (
    Buyer,
    Closure,
    Coupon,
    Evidence,
    Facts,
    Money,
    Outreach,
    Paper,
    Percent,
)
from maildesk.core.reply.families import FAMILIES, Family, Named, family_of
from maildesk.core.reply.plan import NOTE_BLOCKS, AddedBlock, Outcome, Plan
from maildesk.core.rules.decision import decide
from maildesk.texts.samples import NOW, Sample, facts_of, order_of, samples, scanned

_PAGE = "https://desk.example/p/k3v9"
_OUTREACH: dict[str, Any] = {
    "preferences_url": _PAGE,
    "unsubscribe_url": f"{_PAGE}/stop",
    "consented_at": NOW - timedelta(days=60),
    "asked": "damaged_ask_photos",
    "asked_at": NOW - timedelta(days=5),
    "solved_at": NOW - timedelta(days=7),
    "out_of_stock": ("Cup Nord",),
    "restock_on": date(2026, 10, 20),
    "dispatch_on": date(2026, 10, 13),
    "usage": "Alba: USB-C, 5 V, 2 A",
    "coupon": Coupon("DANKE10", Percent(10), date(2026, 11, 30), Money(Decimal("50.00"), "EUR")),
    "first_order_on": date(2024, 10, 8),
}
_EVIDENCE: dict[str, Any] = {
    "platform": "eBay",
    "number": "5312-8840-17",
    "signed_by": "A. Krüger",
    "address_confirmed": True,
    "buyer_wrote_at": NOW - timedelta(days=3),
    "returned_at": NOW - timedelta(days=4),
    "refunded_at": NOW - timedelta(days=2),
    "refund": Money(Decimal("42.00"), "EUR"),
    "papers": frozenset(Paper),
}
_CLOSURE = Closure(date(2026, 10, 12), date(2026, 10, 16), date(2026, 10, 19))
#: The field that holds a fact a text needs.
_HOLDS = {
    "missing_items": "out_of_stock",
    "coupon_code": "coupon",
    "first_order_year": "first_order_on",
    "refunded_on": "refunded_at",
    "refund_amount": "refund",
}


def fitting(name: str, locale: str) -> tuple[Sample, ...]:
    """The samples that call for this text; all turns of an order for a text of a shop's own that nothing chooses."""
    if name in FAMILIES:
        return _occasions(FAMILIES[name], locale)
    tried = samples(locale)
    return tuple(each for each in tried if decide(each.intent, each.facts).template == name) or tried


def shown(name: str, locale: str) -> Plan:
    """The plan that shows the text: by itself, or a note's blocks within the general answer."""
    if family_of(name) is not Family.NOTE:
        return Plan(name, locale, Outcome.INFORM)
    blocks = NOTE_BLOCKS[:2] if name == "peak_note" else NOTE_BLOCKS[2:]
    return Plan(ANYTHING, locale, Outcome.INFORM, added=tuple(AddedBlock(name, block, "we_do") for block in blocks))


def _occasions(named: Named, locale: str) -> tuple[Sample, ...]:
    full = replace(
        facts_of(locale, _STAGES.get(named.name, _delivered)(locale)),
        closure=_CLOSURE,
        outreach=Outreach(named.mail_class, **_OUTREACH),
        evidence=Evidence(**_EVIDENCE),
    )
    turns = ((turn, _turned(full, locale, order)) for turn, order in _TURNS.get(named.name, {}).items())
    asking = ((asked, _asking(full, asked)) for asked in _ASKING.get(named.name, ()))
    known = (("full", full), ("bare", _bare(full, named)), *turns, *asking)
    return tuple(Sample(turn, Intent.OTHER, facts) for turn, facts in known)


def _turned(full: Facts, locale: str, of: Callable[[str], Order]) -> Facts:
    order = of(locale)
    return replace(full, order=order, parcel=order.parcels[0])


def _asking(full: Facts, asked: str) -> Facts:
    asking = replace(full, outreach=full.outreach and replace(full.outreach, asked=asked))
    # Nobody is asked for the number of an order that is known.
    return replace(asking, order=None, parcel=None) if asked == "ask_order_number" else asking


def _bare(full: Facts, named: Named) -> Facts:
    """The same occasion with nothing known but what the text needs."""
    held = {_HOLDS.get(need, need) for need in named.needs}
    outreach = {field: value for field, value in _OUTREACH.items() if field in held}
    if "coupon" in outreach:
        outreach["coupon"] = replace(outreach["coupon"], minimum=None)
    return replace(
        full,
        order=_least(full.order, held) if full.order and named.needs else None,
        parcel=full.parcel and replace(full.parcel, carrier="", events=full.parcel.events if _of_scans(held) else ()),
        buyer=Buyer(locale=full.buyer.locale),
        closure=_CLOSURE if "closed_from" in held else None,
        outreach=Outreach(named.mail_class, **outreach),
        evidence=Evidence(**{field: value for field, value in _EVIDENCE.items() if field in held}),
    )


def _least(order: Order, held: set[str]) -> Order:
    return replace(
        order,
        buyer_name="",
        country="",
        lines=order.lines if held & {"order_lines", "items"} else (),
        ordered_at=order.ordered_at if held & {"ordered_on", "dispatch_due_on"} else None,
        shipped_at=order.shipped_at if held & {"shipped_on", "quiet_days"} else None,
    )


def _of_scans(held: set[str]) -> bool:
    return bool(held & {"delivered_on", "quiet_days"})


def _delivered(locale: str) -> Order:
    return scanned(order_of(locale, 9, 7), ParcelState.DELIVERED, 2)


def _waiting(locale: str) -> Order:
    return order_of(locale, 1)


def _sent(locale: str) -> Order:
    return order_of(locale, 2, 0)


#: How far the order has come when a text is called for; delivered where nothing is said.
_STAGES: dict[str, Callable[[str], Order]] = {
    "followup_confirm": _waiting,
    "followup_dispatched": _sent,
    "followup_late_dispatch": lambda locale: order_of(locale, 8),
    "followup_out_of_stock": _waiting,
    "followup_delay": lambda locale: scanned(order_of(locale, 20, 18), ParcelState.IN_TRANSIT, 12),
    "followup_closure": _waiting,
    "followup_revisit": lambda locale: scanned(order_of(locale, 9, 7), ParcelState.IN_TRANSIT, 2),
    "case_in_transit": lambda locale: scanned(order_of(locale, 9, 7), ParcelState.IN_TRANSIT, 2),
}
#: Where a text says something else when the order has come further, or less far.
_TURNS: dict[str, dict[str, Callable[[str], Order]]] = {
    "followup_dispatched": {"sent some days ago": lambda locale: order_of(locale, 12, 10)},
    "followup_revisit": {"delivered": _delivered, "sent": _sent},
}
#: Where it says something else for what we had asked.
_ASKING = {"followup_silent": ("ask_order_number", "parcel_undeliverable", "defective_ask_details")}
