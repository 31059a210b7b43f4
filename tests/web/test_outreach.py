"""What the desk would write first, on its screens: looked at beside the mirror, let go or taken off, and why it does not go."""

from __future__ import annotations

from datetime import timedelta

import pytest

from maildesk.db import tables as t
from maildesk.flow.care import contacts
from maildesk.web.i18n import catalogue
from tests.web.desk import token
from tests.web.outreach import Writing, writing
from tests.web.page import send, words


@pytest.fixture
def first(shop) -> Writing:
    return writing(shop)


def post(client, url, **form):
    return client.post(url, data={"csrf_token": token(client), **form})


def said_of(code) -> str:
    return catalogue("en").gettext(code)


def one_that_waits(first) -> t.Outreach:
    first.told("#1034")
    first.wait(hours=3)
    [row] = first.mails("waiting")
    return row


def test_what_waits_for_a_person_stands_at_the_head_with_what_it_is_for_and_for_whom(first, signed_in):
    one_that_waits(first)
    said = words(signed_in().get("/outreach"))
    assert f"{said_of('outreach_purpose.order_confirm')} Anna Krüger" in said
    assert said_of("outreach_why.approval.person") in said


def test_one_mail_stands_beside_its_mirror_with_the_verdict_in_words(first, signed_in):
    row = one_that_waits(first)
    page = signed_in().get(f"/outreach/{row.id}")
    text = page.get_data(as_text=True)
    assert 'lang="de"' in text
    assert 'class="words mirror" lang="en"' in text
    assert f"{said_of('gate.approval')} {said_of('outreach_why.approval.person')}" in words(page)


def test_it_is_seen_as_mail_programs_show_it_and_runs_nothing(first, signed_in):
    row = one_that_waits(first)
    client = signed_in()
    assert f'href="/outreach/{row.id}/page"' in client.get(f"/outreach/{row.id}").get_data(as_text=True)
    shown = client.get(f"/outreach/{row.id}/page")
    assert '<div lang="de" dir="ltr"' in shown.get_data(as_text=True)
    assert shown.headers["Content-Security-Policy"].startswith("sandbox ")
    assert client.get("/outreach/999/page").status_code == 404


def test_let_go_it_leaves_and_the_next_one_that_waits_is_shown(first, signed_in):
    first.told("#1034")
    first.told("#1035", "berta@kunde.example")
    first.wait(hours=3)
    one, two = first.mails("waiting")
    client = signed_in()
    answer = post(client, "/outreach/approve", chosen=one.id, left=one.id)
    assert answer.location == f"/outreach/{two.id}"
    first.wait(hours=2)
    assert [row.id for row in first.mails("sent")] == [one.id]
    assert "Let go by 陈美" in words(client.get(f"/outreach/{one.id}"))


def test_many_are_taken_off_at_once(first, signed_in):
    first.told("#1034")
    first.told("#1035", "berta@kunde.example")
    first.wait(hours=3)
    client = signed_in()
    post(client, "/outreach/refuse", chosen=[row.id for row in first.mails("waiting")])
    assert {(row.state, row.why) for row in first.mails()} >= {("cancelled", "by_person")}
    assert said_of("outreach_none.asks") in words(client.get("/outreach"))
    assert said_of("outreach_why.by_person") in words(client.get("/outreach?view=cancelled"))


def test_what_came_to_its_end_meanwhile_is_not_let_go(first, signed_in):
    row = one_that_waits(first)
    post(signed_in(), "/outreach/refuse", chosen=row.id)
    assert post(signed_in("lin"), "/outreach/approve", chosen=row.id).status_code == 409


def test_without_a_choice_one_is_asked_for_it(first, signed_in):
    one_that_waits(first)
    client = signed_in()
    answer = post(client, "/outreach/approve", back="/outreach")
    assert answer.location == "/outreach"
    assert "Choose a mail first." in words(client.get("/outreach"))


def test_a_trainee_looks_and_lets_nothing_go(first, signed_in):
    row = one_that_waits(first)
    client = signed_in("xiao")
    assert client.get(f"/outreach/{row.id}").status_code == 200
    assert post(client, "/outreach/approve", chosen=row.id).status_code == 403
    assert first.shop.get(t.Outreach, row.id).approved_at is None


def test_the_list_is_narrowed_by_gate_and_class_and_by_what_a_mail_is_for(first, signed_in):
    first.told("#1034", status="delivered", delivered_at="2026-12-14T09:00:00Z", shipped_at="2026-12-10T09:00:00Z")
    stopped = signed_in().get("/outreach?view=stopped&gate=consent&class=relationship&purpose=delivered")
    assert f"{said_of('outreach_why.consent.none')}: German law" in words(stopped)
    assert said_of("outreach_none.stopped") in words(signed_in().get("/outreach?view=stopped&gate=cap"))


def test_a_text_that_is_not_complete_cannot_be_let_go(first, signed_in):
    row = one_that_waits(first)
    with first.shop.store.writing() as session:
        session.get_one(t.Outreach, row.id).why = "text.open_slot.order_number"
    page = signed_in().get(f"/outreach/{row.id}")
    assert 'data-key="a" disabled' in page.get_data(as_text=True)
    assert "order number" in words(page).lower()


def test_a_forgotten_person_is_shown_by_no_word(first, signed_in):
    row = one_that_waits(first)
    with first.shop.store.writing() as session:
        contacts.erase(session, session.get_one(t.Contact, row.contact_id), first.shop.now)
    said = words(signed_in().get(f"/outreach/{row.id}"))
    assert "This person has been forgotten" in said
    assert "anna@kunde.example" not in said


def test_pages_follow_each_other_without_a_gap(first, signed_in, monkeypatch):
    monkeypatch.setattr("maildesk.db.queries.outreach.PAGE", 2)
    for n in range(5):
        first.told(f"#20{n}", f"b{n}@kunde.example")
    client, seen, url = signed_in(), [], "/outreach?view=coming&purpose=order_confirm"
    while url:
        page = client.get(url).get_data(as_text=True)
        seen += [part.split('"')[0] for part in page.split('data-row href="/outreach/')[1:]]
        after = page.partition('class="btn next" href="')[2].partition('"')[0]
        url = "/outreach" + after.replace("&amp;", "&") if after else ""
    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize(
    "url", ["/outreach?after=dated.x.1&view=no", "/outreach?batch=9999999999", "/outreach?view=sent&class=%00"]
)
def test_a_wrong_word_in_the_address_is_as_good_as_none(first, signed_in, url):
    assert signed_in().get(url).status_code == 200


def test_a_task_of_ours_says_what_to_do_and_is_done_with_one_click(first, signed_in):
    first.told("#7", "x7@marketplace.amazon.com", channel="amazon")
    first.wait(days=6)
    [task] = [each for each in first.shop.all(t.Task) if each.kind == "write_first"]
    client = signed_in()
    assert said_of("task.write_first") in words(client.get("/board?family=care"))
    page = f"/tasks/{task.id}"
    assert said_of("task_help.write_first") in words(client.get(page))
    send(client, page, f"/tasks/{task.id}/done")
    assert first.shop.get(t.Task, task.id).state == "done"
    assert said_of("task.write_first") not in words(client.get("/board?family=care"))


def test_what_waits_for_the_buyers_morning_can_be_let_go_at_once(first, signed_in):
    first.told("#1034")
    first.shop.now += timedelta(hours=13)
    first.tick()
    [row] = first.mails("waiting")
    assert row.gate == "quiet"
    client = signed_in()
    assert f'name="chosen" value="{row.id}"' in client.get("/outreach").get_data(as_text=True)
    post(client, "/outreach/approve", chosen=row.id)
    assert f'name="chosen" value="{row.id}"' not in client.get("/outreach").get_data(as_text=True)
    assert "approved" in words(client.get("/outreach?view=coming"))
    first.wait(hours=12)
    assert len(first.mails("sent")) == 1


def test_what_may_leave_alone_asks_nobody(first, signed_in):
    first.alone("order_confirm")
    first.told("#1034")
    first.shop.now += timedelta(hours=13)
    first.tick()
    assert said_of("outreach_none.asks") in words(signed_in().get("/outreach"))


def test_home_says_how_many_wait_for_a_word(first, signed_in):
    client = signed_in()
    assert "to approve" not in words(client.get("/"))
    one_that_waits(first)
    assert "1 follow-up to approve" in words(client.get("/"))
