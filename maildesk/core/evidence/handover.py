"""What the carrier's last scans prove: handed over, to whom, or come back to the sender.

In: a parcel's events, or a scan's own words. Out: events and a name, or nothing. It takes no word for a name that carriers write for
anybody ("Signed by: customer"): a name in an answer is evidence, and a wrong one loses the case.
"""

from __future__ import annotations

import re
from dataclasses import replace

from maildesk.core.order import Order, Parcel, ParcelEvent, ParcelState

#: Whom a parcel goes back to, as carriers call the one who sent it.
_TO_SENDER = re.compile(
    r"\b(?:to|original) sender\b|\bshipper\b|\babsender|\bexpéditeur|\bremitente|\bremetente|\bmittente|\bafzender|\bnadawc|"
    r"\bavsändar|\bodesílatel|отправител|відправник|\bgönderici|差出人|발송인|寄件人|发件人|退回|المرسل|לשולח",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:\bsigned (?:for )?by|\bsignature(?: of| name)?|\breceived by|\bunterschrieben von|\bunterschrift|\bquittiert (?:von|durch)|"
    r"\bempfangen von|\bsigné par|\bréceptionné par|\breçu par|\bfirmado por|\brecibido por|\bassinado por|\brecebido por|"
    r"\bfirmato da|\bricevuto da|\bgetekend door|\bontvangen door|\bodebrał\(?a?\)?|\bpodpisał\(?a?\)?|\bkvitterad av|"
    r"\bmottagen av|\bpřevzal\(?a?\)?|\bteslim alan|\bполучил\(?а?\)?|\bотримав|受領者|受取人|수령인|签收人|簽收人|المستلم|חתם)"
    r"\s{0,3}[:：]?\s{0,3}([^\d,;:()\[\]\n|，；：（）。]{2,60})",
    re.IGNORECASE,
)
#: Where a name ends and the sentence goes on.
_GOES_ON = re.compile(r"\s(?:on|at|in|am|um|le|à|el|il|op|dnia|den|kl|в|о)\s.*")
#: Said of anybody.
_NOBODY = frozenset({
    "customer", "recipient", "receiver", "addressee", "consignee", "resident", "neighbour", "neighbor", "unknown", "signature",
    "not required", "on file", "empfänger", "nachbar", "client", "voisin", "本人", "他人", "同事", "快递柜", "驿站",
})  # fmt: skip


def handed_over(parcel: Parcel) -> tuple[ParcelEvent, ...]:
    """The scans that say that the goods are with the buyer; none of a parcel that was on its way back by then."""
    return tuple(event for event in _delivered(parcel) if event not in came_back(parcel))


def came_back(parcel: Parcel) -> tuple[ParcelEvent, ...]:
    """The scans that say that the goods are with the seller again."""
    turned = next((event.at for event in parcel.events if event.state is ParcelState.RETURNING), None)
    return tuple(
        event
        for event in _delivered(parcel)
        if (turned is not None and event.at >= turned) or _TO_SENDER.search(event.text[:500])
    )


def without_returns(order: Order) -> Order:
    """The order as an answer may tell of it: what came back to the seller was delivered to nobody."""
    parcels = tuple(
        replace(parcel, events=tuple(event for event in parcel.events if event not in came_back(parcel)))
        for parcel in order.parcels
    )
    return replace(order, parcels=parcels)


def signer(words: str) -> str:
    """Who signed, by a scan's own words; empty when they name nobody."""
    found = _SIGNED.search(words[:500])
    name = " ".join(_GOES_ON.sub("", found[1]).split()).strip(" .-–'\"") if found else ""
    return name if len(name) > 1 and name.casefold() not in _NOBODY and _is_capital(name[0]) else ""


def _is_capital(letter: str) -> bool:
    """As a name begins, or a letter of a script that has no capitals (王小明)."""
    return letter.isalpha() and letter == letter.upper()


def _delivered(parcel: Parcel) -> tuple[ParcelEvent, ...]:
    return tuple(event for event in parcel.events if event.state is ParcelState.DELIVERED)
