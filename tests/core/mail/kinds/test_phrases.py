"""Set phrases are found as whole words, in any case and script, in one pass."""

from __future__ import annotations

import pytest

from maildesk.core.mail.kinds.phrases import phrase_book, plain

BOOK = phrase_book(
    [
        ("claim", "a-to-z claim"),
        ("claim", "reclamac*"),
        ("dispute", "争议"),
        ("case", "fall"),
        ("away", "אני בחופשה"),
        ("pay", "zł"),
    ]
)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("New A-to-Z\nClaim!", {"claim"}),
        ("Una RECLAMACIÓN", {"claim"}),
        ("Reclamacoes", {"claim"}),
        ("关于争议的通知", {"dispute"}),
        ("Ihr Fall: eröffnet", {"case"}),
        ("Ein Unfall, eine Falle", set()),
        ("שלום, אני בחופשה!", {"away"}),
        ("12 zl", {"pay"}),
        ("", set()),
    ],
)
def test_a_phrase_is_found_whole(text: str, labels: set[str]) -> None:
    assert set(BOOK.find(plain(text))) == labels


def test_plain_words_have_no_case_accents_or_punctuation() -> None:
    assert plain("A-to-z: Réclamation,\t«Łódź»!") == " a to z reclamation lodz "


@pytest.mark.parametrize("phrase", ["...", "", "ab*"])
def test_a_phrase_that_could_not_be_told_from_others_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="label"):
        phrase_book([("label", phrase)])
