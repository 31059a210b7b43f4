"""By when a platform wants an answer: a date in the notice, or a number of days or hours from its sending.

In: the notice's text, the moment it was sent, the platform's zone. Out: aware UTC, or nothing; then the packs' own clock counts.
It counts no business days (their calendar is the packs' business) and takes no date that is past when the notice is sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from maildesk.core.notice.written_dates import dates_in

_HOURS = (
    r"hours?\b|hrs?\b|stunden?\b|heures?\b|horas?\b|ore\b|uur\b|uren\b|godzin\w{0,2}\b|timm\w{1,3}\b|час\w{0,3}\b|годин\w{0,2}\b|saat\b|"
    r"時間|시간|小時|小时|ساعة|ساعات|שעות|hodin\w{0,2}\b|jam\b|ชั่วโมง|giờ|óra\w{0,2}\b|timer\b|tuntia\b"
)
_DAYS = (
    r"days?\b|tagen?\b|tage\b|tag\b|jours?\b|d[ií]as?\b|giorn[io]\b|dag(?:en|ar)?\b|dni\b|dn[ůiuíe]\b|dzień\b|дн[яей]{1,2}\b|день\b|дні[вя]?\b|"
    r"gün\b|日|일|天|أيام|يوم\w{0,2}|ימים|יום|kalendertage?n?\b|kalenderdagen\b|kalenderdagar\b|hari\b|วัน|ngày|napon?\b|dage?\b|dní\b|päivä\w{0,3}\b"
)
_BUSINESS = (
    r"business|working|werk|arbeits|ouvr|hábil|habil|laboral|laborable|lavorativ|útei|útil|uteis|robocz|arbets|рабоч|робоч|iş\b|営業|영업|"
    r"個工作|个工作|工作|عمل|עסקים|pracovn"
)
_SPAN = re.compile(
    rf"(?<![\d.,:/-])(\d{{1,3}})\s?(?:\(\w{{1,12}}\)\s?)?[-‑]?\s?(?:calendar |calendario |natural\w* |календарн\w+ |takvim )?"
    rf"(?:(?P<business>{_BUSINESS})\w{{0,8}}[ -]?)?(?:(?P<hours>{_HOURS})|(?P<days>{_DAYS}))(?P<after>\s?(?:{_BUSINESS}))?",
    re.IGNORECASE,
)
#: Words of deadlines that stand beside a date or span.
_ASKED = re.compile(
    r"respon[ds]|repl|answer|due\b|deadline|\bby\b|before|until|no later|within|submit|provide|expire|evidence|"
    r"you have|you've got|(?:sie|du) hab|ihnen bleib|vous (?:avez|disposez)|\btienes?\b|dispones?\b|\bhai\b|avete|você tem|u heeft|je hebt|"
    r"\bmasz\b|mają państwo|du har|у вас|máte|\bvar\b|あります|있습니다|您有|您還有|לרשותך|יש לך|لديك|أمامك|"
    r"antwort|reagier|frist|\bbis\b|spätest|innerhalb|binnen|fällig|stellung|einreich|"
    r"répon|avant|au plus tard|d'ici|délai|échéance|jusqu|\bsous\b|limite|"
    r"antes|plazo|hasta|límite|tardar|vence|dentro|entro\b|scadenza|rispond|fino|até\b|prazo|vencimento|"
    r"reage|uiterlijk|\bvoor\b|antwoord|\btot\b|odpow|termin|najpóźniej|\bdo\b|ciągu|upływ|"
    r"svar|senast|inom|tidsfrist|före|förfall|ответ|\bдо\b|срок|поздн|течени|відпов|термін|пізн|протягом|строк|"
    r"kadar|yanıt|cevap|son tarih|içinde|en geç|süre|まで|期限|以内|内に|締切|回答|返答|까지|기한|이내|마감|답변|회신|"
    r"前|截止|之內|内|內|回覆|回复|قبل|خلال|موعد|حتى|أقصاه|مهلة|غضون|الرد|עד |תוך|מועד|להגיב|להשיב|לא יאוחר|"
    r"nejpozd|lhůt|během|odpov|reag|dalam|sebelum|tanggapi|ภายใน|ก่อน|trong|trước|inden|innen|viimeistään|belül|határidő|lehot|vóór|dien",
    re.IGNORECASE,
)
#: Words of other dates: of the order, of the payment, of the case's opening.
_OTHER = re.compile(
    r"opened|ordered|order date|order placed|purchase|paid|payment date|transaction date|shipped|delivered on|delivery date|"
    r"placed on|created|received on|filed|estimated|sent on|\bago\b|eröffnet|bestell|kaufdatum|zahlungsdatum|gekauft|versandt|"
    r"geliefert|commandé|date de commande|achat|ouvert|livré|pedido el|fecha del pedido|fecha de compra|fecha de pago|abierto|"
    r"compra|data dell|data ordine|aperto|acquist|data do pedido|aberto|besteld|geopend|aankoop|data zakupu|data zamówienia|"
    r"zakup|otwart|orderdatum|öppna|köpdatum|дата заказа|дата покупки|открыт|заказ от|дата замовлення|відкрит|sipariş tarihi|"
    r"satın alma|açıl|注文日|購入日|開始日|주문일|구매일|개설|訂單日期|購買日期|付款日期|下單|تاريخ الطلب|تاريخ الشراء|فتح|"
    r"תאריך ההזמנה|תאריך הרכישה|נפתח|datum objednávky|datum nákupu|otevřen",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]\s|[。！？]")
_FURTHEST = timedelta(days=200)
_MOST_DAYS = 120


def respond_by(text: str, sent: datetime, zone: str, month_first: bool = False) -> datetime | None:
    """The earliest moment that stands beside a word of asking; a date beats a span. `sent` is aware."""
    dates = [each for each in _asked(text, sent, zone, month_first) if sent < each <= sent + _FURTHEST]
    return min(dates, default=None) or min((sent.astimezone(UTC) + span for span in _spans(text)), default=None)


def doubts(text: str, sent: datetime, zone: str, month_first: bool = False) -> tuple[str, ...]:
    """What is not sure about the moment: `past_date` when only dates were named that are over, or too far off to be meant;
    `several_dates` when there are several to choose from, of which the earliest counts."""
    asked = set(_asked(text, sent, zone, month_first))
    ahead = {each for each in asked if sent < each <= sent + _FURTHEST}
    return (("past_date",) if asked and not ahead else ()) + (("several_dates",) if len(ahead) > 1 else ())


def _asked(text: str, sent: datetime, zone: str, month_first: bool) -> Iterator[datetime]:
    """The dates that stand beside a word of asking."""
    for each in dates_in(text, sent, zone, month_first):
        if _is_asked(text, each.start, each.end):
            yield each.moment


def _spans(text: str) -> Iterator[timedelta]:
    for match in _SPAN.finditer(text):
        count = int(match[1])
        if (
            match["business"]
            or match["after"]
            or not 0 < count <= _MOST_DAYS
            or not _is_asked(text, match.start(), match.end())
        ):
            continue
        yield timedelta(hours=count) if match["hours"] else timedelta(days=count)


def _is_asked(text: str, start: int, end: int) -> bool:
    """A word of asking stands in the same sentence before it, or after it, and no word of another date is nearer."""
    before, after = _before(text, start), _SENTENCE_END.split(text[end : end + 45].partition("\n")[0])[0]
    asked = max((match.end() for match in _ASKED.finditer(before)), default=-1)
    other = max((match.end() for match in _OTHER.finditer(before)), default=-1)
    if max(asked, other) >= 0:
        return asked >= other
    return bool(_ASKED.search(after)) and not _OTHER.search(after)


def _before(text: str, start: int) -> str:
    """The sentence so far; when a value stands alone in its line or cell, the label in the line above."""
    lines = text[max(0, start - 110) : start].split("\n")
    label = next((line for line in reversed(lines) if line.strip(" \t|:：")), "")
    return _SENTENCE_END.split(label)[-1]
