"""The check of texts finds what is wrong, says where and what to do, and finds nothing wrong with the desk's own."""

import pytest

from maildesk.core.locales import BUYER_LOCALES
from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.render import render
from maildesk.core.reply.said import GAP, said
from maildesk.core.reply.text import compile_text
from maildesk.core.rules.decision import TEMPLATES, decide
from maildesk.errors import NotFoundError
from maildesk.packs.care import load_care
from maildesk.texts.check import check
from maildesk.texts.finding import ADVICE, Finding
from maildesk.texts.load import OWN_TEXTS, load
from maildesk.texts.occasions import fitting, shown
from maildesk.texts.preview import preview
from maildesk.texts.samples import samples

OFFERS = load_care().offers


@pytest.fixture(scope="module")
def own():
    return load()


def test_nothing_is_wrong_with_the_desks_own_texts(own):
    assert [str(finding) for finding in check(own, OFFERS)] == []


def test_the_samples_lead_to_every_text():
    assert {decide(each.intent, each.facts).template for each in samples("de")} == set(TEMPLATES)


def test_the_samples_bring_every_word_of_every_text_to_be_read(own):
    read = {name: said_on_samples(own, name) for name in own.names}
    pieces = [
        (name, line.line, piece.strip())
        for name in own.names
        for line in said(own.texts[name, "en"])
        for piece in line.words.split(GAP)
        if "#" not in piece
    ]
    assert [each for each in pieces if each[2] not in read[each[0]]] == []


def said_on_samples(own, name):
    """On the orders that call for the text. A claim without a photo is handed over by an agent only, instead of asking for one."""
    callers = (name, "damaged_ask_photos") if name == "claim_handover" else (name,)
    facts = dict.fromkeys(each.facts for caller in callers for each in fitting(caller, "en"))
    replies = [render(shown(name, "en"), each, own) for each in facts]
    return "\n".join(f"{reply.subject}\n{reply.text}" for reply in replies)


def few(own, locale, *names):
    """The texts that a text of that locale is read beside: its English twin, and the bases that complete it."""
    kept = {*names, "_base", "_care", "_case", "look_into_it"}
    return {key: text for key, text in own.texts.items() if key[1] in ("en", locale) and key[0] in kept}


def found(own, locale, name, source, tried=()):
    """What the check finds in that text when the file holds `source`."""
    texts = few(own, locale, name) | {(name, locale): compile_text(name, locale, source)}
    every = check(Catalogue(texts), OFFERS, lambda of: tried if of == locale else ())
    return [each for each in every if (each.locale, each.name) == (locale, name)]


def damaged(own, locale, name, old, new, tried=()):
    """The same when one thing in the file of a real text is put wrong."""
    source = (OWN_TEXTS / locale / f"{name}.j2").read_text(encoding="utf-8")
    assert old in source
    return found(own, locale, name, source.replace(old, new, 1), tried)


@pytest.mark.parametrize(
    ("locale", "name", "old", "new", "expected"),
    [
        ("de", "thanks", "{% block you_can %}", "{% block we_do %}", ":4: blocks_differ (we_do)"),
        ("de", "status_stuck_enquiry", "{{ look_again_on }}", "bald", ":7: facts_differ in we_do (look_again_on)"),
        ("fr", "followup_confirm", "{{ order_number }}", "{{ buyer_name }}", ":1: facts_differ in subject (buyer_name, order_number)"),
        ("de", "thanks", "vielen Dank", "{{ buyer_password }}", ": unknown_word (buyer_password)"),
        ("ru", "followup_delay", 'few="# дня", ', "", ":5: plural_forms in understood (few)"),
        ("ar", "return_outside_window", 'two="يومان", ', "", ":5: plural_forms in facts (two)"),
        ("de", "followup_delay", "Sie müssen nichts tun.", "Please wait.", ":14: english_words in you_can (Please wait)"),
        ("it", "followup_confirm", "Ha ordinato:", "You ordered:", ":8: english_words in facts (You)"),
        ("ja", "thanks", "何かございましたら、", "if anything is open, ", ":5: english_words in you_can (anything open)"),
        ("fr", "thanks", "Merci", "Merci !", ":2: exclamation_mark in understood (!)"),
        ("ar", "followup_dispatched", "رقم التتبع هو", "\u2067رقم التتبع هو", ":8: bidi_unbalanced in facts (U+2067)"),
        ("he", "followup_closure", "המשלוחים", "המשלוחים\u2069", ":8: bidi_unbalanced in facts (U+2069)"),
        ("he", "followup_closure", "המשלוחים", "\u202eהמשלוחים\u202c", ":8: direction_override in facts (U+202E U+202C)"),
        ("es", "followup_closure", "Los envíos", "\u200fLos envíos", ":8: direction_mark in facts (U+200F)"),
        ("ar", "followup_closure", "نستأنف", "نستأنف PayPal", ":7: not_isolated in facts (PayPal)"),
        ("fr", "greeting_new_year", "vos proches", "votre ami(e)", ":8: either_form in we_do (ami(e))"),
        ("ko", "followup_revisit", "상황을", "상황을(를)", ":5: either_form in understood (상황을(를))"),
        ("fr", "followup_delivered", "\u202f?", " ?", ":2: punctuation in subject (?)"),
        ("es", "followup_delivered", "¿", "", ":2: punctuation in subject (¿?)"),
        ("zh-Hant", "thanks", "來信，", "來信,", ":2: punctuation in understood (信,)"),
        ("de", "followup_delivered", "{% if delivered_on %}", "{% if order_number %}", ":4: open_slot in understood (delivered_on)"),
        ("de", "followup_delay", "nichts tun.", "nichts tun .", ":13: stray_space in you_can"),
        ("nl", "followup_confirm", "controleren?", "op kleur " * 9 + "controleren?", ":1: long_subject in subject (120 characters)"),
        ("de", "followup_delay", "Wir sehen", "Ein Gutschein liegt bei. Wir sehen", ": offer_in_service (gutschein)"),
        ("sv", "followup_dispatched", "och är på väg till dig.", "och du får rabatt.", ": offer_in_service (rabatt)"),
    ],
)  # fmt: skip
def test_a_damaged_text_is_named_with_its_file_its_line_its_block_and_what_to_do(own, locale, name, old, new, expected):
    lines = [str(each) for each in damaged(own, locale, name, old, new)]
    code = expected.split(": ")[1].split(" ")[0]
    assert f"{locale}/{name}.j2{expected}: {ADVICE[code]}" in lines


@pytest.mark.parametrize("block", ["greeting", "closing"])
def test_a_base_that_greets_or_closes_with_a_name_alone_is_found(own, block):
    source = f"{{% block {block} %}}\n{{{{ sign_off }}}}\n{{% endblock %}}"
    texts = few(own, "cs", "thanks") | {("_base", "cs"): compile_text("_base", "cs", source)}
    assert Finding("no_words", "cs", "_base", "", block, 1) in check(
        Catalogue(texts), OFFERS, lambda of: samples(of)[:2]
    )


def test_an_offer_in_an_answer_that_the_desk_chooses_by_itself_is_found(own):
    tried = [each for each in samples("de") if decide(each.intent, each.facts).template == "thanks"][:1]
    lines = damaged(own, "de", "thanks", "Wenn Sie etwas brauchen,", "Mit unserem Rabatt,", tuple(tried))
    assert ("offer_in_service", "rabatt") in {(each.code, each.detail) for each in lines}


def test_a_text_without_a_polite_close_is_found(own):
    lines = damaged(
        own,
        "pl",
        "look_into_it",
        "{% block we_do %}",
        "{% block closing %}{% endblock %}{% block we_do %}",
        samples("pl")[:1],
    )
    assert "missing_block" in {each.code for each in lines}


def test_an_english_line_without_a_telling_word_is_found_by_its_twin(own):
    source = "{% block understood %}\nOn {{ withdrawn_on }} it all came back to us.\n{% endblock %}"
    texts = few(own, "sv") | {("back", of): compile_text("back", of, source) for of in ("en", "sv")}
    lines = check(Catalogue(texts), OFFERS, lambda _: ())
    assert [each.place for each in lines if each.code == "english_words"] == ["sv/back.j2:2"]


def test_a_fact_that_a_text_cannot_have_is_an_open_slot(own):
    source = "{% block facts %}Sent on {{ shipped_on }}.{% endblock %}"
    lines = found(own, "en", "status_not_dispatched", source, samples("en")[:2])
    assert Finding("open_slot", "en", "status_not_dispatched", "shipped_on", "facts", 1) in lines


def test_a_shops_own_text_that_agents_cannot_read_is_found(own):
    texts = few(own, "de") | {("holiday", "de"): compile_text("holiday", "de", "{% block facts %}Pause.{% endblock %}")}
    assert Finding("no_mirror", "de", "holiday", "zh-Hans") in check(Catalogue(texts), OFFERS, lambda _: ())


def test_a_missing_text_is_found(own):
    texts = {key: text for key, text in few(own, "tr", *TEMPLATES).items() if key != ("thanks", "tr")}
    assert Finding("no_text", "tr", "thanks") in check(Catalogue(texts), OFFERS, lambda _: ())


@pytest.mark.parametrize("locale", BUYER_LOCALES)
def test_a_general_answer_can_be_previewed_in_every_locale(own, locale):
    rendered = preview(own, "look_into_it", locale)
    assert rendered.open_slots == ()
    assert [each.name for each in rendered.blocks] == ["greeting", "understood", "we_do", "you_can", "closing"]


def test_a_text_that_is_not_there_names_those_that_are(own):
    with pytest.raises(NotFoundError, match="look_into_it"):
        preview(own, "love_letter", "de")
