"""Each chat reads its own shape; signatures are checked here as the receivers check them."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from maildesk.core.telling.shapes import ID, SIGNATURE, TIMESTAMP, Address, Shape, post
from maildesk.core.telling.told import Reader, Told
from maildesk.hooks.address import target

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
READER = Reader("zh-Hans", ZoneInfo("Asia/Shanghai"), "https://desk.example")
TOLD = Told("case:1 ebay 0.1", "escalate", "platform", "ebay return respond", NOW, "lead", conversation=7)


def sent(shape: Shape, url: str = "https://hook.example/x?key=1", secret: str = "s3cret", told: Told = TOLD):
    made = post(Address(shape, url, secret), told, READER, NOW)
    return made, json.loads(made.body)


def test_the_generic_shape_is_signed_over_timestamp_and_body():
    made, facts = sent(Shape.GENERIC)
    timestamp = made.headers[TIMESTAMP]
    expected = hmac.new(b"s3cret", timestamp.encode() + b"." + made.body, hashlib.sha256).hexdigest()
    assert made.headers[SIGNATURE] == f"v1={expected}"
    assert int(timestamp) == NOW.timestamp()
    assert made.headers[ID] == facts["id"] == TOLD.key
    assert (facts["type"], facts["link"], facts["due_at"]) == (
        "clock.escalate", "https://desk.example/c/7", "2026-11-22T09:00:00Z",
    )  # fmt: skip


@pytest.mark.parametrize("shape", list(Shape))
def test_neither_the_address_nor_the_secret_shows_in_a_repr(shape):
    """Of WeCom and Slack the address is the secret, and what is printed ends in a log."""
    address = Address(shape, "https://hook.example/x?key=abcdef", "s3cret")
    shown = repr(address) + repr(post(address, TOLD, READER, NOW)) + repr(target(address.url))
    assert "abcdef" not in shown
    assert "s3cret" not in shown


def test_another_body_has_another_signature():
    one, _ = sent(Shape.GENERIC)
    other, _ = sent(Shape.GENERIC, secret="another")
    assert one.body == other.body
    assert one.headers[SIGNATURE] != other.headers[SIGNATURE]


def test_wecom_reads_markdown_and_its_key_stays_in_the_address():
    made, message = sent(Shape.WECOM, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc")
    assert made.url.endswith("send?key=abc")
    assert message["msgtype"] == "markdown"
    assert "[请你处理：ebay return respond](https://desk.example/c/7)" in message["markdown"]["content"]


def test_dingtalk_is_signed_in_the_address_by_milliseconds():
    made, message = sent(Shape.DINGTALK, "https://oapi.dingtalk.com/robot/send?access_token=T", "SECabc")
    asked = parse_qs(urlsplit(made.url).query)
    expected = hmac.new(b"SECabc", f"{asked['timestamp'][0]}\nSECabc".encode(), hashlib.sha256).digest()
    assert asked["sign"] == [base64.b64encode(expected).decode()]
    assert asked["timestamp"] == [str(int(NOW.timestamp() * 1000))]
    assert message["markdown"]["title"] == "请你处理：ebay return respond"


def test_dingtalk_without_a_secret_is_not_signed():
    made, _ = sent(Shape.DINGTALK, "https://oapi.dingtalk.com/robot/send?access_token=T", "")
    assert made.url == "https://oapi.dingtalk.com/robot/send?access_token=T"


def test_feishu_is_signed_in_the_body_by_seconds():
    _, message = sent(Shape.FEISHU)
    key = f"{message['timestamp']}\ns3cret".encode()
    assert message["sign"] == base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()
    (line,) = message["content"]["post"]["zh_cn"]["content"]
    assert line[1]["href"] == "https://desk.example/c/7"


def test_slack_reads_a_link_and_its_three_characters_are_escaped():
    _, message = sent(Shape.SLACK, told=Told("k", "warn", "task", "a <b> & c", NOW, conversation=7))
    assert message["text"].startswith("<https://desk.example/c/7|即将到期：a &lt;b&gt; &amp; c>\n")


@pytest.mark.parametrize("shape", Shape)
def test_no_shape_knows_a_buyer(shape):
    """What is told has no room for a name, an address, a subject or an order; this holds the door."""
    assert set(Told.__dataclass_fields__) == {
        "key", "act", "family", "kind", "due_at", "level", "late", "conversation", "by",
    }  # fmt: skip
    assert sent(shape)[0].headers["Content-Type"].startswith("application/json")
