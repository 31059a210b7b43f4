"""What a carrier's last words prove: who signed, and whether the parcel went back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from maildesk.core.evidence.handover import came_back, handed_over, signer, without_returns
from maildesk.core.order import ParcelEvent, ParcelState
from tests.evidence.case import OPENED, order


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Delivered. Signed by: A. KRÜGER", "A. KRÜGER"),
        ("Signed for by Anna Krüger at 14:02", "Anna Krüger"),
        ("Zustellung erfolgt, unterschrieben von Ute Lang", "Ute Lang"),
        ("Livré, signé par : M. Petit le 12/11", "M. Petit"),
        ("Entregado. Recibido por José Núñez (portero)", "José Núñez"),
        ("Вручено, получил: Иванов", "Иванов"),
        ("已签收，签收人：王小明", "王小明"),
        ("快件已签收，签收人：本人", ""),
        ("Signed by: customer", ""),
        ("Delivered, left with individual", ""),
        ("Received by the carrier", ""),
        ("Signature required", ""),
        ("Delivered in mailbox", ""),
        ("Signed by " + "x" * 400, ""),
    ],
)
def test_a_name_is_told_only_where_the_scan_names_somebody(words, name):
    assert signer(words) == name


def parcel(*events: tuple[ParcelState, str]):
    told = (ParcelEvent(OPENED + timedelta(hours=hour), state, text) for hour, (state, text) in enumerate(events))
    return replace(order().parcels[0], events=tuple(told))


@pytest.mark.parametrize(
    ("events", "there", "back"),
    [
        ([(ParcelState.IN_TRANSIT, ""), (ParcelState.DELIVERED, "")], 1, 0),
        ([(ParcelState.RETURNING, ""), (ParcelState.DELIVERED, "")], 0, 1),
        ([(ParcelState.DELIVERED, ""), (ParcelState.RETURNING, ""), (ParcelState.DELIVERED, "")], 1, 1),
        ([(ParcelState.DELIVERED, "Delivered, To Original Sender")], 0, 1),
        ([(ParcelState.DELIVERED, "Zustellung an den Absender")], 0, 1),
        ([(ParcelState.IN_TRANSIT, "")], 0, 0),
    ],
)
def test_what_came_back_to_its_sender_is_no_delivery(events, there, back):
    told = parcel(*events)
    assert (len(handed_over(told)), len(came_back(told))) == (there, back)


def test_an_answer_is_told_of_no_delivery_that_was_a_return():
    sent_back = replace(order(), parcels=(parcel((ParcelState.RETURNING, ""), (ParcelState.DELIVERED, "")),))
    assert [event.state for event in without_returns(sent_back).parcels[0].events] == [ParcelState.RETURNING]
