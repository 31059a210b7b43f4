"""A plan in words: blocks, facts with their places, open slots, the mirror."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from maildesk.core.order import Channel, Order, OrderLine, OrderStatus, Parcel
from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.facts import Buyer, Facts, Shop, Told
from maildesk.core.reply.families import BASE
from maildesk.core.reply.plan import AddedBlock, BlockEdit, Outcome, Plan, Slot, SlotKind
from maildesk.core.reply.render import mirror, render, rows
from maildesk.core.reply.text import compile_text

NOW = datetime(2026, 10, 8, 9, 0, tzinfo=UTC)
ORDER = Order(
    Channel.OWN,
    "#1034",
    OrderStatus.SHIPPED,
    buyer_name="Anna Krüger",
    country="DE",
    lines=(OrderLine("A", "Lamp", 1, 5),),
    parcels=(Parcel("YT1", "dhl"),),
    ordered_at=NOW - timedelta(days=9),
    shipped_at=NOW - timedelta(days=7),
)
FACTS = Facts(NOW, order=ORDER, parcel=ORDER.parcels[0], buyer=Buyer(locale="de", country="DE"), shop=Shop("Lumen"))
SENT = {
    "de": "{% block facts %}Versandt am {{ shipped_on }}{% if carrier %} mit {{ carrier }}{% endif %}.{% endblock %}"
    '{% block we_do %}{{ refund_days|plural(one="# Tag", other="# Tage") }}.{% endblock %}',
    "zh-Hans": "{% block facts %}{{ shipped_on }}发出{% if carrier %}，{{ carrier }}{% endif %}。{% endblock %}"
    '{% block we_do %}{{ refund_days|plural(other="# 天") }}。{% endblock %}',
    "ar": "{% block facts %}رقم الطلب {{ order_number }}.{% endblock %}",
}
BASES = {
    "de": "{% block greeting %}Guten Tag{% if buyer_name %} {{ buyer_name }}{% endif %},{% endblock %}"
    "{% block understood %}Danke.{% endblock %}{% block closing %}Grüße\n{{ sign_off }}{% endblock %}"
    "{% block subject %}Ihre Bestellung {{ order_number }}{% endblock %}",
    "zh-Hans": "{% block greeting %}您好：{% endblock %}{% block understood %}谢谢。{% endblock %}"
    "{% block closing %}此致\n{{ sign_off }}{% endblock %}",
}


def catalogue(**own):
    texts = [compile_text("sent", locale, source) for locale, source in SENT.items()]
    texts += [compile_text(BASE, locale, source) for locale, source in BASES.items()]
    texts += [compile_text(name, "de", source) for name, source in own.items()]
    return Catalogue({(text.name, text.locale): text for text in texts})


def plan(template="sent", locale="de", **changes):
    return Plan(template, locale, Outcome.INFORM, **changes)


def block(rendered, name):
    return next(each for each in rendered.blocks if each.name == name)


def test_a_text_without_a_block_takes_its_locales_base():
    rendered = render(plan(), FACTS, catalogue())
    assert rendered.text == (
        "Guten Tag Anna Krüger,\n\nDanke.\n\nVersandt am 1. Oktober mit DHL.\n\n5 Tage.\n\nGrüße\nLumen"
    )


def test_each_fact_has_its_place_and_its_source():
    facts = block(render(plan(), FACTS, catalogue()), "facts")
    found = [(facts.text[s.start : s.end], s.fact, s.source) for s in facts.spans]
    assert found == [("1. Oktober", "shipped_on", "order.shipped_at"), ("DHL", "carrier", "parcel.carrier")]


def test_a_fact_that_nobody_knows_is_an_open_slot():
    rendered = render(plan(), replace(FACTS, order=replace(ORDER, shipped_at=None)), catalogue())
    assert rendered.open_slots == ("shipped_on",)
    assert "⟦shipped_on⟧" in rendered.text


def test_asking_for_an_unknown_fact_opens_no_slot():
    rendered = render(plan(), replace(FACTS, parcel=None), catalogue())
    assert rendered.open_slots == ()
    assert block(rendered, "facts").text == "Versandt am 1. Oktober."


def test_what_the_agent_set_stands_before_what_the_desk_knows():
    set_by_hand = plan(slots=(Slot("shipped_on", SlotKind.DATE, "2026-10-02"),))
    facts = block(render(set_by_hand, FACTS, catalogue()), "facts")
    assert facts.text.startswith("Versandt am 2. Oktober")
    assert facts.spans[0].source == "agent"


def test_an_agents_own_words_are_kept_and_not_mirrored():
    edited = plan(edits=(BlockEdit("facts", "Wir haben am 1. Oktober versandt."),))
    draft, other = render(edited, FACTS, catalogue()), mirror(edited, FACTS, catalogue(), "zh-Hans")
    assert block(draft, "facts").text == "Wir haben am 1. Oktober versandt."
    assert not block(draft, "facts").mirrored
    assert (block(other, "facts").text, block(other, "facts").mirrored) == ("", False)


def test_facts_are_found_again_in_an_agents_own_words():
    edited = plan(edits=(BlockEdit("facts", "Mit DHL am 1. Oktober? Ja: 1. Oktober, DHL."),))
    facts = block(render(edited, FACTS, catalogue()), "facts")
    assert [facts.text[s.start : s.end] for s in facts.spans] == ["1. Oktober", "DHL"]


def test_words_typed_into_a_slot_are_not_mirrored():
    texts = catalogue(asked="{% block facts %}{{ answer }}{% endblock %}")
    answered = plan("asked", slots=(Slot("answer", SlotKind.TEXT, "Ja,\nauch in Blau."),))
    facts = block(render(answered, FACTS, texts), "facts")
    assert (facts.text, facts.mirrored) == ("Ja,\nauch in Blau.", False)


def test_the_mirror_pairs_with_the_draft_block_by_block():
    draft, other = render(plan(), FACTS, catalogue()), mirror(plan(), FACTS, catalogue(), "zh-Hans")
    pairs = {ours.name: theirs.text for ours, theirs in rows(draft, other)}
    assert pairs["facts"] == "10月1日发出，DHL。"
    assert pairs["we_do"] == "5 天。"
    assert list(pairs) == [each.name for each in draft.blocks]


def test_blocks_can_be_added_and_taken_away():
    texts = catalogue(extra="{% block we_do %}Wir suchen {{ tracking_number }}.{% endblock %}")
    changed = plan(added=(AddedBlock("extra", "we_do", after="facts"),), removed=("understood",))
    assert [each.name for each in render(changed, FACTS, texts).blocks] == [
        "greeting",
        "facts",
        "extra.we_do",
        "we_do",
        "closing",
    ]


@pytest.mark.parametrize(
    ("asked", "subject"),
    [
        ("Wo ist mein Paket?", "Re: Wo ist mein Paket?"),
        ("AW: Re: RE: Wo?", "Re: Wo?"),
        ("回复：在哪里", "Re: 在哪里"),
        ("Re: x\r\nBcc: evil@mail.example", "Re: x Bcc: evil@mail.example"),
        ("", "Ihre Bestellung #1034"),
        ("Re:", "Ihre Bestellung #1034"),
        ("Rechnung 5", "Re: Rechnung 5"),
    ],
)
def test_the_subject_is_the_buyers_own(asked, subject):
    assert render(plan(), replace(FACTS, told=Told(subject=asked)), catalogue()).subject == subject


def test_a_code_is_isolated_in_a_text_from_right_to_left():
    facts = block(render(plan(locale="ar"), FACTS, catalogue()), "facts")
    assert facts.text == "رقم الطلب \u2066#1034\u2069."
    assert [facts.text[s.start : s.end] for s in facts.spans] == ["\u2066#1034\u2069"]


@pytest.mark.parametrize(
    "hostile",
    ["Anna\r\nBcc: x@mail.example", "Anna\u202eBcc: x@mail.example", "Anna\ue0000\ue001Bcc: x@mail.example\ue002"],
)
def test_a_name_cannot_begin_a_line_turn_the_text_or_mark_a_fact(hostile):
    # "@" and digits in it would already make it no name: only the controls are under test here.
    named = replace(ORDER, buyer_name=hostile.replace("@", " at ").replace("0", ""))
    greeting = block(render(plan(), replace(FACTS, order=named), catalogue()), "greeting")
    assert len(greeting.text.splitlines()) == 1
    assert not set("\u202e\ue000\ue001\ue002") & set(greeting.text)
    assert len(greeting.spans) == 1


def test_a_template_mark_in_a_value_is_only_text():
    named = replace(ORDER, buyer_name="{{ Sign }}")
    assert "{{ Sign }}" in block(render(plan(), replace(FACTS, order=named), catalogue()), "greeting").text


def test_a_fact_that_ends_in_a_full_stop_ends_the_sentence():
    text = compile_text("far", "ru", "{% block facts %}Отправлен {{ shipped_on }}.{% endblock %}")
    far = replace(FACTS, order=replace(ORDER, shipped_at=datetime(2025, 1, 2, tzinfo=UTC)))
    rendered = render(plan("far", "ru"), far, Catalogue({("far", "ru"): text}))
    assert rendered.text.endswith("2025\u202fг.")


def test_rendering_twice_gives_the_same():
    assert render(plan(), FACTS, catalogue()) == render(plan(), FACTS, catalogue())
