"""What a channel does not let a seller write, and the words that give a promise or an incentive away, in the buyers' languages.

Rows, each with its source. Words are looked for case-folded, as parts of words, in agents' own words only.
"""

from __future__ import annotations

from dataclasses import dataclass

from maildesk.core.order import Channel


@dataclass(frozen=True, slots=True)
class Limits:
    """`contact_allowed`: links, e-mail addresses and phone numbers may stand in a message. `characters` of one message."""

    contact_allowed: bool = True
    characters: int = 6000


_FREE = Limits()
#: Platforms forbid contact outside of their messages (Amazon communication guidelines; eBay "Offering to buy or sell outside of
#: eBay" and member-to-member contact; Etsy fee avoidance; the others' seller rules alike).
_MARKET = Limits(contact_allowed=False, characters=4000)
_LIMITS: dict[Channel, Limits] = {
    Channel.AMAZON: _MARKET,
    Channel.EBAY: Limits(contact_allowed=False, characters=2000),
    Channel.ETSY: _MARKET,
    Channel.WALMART: _MARKET,
    Channel.ALIEXPRESS: _MARKET,
    Channel.SHOPEE: _MARKET,
    Channel.LAZADA: _MARKET,
    Channel.TIKTOK: _MARKET,
    Channel.TEMU: _MARKET,
    Channel.MERCADOLIBRE: _MARKET,
    Channel.ALLEGRO: _MARKET,
}


def limits_of(channel: Channel | None) -> Limits:
    """The limits of a channel; own shops have none but length."""
    return _LIMITS.get(channel, _FREE) if channel else _FREE


#: A refund, a free resend, a voucher, a discount: needs authority.
MONEY_PROMISES = (
    "refund", "voucher", "free of charge", "discount", "erstatt", "gutschein", "kostenlos", "rabatt", "rembours",
    "bon d'achat", "gratuit", "remise", "reembols", "cupón", "cupom", "gratis", "descuento", "desconto", "rimbors",
    "sconto", "terugbetal", "korting", "zwrot pieniędzy", "zwrócimy", "rabat", "bezpłat", "återbetal", "rabatt", "kostnadsfri",
    "вернём деньги", "вернем деньги", "возврат средств", "скидк", "скидок", "купон", "возврат денег",
    "бесплатно", "повернемо кошти", "знижк", "знижок",
    "безкоштовно", "iade edeceğiz", "geri ödeme", "indirim", "ücretsiz", "返金", "クーポン", "割引", "無料", "환불", "쿠폰", "할인",
    "무료", "退款", "折扣", "優惠券", "优惠券", "免費", "免费", "استرداد", "قسيمة", "خصم", "مجان", "החזר", "קופון", "הנחה", "חינם",
    "vrátíme peníze", "vrácení peněz", "slev", "zdarma",
)  # fmt: skip
#: Stars or a review in exchange for something, or asked for at all, in a marketplace's messages.
INCENTIVES = (
    "5 star", "five star", "5-star", "positive feedback", "positive review", "leave a review", "5 sterne", "fünf sterne",
    "positive bewertung", "5 étoiles", "cinq étoiles", "avis positif", "5 estrellas", "reseña positiva", "valoración positiva",
    "5 stelle", "recensione positiva", "5 estrelas", "avaliação positiva", "5 sterren", "positieve beoordeling", "5 gwiazdek",
    "pozytywną opinię", "5 stjärnor", "positivt omdöme", "5 звёзд", "5 звезд", "положительный отзыв", "5 зірок",
    "позитивний відгук", "5 yıldız", "olumlu yorum", "星5", "星５", "5つ星", "高評価", "별 5개", "별점 5", "좋은 리뷰", "5星", "五星",
    "好评", "好評", "5 نجوم", "تقييم إيجابي", "5 כוכבים", "ביקורת חיובית", "5 hvězd", "kladné hodnocení",
)  # fmt: skip
