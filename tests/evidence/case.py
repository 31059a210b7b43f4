"""A case of an invented shop, with mails in many scripts and photographs made here."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from io import BytesIO
from random import Random

from PIL import Image

from maildesk.core.evidence.case_file import CaseFile, CaseMail, CaseStep, Picture
from maildesk.core.order import Channel, Order, OrderLine, OrderStatus, Parcel, ParcelEvent, ParcelState
from maildesk.core.reply.facts import Money, Shop

OPENED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TEXTS = {
    "en": "Where is my parcel? It should have been here days ago.",
    "de": "Größe und Straße stimmen, aber das Paket fehlt.",
    "pl": "Zażółć gęślą jaźń, proszę o zwrot pieniędzy.",
    "tr": "Ürün gelmedi, ışık bekliyorum.",
    "ru": "Посылка не пришла, щёлк и тишина.",
    "uk": "Доброго дня, їжак і ґанок чекають посилку.",
    "ja": "商品がまだ届いておりません。追跡番号を教えてください。",
    "ko": "상품을 아직 받지 못했습니다.",
    "zh-Hant": "包裹顯示已簽收，但我沒有收到。",
    "ar": "السلام عليكم، لم أستلم الطلب رقم 1034 حتى الآن.",
    "he": "שלום, ההזמנה מספר 1034 לא הגיעה.",
}


def mails(texts: dict[str, str] = TEXTS) -> tuple[CaseMail, ...]:
    return tuple(
        CaseMail(
            number=number,
            from_buyer=number % 3 != 2,
            at=OPENED - timedelta(days=9) + timedelta(hours=8 * number),
            sender="Anna Beispiel <anna@kunde.example>",
            to="support@shop.example",
            subject=f"Order #1034 ({language})",
            text=text,
            message_id=f"{number}@kunde.example",
            language=language,
            sha256=f"{number:064x}",
        )
        for number, (language, text) in enumerate(texts.items(), 1)
    )


def order(scans: int = 6) -> Order:
    shipped = OPENED - timedelta(days=20)
    events = [ParcelEvent(shipped, ParcelState.ACCEPTED, "Einlieferung", "Shenzhen")]
    events += [
        ParcelEvent(shipped + timedelta(hours=6 * n), ParcelState.IN_TRANSIT, f"sorting centre {n}", "Leipzig")
        for n in range(1, scans + 1)
    ]
    events.append(
        ParcelEvent(OPENED - timedelta(days=3), ParcelState.DELIVERED, "left with A. Beispiel", "10115 Berlin")
    )
    return Order(
        Channel.EBAY,
        "12-34567-89012",
        OrderStatus.DELIVERED,
        buyer_name="Anna Beispiel",
        country="DE",
        currency="EUR",
        total=Decimal("84.00"),
        lines=(OrderLine("LAMP-7", "Schreibtischlampe 台灯", 2, Decimal("42.00")),),
        parcels=(Parcel("LX123456789CN", "China Post", tuple(events)),),
        ordered_at=shipped - timedelta(days=1),
        shipped_at=shipped,
    )


def signed() -> Order:
    """The order with the carrier's word of who signed."""
    (parcel,) = order().parcels
    last = replace(parcel.events[-1], text="Delivered, signed by A. Beispiel")
    return replace(order(), parcels=(replace(parcel, events=(*parcel.events[:-1], last)),))


def sent_back() -> Order:
    """The order with a parcel that the carrier brought back."""
    (parcel,) = order().parcels
    turned = replace(parcel.events[-1], at=parcel.events[-1].at - timedelta(days=1), state=ParcelState.RETURNING)
    return replace(order(), parcels=(replace(parcel, events=(*parcel.events[:-1], turned, parcel.events[-1])),))


def pictures(count: int) -> tuple[Picture, ...]:
    return tuple(Picture(1, n, f"photo {n}.jpg", 1000, OPENED - timedelta(days=5), True) for n in range(count))


def case_file(platform: str = "ebay", case: str = "item_not_received", **changed: object) -> CaseFile:
    values: dict[str, object] = {
        "stage": "respond",
        "kind": "item_not_received",
        "opened_at": OPENED,
        "region": "DE",
        "number": "5123456789",
        "order_number": "12-34567-89012",
        "amount": Money(Decimal("84.00"), "EUR"),
        "respond_by": OPENED + timedelta(days=5),
        "shop": Shop(name="Lampenhaus", return_address="Lampenhaus\nHafenweg 3\n20457 Hamburg"),
        "order": order(),
        "mails": mails(),
        "steps": (CaseStep(OPENED, "opened"),),
    }
    return CaseFile(platform, case, **(values | changed))  # type: ignore[arg-type]


@cache
def photograph(width: int = 3000, height: int = 2000, kind: str = "JPEG", seed: int = 7) -> bytes:
    """Noise, so that it compresses as badly as a real one."""
    noise = Image.frombytes("RGB", (64, 64), Random(seed).randbytes(64 * 64 * 3))
    out = BytesIO()
    noise.resize((width, height), Image.Resampling.BICUBIC).save(out, kind)
    return out.getvalue()
