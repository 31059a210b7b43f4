"""Which order and which case a notice names.

In: subject and text of a notice, the platform's own number shapes. Out: numbers as written, empty when there is none. It looks nothing up.
"""

from __future__ import annotations

import re

from maildesk.core.notice.platform import Platform

_ORDER = re.compile(
    r"order|bestell|auftrag|kauf|commande|achat|pedido|compra|orden\b|ordine|ordin|acquisto|zamówien|zamowien|zakup|beställning|"
    r"\bsale\b|\bpo\b ?#|\bvend[ae]\b|\bventa\b|\bvente\b|sprzeda|продаж|"
    r"заказ|покупк|замовлен|sipariş|siparis|注文|주문|訂單|订单|طلب|الطلبية|הזמנה|objednáv|objednav|purchase|"
    r"invoice id|invoice number|reference",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"case|dispute|claim|return|request|ticket|chargeback|fall|vorgang|konflikt|antrag|rückgabe|dossier|litige|réclamation|retour|demande|"
    r"caso|disputa|reclam|devoluci|expediente|controversia|pratica|reso|contestazione|contestação|processo|devoluç|zaak|geschil|"
    r"spraw|spór|spor|zgłosz|dyskusj|ärende|tvist|дел[оа]|спор|претензи|кейс|справ|спір|vaka|dosya|anlaşmazlık|talep|itiraz|"
    r"ケース|案件|クレーム|返品|異議|申請|케이스|분쟁|사례|반품|클레임|爭議|糾紛|個案|退貨|索賠|争议|纠纷|退货|案号|نزاع|قضية|مطالبة|القضية|الحالة|"
    r"מחלוקת|תיק|פנייה|תביעה|případ|reklamac",
    re.IGNORECASE,
)
_CASE_LABEL = re.compile(
    r"(?:\bid\b|number|\bno\b|\bnr\b|nummer|num[ée]ro|número|numero|\bn[.º°]|#|№|номер|numara|numarası|番号|번호|編號|编号|号|رقم|מספר|מס'|číslo|cislo|:|：)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w.,-])#?(?=[A-Za-z0-9_-]{0,40}\d)[A-Za-z0-9](?:[A-Za-z0-9]|[-_](?=[A-Za-z0-9])){3,40}(?![\w%€$£])"
)
_NO_NUMBER = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|(?:19|20)\d\d|\d{1,3}(?:st|nd|rd|th|h|d)|[A-Za-z]{3,}\d{0,2}")
_BARE = re.compile(r"\d+")


def order_number_in(platform: Platform, subject: str, text: str) -> str:
    """The platform's own shape first, preferably beside a word for "order"; else what stands right after such a word."""
    both = f"{subject}\n{text}"
    if platform.order_number:
        found = list(platform.order_number.finditer(both))
        named = [m for m in found if _ORDER.search(both[max(0, m.start() - 30) : m.start()])]
        # A bare run of digits is an order only where nothing says that it is a case.
        free = [
            m for m in found if not _BARE.fullmatch(m[0]) or not _CASE.search(both[max(0, m.start() - 20) : m.start()])
        ]
        for match in (*named, *free):
            return match[0].upper() if platform.name in {"shopee", "temu"} else match[0]
    return _labelled(_ORDER, both, needs_label=False)


def case_id_in(platform: Platform, subject: str, text: str) -> str:
    """The platform's own shape, else what stands after a word for the case and "number" or a colon."""
    both = f"{subject}\n{text}"
    own = platform.case_id.search(both) if platform.case_id else None
    if own:
        return own[0]
    found = _labelled(_CASE, both, needs_label=True)
    order_shaped = platform.order_number and platform.order_number.fullmatch(found)
    return "" if found and order_shaped and found == order_number_in(platform, subject, text) else found.lstrip("#")


def _labelled(label: re.Pattern[str], text: str, *, needs_label: bool) -> str:
    for match in label.finditer(text):
        line = text[match.end() : match.end() + 45].partition("\n")[0]
        number = _NUMBER.search(line)
        if number is None or _NO_NUMBER.fullmatch(number[0]):
            continue
        between = line[: number.start()] + ("#" if number[0].startswith("#") else "")
        if len(between) > 24 or (needs_label and not _CASE_LABEL.search(between)):
            continue
        return number[0]
    return ""
