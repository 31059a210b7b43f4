"""Marks never change a text: joined, the pieces are the text, whatever overlaps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maildesk.core.language.gloss import GlossSpan
from maildesk.core.reply.rendered import Block, FactSpan
from maildesk.web.matters.marking import FactPiece, Piece, facts_in, glossed

TEXT = "wo ist mein Paket?"


def _meaning(start, end, meaning):
    return GlossSpan(start, end, TEXT[start:end], meaning)


@pytest.mark.parametrize(
    ("meanings", "evidence", "pieces"),
    [
        ((), (), [Piece(TEXT)]),
        ((_meaning(12, 17, "包裹"),), (), [Piece("wo ist mein "), Piece("Paket", "包裹"), Piece("?")]),
        ((), ("wo ist",), [Piece("wo ist", evidence=True), Piece(" mein Paket?")]),
        (
            (_meaning(12, 17, "包裹"),),
            ("mein Paket",),
            [Piece("wo ist "), Piece("mein ", evidence=True), Piece("Paket", "包裹", True), Piece("?")],
        ),
        ((), ("nowhere", ""), [Piece(TEXT)]),
    ],
)
def test_meanings_and_evidence_stand_at_their_words(meanings, evidence, pieces):
    assert list(glossed(TEXT, meanings, evidence)) == pieces


@given(st.text("ab ", max_size=30), st.lists(st.text("ab ", max_size=5), max_size=6))
def test_overlapping_evidence_loses_no_letter(text, evidence):
    assert "".join(piece.text for piece in glossed(text, (), evidence)) == text


def test_facts_stand_at_their_words_and_an_open_slot_has_no_source():
    block = Block(
        "facts",
        "Am 4. Oktober mit DHL",
        (FactSpan(18, 21, "carrier", ""), FactSpan(3, 13, "shipped_on", "order.shipped_at")),
    )
    assert facts_in(block) == (
        FactPiece("Am "),
        FactPiece("4. Oktober", "shipped_on", "order.shipped_at"),
        FactPiece(" mit "),
        FactPiece("DHL", "carrier"),
    )
