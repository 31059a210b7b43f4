"""The texts that no decision chooses: what the desk writes first, adds to a reply, or answers a platform with. One table.

In: the name of a text. Out: its family, its class before the law, the facts it cannot do without, and the base that completes it.
Which of them is sent when, and whether it may be, is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: The text that holds the blocks a reply leaves out: greeting, thanks, closing.
BASE = "_base"
#: The same for what the desk writes first, with a footer that says who writes and why.
CARE_BASE = "_care"
#: The same for answers to a platform: no buyer is greeted.
CASE_BASE = "_case"
BASES = (BASE, CARE_BASE, CASE_BASE)


class Family(StrEnum):
    """`note`: blocks for adding to other texts. `reply`: answers a mail. `case`: goes to a platform, in the platform's language."""

    FOLLOW_UP = "follow_up"
    GREETING = "greeting"
    REPLY = "reply"
    NOTE = "note"
    CASE = "case"


class MailClass(StrEnum):
    """What a mail is before the law (CAN-SPAM 15 USC 7702, ePrivacy Art. 13): decides what must allow it and what it must carry."""

    TRANSACTIONAL = "transactional"
    RELATIONSHIP = "relationship"
    MARKETING = "marketing"


@dataclass(frozen=True, slots=True)
class Named:
    """One text. `needs`: the facts without which it would have an open slot or nothing to say; the others it only asks for."""

    name: str
    family: Family
    mail_class: MailClass
    needs: tuple[str, ...] = ()


_FOLLOW, _GREET, _CASE = Family.FOLLOW_UP, Family.GREETING, Family.CASE
_ORDER, _WARM, _AD = MailClass.TRANSACTIONAL, MailClass.RELATIONSHIP, MailClass.MARKETING

_TABLE: tuple[Named, ...] = (
    Named("followup_confirm", _FOLLOW, _ORDER, ("order_number", "order_lines")),
    Named("followup_dispatched", _FOLLOW, _ORDER, ("order_number", "tracking_number")),
    Named("followup_late_dispatch", _FOLLOW, _ORDER, ("order_number", "dispatch_due_on", "answer_by")),
    Named("followup_out_of_stock", _FOLLOW, _ORDER, ("order_number", "missing_items", "answer_by")),
    Named("followup_delay", _FOLLOW, _ORDER, ("order_number", "quiet_days", "look_again_on")),
    Named("followup_closure", _FOLLOW, _ORDER, ("order_number", "closed_from", "closed_until", "reopens_on")),
    Named("followup_revisit", _FOLLOW, _ORDER, ("order_number", "look_again_on")),
    Named("followup_silent", _FOLLOW, _ORDER),
    # Courts count asking after the buyer's content as advertising (BGH VI ZR 225/17), so these are no mere service.
    Named("followup_delivered", _FOLLOW, _WARM, ("order_number",)),
    Named("followup_how_to_use", _FOLLOW, _WARM, ("order_number", "items")),
    Named("followup_after_case", _FOLLOW, _WARM, ("order_number",)),
    Named("coupon_ending", _FOLLOW, _AD, ("coupon_code", "coupon_worth", "coupon_until")),
    Named("greeting_new_year", _GREET, _AD),
    Named("greeting_lunar_new_year", _GREET, _AD),
    Named("greeting_christmas", _GREET, _AD),
    Named("greeting_easter", _GREET, _AD),
    Named("greeting_eid_al_fitr", _GREET, _AD),
    Named("greeting_diwali", _GREET, _AD),
    Named("greeting_hanukkah", _GREET, _AD),
    Named("greeting_mid_autumn", _GREET, _AD),
    Named("greeting_thanksgiving", _GREET, _AD),
    Named("greeting_womens_day", _GREET, _AD),
    Named("greeting_national_day", _GREET, _AD),
    Named("greeting_anniversary", _GREET, _AD, ("first_order_year",)),
    Named("peak_note", Family.NOTE, _ORDER, ("transit_least", "transit_most", "closed_from", "closed_until", "reopens_on")),
    Named("coupon_note", Family.NOTE, _AD, ("coupon_code", "coupon_worth", "coupon_until")),
    Named("case_delivered", _CASE, _ORDER, ("order_number", "delivered_on", "tracking_number")),
    Named("case_in_transit", _CASE, _ORDER, ("order_number", "shipped_on", "tracking_number")),
    Named("case_not_as_described", _CASE, _ORDER, ("order_number",)),
    Named("case_returned_refunded", _CASE, _ORDER, ("order_number", "refunded_on", "refund_amount")),
    Named("case_unauthorised", _CASE, _ORDER, ("order_number", "ordered_on")),
)  # fmt: skip

#: Every text of this table by its name.
FAMILIES = {each.name: each for each in _TABLE}

_BASE_OF = {Family.FOLLOW_UP: CARE_BASE, Family.GREETING: CARE_BASE, Family.CASE: CASE_BASE}


def family_of(name: str) -> Family:
    """The family of the text of that name. What no table names, a shop's own text among them, answers a mail."""
    return FAMILIES[name].family if name in FAMILIES else Family.REPLY


def base_of(name: str) -> str:
    """The base that completes the text of that name."""
    return _BASE_OF.get(family_of(name), BASE)
