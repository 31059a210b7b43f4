"""People: added, changed, taken off the desk; sessions end at once; a desk keeps a supervisor."""

import pytest
from sqlalchemy import select

from maildesk.db import tables as t
from tests.web.desk import PASSWORD, sign_in, token
from tests.web.page import form, send, words


def test_somebody_is_added_and_can_sign_in(shop, app, signed_in):
    typed = {"login": "neu", "name": "新人", "password": "another long one", "role": "lead", "locale": "zh-Hans"}
    send(signed_in("wang"), "/people/new", "/people/new", languages=["de", "fr"], **typed)
    with shop.store.reading() as session:
        row = session.scalars(select(t.User).where(t.User.login == "neu")).one()
        assert (row.role, row.languages, row.active) == ("lead", ["de", "fr"], True)
    sign_in(app.test_client(), "neu", "another long one")


@pytest.mark.parametrize(("field", "value"), [("password", "short"), ("role", "king"), ("login", "mei")])
def test_what_is_wrong_is_said_and_nobody_is_added(shop, signed_in, field, value):
    typed = {"login": "neu", "name": "新人", "password": "another long one", "role": "agent", field: value}
    assert send(signed_in("wang"), "/people/new", "/people/new", **typed).status_code == 422
    with shop.store.reading() as session:
        assert session.scalar(select(t.User).where(t.User.name == "新人")) is None


def test_another_role_ends_the_sessions_of_the_person(shop, signed_in):
    lin, number = signed_in("lin"), shop.people["lin"]
    send(signed_in("wang"), f"/people/{number}", f"/people/{number}", role="agent")
    assert lin.get("/queue").status_code == 303


def test_whoever_left_the_desk_is_signed_out_and_stays_out(shop, app, signed_in):
    mei, number = signed_in("mei"), shop.people["mei"]
    client = signed_in("wang")
    typed = {
        name: value
        for name, value in form(client.get(f"/people/{number}"), f"/people/{number}").items()
        if name != "active"
    }
    client.post(f"/people/{number}", data=typed)
    assert mei.get("/queue").status_code == 303
    fresh = app.test_client()
    answer = fresh.post("/sign-in", data={"csrf_token": token(fresh), "login": "mei", "password": PASSWORD})
    assert answer.status_code == 401


def test_the_last_supervisor_cannot_be_taken_away(shop, signed_in):
    number = shop.people["wang"]
    answer = send(signed_in("wang"), f"/people/{number}", f"/people/{number}", role="agent")
    assert "The desk would have no supervisor left." in words(answer)
    assert shop.get(t.User, number).role == "supervisor"


def test_sessions_are_ended_with_one_click(shop, signed_in):
    mei, number = signed_in("mei"), shop.people["mei"]
    send(signed_in("wang"), f"/people/{number}", f"/people/{number}/sessions")
    assert mei.get("/queue").status_code == 303


def test_a_new_password_holds_and_the_old_one_does_not(shop, app, signed_in):
    number = shop.people["mei"]
    send(signed_in("wang"), f"/people/{number}", f"/people/{number}/password", password="another long one")
    sign_in(app.test_client(), "mei", "another long one")


def test_one_changes_ones_own_password_and_stays_signed_in_here_alone(app, signed_in):
    here, elsewhere = signed_in("mei"), signed_in("mei")
    typed = {"was": PASSWORD, "password": "another long one", "again": "another long one"}
    send(here, "/me", "/me/password", **typed)
    assert here.get("/me").status_code == 200
    assert elsewhere.get("/me").status_code == 303
    sign_in(app.test_client(), "mei", "another long one")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            {"was": "wrong", "password": "another long one", "again": "another long one"},
            "The current password is wrong.",
        ),
        ({"was": PASSWORD, "password": "another long one", "again": "another one"}, "The two new passwords differ."),
        ({"was": PASSWORD, "password": "short", "again": "short"}, "at least 10"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_the_reason(app, signed_in, typed, said):
    client = signed_in("mei")
    send(client, "/me", "/me/password", **typed)
    assert said in words(client.get("/me"))
    sign_in(app.test_client(), "mei")


def test_ones_own_language_is_changed_in_the_profile(shop, signed_in):
    client = signed_in("mei")
    send(client, "/me", "/me", locale="zh-Hans", theme="dark")
    row = shop.get(t.User, shop.people["mei"])
    assert (row.locale, row.theme) == ("zh-Hans", "dark")
    assert 'lang="zh-Hans"' in client.get("/me").get_data(as_text=True)
