"""A text with an offer, a coupon or a link to goods is marketing, whatever its author says."""

import pytest

from maildesk.core.care.classes import class_of
from maildesk.core.reply.families import MailClass
from maildesk.core.reply.rendered import Block, FactSpan, Rendered
from maildesk.packs.care import load_care

OFFERS = load_care().offers


def rendered(text, *spans):
    return Rendered("en", "About your order", (Block("facts", text, spans),))


@pytest.mark.parametrize(
    "text",
    [
        "Here is a discount for your next order.",
        "Mit diesem Gutschein sparen Sie.",
        "Voici un code promo pour vous.",
        "Te regalamos un cupón.",
        "Дарим вам скидку.",
        "次回使えるクーポンです。",
        "다음 구매 시 할인됩니다.",
        "這裡有一張折扣券。",
        "إليك قسيمة شراء.",
        "מצורף קופון.",
        "Posíláme vám slevu.",
        "See our new bags: https://shop.lantern.example/bags",
        "Look at www.lantern.example",
    ],
)
def test_an_offer_or_a_link_to_goods_makes_a_follow_up_marketing(text):
    assert class_of(MailClass.TRANSACTIONAL, rendered(text), OFFERS).mail_class is MailClass.MARKETING


@pytest.mark.parametrize(
    "text",
    [
        "Your parcel left our warehouse today.",
        "We will refund the full amount, or send the goods again free of charge.",
        "Das Paket ist unterwegs; das Geld haben wir zurückgeschickt.",
        "Nous vous remboursons.",
    ],
)
def test_what_belongs_to_the_order_is_no_offer(text):
    assert class_of(MailClass.TRANSACTIONAL, rendered(text), OFFERS).mail_class is MailClass.TRANSACTIONAL


def test_a_product_called_discount_set_is_no_offer():
    text = "Your order of Discount Brush Set has left."
    span = FactSpan(14, 32, "items", "order.items")
    assert class_of(MailClass.TRANSACTIONAL, rendered(text, span), OFFERS).because == ("declared",)


def test_words_of_an_agent_in_a_slot_are_read_like_any_others():
    text = "With a coupon."
    span = FactSpan(0, 13, "answer", "agent")
    assert class_of(MailClass.TRANSACTIONAL, rendered(text, span), OFFERS).because == ("offer_word:coupon",)


def test_a_coupon_in_a_slot_says_so_itself():
    text = "LANTERN10"
    found = class_of(MailClass.RELATIONSHIP, rendered(text, FactSpan(0, 9, "coupon_code", "shop.coupon")), OFFERS)
    assert found.because == ("offer_fact:coupon_code",)


def test_a_link_to_the_desks_own_page_is_no_link_to_goods():
    text = "Your choices: https://desk.lantern.example/p/k3"
    span = FactSpan(14, len(text), "preferences_url", "care.preferences")
    assert class_of(MailClass.TRANSACTIONAL, rendered(text, span), OFFERS).because == ("declared",)
