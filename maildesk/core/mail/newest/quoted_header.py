"""Header blocks (From / Sent / To / Subject) and divider lines ("-----Original Message-----") that open quoted or forwarded mail.

In: a page and the index of a line. Out: where the block ends, or which kind of history the divider opens.
A block counts by what its fields hold (an address, a moment), so "From: Berlin, To: Paris" in prose and an address form are none.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final

from maildesk.core.mail.parsed import FoldKind
from maildesk.core.mail.text.page import Page, lowered


class Field(Enum):
    FROM = auto()
    SENT = auto()
    TO = auto()
    SUBJECT = auto()
    OTHER = auto()


_LABELS: Final = (
    (
        Field.FROM,
        "from|von|absender|de|expéditeur|remitente|remetente|da|mittente|van|afzender|od|nadawca|från|avsändare|fra|от|от кого|"
        "отправитель|від|від кого|відправник|kimden|gönderen|差出人|送信者|送信元|from名|보낸사람|보낸 사람|보낸이|"
        "발신인|발신자|寄件者|寄件人|發件人|发件人|"
        "من|المرسل|מאת|שולח|odesílatel|od koho",
    ),
    (
        Field.SENT,
        "sent|date|sent on|date sent|gesendet|gesendet am|datum|envoyé|envoyé le|date d'envoi|enviado|enviado el|"
        "enviado em|enviada|enviada em|"
        "enviada el|fecha|data|inviato|data invio|verzonden|verzonden op|wysłano|wysłane|data wysłania|skickat|sendt|"
        "отправлено|дата|дата и время|"
        "надіслано|відправлено|gönderildi|gönderme tarihi|gönderilme tarihi|tarih|送信日時|送信日|日時|日付|보낸 날짜|"
        "보낸날짜|보낸시간|보낸 시간|날짜|일시|"
        "寄件日期|傳送時間|傳送日期|發送日期|发送日期|發送時間|发送时间|日期|時間|时间|التاريخ|تاريخ|تاريخ الإرسال|"
        "الإرسال|تم الإرسال|أرسلت|"
        "נשלח|תאריך|odesláno|dne|odoslané",
    ),
    (
        Field.TO,
        "to|an|empfänger|à|a|pour|destinataire|para|destinatario|destinatário|aan|ontvanger|do|adresat|till|mottagare|til|кому|"
        "получатель|одержувач|kime|alıcı|宛先|送信先|받는사람|받는 사람|받는이|수신인|수신자|收件者|收件人|إلى|الى|"
        "المستلم|אל|נמען|komu|příjemce",
    ),
    (
        Field.SUBJECT,
        "subject|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|temat|ämne|rubrik|emne|тема|konu|件名|제목|主旨|"
        "主题|主題|標題|标题|"
        "الموضوع|موضوع|נושא|הנדון|předmět|věc|predmet",
    ),
    (
        Field.OTHER,
        "cc|kopie|copie|copia|cópia|dw|kopia|копия|копія|bilgi|ccへ|참조|副本|抄送|نسخة|עותק|העתק|reply-to|antwort an|répondre à|"
        "importance|wichtigkeit|priority|attachments|anlagen|anhang|pièces jointes|x-mailer",
    ),
)
_FIELD_OF: Final = {label: field for field, labels in _LABELS for label in labels.split("|")}
_LABELLED = re.compile(r"[*_|\s]{0,4}([^\W\d_][^:：@<>]{0,24}?)[\s*_]{0,3}[:：][\s*_]{0,3}(.*)")
_ADDRESSED = re.compile(r"[\w.+=&'-]{1,64}@[\w-]{1,63}\.[\w.-]{2,120}")
_BRACKETED = re.compile(r"[<\[(][\w.+=&'-]{1,64}@[\w.-]{3,120}")
_DATED = re.compile(r"\d.{0,30}?\d{1,2}\s?[:：時时點点시.h]\s?\d{0,2}|\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_TIMED = re.compile(r"\d.{1,40}?\d{1,2}\s?[:：時时點点시.h]\s?\d{2}")
_LINES_OF_A_BLOCK = 14

_DIVIDER = re.compile(r"([-_=*—–─~+ ]{2,})([^-_=*—–─~].{2,70}?)\s?[-_=*—–─~+]{2,}:?")
_MESSAGE = re.compile(
    r"mess?ag|brev|nachricht|mail|mensaje|mensagem|bericht|wiadomo|meddeland|besked|сообщени|письм|повідомлен|лист|ileti|posta|mesaj|"
    r"メッセージ|メール|메시지|메일|郵件|邮件|訊息|信件|رسالة|הודעה|דוא|zpráv|správ|correo|courriel|correio|viesti"
)
_ORIGINAL = re.compile(
    r"origin|ursprüngl|ursprungl|oorspronk|oryginaln|pierwotn|initial|précédent|исходн|оригинал|перв[оы]|початков|вихідн|"
    r"оригінал|orijinal|özgün|"
    r"元の|元メ|オリジナル|원본|원래|原始|原件|原信|أصلي|المقتبس|מקורי|původn|pôvodn|quoted|reply message|reply to"
)
_FORWARDED = re.compile(
    r"forward|weitergeleitet|transf[ée]r|reenviad|inoltrat|encaminhad|doorgestuurd|przekazan|przesłan|przekazyw|"
    r"vidarebefordra|videresend|"
    r"пересыл|пересл|переадрес|перенаправл|переспрямов|iletil[em]|yönlendir|転送|전달|轉寄|轉發|转发|توجيه|محول|הועבר|"
    r"מועבר|przesyłan|přeposl|předáv|přesměr"
)


def field_of(bare: str) -> Field | None:
    """Which header field the line is, by its label in any of the desk's languages; None for other lines."""
    labelled = _LABELLED.match(bare)
    return _FIELD_OF.get(_label(labelled[1])) if labelled else None


def _label(written: str) -> str:
    return written.strip(" *_|").lower()


def block_end(page: Page, start: int) -> int | None:
    """The index after the last field of a header block that starts at `start`; None if no block does."""
    first = _LABELLED.match(page.bare[start])
    if first is None:
        return None
    known = _FIELD_OF.get(_label(first[1]))
    if known is None and not _BRACKETED.search(first[2]):
        return None
    fields: list[tuple[Field | None, str]] = []
    end = start
    strangers = 0
    for index in range(start, min(start + _LINES_OF_A_BLOCK, len(page.bare))):
        line = page.bare[index]
        labelled = _LABELLED.match(line) if line else None
        field = _FIELD_OF.get(_label(labelled[1])) if labelled else None
        if labelled and (field is not None or known is None):
            fields.append((field, labelled[2]))
            end = index + 1
            strangers = 0
            continue
        # A label may stand alone with its value below, a long value wraps, and HTML leaves a blank between two fields.
        strangers += 1
        if strangers > 2:
            break
        if line and fields and not fields[-1][1]:
            fields[-1] = (fields[-1][0], line)
            end = index + 1
    return end if _is_header(fields) else None


def _is_header(fields: list[tuple[Field | None, str]]) -> bool:
    kinds = {field for field, _ in fields}
    people = (Field.FROM, Field.TO)
    address = any(field in people and _ADDRESSED.search(value) for field, value in fields)
    dated = any(field is Field.SENT and _DATED.search(value) for field, value in fields)
    if Field.FROM in kinds:
        # Two that hold an address and a moment; three of the usual four where Outlook shows names without addresses.
        return (
            (address and dated)
            or _is_in_clients_order(fields)
            or (Field.SUBJECT in kinds and (dated or (address and Field.TO in kinds)))
        )
    if kinds == {None} and len(fields) >= 3:
        return bool(_BRACKETED.search(fields[0][1])) and any(_DATED.search(value) for _, value in fields[1:3])
    return False


def _is_in_clients_order(fields: list[tuple[Field | None, str]]) -> bool:
    """From, Sent with a time of day, To: Windows Mail's short block. A pasted tracking page has From, To, Date."""
    order = [field for field, _ in fields]
    timed = any(field is Field.SENT and _TIMED.search(value) for field, value in fields)
    return timed and order[:3] == [Field.FROM, Field.SENT, Field.TO]


def divider(page: Page, index: int) -> FoldKind | None:
    """Which history the line opens: "-----Original Message-----" a quote, "---------- Forwarded message ---------" a forward."""
    line = page.bare[index]
    if line[0] not in "-_=*—–─~+":
        return _announced(page, index) if line[-1] in ":：" and len(line) <= 80 else None
    matched = _DIVIDER.fullmatch(line)
    if matched is None:
        return None
    inner = lowered(matched[2].strip())
    if _FORWARDED.search(inner) and (_MESSAGE.search(inner) or inner.startswith("forward")):
        return FoldKind.FORWARD
    if inner == "original" or (_ORIGINAL.search(inner) and _MESSAGE.search(inner)):
        return FoldKind.QUOTE
    below = page.next_filled(index + 1)
    if below < len(page.bare) and block_end(page, below) is not None:
        return FoldKind.FORWARD if _FORWARDED.search(inner) else FoldKind.QUOTE
    return None


def _announced(page: Page, index: int) -> FoldKind | None:
    """Apple's "Begin forwarded message:" has no dashes; a header block or quoted lines below prove it."""
    line = lowered(page.bare[index])
    if not (_FORWARDED.search(line) and _MESSAGE.search(line)):
        return None
    below = page.next_filled(index + 1)
    if below >= len(page.bare):
        return None
    quoted_field = field_of(page.bare[below].lstrip("> "))
    return FoldKind.FORWARD if quoted_field in {Field.FROM, Field.SENT, Field.SUBJECT, Field.TO} else None


def head_of(page: Page, start: int) -> int:
    """A bare "Original Message" right above a header block belongs to the block."""
    above = page.last_filled(start)
    if above < 0 or len(page.bare[above]) > 40:
        return start
    line = lowered(page.bare[above])
    return above if _ORIGINAL.search(line) and _MESSAGE.search(line) else start
