"""Which numbers of a mail are parcels', and whose."""

import pytest

from maildesk.core.placing.numbering import FoundNumber, FoundTracking
from maildesk.core.placing.tracking_number import find_trackings
from maildesk.packs.channels import load_numbering

NUMBERING = load_numbering()


def found(newest, **more):
    return [(t.number, t.carrier) for t in find_trackings("", newest, NUMBERING, **more)]


@pytest.mark.parametrize(
    ("newest", "number", "carrier"),
    [
        ("LX123456785CN", "LX123456785CN", "Post"),
        ("rr 473 124 829 gb", "RR473124829GB", "Post"),
        ("1Z5R89390357567127", "1Z5R89390357567127", "UPS"),
        ("1Z 5R8 939 03 5756 7127", "1Z5R89390357567127", "UPS"),
        ("9400 1118 9922 3197 4284 97", "9400111899223197428497", "USPS"),
        ("TBA123456789012", "TBA123456789012", "Amazon Logistics"),
        ("YT2123456789012345", "YT2123456789012345", "YunExpress"),
        ("LP00123456789012", "LP00123456789012", "Cainiao"),
        ("4PX1234567890123CN", "4PX1234567890123CN", "4PX"),
        ("GFUS12345678901234", "GFUS12345678901234", "GOFO"),
        ("UA123456789YP", "UA123456789YP", "Yanwen"),
        ("3SABCD123456789", "3SABCD123456789", "PostNL"),
        ("JJD000390007812345678", "JJD000390007812345678", "DHL"),
        ("00340434161094042557", "00340434161094042557", "DHL"),
        ("6A12345678901", "6A12345678901", "Colissimo"),
        ("Yt２１２３４５６７８９０１２３４５", "YT2123456789012345", "YunExpress"),
    ],
)
def test_numbers_of_a_sure_form_need_no_word(newest, number, carrier):
    assert found(newest) == [(number, carrier)]


@pytest.mark.parametrize(
    "newest",
    [
        "tracking number 123456789012",
        "Sendungsnummer: 123456789012",
        "numéro de suivi 123456789012",
        "numéro de suivi de la commande : 123456789012",
        "número de seguimiento 123456789012",
        "numero di tracciamento 123456789012",
        "código de rastreio 123456789012",
        "zending 123456789012",
        "numer przesyłki 123456789012",
        "kollinummer 123456789012",
        "трек-номер 123456789012",
        "номер посилки 123456789012",
        "kargo takip no 123456789012",
        "追跡番号：123456789012",
        "운송장번호 123456789012",
        "快遞單號123456789012",
        "رقم التتبع 123456789012",
        "מספר מעקב 123456789012",
        "číslo zásilky 123456789012",
        "tracking 1234-5678-9012",
    ],
)
def test_numbers_of_digits_alone_need_a_tracking_word_in_any_locale(newest):
    assert [number for number, _ in found(newest)] == ["123456789012"]


@pytest.mark.parametrize(
    "newest",
    [
        "my number is 123456789012",
        "LX123456789CN",
        "order number 123456789012",
        "order 8123456789012345",
        "302-1234567-7654321",
        "parcel 1034",
        "https://t.example/track/123456789012",
    ],
)
def test_wrong_check_digits_orders_and_bare_numbers_are_no_parcels(newest):
    assert found(newest) == []


def test_orders_found_before_are_left_out():
    assert found("parcel 123456789012", orders=[FoundNumber("123456789012", "123456789012")]) == []


def test_a_carrier_named_in_the_text_is_believed_where_only_digits_stand():
    assert found("my GLS parcel 12345678901") == [("12345678901", "GLS")]
    assert found("my parcel 12345678901") == [("12345678901", "")]


def test_a_number_is_found_once():
    assert find_trackings("LX123456785CN", "LX 123 456 785 CN", NUMBERING) == (FoundTracking("LX123456785CN", "Post"),)
