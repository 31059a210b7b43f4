"""By when a platform wants an answer, in every language's way of writing dates."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from maildesk.core.notice.due import doubts, respond_by
from maildesk.core.notice.months import month_of

SENT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Please respond by November 25, 2026.", "2026-11-25T00:00"),
        ("Please respond by Nov 25", "2026-11-25T00:00"),
        ("Reply before 25th of November 2026", "2026-11-25T00:00"),
        ("Respond by Nov 25, 2026 11:59 PM PST", "2026-11-26T07:59"),
        ("Respond by 2026-11-25T18:00:00Z", "2026-11-25T18:00"),
        ("Respond by 2026-11-25 18:00 (UTC+8)", "2026-11-25T10:00"),
        ("Response due:\n25/11/2026", "2026-11-25T00:00"),
        ("Respond by 11/25/2026", "2026-11-25T00:00"),
        ("respond within 3 calendar days", "2026-11-23T10:00"),
        ("within 48 hours please reply", "2026-11-22T10:00"),
        ("You have 5 days to respond.", "2026-11-25T10:00"),
        ("Ordered on Nov 22, 2026. You have 5 days to respond.", "2026-11-25T10:00"),
        ("Order placed November 24, 2026\nRespond by November 28, 2026", "2026-11-28T00:00"),
        ("Antworten Sie bitte bis zum 25.11.2026.", "2026-11-25T00:00"),
        ("Bitte antworten Sie bis zum 25. November 2026, 18:00 Uhr MEZ.", "2026-11-25T17:00"),
        ("Reagieren Sie innerhalb von 3 Tagen.", "2026-11-23T10:00"),
        ("Répondez avant le 25 novembre 2026", "2026-11-25T00:00"),
        ("Vous devez répondre sous 48 heures", "2026-11-22T10:00"),
        ("Responda antes del 25 de noviembre de 2026", "2026-11-25T00:00"),
        ("Tienes 3 días para responder", "2026-11-23T10:00"),
        ("Rispondi entro il 25 novembre 2026", "2026-11-25T00:00"),
        ("Rispondi entro 3 giorni di calendario", "2026-11-23T10:00"),
        ("Responda até 25 de novembro de 2026", "2026-11-25T00:00"),
        ("Reageer uiterlijk 25 november 2026", "2026-11-25T00:00"),
        ("Odpowiedz do 25 listopada 2026 r.", "2026-11-25T00:00"),
        ("Svara senast den 25 november 2026", "2026-11-25T00:00"),
        ("Ответьте до 25 ноября 2026 г.", "2026-11-25T00:00"),
        ("Ответьте в течение 5 дней", "2026-11-25T10:00"),
        ("Дайте відповідь до 25 листопада 2026", "2026-11-25T00:00"),
        ("En geç 25 Kasım 2026 tarihine kadar yanıt verin", "2026-11-25T00:00"),
        ("2026年11月25日までにご回答ください", "2026-11-25T00:00"),
        ("11月25日までにご返答ください", "2026-11-25T00:00"),
        ("3日以内にご返答ください", "2026-11-23T10:00"),
        ("2026년 11월 25일까지 답변해 주세요", "2026-11-25T00:00"),
        ("請於2026年11月25日前回覆", "2026-11-25T00:00"),
        ("請在48小時內回覆", "2026-11-22T10:00"),
        ("请于2026-11-25 23:59前回复", "2026-11-25T23:59"),
        ("يرجى الرد قبل 25 نوفمبر 2026", "2026-11-25T00:00"),
        ("يرجى الرد خلال 3 أيام", "2026-11-23T10:00"),
        ("יש להשיב עד 25 בנובמבר 2026", "2026-11-25T00:00"),
        ("Odpovězte do 25. listopadu 2026", "2026-11-25T00:00"),
        ("Odpovězte do 25. 11. 2026", "2026-11-25T00:00"),
    ],
)
def test_a_deadline_is_read_in_any_language(text: str, moment: str) -> None:
    assert respond_by(text, SENT, "UTC") == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your sale.",
        "The case was opened on November 25, 2026.",
        "Please respond by November 2, 2026.",
        "Respond within 3 business days.",
        "Antworten Sie innerhalb von 3 Werktagen.",
        "Responda en 2 días hábiles.",
        "Order 12-34567-89012 for 25 lamps",
        "",
    ],
)
def test_nothing_is_made_up(text: str) -> None:
    assert respond_by(text, SENT, "UTC") is None


@pytest.mark.parametrize(
    ("text", "month_first", "day"),
    [
        ("Respond by 12/01/2026", True, 1),
        ("Responda antes del 01/12/2026", False, 1),
        ("Respond by 01/12/2026", True, 1),
    ],
)
def test_an_ambiguous_date_is_read_as_the_one_ahead(text: str, month_first: bool, day: int) -> None:
    assert respond_by(text, SENT, "UTC", month_first) == datetime(2026, 12, day, tzinfo=UTC)


@pytest.mark.parametrize(
    ("word", "month"),
    [("Mai", 5), ("maart", 3), ("août", 8), ("Lipiec", 7), ("lipca", 7), ("listopada", 11), ("червня", 6), ("июля", 7), ("Ekim", 10),
     ("července", 7), ("června", 6), ("října", 10), ("אוגוסט", 8), ("ديسمبر", 12), ("gennaio", 1), ("hour", None), ("lamp", None)],
)  # fmt: skip
def test_months_are_known_by_their_beginnings(word: str, month: int | None) -> None:
    assert month_of(word) == month


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Please respond by 25 November 2026.", ()),
        ("Please respond by 25 November 2026. Submit evidence before 28 November 2026.", ("several_dates",)),
        ("Please respond by 1 March 2026.", ("past_date",)),
        ("Ordered on 1 March 2026. Please respond soon.", ()),
    ],
)
def test_what_is_not_sure_about_its_moment_is_told(text, codes):
    assert doubts(text, datetime(2026, 11, 20, 9, tzinfo=UTC), "UTC", month_first=True) == codes
