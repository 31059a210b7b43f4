"""The screens of peaks: the calendar, a plan, rising questions, the report, and the band on home."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest

from maildesk.db import tables as t
from maildesk.flow.house.person import Doing, Person
from maildesk.flow.peak import plans, questions, watch
from tests.web.desk import token
from tests.web.page import words

#: The queries behind these pages are tried on both stores in `tests/flow/peak`.
pytestmark = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
CUSTOMS = "The customs office wants money for my parcel. Where is it? Who pays the customs fee?"
BLACK_FRIDAY = {"event": "black_friday", "first": "2026-11-27"}


def post(client, url: str, **form: str):
    return client.post(url, data={"csrf_token": token(client), **form})


@pytest.fixture
def plan(shop) -> int:
    with shop.store.writing() as session:
        lead = Person(shop.people["lin"], "林悦", "lead")
        return plans.make(session, "black_friday", date(2026, 11, 27), Doing(lead, shop.now)).id


def test_the_plan_of_a_closure_says_from_when_on_buyers_are_written_to(shop, signed_in, plan):
    with shop.store.writing() as session:
        lead = Person(shop.people["lin"], "林悦", "lead")
        closed = plans.make(session, "chinese_new_year", date(2027, 2, 3), Doing(lead, shop.now)).id
    said = "buyers whose orders have not left are written to, once; each mail waits for a person"
    assert f"From Wed 20 Jan {said}" in words(signed_in("lin").get(f"/peak/{closed}"))
    assert said not in words(signed_in("lin").get(f"/peak/{plan}"))


def during(shop) -> None:
    shop.now = datetime(2026, 11, 28, 9, tzinfo=UTC)


def test_the_calendar_shows_what_comes_and_what_nobody_has_announced(signed_in):
    page = signed_in("lin").get("/peak")
    said = words(page)
    assert "Black Friday" in said
    assert "Chinese New Year closure" in said
    assert "where is my parcel Sat 12 Dec – Tue 22 Dec" in said
    assert "Nobody has entered them yet:" in said
    assert "Prime Day 2027 (June or July; confirmed three to four weeks ahead)" in said
    assert "The day of 2021. Ask Royal Mail for that of 2026." in said
    assert "Fri 25 Dec Germany Christmas Day" in said
    assert 'class="strip sale large"' in page.get_data(as_text=True)


def test_days_that_were_announced_since_are_entered_with_their_source_and_taken_back(shop, signed_in):
    client = signed_in("lin")
    form = {
        "event": "cutoff_royal_mail_europe",
        "first": "2026-12-15",
        "last": "2026-12-15",
        "source": "the carrier's page",
    }
    assert post(client, "/peak/announced", **form).status_code == 303
    said = words(client.get("/peak"))
    assert "the carrier's page · 林悦, Fri 20 Nov" in said
    assert "Wed 16 Dec Royal Mail to the rest of Europe" not in said
    post(client, "/peak/announced/back", event="cutoff_royal_mail_europe", year="2026")
    assert "the carrier's page" not in words(client.get("/peak"))


def test_days_without_a_source_say_so_on_the_page(signed_in):
    form = {"event": "prime_day", "first": "2027-06-22", "last": "2027-06-21", "source": ""}
    answer = post(signed_in("lin"), "/peak/announced", **form)
    assert answer.status_code == 422
    assert "a day on or after the first one was wanted" in words(answer)


def test_only_what_concerns_the_shops_buyers_and_sellers_stands_there(signed_in):
    assert "Mother's Day in Thailand" not in words(signed_in("lin").get("/peak"))


def test_a_lead_plans_an_event_and_an_agent_sees_no_button(shop, signed_in):
    assert 'name="event"' not in signed_in("mei").get("/peak").get_data(as_text=True)
    answer = post(signed_in("lin"), "/peak/plans", **BLACK_FRIDAY)
    (plan,) = shop.all(t.PeakPlan)
    assert (answer.status_code, answer.location) == (303, f"/peak/{plan.id}")
    assert post(signed_in("mei"), "/peak/plans", **BLACK_FRIDAY).status_code in (303, 403)
    assert len(shop.all(t.PeakPlan)) == 1


def test_a_plan_shows_its_checklist_its_switches_and_its_waves(plan, signed_in):
    said = words(signed_in("lin").get(f"/peak/{plan}"))
    assert "0 of 12 done" in said
    assert "Name the emergency squad" in said
    assert "Exceptional orders go to the squad" in said
    assert "Nobody has a shift yet" in said
    assert "texts stand in all 18 languages" in said
    assert "The cut-off is still that of an earlier year: DHL Express, " in said


def test_a_task_is_given_and_ticked_and_ticked_back(shop, plan, signed_in):
    with shop.store.reading() as session:
        task = plans.tasks(session, plan)[0].id
    lead, agent = signed_in("lin"), signed_in("mei")
    post(lead, f"/peak/{plan}/tasks/{task}/owner", owner=str(shop.people["mei"]))
    post(agent, f"/peak/{plan}/tasks/{task}/done", done="1")
    row = shop.get(t.PeakTask, task)
    assert (row.owner_id, row.done_by) == (shop.people["mei"], shop.people["mei"])
    post(agent, f"/peak/{plan}/tasks/{task}/done", done="0")
    assert shop.get(t.PeakTask, task).done_at is None


def test_shifts_are_typed_in_the_desks_own_time(shop, plan, signed_in):
    form = {"user": str(shop.people["mei"]), "starts": "2026-11-27T09:00", "ends": "2026-11-27T17:00"}
    post(signed_in("lin"), f"/peak/{plan}/shifts", **form)
    (shift,) = shop.all(t.PeakShift)
    assert shift.starts_at == datetime(2026, 11, 27, 1, tzinfo=UTC)


def test_a_shift_that_cannot_be_says_why_on_the_page(shop, plan, signed_in):
    form = {"user": str(shop.people["mei"]), "starts": "2026-11-27T09:00", "ends": "2026-11-27T08:00"}
    answer = post(signed_in("lin"), f"/peak/{plan}/shifts", **form)
    assert answer.status_code == 422
    assert "an end after the beginning, within a day, was wanted" in words(answer)


def test_the_days_of_a_plan_can_be_set_and_the_plan_dropped(shop, plan, signed_in):
    client = signed_in("lin")
    post(client, f"/peak/{plan}/days", version="1", first="2026-11-23", last="2026-11-30")
    row = shop.get(t.PeakPlan, plan)
    assert (row.first, row.last) == (date(2026, 11, 23), date(2026, 11, 30))
    post(client, f"/peak/{plan}/drop", version=str(row.version))
    assert shop.get(t.PeakPlan, plan).state == "dropped"


def test_home_bears_the_band_only_while_a_planned_event_is_on(shop, plan, signed_in):
    client = signed_in()
    assert 'class="band' not in client.get("/").get_data(as_text=True)
    during(shop)
    shop.mail(CUSTOMS)
    said = words(client.get("/"))
    assert "Black Friday" in said
    assert "1 wait now" in said or "wait now 1" in said


def test_the_band_rings_when_more_comes_than_goes(shop, plan, signed_in):
    during(shop)
    with shop.store.writing() as session:
        for back in (1, 2, 3):
            session.add(t.PeakHour(hour=shop.now - timedelta(hours=back), came=60, cleared=30))
        session.merge(t.Count(name="state:open", value=90))
        watch.overload(session, shop.now)
    page = signed_in().get("/").get_data(as_text=True)
    assert "in 2 full hours more than 1.2 times as much comes as is cleared" in page
    assert "17:00" in page[page.index('class="ringing"') :].partition("</p>")[0]


def test_a_question_that_rises_gets_one_answer_for_all_its_mails(shop, plan, signed_in):
    during(shop)
    for number in range(6):
        shop.mail(CUSTOMS, sender=f"b{number}@kunde.example")
    with shop.store.writing() as session:
        questions.look(session, shop.now)
    client = signed_in("lin")
    assert "6 mails Invoice or customs" in words(client.get("/peak/questions"))
    (question,) = shop.all(t.RisingQuestion)
    answer = post(client, f"/peak/questions/{question.id}", template="look_into_it")
    assert answer.status_code == 303
    assert {draft.plan["template"] for draft in shop.all(t.Draft)} == {"look_into_it"}
    assert "6 drafts came from it" in words(client.get("/peak/questions"))
    (prepared,) = shop.all(t.PreparedAnswer)
    post(client, f"/peak/answers/{prepared.id}/end")
    assert shop.get(t.PreparedAnswer, prepared.id).ended_at is not None


def test_an_answer_without_text_or_words_says_so(shop, plan, signed_in):
    during(shop)
    for number in range(6):
        shop.mail(CUSTOMS, sender=f"b{number}@kunde.example")
    with shop.store.writing() as session:
        questions.look(session, shop.now)
    answer = post(signed_in("lin"), f"/peak/questions/{shop.all(t.RisingQuestion)[0].id}")
    assert answer.status_code == 422
    assert "a text or words in a language of buyers were wanted" in words(answer)


def test_without_rising_questions_the_page_says_so(signed_in):
    assert "Nothing rises" in words(signed_in().get("/peak/questions"))


def test_the_report_stands_as_a_page_and_as_a_file(shop, plan, signed_in):
    during(shop)
    shop.mail("If I do not get my money back today, I will open a dispute and call my lawyer!")
    client = signed_in("lin")
    said = words(client.get(f"/peak/{plan}/report"))
    assert "still counting" in said
    assert "threatens with a dispute, a chargeback or a lawyer" in said
    file = client.get(f"/peak/{plan}/report.csv")
    rows = {(row[0], row[1]): row[2] for row in csv.reader(StringIO(file.get_data(as_text=True).lstrip("\ufeff")))}
    assert rows["mails", "arrived"] == "1"
    assert rows["squad", "taken"] == "1"
    assert file.headers["Content-Disposition"] == 'attachment; filename="black_friday-2026.csv"'


def test_the_squads_page_says_why_each_order_is_exceptional_and_what_is_at_stake(shop, plan, signed_in):
    during(shop)
    assert "No exceptional order waits" in words(signed_in().get("/peak/squad"))
    shop.mail(
        "If I do not get my money back today, I will open a dispute and call my lawyer!", sender="paul@kunde.example"
    )
    shop.mail("Where is my parcel?", sender="anna@kunde.example")
    said = words(signed_in().get("/peak/squad"))
    assert "threatens with a dispute, a chargeback or a lawyer" in said
    assert "paul@kunde.example" in said
    assert "anna@kunde.example" not in said
    assert "Exceptional orders come here until Fri 11 Dec because of Black Friday." in said


def test_a_plan_whose_event_has_been_stays_at_the_head_of_the_calendar(shop, plan, signed_in):
    shop.now = datetime(2026, 12, 9, 9, tzinfo=UTC)
    assert f'href="/peak/{plan}"' in signed_in().get("/peak").get_data(as_text=True)


def test_a_supervisor_says_where_buyers_and_goods_are(shop, signed_in):
    client = signed_in("wang")
    post(client, "/peak/trade", buyers="th, jp", sellers="VN", supplies="domestic")
    with shop.store.reading() as session:
        kept = session.get_one(t.ShopSetting, "peaks").value
    assert kept == {"buyers": ["TH", "JP"], "sellers": ["VN"], "supplies": ["domestic"]}
    assert "Mother's Day in Thailand" in words(client.get("/peak"))


def test_a_country_that_nobody_knows_is_refused(signed_in):
    answer = post(signed_in("wang"), "/peak/trade", buyers="US XX", sellers="CN")
    assert answer.status_code == 422
    assert "two-letter codes of countries were wanted" in words(answer)


@pytest.mark.parametrize("url", ["/peak/99", "/peak/99/report", "/peak/99/report.csv"])
def test_a_plan_that_is_not_there_is_not_found(signed_in, url):
    assert signed_in().get(url).status_code == 404


def test_the_report_can_be_handed_round_on_paper(shop, plan, signed_in):
    during(shop)
    shop.mail(CUSTOMS)
    answer = signed_in("lin").get(f"/peak/{plan}/report.pdf")
    assert answer.status_code == 200
    assert answer.get_data()[:5] == b"%PDF-"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="black_friday-2026.pdf"'


@pytest.mark.parametrize(("code", "detail", "leads"), [("peak_during", True, "/peak/{plan}"), ("overload", False, "/")])
def test_a_notification_of_peaks_leads_to_its_page(shop, plan, signed_in, code, detail, leads):
    with shop.store.writing() as session:
        row = t.Notification(
            user_id=shop.people["lin"], code=code, detail={"plan": plan} if detail else {}, at=shop.now
        )
        session.add(row)
        session.flush()
        number = row.id
    assert signed_in("lin").get(f"/told/{number}").location == leads.format(plan=plan)
