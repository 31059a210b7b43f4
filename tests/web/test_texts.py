"""Texts stand beside their mirror, on orders that call for them; what is wrong is on the list."""

from dataclasses import replace

import pytest

from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.text import compile_text
from maildesk.texts.finding import ADVICE
from maildesk.texts.occasions import fitting
from maildesk.web.app import create_app
from maildesk.web.i18n import catalogue
from tests.web.desk import sign_in
from tests.web.page import words


def test_the_texts_of_a_language_are_listed(signed_in):
    page = signed_in().get("/texts?locale=de").get_data(as_text=True)
    assert 'href="/texts/thanks?locale=de"' in page


def test_a_text_stands_beside_its_mirror_in_the_readers_language(shop, signed_in):
    page = signed_in().get("/texts/thanks?locale=ar").get_data(as_text=True)
    assert '<div lang="ar" dir="auto">' in page
    assert '<div lang="en">' in page


def test_a_text_can_be_tried_on_another_order_that_calls_for_it(signed_in):
    client = signed_in()
    one, two = fitting("status_in_transit", "de")[:2]
    keys = [f"{sample.name}/{sample.intent}" for sample in (one, two)]
    pages = [client.get("/texts/status_in_transit", query_string={"locale": "de", "sample": key}) for key in keys]
    assert [
        f'value="{key}" selected' in page.get_data(as_text=True) for key, page in zip(keys, pages, strict=True)
    ] == [True, True]


def test_a_text_that_no_decision_chooses_is_shown_on_its_own_occasions(signed_in):
    page = signed_in().get("/texts/greeting_christmas?locale=de").get_data(as_text=True)
    assert "Frohe Weihnachten" in page
    assert 'value="full/other"' in page
    assert 'value="bare/other"' in page


def test_a_text_that_is_not_there_is_not_found(signed_in):
    assert signed_in().get("/texts/nothing?locale=de").status_code == 404


def test_a_finding_is_shown_with_its_words(app):
    desk = app.extensions["maildesk"]
    known = desk.writer.texts.texts
    bad = compile_text("thanks", "de", "{% block greeting %}Hallo!{% endblock %}")
    texts_ = Catalogue({**known, ("thanks", "de"): bad})
    signing = replace(desk.signing, writer=replace(desk.writer, texts=texts_))
    client = create_app(replace(desk, signing=signing)).test_client()
    sign_in(client, "mei")
    assert "it has an exclamation mark" in words(client.get("/texts?locale=de"))
    assert "de/thanks.j2:1" in words(client.get("/texts/thanks?locale=de"))


@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
def test_every_finding_has_words(locale):
    assert [code for code in ADVICE if catalogue(locale).gettext(f"finding.{code}") == f"finding.{code}"] == []
