"""The shapes of webhooks: how a ring is written for a system of one's own, and for the group robots of four chats.

In: what is told, the address and its secret, now. Out: one POST. It opens no connection, and puts no buyer's data into any of them.

Sources: WeCom "group robot" (developer.work.weixin.qq.com, document 91770), DingTalk "custom robot, security settings" (open.dingtalk.com),
Feishu and Lark "custom bot" (open.feishu.cn, open.larksuite.com), Slack "incoming webhooks" (api.slack.com).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import quote_plus

from maildesk.core.telling.told import Reader, Told, sentence, title

#: Headers of the generic shape. A receiver refuses a timestamp that is more than five minutes from its own clock.
ID, TIMESTAMP, SIGNATURE = "Maildesk-Id", "Maildesk-Timestamp", "Maildesk-Signature"


class Shape(StrEnum):
    """Who reads it."""

    GENERIC = "generic"
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    SLACK = "slack"


@dataclass(frozen=True, slots=True)
class Address:
    """Where it goes. The secret signs; WeCom and Slack have none, their address is the secret."""

    shape: Shape
    url: str = field(repr=False)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Post:
    """One POST, ready to be sent."""

    url: str = field(repr=False)
    body: bytes
    headers: Mapping[str, str]


def post(address: Address, told: Told, reader: Reader, now: datetime) -> Post:
    """The POST that tells this ring in the address's shape."""
    return _SHAPES[address.shape](address, told, reader, now)


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over the timestamp, a dot and the body, in hexadecimal: of the generic shape."""
    return "v1=" + hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _generic(address: Address, told: Told, reader: Reader, now: datetime) -> Post:
    timestamp = str(int(now.timestamp()))
    facts = {
        "id": told.key,
        "type": f"clock.{told.act}",
        "family": told.family,
        "kind": told.kind,
        "due_at": _utc(told.due_at),
        "level": told.level,
        "late": told.late,
        "conversation": told.conversation,
        "title": title(told, reader),
        "text": sentence(told, reader),
        "link": reader.link_to(told.conversation),
        "sent_at": _utc(now),
    }
    sent = _json(address.url, facts)
    signed = {ID: told.key, TIMESTAMP: timestamp, SIGNATURE: signature(address.secret, timestamp, sent.body)}
    return Post(sent.url, sent.body, {**sent.headers, **signed})


def _wecom(address: Address, told: Told, reader: Reader, _: datetime) -> Post:
    return _json(address.url, {"msgtype": "markdown", "markdown": {"content": _markdown(told, reader)}})


def _dingtalk(address: Address, told: Told, reader: Reader, now: datetime) -> Post:
    """Signed in the address: base64 of HMAC-SHA256 over "timestamp LF secret" under the secret, in milliseconds."""
    url = address.url
    if address.secret:
        timestamp = str(int(now.timestamp() * 1000))
        sign = _hmac64(address.secret, f"{timestamp}\n{address.secret}")
        url += f"{'&' if '?' in url else '?'}timestamp={timestamp}&sign={quote_plus(sign)}"
    text = {"title": title(told, reader), "text": _markdown(told, reader)}
    return _json(url, {"msgtype": "markdown", "markdown": text})


def _feishu(address: Address, told: Told, reader: Reader, now: datetime) -> Post:
    """Signed in the body: base64 of HMAC-SHA256 over nothing under "timestamp LF secret", in seconds."""
    language = "zh_cn" if reader.locale == "zh-Hans" else "en_us"
    parts: list[dict[str, str]] = [{"tag": "text", "text": sentence(told, reader)}]
    if link := reader.link_to(told.conversation):
        parts.append({"tag": "a", "text": " maildesk", "href": link})
    message: dict[str, Any] = {
        "msg_type": "post",
        "content": {"post": {language: {"title": title(told, reader), "content": [parts]}}},
    }
    if address.secret:
        timestamp = str(int(now.timestamp()))
        message |= {"timestamp": timestamp, "sign": _hmac64(f"{timestamp}\n{address.secret}", "")}
    return _json(address.url, message)


def _slack(address: Address, told: Told, reader: Reader, _: datetime) -> Post:
    link, heading = reader.link_to(told.conversation), _escaped(title(told, reader))
    heading = f"<{link}|{heading}>" if link else f"*{heading}*"
    return _json(address.url, {"text": f"{heading}\n{_escaped(sentence(told, reader))}"})


_SHAPES: Mapping[Shape, Callable[[Address, Told, Reader, datetime], Post]] = {
    Shape.GENERIC: _generic,
    Shape.WECOM: _wecom,
    Shape.DINGTALK: _dingtalk,
    Shape.FEISHU: _feishu,
    Shape.SLACK: _slack,
}


def _markdown(told: Told, reader: Reader) -> str:
    """The markdown that WeCom and DingTalk both read. The only words of people in it are names of colleagues and of kinds."""
    link, heading = reader.link_to(told.conversation), title(told, reader)
    linked = f"[{heading}]({link})" if link else heading
    return f"**{linked}**\n\n{sentence(told, reader)}"


def _json(url: str, value: Mapping[str, Any]) -> Post:
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Post(url, body, {"Content-Type": "application/json; charset=utf-8", "User-Agent": "maildesk"})


def _hmac64(key: str, over: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), over.encode(), hashlib.sha256).digest()).decode()


def _escaped(text: str) -> str:
    """The three characters that Slack reads as its own."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
