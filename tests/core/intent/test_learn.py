"""A shop's corrections: what is learnt, what is refused, and what is never touched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maildesk.core.intent.classify import Classifier
from maildesk.core.intent.found import Intent
from maildesk.core.intent.learn import FEWEST, HARMS, KEPT, NO_GAIN, TOO_FEW, Example, distinct, learnt, tried
from maildesk.packs import guard, intents

#: A lamp shop whose buyers ask for a paper that no other shop has.
ASKS = (
    "ich bräuchte noch den Energieausweis für {0}",
    "könnt ihr mir den Energieausweis zu {0} schicken?",
    "der Energieausweis für {0} lag nicht bei, bitte per Mail",
    "bitte den Energieausweis von {0} zusenden",
)
LAMPS = ("die Stehlampe", "die Wandleuchte", "meine Küchenlampe", "die Deckenlampe")
GREETINGS = ("Hallo,", "Guten Tag", "Hi", "Liebes Team,")
ORDINARY = {
    "Wo ist mein Paket?": Intent.ORDER_STATUS,
    "Bitte storniert meine Bestellung.": Intent.CANCEL_ORDER,
    "Die Lampe kam zerbrochen an.": Intent.DAMAGED,
    "Ich möchte die Leuchte zurückschicken.": Intent.RETURN_REQUEST,
    "Wann bekomme ich mein Geld zurück?": Intent.REFUND_STATUS,
    "Ist die Lampe dimmbar?": Intent.PRODUCT_QUESTION,
}


@pytest.fixture(scope="module")
def shipped() -> Classifier:
    return intents.load()


@pytest.fixture(scope="module")
def general() -> tuple[Example, ...]:
    return guard.load()


def german(newest: str, intent: Intent, *, corrected: bool = False) -> Example:
    return Example("Frage", newest, "de", intent, corrected)


def asked_for_the_paper(shipped: Classifier) -> list[Example]:
    """The mails that an agent had to set right."""
    texts = [
        f"{GREETINGS[(i + j) % 4]}\n{ask.format(lamp)}\nGruß Anna"
        for i, ask in enumerate(ASKS)
        for j, lamp in enumerate(LAMPS)
    ]
    wrong = [german(text, Intent.INVOICE_OR_CUSTOMS, corrected=True) for text in texts]
    return [e for e in wrong if shipped.classify(e.subject, e.newest, e.language).first is not e.intent]


def let_stand() -> list[Example]:
    return [german(text, intent) for text, intent in ORDINARY.items()]


def test_what_a_shop_says_again_and_again_is_learnt_and_kept(shipped, general):
    trial = tried(shipped, [*asked_for_the_paper(shipped), *let_stand()], general)
    assert (trial.code, trial.guard_after >= trial.guard_before) == (KEPT, True)
    assert trial.right_after > trial.right_before
    unseen = "Moin, habt ihr den Energieausweis für die Leuchte im Bad?"
    assert shipped.classify("", unseen, "de").first is not Intent.INVOICE_OR_CUSTOMS
    assert trial.lesson.on(shipped).classify("", unseen, "de").first is Intent.INVOICE_OR_CUSTOMS


def test_what_was_right_stays_right(shipped, general):
    lesson = tried(shipped, [*asked_for_the_paper(shipped), *let_stand()], general).lesson
    assert [lesson.on(shipped).classify("", text, "de").first for text in ORDINARY] == list(ORDINARY.values())


def test_corrections_that_contradict_each_other_bring_nothing_and_are_not_kept(shipped, general):
    wrong = [*Intent][:8]
    mails = [german(f"Hallo, {n}. Gruß", intent, corrected=True) for n, intent in enumerate(wrong)]
    trial = tried(shipped, mails, general)
    assert (trial.code, trial.lesson.words) == (NO_GAIN, {})


def test_a_lesson_that_costs_general_mails_is_not_kept(shipped):
    mails = asked_for_the_paper(shipped)
    as_shipped = [
        replace(mail, intent=shipped.classify(mail.subject, mail.newest, mail.language).first) for mail in mails
    ]
    assert tried(shipped, mails, as_shipped).code in (HARMS, NO_GAIN)


def test_few_corrections_teach_nothing_however_many_mails_were_let_stand(shipped, general):
    few = [*asked_for_the_paper(shipped)[: FEWEST - 1], *let_stand()]
    assert tried(shipped, few, general).code == TOO_FEW


def test_mails_that_are_right_by_a_margin_change_nothing(shipped):
    sure = [german("Wo ist mein Paket? Wo bleibt meine Bestellung?", Intent.ORDER_STATUS)]
    lesson = learnt(shipped, sure)
    assert (lesson.words, lesson.ideas) == ({}, {})


def test_the_same_mails_give_the_same_lesson(shipped):
    mails = asked_for_the_paper(shipped)
    assert learnt(shipped, mails) == learnt(shipped, mails)


def test_the_newest_verdict_on_the_same_words_stands():
    old, new = german("Hallo", Intent.OTHER), german("Hallo", Intent.THANKS, corrected=True)
    assert distinct([old, new]) == [new]
