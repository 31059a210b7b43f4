"""Every address of the desk, walked: no word of it and no field of a form brings a page down, and looking changes nothing."""

import inspect
import re

import pytest
from sqlalchemy import event
from werkzeug.exceptions import NotFound
from werkzeug.routing import AnyConverter, IntegerConverter

from maildesk.db import tables as t
from tests.web.page import form

#: What no page of ours writes into an address: a NUL, numbers beyond the stores, moments that are none or not to be told in every zone.
_WORDS = ("\x00", "9" * 6_000, "2147483648", "2026-02-31", "0001-01-01T00:00:00+14:00", "9999-12-31", "Mars/Olympus 😀")
_FIELDS = ("\x00", "9" * 6_000, "9999-12-31T23:59")
_ARGUMENT = re.compile(r"""args\.get(?:list)?\("(\w+)"|_known\("(\w+)"|args\.get\((name)""")
_FIELD = re.compile(
    r"""(?:form\.get(?:list)?|text|number|day_of|typed_day|_moment|_amount|_days|_maybe_day|_codes|seen)\((?:\w+, )?"(\w+)\""""
)
#: Pages whose looking is noted: what was told to somebody is seen then, and a feed in use says so.
_NOTED = {"person.told", "feed.read"}
#: What leaves the session or makes another one.
_SESSIONS = {"signing_in.enter", "signing_in.leave", "me.password", "me.make_feed", "me.forget_feed"}
#: What a trainee may do: their own settings, and the work that somebody else approves.
_TRAINEES = {
    "person.liking", "person.all_told", "me.telling", "me.absence", "drafts.edit", "drafts.write", "drafts.enclose", "drafts.take_out",
    "deeds.note", "cases.note", "mails.correct", "other.buyer",
}  # fmt: skip


def _addresses(app, method, number=1):
    """Endpoint and path of every rule for this method; machines' and buyers' own doors have tests of their own."""
    for rule in app.url_map.iter_rules():
        if method in rule.methods and not rule.endpoint.startswith(("api.", "preferences.", "static")):
            values = {name: _value(rule._converters[name], number) for name in rule.arguments}
            yield rule.endpoint, app.url_map.bind("localhost").build(rule.endpoint, values, method=method)


def _value(converter, number):
    if isinstance(converter, IntegerConverter):
        return number
    return min(converter.items) if isinstance(converter, AnyConverter) else "x"


def _names(app, endpoint, pattern):
    """The words that the module of an endpoint reads."""
    module = inspect.getmodule(inspect.unwrap(app.view_functions[endpoint]))
    return sorted({next(filter(None, found)) for found in pattern.findall(inspect.getsource(module))})


@pytest.fixture
def desk_with_a_mail(shop):
    shop.order("A-1001", buyer_email="anna@kunde.example")
    shop.mail("Where is my order A-1001?")
    return shop


def test_no_word_of_an_address_brings_a_page_down(app, desk_with_a_mail, signed_in):
    client = signed_in("wang")
    for endpoint, path in _addresses(app, "GET"):
        names = _names(app, endpoint, _ARGUMENT)
        for word in _WORDS if names else ():
            answer = client.get(path, query_string=dict.fromkeys(names, word))
            assert answer.status_code < 500, f"{endpoint} {word[:20]!r}"


def test_no_field_of_a_form_brings_a_page_down(app, desk_with_a_mail, signed_in):
    app.config["WTF_CSRF_ENABLED"] = False
    client = signed_in("wang")
    for endpoint, path in _addresses(app, "POST"):
        names = _names(app, endpoint, _FIELD)
        for word in _FIELDS if endpoint not in _SESSIONS else _FIELDS[:1]:
            fields = dict.fromkeys(names, "1") | {"back": "https://[::1"}
            for name in (
                names
            ):  # one wrong field at a time would be a request for each; the numbers must be good to get further
                if name not in ("version", "draft", "conversation"):
                    fields[name] = word
            answer = (
                app.test_client().post(path, data=fields) if endpoint in _SESSIONS else client.post(path, data=fields)
            )
            assert answer.status_code < 500, f"{endpoint} {word[:20]!r}"


@pytest.mark.parametrize("number", [0, 999_999_999])
def test_a_number_that_no_row_has_is_not_found_or_refused(app, desk_with_a_mail, signed_in, number):
    client = signed_in("wang")
    for endpoint, path in _addresses(app, "GET", number):
        if str(number) in path:
            assert client.get(path).status_code in (302, 303, 400, 403, 404), endpoint


def test_a_number_that_no_store_holds_leads_nowhere(app):
    addresses = app.url_map.bind("localhost")
    for endpoint, path in _addresses(app, "GET", 123_456_789):
        for number in (2**31, 2**63, 10**30) if "123456789" in path else ():
            with pytest.raises(NotFound):
                addresses.match(path.replace("123456789", str(number)), "GET")
                pytest.fail(f"{endpoint} takes {number}")


@pytest.fixture
def written(shop):
    """The statements that changed something, as they come."""
    found = []

    def note(_connection, _cursor, statement, *_rest):
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            found.append(statement)

    event.listen(shop.store.engine, "before_cursor_execute", note)
    return found


def test_looking_changes_nothing(app, desk_with_a_mail, signed_in, written):
    client = signed_in("wang")
    written.clear()
    for endpoint, path in _addresses(app, "GET"):
        if endpoint not in _NOTED:
            client.get(path)
            assert written == [], endpoint


def test_a_trainee_does_nothing_beyond_the_work_that_somebody_approves(app, desk_with_a_mail, signed_in, written):
    app.config["WTF_CSRF_ENABLED"] = False
    client, done = signed_in("xiao"), set()
    for endpoint, path in _addresses(app, "POST"):
        if endpoint not in _SESSIONS:
            written.clear()
            client.post(path, data=dict.fromkeys(_names(app, endpoint, _FIELD), "1") | {"chosen": "1.1", "back": ""})
            done |= {endpoint} if written else set()
    assert done
    assert done <= _TRAINEES


def test_a_page_that_a_form_names_is_one_of_ours(shop, signed_in):
    client = signed_in("mei")
    mail = shop.mail("Where is my parcel?")
    filled = form(client.get(f"/c/{mail.conversation_id}"), f"/c/{mail.conversation_id}/note")
    for there in ("//evil.example", "/\\evil.example", "https://evil.example", "https://[::1"):
        answer = client.post(f"/c/{mail.conversation_id}/note", data=filled | {"text": "x", "back": there})
        assert answer.location == "/queue"


@pytest.mark.parametrize("what", ["", "ebay", "ebay return nothing", "nowhere return respond", "x" * 500])
def test_a_case_of_a_platform_that_nobody_knows_is_not_opened(shop, signed_in, what):
    client = signed_in("mei")
    filled = form(client.get("/cases/new"), "/cases/new")
    assert client.post("/cases/new", data=filled | {"what": what}).status_code == 400
    assert shop.all(t.Case) == []
