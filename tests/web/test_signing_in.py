"""Who may see what: everybody signs in first, a session cannot be planted, a form cannot be forged, guessing is slowed."""

import re

import pytest
from sqlalchemy import delete
from werkzeug.routing import AnyConverter, IntegerConverter

from maildesk.db import tables as t
from maildesk.web.signing_in import OPEN_TO_ALL
from tests.web.desk import PASSWORD, sign_in, token
from tests.web.page import form, words


def _paths(app, method):
    for rule in app.url_map.iter_rules():
        # A buyer's own page is opened by its signed link; tests/web/test_preferences.py holds what it lets through.
        if method in rule.methods and rule.endpoint not in OPEN_TO_ALL and not rule.endpoint.startswith("preferences."):
            values = {name: _value(rule._converters[name]) for name in rule.arguments}
            yield rule.endpoint, app.url_map.bind("localhost").build(rule.endpoint, values, method=method)


def _value(converter):
    """Something that the converter of an address takes."""
    if isinstance(converter, IntegerConverter):
        return 1
    return min(converter.items) if isinstance(converter, AnyConverter) else "x"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_page_asks_a_stranger_to_sign_in(app, method):
    app.config["WTF_CSRF_ENABLED"] = False
    client, seen = app.test_client(), 0
    for endpoint, path in _paths(app, method):
        answer = client.open(path, method=method)
        if endpoint.startswith("api."):
            assert answer.status_code == 401, endpoint  # a machine is told, not sent to a form
            continue
        assert answer.status_code == 303, f"{endpoint} answered {answer.status_code}"
        assert answer.location.startswith("/sign-in"), endpoint
        seen += 1
    assert seen > 5


def test_every_form_needs_the_sessions_token(app, signed_in):
    client = signed_in("wang")
    for endpoint, path in _paths(app, "POST"):
        if not endpoint.startswith("api."):
            assert client.post(path, data={}).status_code == 400, endpoint


def test_after_signing_in_one_stands_where_one_wanted_to_go(app, shop):
    client = app.test_client()
    asked = client.get("/queue?view=mine")
    filled = form(client.get(asked.location), "/sign-in") | {"login": "mei", "password": PASSWORD}
    assert client.post("/sign-in", data=filled).location == "/queue?view=mine"


@pytest.mark.parametrize(
    "to", ["//evil.example/x", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/\tx"]
)
def test_no_link_leads_from_the_sign_in_to_another_site(app, shop, to):
    client = app.test_client()
    filled = {"csrf_token": token(client), "login": "mei", "password": PASSWORD, "next": to}
    assert client.post("/sign-in", data=filled).location == "/queue"


def test_a_wrong_password_tells_neither_half_and_keeps_the_name(app, shop):
    client = app.test_client()
    for login in ("mei", "nobody"):
        answer = client.post("/sign-in", data={"csrf_token": token(client), "login": login, "password": "x" * 12})
        assert answer.status_code == 401
        assert "login name or the password is wrong" in words(answer)
        assert form(answer, "/sign-in")["login"] == login


def test_guessing_is_refused_after_ten_failures(app, shop):
    client = app.test_client()
    filled = {"csrf_token": token(client), "login": "mei", "password": "x" * 12}
    assert [client.post("/sign-in", data=filled).status_code for _ in range(11)] == [401] * 10 + [429]


def test_what_was_planted_in_the_session_before_is_gone_after_signing_in(app, shop):
    client = app.test_client()
    old = token(client)
    with client.session_transaction() as planted:
        planted["planted"] = "by somebody else"
    sign_in(client)
    with client.session_transaction() as session:
        assert "planted" not in session
    answer = client.post("/me", data={"csrf_token": old, "theme": "dark", "locale": "en"})
    assert answer.status_code == 400


def test_signing_out_everywhere_ends_the_other_sessions(app, shop, signed_in):
    here, there = signed_in("mei"), signed_in("mei")
    assert there.get("/queue").status_code == 200
    here.post("/sign-out", data=form(here.get("/queue"), "/sign-out") | {"everywhere": "1"})
    assert there.get("/queue").status_code == 303


def test_somebody_who_left_the_desk_is_out_at_once(shop, signed_in):
    client = signed_in("mei")
    with shop.store.writing() as session:
        session.get_one(t.User, shop.people["mei"]).active = False
    assert client.get("/queue").status_code == 303


def test_the_cookie_is_kept_from_scripts_and_other_sites(app, shop):
    client = app.test_client()
    cookie = client.post("/sign-in", data={"csrf_token": token(client), "login": "mei", "password": PASSWORD}).headers[
        "Set-Cookie"
    ]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_every_page_has_a_strict_policy_and_no_inline_script_or_style(shop, signed_in):
    mail = shop.mail("Where is my parcel?")
    client = signed_in("mei")
    for path in ("/queue", f"/c/{mail.conversation_id}", f"/c/{mail.conversation_id}?edit=1", f"/m/{mail.id}"):
        answer = client.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe-inline" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        page = answer.get_data(as_text=True)
        assert " style=" not in page
        assert "<style" not in page
        assert "onclick=" not in page


def test_scripts_are_kept_for_good_with_all_that_they_import(app):
    client = app.test_client()
    page = client.get("/sign-in").get_data(as_text=True)
    script = re.search(r'src="(/static/\w{12}/js/)desk.js"', page)
    for address, kept in (
        (script[1] + "desk.js", True),
        (script[1] + "keys.js", True),
        ("/static/js/keys.js", False),
        ("/static/0123456789ab/js/keys.js", False),
    ):
        with client.get(address) as answer:
            assert ("immutable" in answer.headers["Cache-Control"]) is kept


def test_a_desk_without_people_says_how_the_first_one_is_added(app, store):
    assert "user add" not in words(app.test_client().get("/sign-in"))
    with store.writing() as session:
        session.execute(delete(t.User))
    assert "maildesk user add" in words(app.test_client().get("/sign-in"))
