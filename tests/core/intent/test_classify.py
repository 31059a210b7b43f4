"""What a buyer wants: clear asks, several asks, evidence, and the modesty of a guess."""

from __future__ import annotations

import pytest

from maildesk.core.intent.classify import Classifier
from maildesk.core.intent.found import Intent, OrderHints
from maildesk.packs.intents import load, opened


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return load()


@pytest.mark.parametrize(
    ("language", "newest", "intent"),
    [
        ("de", "Wo ist mein Paket?", Intent.ORDER_STATUS),
        ("de", "mein Paket ist nicht angekommen", Intent.NOT_RECEIVED),
        ("de", "Mein Paket ist noch nicht angekommen", Intent.ORDER_STATUS),
        ("en", "Where is my order?", Intent.ORDER_STATUS),
        ("en", "My parcel did not arrive.", Intent.NOT_RECEIVED),
        ("fr", "Où est mon colis ?", Intent.ORDER_STATUS),
        ("es", "¿Dónde está mi paquete?", Intent.ORDER_STATUS),
        ("it", "Vorrei annullare l'ordine", Intent.CANCEL_ORDER),
        ("ja", "返品したいです", Intent.RETURN_REQUEST),
        ("ko", "환불 언제 되나요?", Intent.REFUND_STATUS),
        ("ar", "أين طلبي؟", Intent.ORDER_STATUS),
        ("ru", "спасибо!", Intent.THANKS),
    ],
)
def test_a_short_clear_ask_is_right_with_a_clear_score(
    classifier: Classifier, language: str, newest: str, intent: Intent
) -> None:
    best = classifier.classify("", newest, language).ranked[0]
    assert (best.intent, best.score > 0.6) == (intent, True)


def test_a_second_ask_is_told_behind_the_first(classifier: Classifier) -> None:
    found = classifier.classify("", "Where is my parcel? Also I need an invoice with our VAT number.", "en")
    assert {Intent.ORDER_STATUS, Intent.INVOICE_OR_CUSTOMS} <= {scored.intent for scored in found.ranked}


def test_scores_are_ranked_and_shares(classifier: Classifier) -> None:
    scores = [s.score for s in classifier.classify("", "The lamp came broken, can I return it?", "en").ranked]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_the_evidence_is_the_buyers_own_words(classifier: Classifier) -> None:
    newest = "Hallo,\ndie Lampe aus Bestellung #1034 ist leider kaputt angekommen.\nViele Grüße\nAnna"
    best = classifier.classify("Bestellung #1034", newest, "de").ranked[0]
    assert any("kaputt" in words for words in best.evidence)
    assert all(words in newest and "\n" not in words and "1034" not in words for words in best.evidence)


def test_other_names_no_evidence(classifier: Classifier) -> None:
    best = classifier.classify("", "test", "en").ranked[0]
    assert (best.intent, best.evidence) == (Intent.OTHER, ())


@pytest.mark.parametrize("newest", ["", "   ", "!!!", "https://shop.example/x"])
def test_a_mail_without_words_wants_nothing_known(classifier: Classifier, newest: str) -> None:
    found = classifier.classify("", newest, None)
    assert (found.first, found.ranked[0].score, found.because) == (Intent.OTHER, 0.0, ("no_words",))


def test_order_facts_settle_where_is_it_of_a_delivered_parcel(classifier: Classifier) -> None:
    delivered = OrderHints(has_order=True, status="delivered", delivered=True)
    found = classifier.classify("", "Where is my order?", "en", delivered)
    assert (found.first, found.because) == (Intent.NOT_RECEIVED, ("words", "order_delivered"))


def test_the_same_mail_is_always_judged_alike(classifier: Classifier) -> None:
    mail = ("Order", "Please cancel my order, I chose the wrong size.", "en")
    assert classifier.classify(*mail) == load().classify(*mail)


def test_weights_of_another_layout_are_refused() -> None:
    with pytest.raises(ValueError, match="train again"):
        opened(b"something else")
