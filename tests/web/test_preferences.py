"""A buyer's own page and the one click out, as browsers, mailbox providers, scanners and guessers call them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser

from maildesk.core.care import link
from maildesk.core.care.consent import Consent
from maildesk.core.care.law import Basis
from maildesk.core.care.link import Linked
from maildesk.db import tables as t
from maildesk.flow.care import contacts
from maildesk.texts.public import PUBLIC_LOCALES, load_public
from maildesk.web.outreach.preferences_language import masked, wanted
from maildesk.wiring import caring
from tests.web.desk import sign_in
from tests.web.page import form, send, words

SAYS = load_public()
NOBODY = "7-0-" + "a" * 24


@pytest.fixture
def care(shop):
    return caring.care(shop.settings, shop.store)


@pytest.fixture
def anna(shop, care):
    """The path of Anna's own page; she has agreed to everything and chosen Christmas."""
    with shop.store.writing() as session:
        row = contacts.known(session, care, "anna@kunde.example", shop.now)
        row.country, row.locale = "DE", "de"
        contacts.consent(
            session, row.id, Consent("", Basis.EXPRESS, datetime(2026, 3, 2, tzinfo=UTC), "form"), shop.now
        )
        contacts.choose(session, row.id, ("christmas",), shop.now)
        return "/p/" + link.make(Linked(row.id), care.secrets[0])


@pytest.fixture
def client(app):
    """Somebody without cookies."""
    return app.test_client(use_cookies=False)


def stops(shop):
    return [(row.scope, row.because) for row in shop.all(t.Suppression) if row.lifted_at is None]


def ticked(answer):
    tree = LexborHTMLParser(answer.get_data(as_text=True))
    return {node.attributes["value"] for node in tree.css("input[type=checkbox][checked]")}


def test_it_shows_what_stands_in_the_buyers_language_without_signing_in(client, anna):
    answer = client.get(anna)
    assert answer.status_code == 200
    assert ticked(answer) == {"relationship", "marketing", "christmas"}
    assert SAYS["de"]["title"] in words(answer)
    assert '<html lang="de" dir="ltr">' in answer.get_data(as_text=True)


def test_the_address_is_shown_to_its_owner_only(client, anna):
    assert "a…@kunde.example" in words(client.get(anna))
    assert "anna@kunde.example" not in client.get(anna).get_data(as_text=True)


def test_what_is_ticked_is_kept_and_said(shop, client, anna):
    data = {**form(client.get(anna), anna), "class": ["marketing"], "day": ["easter", "diwali", "x"], "locale": "fr"}
    answer = client.post(anna, data=data, follow_redirects=True)
    assert SAYS["fr"]["saved"] in words(answer)
    assert ticked(answer) == {"marketing", "easter", "diwali"}
    assert stops(shop) == [("relationship", "preferences")]


def test_with_nothing_ticked_nothing_comes(shop, client, anna):
    client.post(anna, data={"locale": "de"})
    assert stops(shop) == [("advertising", "preferences")]
    assert ticked(client.get(anna)) == set()


def test_a_language_we_do_not_write_is_not_kept(shop, client, anna):
    client.post(anna, data={"class": "marketing", "locale": "xx"})
    assert shop.newest(t.Contact).locale == "de"


def test_a_mailbox_provider_unsubscribes_with_one_post_and_twice_is_once(shop, client, anna):
    for _ in range(2):
        answer = client.post(f"{anna}/stop", data={"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, answer.data) == (200, b"unsubscribed\n")
    assert stops(shop) == [("advertising", "one_click")]


def test_a_post_in_parts_counts_as_well(shop, client, anna):
    """RFC 8058 3.1 allows multipart/form-data."""
    client.post(f"{anna}/stop", data={"List-Unsubscribe": "One-Click"}, content_type="multipart/form-data")
    assert stops(shop) == [("advertising", "one_click")]


def test_looking_never_unsubscribes(shop, client, anna):
    for end in ("", "/stop", "/stop?List-Unsubscribe=One-Click"):
        assert client.get(anna + end).status_code == 200
        assert client.head(anna + end).data == b""
    assert stops(shop) == []


def test_the_button_of_the_page_unsubscribes_and_shows_the_way_back(shop, client, anna):
    answer = send(client, f"{anna}/stop", f"{anna}/stop")
    assert SAYS["de"]["stopped_title"] in words(answer)
    assert stops(shop) == [("advertising", "one_click")]
    client.post(anna, data={"class": ["marketing", "relationship"]})
    assert stops(shop) == []


def test_no_cookie_no_script_and_nothing_from_elsewhere(client, anna):
    for end in ("", "/stop"):
        answer = client.get(anna + end)
        tree = LexborHTMLParser(answer.get_data(as_text=True))
        assert "Set-Cookie" not in answer.headers
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "script" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert tree.css("script, iframe, [style], style, img") == []
        loaded = [node.attributes["href"] for node in tree.css("link")]
        assert all(each.startswith("/static/") for each in loaded)


def test_a_link_that_is_none_of_ours_says_what_to_do_and_nothing_else(client, anna):
    for path in (f"/p/{NOBODY}", f"/p/{NOBODY}/stop", "/p/x", "/p/x/y/z", "/p/1-0-"):
        answer = client.get(path, headers={"Accept-Language": "fi, es;q=0.8"})
        assert answer.status_code == 404
        assert SAYS["es"]["lost"] in words(answer)
        assert "kunde.example" not in answer.get_data(as_text=True)


def test_an_erased_person_and_a_forged_link_look_alike(shop, client, care, anna):
    with shop.store.writing() as session:
        contacts.erase(session, session.get_one(t.Contact, shop.newest(t.Contact).id), shop.now)
    erased, forged = client.get(anna), client.get(f"/p/{NOBODY}")
    assert (erased.status_code, erased.data) == (forged.status_code, forged.data)


def test_a_forged_link_changes_nothing(shop, client, anna):
    for path in (f"/p/{NOBODY}", f"/p/{NOBODY}/stop"):
        assert client.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 404
    assert stops(shop) == []


def test_guessing_is_slowed_down_and_a_good_link_still_opens(client, anna):
    answers = [client.get(f"/p/{number}-0-{'a' * 24}") for number in range(40)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert SAYS["en"]["busy"] in words(answers[-1])
    assert client.get(anna).status_code == 200


def test_many_good_links_of_one_provider_are_all_taken(shop, client, care):
    with shop.store.writing() as session:
        ids = [contacts.known(session, care, f"b{n}@post.example", shop.now).id for n in range(60)]
    paths = [f"/p/{link.make(Linked(each), care.secrets[0])}/stop" for each in ids]
    assert {client.post(path, data={"List-Unsubscribe": "One-Click"}).status_code for path in paths} == {200}
    assert len(stops(shop)) == 60


def test_a_link_of_a_former_secret_still_opens(shop, anna):
    shop.settings = replace(shop.settings, secret_key="n" * 40 + "," + shop.settings.secret_key)
    assert shop.app().test_client().get(anna).status_code == 200


def test_an_endless_form_is_not_read(client, anna):
    assert client.post(anna, data={"class": "x" * 30_000}).status_code == 413


def test_somebody_signed_in_at_the_desk_is_nobody_special_here(app, anna):
    colleague = app.test_client()
    sign_in(colleague, "mei")
    assert SAYS["de"]["title"] in words(colleague.get(anna))


def test_it_can_be_read_in_every_language(shop, client, anna):
    for locale in PUBLIC_LOCALES:
        shop.now += timedelta(minutes=5)
        answer = client.get(f"{anna}?in={locale}")
        way = "rtl" if locale in ("ar", "he") else "ltr"
        assert f'<html lang="{locale}" dir="{way}">' in answer.get_data(as_text=True)
        assert " ".join(SAYS[locale]["title"].split()) in words(answer)
        stopping = send(client, f"{anna}/stop?in={locale}", f"{anna}/stop?in={locale}")
        assert SAYS[locale]["stopped_title"] in words(stopping)


@pytest.mark.parametrize(
    ("asked", "known", "browser", "locale"),
    [
        ("ar", "de", ("fr",), "ar"),
        ("xx", "de", ("fr",), "de"),
        ("", "", ("fr-CA", "en"), "fr"),
        ("", "", ("fi", "sv;q=0.5"), "en"),
        ("", "", ("fi", "sv-FI"), "sv"),
        ("", "", ("pt-PT",), "pt-BR"),
        ("", "", ("zh-CN",), "zh-Hans"),
        ("", "", ("zh-TW",), "zh-Hant"),
        ("", "", ("zh-Hant-HK",), "zh-Hant"),
        ("", "", ("iw-IL",), "he"),
        ("", "", ("en-GB", "de"), "en"),
        ("", "", ("*",), "en"),
        ("", "", (), "en"),
    ],
)
def test_the_language_of_a_page(asked, known, browser, locale):
    assert wanted(asked, known, browser) == locale


@pytest.mark.parametrize(
    ("email", "shown"), [("anna@kunde.example", "a…@kunde.example"), ("é@x.example", "é…@x.example")]
)
def test_a_masked_address(email, shown):
    assert masked(email) == shown
