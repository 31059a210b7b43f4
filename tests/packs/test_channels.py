"""The channel pack: every row is sound, and a wrong one is named."""

import tomllib
from pathlib import Path

import pytest

import maildesk.packs
from maildesk.core.locales import BUYER_LOCALES
from maildesk.core.placing.numbering import Cue, Strength
from maildesk.errors import SettingError
from maildesk.packs.channels import load_numbering, read_numbering

WORDS = tomllib.loads(Path(maildesk.packs.__path__[0], "channels.toml").read_text(encoding="utf-8"))["words"]
FORMAT = {"channel": "own", "pattern": r"(\d+)", "writing": "{}", "strength": "needs_context"}


def test_the_pack_is_read_whole():
    numbering = load_numbering()
    assert {f.channel for f in numbering.formats} >= {"amazon", "ebay", "aliexpress", "shopify", "temu", "etsy"}
    assert {c.carrier for c in numbering.carriers} >= {"UPS", "DHL", "USPS", "YunExpress", "Cainiao", "PostNL"}
    assert numbering.relays


@pytest.mark.parametrize("locale", [*BUYER_LOCALES, "zh"])
@pytest.mark.parametrize("cue", ["order", "label", "tracking", "decoy", "money", "unit", "and"])
def test_every_locale_has_words_of_every_kind(locale, cue):
    assert WORDS[locale.partition("-")[0]].get(cue)


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("format", {**FORMAT, "channel": "bazaar"}),
        ("format", {**FORMAT, "pattern": "(\\d"}),
        ("format", {**FORMAT, "writing": "{}-{}"}),
        ("format", {**FORMAT, "strength": "maybe"}),
        ("format", {"channel": "own"}),
        ("carrier", {"carrier": "X", "pattern": "x", "strength": "self_evident", "check": "mod99"}),
        ("relay", {"channel": "amazon"}),
    ],
)
def test_a_wrong_row_is_named_with_what_it_held(kind, row):
    with pytest.raises(SettingError, match=rf"\[\[{kind}\]\]"):
        read_numbering({kind: [row]})


def test_a_word_of_an_unknown_kind_is_named():
    with pytest.raises(SettingError, match=r"words.en.*colour"):
        read_numbering({"words": {"en": {"colour": ["red"]}}})


def test_stars_make_stems_and_words_are_kept_in_plain_writing():
    words = read_numbering({"words": {"de": {"order": ["Bestéll*", "PO"]}}}).words
    assert words.stems["bestell"] == {Cue.ORDER}
    assert words.whole["po"] == {Cue.ORDER}


def test_a_row_is_read_as_written():
    (form,) = read_numbering({"format": [FORMAT]}).formats
    assert (form.channel, form.strength, form.domains) == ("own", Strength.NEEDS_CONTEXT, ())
