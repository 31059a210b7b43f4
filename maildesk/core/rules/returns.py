"""How long a buyer may send goods back without giving a reason, and by whose rule.

In: the buyer's country, the channel, the shop's own days. Out: days and the code of the rule that gave them.
"""

from __future__ import annotations

from maildesk.core.order import Channel

#: Directive 2011/83/EU art. 9: 14 days from receipt of the goods, in the Union and the EEA.
_EEA = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV",
    "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
#: Days by law and its code. The law stands above the shop's rule and never below it.
_LAW: tuple[tuple[frozenset[str], int, str], ...] = (
    (_EEA, 14, "law.eu_2011_83_art_9"),
    (frozenset({"GB"}), 14, "law.uk_ccr_2013_reg_30"),
    (frozenset({"CN"}), 7, "law.cn_consumer_art_25"),
    (frozenset({"TW"}), 7, "law.tw_consumer_art_19"),
    (frozenset({"KR"}), 7, "law.kr_ecommerce_art_17"),
    (frozenset({"BR"}), 7, "law.br_cdc_art_49"),
    (frozenset({"TR"}), 14, "law.tr_6502_art_48"),
    (frozenset({"UA"}), 14, "law.ua_consumer_art_13"),
    (frozenset({"RU"}), 7, "law.ru_consumer_art_26_1"),
    (frozenset({"IL"}), 14, "law.il_consumer_art_14c"),
)
#: The channel's own promise to its buyers, where it is longer than the law.
_CHANNEL: dict[Channel, tuple[int, str]] = {
    Channel.AMAZON: (30, "channel.amazon_return_policy"),
    Channel.ALIEXPRESS: (15, "channel.aliexpress_buyer_protection"),
}


def no_reason_window(country: str, channel: Channel | None, shop_days: int) -> tuple[int, str]:
    """Days from receipt, the longest of law, channel and shop, and the code of the rule that gives them.

    >>> no_reason_window("DE", None, 7)
    (14, 'law.eu_2011_83_art_9')
    """
    rules = [(shop_days, "shop.return_days")]
    rules += [(days, code) for countries, days, code in _LAW if country in countries]
    if channel in _CHANNEL:
        rules.append(_CHANNEL[channel])
    return max(rules, key=lambda rule: rule[0])
