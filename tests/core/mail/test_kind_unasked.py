"""What nobody asked for is told apart from what buyers write: carriers, newsletters, offers, platforms' news."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from maildesk.core.mail.parsed import Kind
from maildesk.core.mail.read import read
from maildesk.packs.senders import load_mail_knowledge
from tests.support.mail_builder import MX, OWN, mail, proven

KNOWN = load_mail_knowledge()
ROWS = tomllib.loads((Path(__file__).parent / "unasked_corpus.toml").read_text("utf-8"))["rows"]


def kind_of(sender: str, subject: str, text: str, headers: dict[str, str] | None = None) -> Kind:
    return read(mail(sender, subject, text, headers), KNOWN, trusted=(MX,), own=frozenset({OWN})).mail.kind


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[2]}")
def test_a_mail_that_no_buyer_wrote_has_its_kind(row: list[str]) -> None:
    kind, sender, subject, text = row
    domain = sender.rstrip(">").rpartition("@")[2]
    assert kind_of(sender, subject, text, proven(domain)) == kind


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("crypto", "Do you accept bitcoin? I'm interested in the brass lamp."),
        ("Invoice", "Please send the invoice. Best, Phil\nDigital Marketing Agency, SEO and web design"),
        (
            "cooperation",
            "I ordered 40 mugs last week, order number 5512. Are you interested in a long term cooperation?",
        ),
        ("question", "do your keto pills contain gluten?"),
        ("Afmelden", "Afmelden voor deze nieuwsbrief aub, ik wil geen aanbiedingen meer. Uitschrijven dus."),
        ("unsubscribe", "Please unsubscribe me, click here to unsubscribe does not work for me"),
        ("Kredit", "Kann ich auf Kredit kaufen oder in Raten zahlen?"),
        ("vous offrez ?", "Est-ce que vous offrez un devis gratuit pour 20 lampes ?"),
    ],
)
def test_a_buyer_who_uses_a_seller_s_words_stays_a_buyer(subject: str, text: str) -> None:
    assert kind_of("Anna <anna77@mail.example>", subject, text) is Kind.BUYER
