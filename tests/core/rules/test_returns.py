"""How long goods can be sent back without a reason."""

import pytest

from maildesk.core.order import Channel
from maildesk.core.rules.returns import no_reason_window


@pytest.mark.parametrize(
    ("country", "channel", "shop_days", "days", "rule"),
    [
        ("DE", Channel.OWN, 7, 14, "law.eu_2011_83_art_9"),
        ("DE", Channel.OWN, 30, 30, "shop.return_days"),
        ("NO", None, 7, 14, "law.eu_2011_83_art_9"),
        ("CN", Channel.OWN, 0, 7, "law.cn_consumer_art_25"),
        ("US", Channel.OWN, 10, 10, "shop.return_days"),
        ("US", Channel.AMAZON, 10, 30, "channel.amazon_return_policy"),
        ("", None, 30, 30, "shop.return_days"),
    ],
)
def test_the_longest_of_law_channel_and_shop_counts(country, channel, shop_days, days, rule):
    assert no_reason_window(country, channel, shop_days) == (days, rule)
