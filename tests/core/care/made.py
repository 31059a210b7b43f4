"""A house, a contact and a mail for the tests of the gates, each with one thing changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from maildesk.core.care.asked import Asked, House, Missive
from maildesk.core.care.caps import Cap
from maildesk.core.care.channel import ContactRule
from maildesk.core.care.consent import Consent
from maildesk.core.care.contact import Contact
from maildesk.core.care.law import Basis, Law, Laws
from maildesk.core.care.quiet import Place
from maildesk.core.reply.families import MailClass

#: A Wednesday, at noon in Berlin.
NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)
MARKETING, RELATIONSHIP = MailClass.MARKETING, MailClass.RELATIONSHIP
TRANSACTIONAL = MailClass.TRANSACTIONAL
_BOTH = frozenset({MARKETING, RELATIONSHIP})

EU = Law("eu", frozenset({"FR", "ES"}), frozenset({MARKETING}), ((Basis.EXPRESS, 0), (Basis.SOFT_OPT_IN, 0)))
DE = Law(
    "de", frozenset({"DE"}), _BOTH, ((Basis.EXPRESS, 0),), _BOTH, closed_weekdays=frozenset({6}), closed_holidays=True
)
CA = Law("ca", frozenset({"CA"}), _BOTH, ((Basis.EXPRESS, 0), (Basis.PURCHASE, 24)), _BOTH)
US = Law("us", frozenset({"US"}), frozenset({MARKETING}), ((Basis.OPT_OUT, 0),), frozenset({MARKETING}))
KR = Law("kr", frozenset({"KR"}), frozenset({MARKETING}), ((Basis.EXPRESS, 24),), label="(광고)")
LAWS = Laws((EU, DE, CA, US, KR), EU)

CHANNELS = {
    "own": ContactRule("own", frozenset({"all"})),
    "amazon": ContactRule("amazon", frozenset({"delay"}), within_days=30),
}
HOUSE = House(
    country="US",
    name="Lantern & Loom",
    postal_address="1 Mill Lane, Dover",
    public_url="https://desk.lantern.example",
    laws=LAWS,
    channels=CHANNELS,
    caps=(Cap("week", MARKETING, 1, 7), Cap("greetings", MARKETING, 4, 365, "greeting")),
    version="test.1",
)
PLACES = {
    "DE": Place(
        "DE", (ZoneInfo("Europe/Berlin"),), frozenset({date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)})
    ),
    "FR": Place("FR", (ZoneInfo("Europe/Paris"),), frozenset({date(2026, 12, 25)})),
    "US": Place("US", (ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles"))),
    "CA": Place("CA", (ZoneInfo("America/Toronto"),)),
    "KR": Place("KR", (ZoneInfo("Asia/Seoul"),)),
    "": Place("", (ZoneInfo("Europe/Lisbon"), ZoneInfo("Europe/Athens"))),
}
EXPRESS = Consent("c1", Basis.EXPRESS, NOON - timedelta(days=30), "checkout form")


def contact(country: str = "FR", **changed: Any) -> Contact:
    return replace(Contact("anna@buyer.example", PLACES[country], consents=(EXPRESS,)), **changed)


def missive(mail_class: MailClass = MARKETING, **changed: Any) -> Missive:
    plain = Missive("coupon_ending", mail_class, "own", NOON + timedelta(days=10), approved=True)
    return replace(plain, **changed)


def asked(to: Contact | None = None, what: Missive | None = None, house: House = HOUSE, at: datetime = NOON) -> Asked:
    return Asked(what or missive(), to or contact(), house, at)
