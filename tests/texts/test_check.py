"""The check of texts finds what is wrong, and finds nothing wrong with the desk's own."""

import pytest

from maildesk.core.locales import BUYER_LOCALES
from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.text import compile_text
from maildesk.core.rules.decision import TEMPLATES, decide
from maildesk.errors import NotFoundError
from maildesk.texts.check import check
from maildesk.texts.load import load
from maildesk.texts.preview import preview
from maildesk.texts.samples import samples


@pytest.fixture(scope="module")
def own():
    return load()


def test_nothing_is_wrong_with_the_desks_own_texts(own):
    assert [str(finding) for finding in check(own)] == []


def test_the_samples_lead_to_every_text():
    assert {decide(each.intent, each.facts).template for each in samples("de")} == set(TEMPLATES)


def block(body, name="facts"):
    return f"{{% block {name} %}}{body}{{% endblock %}}"


@pytest.mark.parametrize(
    ("locale", "source", "code"),
    [
        ("de", block("Ihr Code ist {{ buyer_password }}."), "unknown_word"),
        ("de", block("Vielen Dank."), "facts_differ"),
        ("de", block("{{ answer }}", "we_do"), "blocks_differ"),
        ("ru", block('{{ answer }}{{ refund_days|plural(one="# день", other="# дня") }}'), "plural_forms"),
        ("de", block("{{ answer }} Please wait."), "english_words"),
        ("ja", block("{{ answer }} wait"), "english_words"),
        ("fr", block("{{ answer }} Merci !"), "exclamation_mark"),
        ("ar", block("{{ answer }} \u2067x"), "bidi_unbalanced"),
        ("de", block("{{ answer }} ."), "stray_space"),
    ],
)
def test_each_fault_of_a_text_is_found(own, locale, source, code):
    kept = {key: text for key, text in own.texts.items() if key[1] in ("en", locale)}
    faulty = Catalogue({**kept, ("product_question", locale): compile_text("product_question", locale, source)})
    found = {each.code for each in check(faulty, _two) if (each.locale, each.name) == (locale, "product_question")}
    assert code in found


def test_a_fact_that_a_text_cannot_have_is_an_open_slot(own):
    text = compile_text("status_not_dispatched", "en", block("Sent on {{ shipped_on }}."))
    english = {key: each for key, each in own.texts.items() if key[1] == "en"}
    findings = check(Catalogue({**english, ("status_not_dispatched", "en"): text}), _two)
    assert "en/status_not_dispatched: open_slot (shipped_on)" in [str(finding) for finding in findings]


def test_a_shops_own_text_that_agents_cannot_read_is_found(own):
    texts = {key: text for key, text in own.texts.items() if key[1] == "de"}
    texts["holiday", "de"] = compile_text("holiday", "de", block("Wir machen Pause."))
    assert "de/holiday: no_mirror (zh-Hans)" in [str(finding) for finding in check(Catalogue(texts), _two)]


def test_a_follow_up_that_writes_what_may_be_unknown_is_found(own):
    kept = {key: text for key, text in own.texts.items() if key[1] == "en"}
    text = compile_text("followup_delivered", "en", block("It came on {{ delivered_on }}.", "understood"))
    findings = check(Catalogue({**kept, ("followup_delivered", "en"): text}), _two)
    assert "en/followup_delivered: open_slot (delivered_on)" in [str(finding) for finding in findings]


def test_a_missing_text_is_found(own):
    texts = {key: text for key, text in own.texts.items() if key[1] == "tr" and key[0] != "thanks"}
    assert "tr/thanks: no_text" in [str(finding) for finding in check(Catalogue(texts), _two)]


def _two(locale):
    """Few samples keep the faults' tests short."""
    return samples(locale)[:2]


@pytest.mark.parametrize("locale", BUYER_LOCALES)
def test_a_general_answer_can_be_previewed_in_every_locale(own, locale):
    rendered = preview(own, "look_into_it", locale)
    assert rendered.open_slots == ()
    assert [each.name for each in rendered.blocks] == ["greeting", "understood", "we_do", "you_can", "closing"]


def test_a_text_that_is_not_there_names_those_that_are(own):
    with pytest.raises(NotFoundError, match="look_into_it"):
        preview(own, "love_letter", "de")
