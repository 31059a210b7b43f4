"""By when a platform wants an answer: a date in the notice, or a number of days or hours from its sending.

In: the notice's text, the moment it was sent, the platform's zone. Out: aware UTC, or nothing; then the packs' own clock counts.
It counts no business days (their calendar is the pack's business) and takes no date that is past when the notice is sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from maildesk.core.notice.months import month_of

_NAME = r"[^\W\d_]{3,14}"
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::\d{2})?\s?(?P<half>[ap]\.?m\b)?\s*\(?(?P<zone>UTC|GMT|[A-Z]{2,4}\b)?"
    r"\s*(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?|(?P<whole>\d{1,2})\s?(?P<half2>[ap]\.?m\b)\s*(?P<zone2>[A-Z]{2,4}\b)?",
    re.IGNORECASE,
)
_DATES = re.compile(
    rf"(?<!\d)(?P<y1>20\d\d)\s?[-/.年년]\s?(?P<m1>\d{{1,2}})\s?[-/.月월]\s?(?P<d1>\d{{1,2}})(?!\d)"
    rf"|(?<!\d)(?P<m4>\d{{1,2}})\s?[月월]\s?(?P<d4>\d{{1,2}})\s?[日일]"
    rf"|(?<![\d.,/-])(?P<a>\d{{1,2}})(?P<mark>[./-])\s?(?P<b>\d{{1,2}})(?P=mark)\s?(?P<y2>20\d\d|\d\d)(?!\d)"
    rf"|(?<!\d)(?P<d3>\d{{1,2}})(?:\.|st|nd|rd|th|er|º|°)?[ \u00a0]?(?:de |of |d'|ב)?(?P<n3>{_NAME})\.?,?(?:[ \u00a0](?:de |del |г\.? ?)?(?P<y3>20\d\d))?"
    rf"|(?P<n5>{_NAME})\.?[ \u00a0](?P<d5>\d{{1,2}})(?:st|nd|rd|th)?\b,?(?:[ \u00a0](?P<y5>20\d\d))?",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(?<![\d.,:/-])(?P<n>\d{1,3})\s?(?:[-‑]\s?)?\(?\w{0,12}\)?\s?(?:(?P<business>business|working|werk|arbeits|ouvr|hábil|habil|laboral|lavorativ|"
    r"úte|ute|robocz|arbets|рабоч|робоч|iş|営業|영업|個工作|个工作|工作|عمل|עסקים|pracovn)\w{0,8}\s?|calendar |kalender|natural\w* )?"
    r"(?P<unit>hours?\b|hrs?\b|stunden?\b|heures?\b|horas?\b|ore\b|uur\b|uren\b|godzin\w{0,2}\b|timm\w{1,3}\b|час\w{0,3}\b|годин\w{0,2}\b|saat\b|"
    r"時間|시간|小時|小时|ساعة|ساعات|שעות|hodin\w{0,2}\b|days?\b|tage?n?\b|jours?\b|d[ií]as?\b|giorn[io]\b|dias?\b|dag(?:en|ar)?\b|dni\b|dn[ůiuíe]\b|dzień\b|"
    r"дн[яей]{1,2}\b|день\b|дні[вя]?\b|gün\b|日|일|天|أيام|يوم\w{0,2}|ימים|יום|dnech\b|"
    r"(?:business|working|calendar)[ -]days?\b|werkta\w{1,3}\b|arbeitsta\w{1,3}\b|kalenderta\w{1,3}\b|werkdagen\b|arbetsdagar\b|kalenderdagar\b)"
    r"(?P<after>\s?(?:hábiles|habiles|laborables|úteis|uteis|ouvrés|ouvrables|lavorativi|robocz\w{1,3}|عمل|עסקים))?",
    re.IGNORECASE,
)
_HOUR_WORDS = re.compile(
    r"h(?:ou|r|eu|or|od)|stund|^ore|^u(?:ur|ren)|godz|timm|час|годин|saat|時間|시간|小時|小时|ساع|שע", re.IGNORECASE
)
_BUSINESS_UNITS = re.compile(r"business|working|werk|arbeits|arbets", re.IGNORECASE)
#: Words of deadlines, tested beside each date and span.
_ASKED = re.compile(
    r"respond|repl|answer|due|deadline|\bby\b|before|until|no later|within|submit|provide|expire|action|evidence|"
    r"antwort|reagier|frist|\bbis\b|spätest|innerhalb|binnen|fällig|stellung|einreich|"
    r"répon|avant|au plus tard|d'ici|délai|échéance|jusqu|sous|limite|"
    r"respond|responda|antes|plazo|hasta|límite|limite|tardar|vence|dentro|"
    r"entro|scadenza|rispond|fino|"
    r"até|prazo|vencimento|"
    r"reage|uiterlijk|voor |antwoord|tot |"
    r"odpow|termin|najpóźniej|\bdo\b|ciągu|upływ|"
    r"svar|senast|inom|tidsfrist|före|förfall|"
    r"ответ|\bдо\b|срок|поздн|течени|"
    r"відпов|термін|пізн|протягом|строк|"
    r"kadar|yanıt|cevap|son tarih|içinde|en geç|süre|"
    r"まで|期限|以内|内に|締切|回答|までに|"
    r"까지|기한|이내|마감|답변|"
    r"前|截止|期限|之內|内|內|以前|"
    r"قبل|خلال|موعد|حتى|أقصاه|مهلة|غضون|الرد|"
    r"עד |תוך|מועד|להגיב|להשיב|לא יאוחר|"
    r"nejpozd|termín|lhůt|během|odpov|reag",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"opened on|ordered|order date|order placed|purchased|purchase date|paid on|payment date|transaction date|shipped|delivered on|delivery date|"
    r"placed on|created|received on|filed on|estimated|sent on|eröffnet am|bestellt|bestelldatum|kaufdatum|zahlungsdatum|gekauft|versandt|geliefert|"
    r"commandé|date de commande|date d'achat|achat|ouvert le|livré|pedido el|fecha del pedido|fecha de compra|fecha de pago|abierto el|comprado|"
    r"data dell|data ordine|aperto il|acquist|data do pedido|data da compra|aberto em|comprado em|besteld|besteldatum|geopend op|aankoopdatum|"
    r"data zakupu|data zamówienia|zakupion|otwart|orderdatum|beställ|öppnad|köpdatum|дата заказа|дата покупки|открыт|заказ от|дата замовлення|"
    r"дата покупки|відкрит|sipariş tarihi|satın alma|açıldı|açılış|注文日|購入日|開始日|주문일|구매일|개설|訂單日期|購買日期|付款日期|下單|"
    r"تاريخ الطلب|تاريخ الشراء|فتح|תאריך ההזמנה|תאריך הרכישה|נפתח|datum objednávky|datum nákupu|otevřen|money back|refund within|ago\b|last \d",
    re.IGNORECASE,
)
_ZONES = {
    "UTC": "UTC", "GMT": "UTC", "Z": "UTC", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "PT": "America/Los_Angeles",
    "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York", "CET": "Europe/Berlin", "CEST": "Europe/Berlin",
    "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin", "BST": "Europe/London", "JST": "Asia/Tokyo", "KST": "Asia/Seoul",
    "MSK": "Europe/Moscow", "BRT": "America/Sao_Paulo", "SGT": "Asia/Singapore",
}  # fmt: skip
_FURTHEST = timedelta(days=200)


def respond_by(text: str, sent: datetime, zone: str, month_first: bool = False) -> datetime | None:
    """The earliest moment that stands beside a word of asking; dates before spans. `sent` is aware.

    A date without a time ends the safe time where it begins (as with Shopify's `evidenceDueBy`): taken as 00:00 UTC.
    `month_first`: what `03/04/2026` means where both readings are possible.
    """
    dates = [moment for moment in _dates(text, sent, zone, month_first) if sent < moment <= sent + _FURTHEST]
    spans = [sent.astimezone(UTC) + span for span in _spans(text)]
    return min(dates or spans, default=None)


def _dates(text: str, sent: datetime, zone: str, month_first: bool) -> Iterator[datetime]:
    for match in _DATES.finditer(text):
        if not _is_asked(text, match.start(), match.end()):
            continue
        day = _day(match, sent, month_first)
        if day:
            yield _with_clock(
                day, text[match.end() : match.end() + 45], text[max(0, match.start() - 25) : match.start()], zone
            )


def _spans(text: str) -> Iterator[timedelta]:
    for match in _SPAN.finditer(text):
        count, unit = int(match["n"]), match["unit"]
        business = match["business"] or match["after"] or _BUSINESS_UNITS.search(unit)
        if business or not 0 < count <= 120 or not _is_asked(text, match.start(), match.end()):
            continue
        yield timedelta(hours=count) if _HOUR_WORDS.search(unit) else timedelta(days=count)


def _is_asked(text: str, start: int, end: int) -> bool:
    """A word of asking stands in the same line before it, or close after it, and no word of another date is nearer."""
    before = text[max(0, start - 70) : start].rpartition("\n")[2]
    after = text[end : end + 40].partition("\n")[0]
    asked = max((match.end() for match in _ASKED.finditer(before)), default=-1)
    otherwise = max((match.end() for match in _ELSE.finditer(before)), default=-1)
    if max(asked, otherwise) >= 0:
        return asked >= otherwise
    return bool(_ASKED.search(after)) and not _ELSE.search(after)


def _day(match: re.Match[str], sent: datetime, month_first: bool) -> date | None:
    if match["y1"]:
        return _date(match["y1"], match["m1"], match["d1"])
    if match["m4"]:
        return _nearest(int(match["m4"]), int(match["d4"]), sent)
    if match["a"]:
        return _numeric(match, sent, month_first)
    name, day, year = (
        (match["n3"], match["d3"], match["y3"]) if match["n3"] else (match["n5"], match["d5"], match["y5"])
    )
    month = month_of(name)
    if month is None:
        return None
    return _date(year, month, day) if year else _nearest(month, int(day), sent)


def _numeric(match: re.Match[str], sent: datetime, month_first: bool) -> date | None:
    year = match["y2"] if len(match["y2"]) == 4 else "20" + match["y2"]
    day_first = _date(year, match["b"], match["a"])
    other = _date(year, match["a"], match["b"]) if match["mark"] == "/" else None
    today = sent.date()
    likely = [d for d in ((other, day_first) if month_first else (day_first, other)) if d and d >= today]
    near = [d for d in likely if d <= today + timedelta(days=60)]
    return next(iter(near or likely), None)


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _nearest(month: int, day: int, sent: datetime) -> date | None:
    """A day without a year: the next one from when the mail was sent."""
    this = _date(sent.year, month, day)
    if this is not None and this >= sent.date():
        return this
    return _date(sent.year + 1, month, day)


def _with_clock(day: date, after: str, before: str, zone: str) -> datetime:
    clock = _CLOCK.search(after) or _CLOCK.search(before)
    if clock is None:
        return datetime.combine(day, time(), UTC)
    hour = int(clock["hour"] or clock["whole"])
    minute = int(clock["minute"] or 0)
    half = (clock["half"] or clock["half2"] or "").lower()[:1]
    hour = hour % 12 + 12 * (half == "p") if half else hour
    if hour > 24 or minute > 59:
        return datetime.combine(day, time(), UTC)
    moment = datetime.combine(day, time(hour % 24, minute), _zone(clock, zone))
    return (moment + timedelta(days=hour // 24)).astimezone(UTC)


def _zone(clock: re.Match[str], default: str) -> timezone | ZoneInfo:
    name = (clock["zone"] or clock["zone2"] or "").upper()
    offset = re.fullmatch(r"([+-])(\d{1,2}):?(\d{2})?", clock["offset"] or "")
    if offset and int(offset[2]) <= 14:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    return ZoneInfo(_ZONES.get(name, default))
