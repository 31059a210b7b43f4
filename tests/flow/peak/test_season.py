"""A planned event switches the desk by its days, and back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from maildesk.core.clock.promise import Contact, Promise, promised
from maildesk.core.reply.facts import Shop
from maildesk.db import tables as t
from maildesk.flow.house.person import Seen
from maildesk.flow.peak import plans, season
from maildesk.flow.reply import review

#: Rows read by key: what counts and groups in the store is tried on both (`test_report`, `test_tally`, `test_watch`).
pytestmark = pytest.mark.parametrize("store", ["sqlite"], indirect=True)

BLACK_FRIDAY, NEW_YEAR = date(2026, 11, 27), date(2027, 2, 3)


def plan(office, event: str = "black_friday", first: date = BLACK_FRIDAY) -> t.PeakPlan:
    with office.store.writing() as session:
        return plans.make(session, event, first, office.doing("lead"))


def season_on(office, day: date) -> season.Season:
    with office.store.reading() as session:
        return season.at(session, datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def test_an_event_that_nobody_planned_changes_nothing(office):
    assert season_on(office, BLACK_FRIDAY) == season.Season()


@pytest.mark.parametrize(
    ("day", "days"),
    [(date(2026, 11, 26), 25), (date(2026, 11, 27), 30), (date(2026, 12, 18), 30), (date(2026, 12, 19), 25)],
)
def test_a_planned_event_makes_windows_honest_by_date_and_back(office, day, days):
    plan(office)
    assert season_on(office, day).shop(Shop(), "DE").policy.transit_days[1] == days


def test_a_dropped_plan_switches_nothing(office):
    row = plan(office)
    with office.store.writing() as session:
        plans.drop(session, Seen(row.id, row.version), office.doing("lead"))
    assert not season_on(office, BLACK_FRIDAY).on


def test_a_closure_is_told_until_its_last_day(office):
    plan(office, "chinese_new_year", NEW_YEAR)
    closed = season_on(office, date(2027, 1, 25)).closure("FR")
    assert closed is not None
    assert (closed.first, closed.last, closed.resumes) == (NEW_YEAR, date(2027, 2, 16), date(2027, 2, 17))
    assert season_on(office, date(2027, 2, 17)).closure("FR") is None


def test_only_the_shops_own_promise_is_stretched(office, road):
    plan(office)
    levels = season_on(office, BLACK_FRIDAY).levels(road.rules.levels)
    spans = {
        channel: promised(levels, Promise.FIRST_REPLY, Contact(channel)).span.amount
        for channel in ("own", "shopify", "amazon", "walmart", "")
    }
    assert spans == {"own": 36, "shopify": 36, "amazon": 24, "walmart": 48, "": 24}


def test_a_draft_of_the_season_says_what_the_season_does(office):
    plan(office)
    office.now = datetime(2026, 12, 1, 9, tzinfo=UTC)
    office.order("#1034", country="DE", buyer_email="anna@kunde.example", shipped_at="2026-11-28T10:00:00Z")
    mail = office.mail("Where is my order #1034?", subject="#1034")
    assert "season.window" in office.draft().plan["because"]
    assert office.draft().plan["added"] == [{"template": "peak_note", "block": "window", "after": "facts"}]
    assert mail.conversation_id


def read(office) -> str:
    """The newest draft as the buyer would read it."""
    with office.store.reading() as session:
        draft = session.get_one(t.Draft, office.draft().id)
        return review.look(session, draft, office.road.writer, "en", office.now).rendered.text


WHERE = {
    "en": "Hello, where is my parcel? Order #1034.",
    "de": "Guten Tag, wo ist mein Paket? Bestellung #1034.",
    "fr": "Bonjour, où est mon colis ? Commande #1034.",
    "pl": "Dzień dobry, gdzie jest moja paczka? Zamówienie #1034.",
    "ru": "Здравствуйте, где моя посылка? Заказ #1034.",
    "ja": "こんにちは。荷物はまだ届きません。いつ届きますか。注文番号 #1034",
    "zh-Hant": "您好，請問我的包裹在哪裡？訂單 #1034",
    "ar": "مرحبا، أين طردي؟ رقم الطلب #1034",
}
WINDOW = {
    "en": "30 days", "de": "30 Tage", "fr": "30\N{NO-BREAK SPACE}jours", "pl": "30 dni", "ru": "30 дней", "ja": "30日", "zh-Hant": "30 天",
    "ar": "يومًا",
}  # fmt: skip


@pytest.mark.parametrize("locale", WHERE)
def test_drafts_tell_the_longer_way_in_the_buyers_language_and_no_more_when_it_is_over(office, locale):
    plan(office)
    office.order("#1034", buyer_email="anna@kunde.example", language=locale, shipped_at="2026-11-27T10:00:00Z")
    office.now = datetime(2026, 12, 1, 9, tzinfo=UTC)
    office.mail(WHERE[locale], subject="#1034")
    assert office.draft().plan["locale"] == locale
    assert WINDOW[locale] in read(office).replace("30 jours", WINDOW["fr"])
    office.now = datetime(2026, 12, 20, 9, tzinfo=UTC)  # a draft is read with the facts of the moment
    assert season_on(office, office.now.date()).notes("DE") == ()


CLOSED = {
    "en": "3 February",
    "de": "3. Februar",
    "fr": "3 février",
    "pl": "3 lutego",
    "ru": "3 февраля",
    "ja": "2月3日",
    "zh-Hant": "2月3日",
}


@pytest.mark.parametrize("locale", CLOSED)
def test_drafts_tell_of_the_closure_with_its_days_as_the_buyer_writes_them(office, locale):
    plan(office, "chinese_new_year", NEW_YEAR)
    office.order(
        "#1034", buyer_email="anna@kunde.example", language=locale, status="paid", ordered_at="2027-01-24T08:00:00Z"
    )
    office.now = datetime(2027, 1, 26, 9, tzinfo=UTC)
    office.mail(WHERE[locale], subject="#1034")
    assert CLOSED[locale] in read(office)


@pytest.mark.parametrize(("country", "notes"), [("JP", ("window",)), ("DE", ())])
def test_a_closure_where_buyers_live_concerns_those_buyers_alone(office, country, notes):
    plan(office, "golden_week_jp", date(2027, 4, 29))
    today = season_on(office, date(2027, 5, 1))
    assert today.notes(country) == notes
    assert today.shop(Shop(), country).policy.transit_days[1] == (32 if notes else 25)


def test_a_broken_lamp_is_not_answered_with_christmas_post(office):
    plan(office)
    office.now = datetime(2026, 12, 1, 9, tzinfo=UTC)
    office.order("#1034", country="DE", buyer_email="anna@kunde.example", shipped_at="2026-11-20T10:00:00Z")
    office.mail("My order #1034 arrived, but the lamp is broken, the glass is in pieces.", subject="#1034")
    assert office.draft().plan["added"] == []


def test_the_first_reply_of_a_mail_in_season_is_due_later(office):
    plan(office)
    office.now = datetime(2026, 11, 28, 9, tzinfo=UTC)
    office.order("#1034", buyer_email="anna@kunde.example")
    mail = office.mail("Where is my order #1034?", subject="#1034")
    row = office.conversation(mail.conversation_id)
    assert row.due_at - row.waiting_since == timedelta(hours=36)
