"""What the shop promises: set by a supervisor, counted from the next mail on."""

from datetime import timedelta

from maildesk.db import tables as t
from tests.web.desk import token
from tests.web.page import form, words


def post(client, path, **filled):
    return client.post(path, data={"csrf_token": token(client), **filled})


ROW = {"promise": "first_reply", "span": "2 hours", "zone": "Asia/Shanghai", "days": "CN", "hours": "09:00-18:00"}


def test_a_promise_for_a_channel_counts_before_the_desks_own(shop, signed_in):
    shop.order("#1034", channel="etsy", buyer_email="anna@kunde.example")
    assert post(signed_in("wang"), "/promises", channels="etsy", **ROW).status_code == 303
    shop.mail("Where is my order #1034?")
    (clock,) = shop.all(t.ClockRow)
    assert clock.due_at - clock.started_at == timedelta(hours=2)


def test_working_hours_are_counted_by_the_shops_days(shop, signed_in):
    post(signed_in("wang"), "/promises", **(ROW | {"span": "4 working hours"}))
    shop.mail("Where is my parcel?")
    (clock,) = shop.all(t.ClockRow)
    assert (clock.calendar, clock.zone) == ("CN 09:00-18:00", "Asia/Shanghai")
    # Friday 16:01 in Shanghai: two hours are left of the day, and the next worked day is Monday.
    assert (clock.due_at - clock.started_at) > timedelta(days=2)


def test_what_is_no_span_is_named_and_a_removed_promise_holds_no_more(shop, signed_in):
    client = signed_in("wang")
    answer = post(client, "/promises", **(ROW | {"span": "soon"}))
    assert answer.status_code == 422
    assert "soon" in answer.get_data(as_text=True)
    post(client, "/promises", **ROW)
    seen = form(client.get("/promises"), "/promises/remove")["row"]
    post(client, "/promises", **(ROW | {"span": "3 hours"}))
    post(client, "/promises/remove", row=seen)
    page = words(client.get("/promises"))
    assert "3 h" in page
    assert "2 h" not in page
    post(client, "/promises/remove", row=form(client.get("/promises"), "/promises/remove")["row"])
    shop.mail("Where is my parcel?")
    (clock,) = shop.all(t.ClockRow)
    assert clock.due_at - clock.started_at == timedelta(hours=24)


def test_only_a_supervisor_promises(shop, signed_in):
    assert signed_in("lin").get("/promises").status_code == 403
