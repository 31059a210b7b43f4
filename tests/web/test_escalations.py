"""Sending a matter up from its page, seeing its chain there, ending it, and setting from where on it goes up by itself."""

from datetime import timedelta

import pytest

from maildesk.db import tables as t
from tests.web.page import form, send, words


@pytest.fixture
def talk(shop):
    shop.order("#1034", buyer_name="Anna Krüger", buyer_email="anna@kunde.example", country="DE", language="de")
    return shop.mail("Wo ist mein Paket zur Bestellung #1034?").conversation_id


def up(client, talk, **changed):
    return send(client, f"/c/{talk}", f"/c/{talk}/escalate", **{"why": "a lawyer writes", **changed})


def test_it_goes_up_with_a_reason_and_the_page_shows_the_chain(shop, talk, signed_in):
    client = signed_in()
    assert up(client, talk, to="supervisor").status_code == 303
    page = words(client.get(f"/c/{talk}"))
    assert "Escalated; they are told" in page
    assert "asked for supervisor a lawyer writes 陈美" in page
    assert shop.newest(t.EscalationRow).level == "supervisor"


def test_it_can_go_to_one_colleague(shop, talk, signed_in):
    up(signed_in(), talk, to=f"person:{shop.people['wang']}")
    assert shop.newest(t.EscalationRow).owner_id == shop.people["wang"]
    assert shop.newest(t.Notification).user_id == shop.people["wang"]


def test_without_a_reason_nothing_happens_and_the_page_says_so(shop, talk, signed_in):
    client = signed_in()
    up(client, talk, why=" ")
    assert shop.all(t.EscalationRow) == []
    assert "Reason: say why." in words(client.get(f"/c/{talk}"))


def test_a_lead_hands_it_back_and_whoever_sent_it_is_told(shop, talk, signed_in):
    up(signed_in("mei"), talk)
    lead = signed_in("lin")
    number = shop.newest(t.EscalationRow).id
    send(lead, f"/c/{talk}", f"/escalations/{number}/end", how="handed_back")
    assert "handed back · 林悦" in words(lead.get(f"/c/{talk}"))
    assert "Your escalation comes back to you" in words(signed_in("mei").get("/told"))


def test_the_toast_takes_it_back(shop, talk, signed_in):
    client = signed_in()
    up(client, talk)
    deed = shop.newest(t.Deed)
    send(client, f"/c/{talk}", f"/deeds/{deed.id}/undo")
    assert shop.newest(t.EscalationRow).end == "taken_back"


def test_the_queue_shows_and_filters_what_went_up(talk, signed_in):
    client = signed_in()
    up(client, talk)
    assert "escalated" in words(client.get("/queue?flag=escalated"))


def test_why_matters_went_up_is_counted_in_the_reports(shop, talk, signed_in):
    up(signed_in(), talk)
    shop.now += timedelta(minutes=1)
    assert "Why matters went up asked for 1" in words(signed_in("lin").get("/reports"))


def test_a_supervisor_sets_from_where_on_matters_go_up(shop, talk, signed_in):
    client = signed_in("wang")
    send(client, "/shop", "/shop/escalation", unsolved_mails="2", amounts="EUR 50")
    assert form(client.get("/shop"), "/shop/escalation")["amounts"] == "EUR 50"
    shop.mail("Und wo ist das Paket zur Bestellung #1034 nun?")
    assert shop.newest(t.EscalationRow).causes == ["unsolved_mails"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("share", "101", "Time gone"), ("amounts", "200 EUR", "Amounts at stake"), ("hours", "9-18", "Opening hours"),
     ("hours", "18:00-09:00", "Opening hours"), ("days", "Mars", "Working days"), ("zone", "Nowhere", "Time zone"),
     ("answer_hours", "0", "Working hours"), ("review_hours", "0", "Hours to look at")],
)  # fmt: skip
def test_limits_that_cannot_be_are_named(shop, signed_in, field, value, said):
    answer = send(signed_in("wang"), "/shop", "/shop/escalation", **{field: value})
    assert answer.status_code == 422
    assert f"{said}" in words(answer)
    assert value in words(answer)
