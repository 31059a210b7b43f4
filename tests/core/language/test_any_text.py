"""Whatever a mail holds, the language room gives an answer of the right shape."""

from hypothesis import given, settings
from hypothesis import strategies as st

from maildesk.core.language.found import Hints
from maildesk.core.language.gloss import gloss
from maildesk.core.locales import BUYER_LOCALES
from maildesk.packs import gloss as gloss_pack
from maildesk.packs import language

DETECTOR = language.load()
TERMS = gloss_pack.load()
ANY_TEXT = st.text(st.characters(codec=None), max_size=400)
ANY_HINTS = st.builds(Hints, st.lists(st.text(max_size=6), max_size=3).map(tuple), *[st.text(max_size=6)] * 3)


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, ANY_HINTS)
def test_any_text_with_any_hints_has_a_language_or_none(text, hints):
    found = DETECTOR.detect(text, hints)
    assert (found.language is None) == (found.confidence == 0)
    assert 0 <= found.confidence <= 1
    assert [chance for _, chance in found.ranked] == sorted((c for _, c in found.ranked), reverse=True)


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, st.sampled_from(BUYER_LOCALES))
def test_any_text_has_spans_that_cut_it_in_order(text, locale):
    spans = gloss(text, locale, "en", TERMS)
    assert all(text[span.start : span.end] == span.source and span.meaning for span in spans)
    assert [span.start for span in spans] == sorted(span.start for span in spans)
