"""The packs of senders: what they hold, and that a wrong row is named."""

from __future__ import annotations

import pytest

from maildesk.core.notice.platform import NoticeKind
from maildesk.core.order import Channel
from maildesk.errors import SettingError
from maildesk.packs.platforms import load_phrases, load_platforms
from maildesk.packs.senders import load_couriers, load_mail_knowledge

KNOWN = load_mail_knowledge()
#: Freemail of post offices and of platforms' countries: buyers write from there.
FREEMAIL = [
    "laposte.net",
    "post.cz",
    "posta.cz",
    "poczta.fm",
    "gmail.com",
    "aliyun.com",
    "qq.com",
    "163.com",
    "rakuten.example",
]


def test_every_platform_of_the_design_is_there() -> None:
    channels = {each.value for each in Channel if each is not Channel.OWN}
    assert {platform.name for platform in KNOWN.platforms} == channels | {"paypal", "stripe", "wish", "taobao"}


def test_every_platform_names_a_case_and_stage_for_every_kind() -> None:
    assert all(all(platform.stage_of(kind)) for platform in KNOWN.platforms for kind in NoticeKind)


@pytest.mark.parametrize("domain", FREEMAIL)
def test_no_freemail_is_taken_for_a_platform_or_carrier(domain: str) -> None:
    assert KNOWN.platform_at(domain) is None
    assert not KNOWN.courier_at(domain)


@pytest.mark.parametrize(
    ("domain", "platform", "relay"),
    [
        ("marketplace.amazon.co.uk", "amazon", True),
        ("members.ebay.de", "ebay", True),
        ("relay.walmart.com", "walmart", True),
        ("allegromail.pl", "allegro", True),
        ("notice.aliexpress.com", "aliexpress", False),
        ("intl.paypal.com", "paypal", False),
        ("mail.shopee.com.br", "shopee", False),
    ],
)
def test_domains_belong_to_their_platform(domain: str, platform: str, relay: bool) -> None:
    found = KNOWN.platform_at(domain)
    assert found is not None
    assert (found.name, found.relays_for(domain)) == (platform, relay)


@pytest.mark.parametrize(
    "domain", ["marketplace.amazon.evil.example", "amazon.com.evil.example", "notpaypal.com", "paypal.com.example", ""]
)
def test_a_strangers_domain_belongs_to_none(domain: str) -> None:
    assert KNOWN.platform_at(domain) is None


@pytest.mark.parametrize(
    "row",
    [
        "[[platform]]\nname = 'x'",
        "[[platform]]\ndomains = ['x.example']",
        "[[platform]]\nname = 'x'\ndomains = ['x.example']\ncolour = 'red'",
        "[[platform]]\nname = 'x'\ndomains = ['x.example']\nzone = 'Mars/Base'",
        "[[platform]]\nname = 'x'\ndomains = ['x.example']\norder_number = '('",
        "[[platform]]\nname = 'x'\ndomains = ['x.example']\nsigns = [['from', '^a@', 'nonsense']]",
        "[[platform]]\nname = 'x'\ndomains = ['x.example']\n[platform.stages]\nsometime = ['a', 'b']",
        "[[platform]]\nname = 'x'\ndomains = ['x.example']\n[platform.stages]\ndefault = ['a']",
        "[[platform]]\nname = 'x'\ndomains = ['a.example']\n[[platform]]\nname = 'x'\ndomains = ['b.example']",
    ],
)
def test_a_wrong_row_is_named(row: str) -> None:
    with pytest.raises(SettingError, match="platforms: "):
        load_platforms(row)


def test_a_phrase_without_words_and_a_courier_without_domains_are_named() -> None:
    with pytest.raises(SettingError, match="phrases: away"):
        load_phrases('[away]\nen = ["..."]')
    with pytest.raises(SettingError, match="phrases: away"):
        load_phrases('[away]\nen = ["ab*"]')
    with pytest.raises(SettingError, match="couriers: fast"):
        load_couriers('[[courier]]\nname = "fast"\ndomains = []\nbrands = []')
