"""Bad reviews told by platforms, in the languages of their markets; good ones and advice are nothing."""

from dataclasses import replace

import pytest

from maildesk.core.mail.parse import parse
from maildesk.core.mail.parsed import Kind
from maildesk.core.notice.review import bad_review, stars_in
from maildesk.packs.senders import load_mail_knowledge

KNOWN = load_mail_knowledge()


def told(subject, text="", sender="noreply@ebay.com", kind=Kind.PLATFORM_INFO):
    raw = f"From: <{sender}>\r\nTo: <s@shop.example>\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    return bad_review(replace(parse(raw.encode()), kind=kind), KNOWN)


@pytest.mark.parametrize(
    ("subject", "text", "stars"),
    [
        ("You received negative feedback", "A buyer left negative feedback for order 12-34567-89012.", None),
        ("A customer left a 1-star review", "", 1),
        ("Sie haben eine negative Bewertung erhalten", "", None),
        ("Neue Bewertung: 2 von 5 Sternen", "Ein Käufer hat eine Bewertung abgegeben.", 2),
        ("Vous avez reçu un avis négatif", "", None),
        ("Nouvel avis : 1 étoile", "", 1),
        ("Has recibido una valoración negativa", "", None),
        ("Hai ricevuto un feedback negativo", "", None),
        ("Você recebeu uma avaliação negativa", "", None),
        ("Je hebt een negatieve beoordeling ontvangen", "", None),
        ("Otrzymałeś negatywną opinię", "", None),
        ("Du har fått ett negativt omdöme", "", None),
        ("Вы получили отрицательный отзыв", "", None),
        ("Новый отзыв: 2 звезды", "", 2),
        ("Ви отримали негативний відгук", "", None),
        ("Olumsuz değerlendirme aldınız", "", None),
        ("新しいレビューが投稿されました：星1つ", "", 1),
        ("低評価のレビューが投稿されました", "", None),
        ("새 리뷰가 등록되었습니다: 별점 2점", "", 2),
        ("您收到一則負評", "評分：1", 1),
        ("您收到一条差评", "", None),
        ("تلقيت تقييم سلبي جديد", "", None),
        ("קיבלת משוב שלילי", "", None),
        ("Obdrželi jste negativní hodnocení", "", None),
        ("New review for your item", "Anna left a review: ★★☆☆☆", 2),
    ],
)
def test_a_bad_review_is_told_by_words_or_stars(subject, text, stars):
    found = told(subject, text)
    assert found is not None
    assert (found.platform, found.stars) == ("ebay", stars)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("You received positive feedback", "A buyer left feedback: 5 out of 5 stars"),
        ("New review for your item", "Anna left a review: ★★★★★"),
        ("How to avoid negative reviews", "Sellers who received negative feedback can learn more."),
        ("Negative feedback was removed", "The review that a buyer left was removed."),
        ("Your order has shipped", "1 star lamp, left the warehouse."),
        ("Neue Bewertung: 4 von 5 Sternen", "Ein Käufer hat eine Bewertung abgegeben."),
    ],
)
def test_a_good_review_or_advice_about_reviews_is_nothing(subject, text):
    assert told(subject, text) is None


def test_a_shops_app_must_name_the_stars():
    app = {"sender": "no-reply@reviews-app.example", "kind": Kind.BULK}
    assert told("New 2-star review on your store", "Anna left a review.", **app).stars == 2
    assert told("You received a negative review", "", **app) is None


def test_a_buyers_own_words_about_a_review_are_a_buyers_mail():
    assert told("I left a 1-star review", "I left a negative review.", kind=Kind.BUYER) is None


def test_the_order_is_named_where_the_mail_names_it():
    found = told("You received negative feedback", "A buyer left negative feedback for order 12-34567-89012.")
    assert found.order_number == "12-34567-89012"


def test_hostile_digits_are_read_in_linear_time():
    assert stars_in("1" * 50_000 + "/5" * 20_000, KNOWN.words.reviews) is None
