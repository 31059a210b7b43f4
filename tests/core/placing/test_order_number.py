"""Which numbers of a mail are order numbers, and how they are printed."""

import pytest

from maildesk.core.placing.order_format import learn_formats
from maildesk.core.placing.order_number import find_orders, known_numbers, possible_keys
from maildesk.core.placing.writing import normalise
from maildesk.packs.channels import load_numbering
from tests.core.placing.phrases import DECOYS, NAMING

NUMBERING = load_numbering()
BOOK = known_numbers(["#1034", "#1041", "#2024", "#10117", "#1500", "DE-20931", "DE-20955", "302-1234567-7654321"])


def found(newest, subject="", **more):
    return " ".join(n.number for n in find_orders(subject, newest, NUMBERING, **more))


@pytest.mark.parametrize(("sentence", "numbers"), NAMING)
def test_the_numbers_a_buyer_names_are_found_in_every_locale(sentence, numbers):
    assert found(sentence).replace("#", "") == numbers


@pytest.mark.parametrize("sentence", DECOYS)
def test_phones_dates_prices_postcodes_sizes_and_other_things_numbers_do_not_count(sentence):
    assert found(sentence) == ""


LARGE_BOOK = known_numbers(["#42205", "#40131", "8123456789012345"])


@pytest.mark.parametrize(
    "sentence",
    [
        "Please send an invoice for 42205.",
        "Proszę o fakturę do 42205 na firmę",
        "Пришлите счёт по 42205 на ТОО",
        "factura de 42205 por favor",
        "Bitte die Rechnung zu 42205",
        "refund for 42205",
        "je demande le remboursement de 42205",
        "kurýr tvrdí, že 42205 na adrese nechal",
        "kurier mówi, że zostawił 42205 w sklepie",
    ],
)
def test_what_an_invoice_or_a_return_is_for_is_an_order_of_the_book(sentence):
    assert found(sentence, known=LARGE_BOOK) == "#42205"
    assert found(sentence) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "invoice no. 42205",
        "return number 42205",
        "Kundennummer: 42205",
        "paid 42205",
        "Rückgabe Nr. 42205",
        "42205 W motor",
    ],
)
def test_a_number_labelled_as_another_thing_s_is_not_the_book_s_order(sentence):
    assert found(sentence, known=LARGE_BOOK) == ""


def test_a_long_number_of_the_book_is_the_order_s_even_behind_a_word_for_parcels():
    assert found("parcel 8123456789012345 is lost", known=LARGE_BOOK) == "8123456789012345"


@pytest.mark.parametrize(
    "sentence",
    [
        "I'd like to return #42579, never used",
        "je voudrais retourner la #42579",
        "jag vill returnera #42579, oanvänd",
        "Ich möchte #42579 zurückgeben",
        "facture de #42579 svp",
        "prosím fakturu za #42579",
        "#42579?",
    ],
)
def test_a_number_behind_a_hash_is_an_order_s_without_a_word_for_it(sentence):
    assert found(sentence) == "#42579"


@pytest.mark.parametrize(
    "thing", ["ticket", "case", "apartment", "size", "Qty", "locker", "invoice", "RMA", "return no."]
)
def test_a_hash_behind_another_thing_s_word_is_that_thing_s(thing):
    assert found(f"{thing} #4018") == ""


@pytest.mark.parametrize(
    ("subject", "number"),
    [
        ("Re: 1034", "#1034"),
        ("AW: SV: Bestellung 1034", "#1034"),
        ("RE[2]: [EXTERNAL] order no 1034", "#1034"),
        ("回复: 订单 1034", "#1034"),
        ("Re: 2024", ""),
        ("Fwd: Rechnung 20260034", ""),
        ("Frage von Amazon-Kunde (Bestellung: 302-1234567-7654321)", "302-1234567-7654321"),
    ],
)
def test_a_subject_speaks_without_its_prefixes(subject, number):
    assert found("", subject=subject) == number


@pytest.mark.parametrize(
    ("newest", "number"),
    [
        ("order 1034", "#1034"),
        ("order 3123456789", "3123456789"),
        ("po-211-01234567890123456", "PO-211-01234567890123456"),
        ("order 8123 4567 8901 2345", "8123456789012345"),
        ("order no. AB12345", "AB12345"),
    ],
)
def test_without_a_book_a_number_is_printed_as_its_channel_writes_it(newest, number):
    assert found(newest) == number


@pytest.mark.parametrize(
    ("newest", "numbers"),
    [
        ("any news on 1034?", "#1034"),
        ("1034はまだですか", "#1034"),
        ("20931 still missing", "DE-20931"),
        ("DE20931", "DE-20931"),
        ("de 20931 wo ist es", "DE-20931"),
        ("Amazon 30212345677654321", "302-1234567-7654321"),
        ("Order 2024", "#2024"),
        ("order 1 034 where", "#1034"),
        ("order 10-34", "#1034"),
        ("1034, 1041?", "#1034 #1041"),
        ("order 9999", "#9999"),
        ("order number 12-05 #1034", "#1034"),
    ],
)
def test_a_number_of_the_book_needs_less_around_it_and_is_printed_as_the_book_writes_it(newest, numbers):
    assert found(newest, known=BOOK) == numbers


@pytest.mark.parametrize(
    "newest",
    [
        "I paid 1034 for it",
        "1034 EUR",
        "€1034",
        "1034,00",
        "1500 pieces",
        "Hauptstr. 3, 10117 Berlin",
        "10117 Berlin",
        "In 2024 I bought",
        "I ordered a lamp on 5 Nov 2024",
        "Ort: 10117 Berlin",
        "The case number with them is 1034",
        "1034 AB Amsterdam",
        "tel 1034",
        "Room 1034",
        "invoice no. 1034",
        "SKU 1034",
        "at 1034 Main Street",
        "10-34",
        "see https://shop.example/p/1034",
        "write to anna1034@mail.example or anna.1034@mail.example",
    ],
)
def test_a_price_a_postcode_or_another_thing_s_number_stays_one_even_if_the_book_holds_it(newest):
    assert found(newest, known=BOOK) == ""


@pytest.mark.parametrize(
    ("sender_domain", "newest", "channel"),
    [
        ("support.lazada.sg", "8123456789012345", "lazada"),
        ("notice.aliexpress.com", "8123456789012345", "aliexpress"),
        ("etsy.com", "about 3123456789", "etsy"),
    ],
)
def test_a_marketplace_as_sender_speaks_for_numbers_of_its_form(sender_domain, newest, channel):
    (number,) = find_orders("", newest, NUMBERING, sender_domain=sender_domain)
    assert number.channel == channel


def test_a_parcel_s_number_is_no_order_s():
    assert found("order 123456789012", trackings=["123456789012"]) == ""


def test_a_number_named_twice_is_found_once_and_the_subject_comes_first():
    assert found("order 1041 and my order #1034", subject="Order 1034") == "#1034 #1041"


def test_a_number_that_only_the_subject_names_was_not_typed_now():
    numbers = find_orders("Re: Order 1034", "now it is order 1041", NUMBERING)
    assert [(n.number, n.typed) for n in numbers] == [("#1034", False), ("#1041", True)]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("#1034", "1034"),
        ("№ 1034", "1034"),
        ("１０３４", "1034"),
        ("١٠٣٤", "1034"),
        ("10\u200b34", "1034"),
        ("1О34", "1034"),
        ("LM 10\u201134", "lm1034"),
        ("РО-211-9", "po2119"),
    ],
)
def test_writings_of_one_number_have_one_key(written, key):
    assert normalise(written) == key


@pytest.mark.parametrize(
    ("book", "newest", "number"),
    [
        (["LM-10231", "LM-10232"], "lm 10299 please", "LM-10299"),
        (["LM-10231", "LM-10232"], "order 10299", "LM-10299"),
        (["1034-DE", "1035-DE"], "1099de", "1099-DE"),
        (["100234", "100235"], "order 100299", "100299"),
        (["2026-00123", "2026-00124"], "2026-00199", "2026-00199"),
    ],
)
def test_a_shop_s_own_form_is_learnt_from_its_order_book(book, newest, number):
    forms = (*learn_formats(book), *NUMBERING.formats)
    numbering = type(NUMBERING)(forms, NUMBERING.carriers, NUMBERING.words, NUMBERING.relays)
    assert [n.number for n in find_orders("", newest, numbering)] == [number]


def test_digits_alone_name_an_order_of_the_book_only_when_they_name_one():
    known = known_numbers(["DE-20931", "FR-20931", "DE-20955"])
    assert "20931" not in known
    assert known["20955"] == "DE-20955"


def test_the_book_is_asked_for_every_number_that_could_be_one():
    keys = possible_keys("Re: LM 10234", "paid 49 on 12.05.2026, order 1 034", NUMBERING)
    assert {"10234", "1034"} <= keys


@pytest.mark.parametrize(
    "bait",
    [
        "1 " * 30_000,
        "#" * 60_000,
        "a-" * 30_000 + "1",
        "0" * 60_000,
        "1-" * 30_000,
        "x1" * 30_000,
        "cancel 20417 " * 4_000,
        "8123456789012345 x " * 3_000,
        "1034 Aa" * 8_000,
        "DE-20417 Ab " * 5_000,
    ],
)
def test_a_hostile_text_costs_bounded_time(bait):
    assert len(find_orders(bait, bait, NUMBERING)) <= 300
