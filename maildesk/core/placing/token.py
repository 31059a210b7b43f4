"""Signed reply tokens: the conversation's number in our Message-IDs and plus-addresses, such that nobody can forge one.

In: a conversation's id and the desk's secret, or what came back. Out: the token, the id, or None. HMAC-SHA256, cut to 80
bits: a forger has one guess in 2^80 per mail. It keeps no state, so a token never expires.
"""

from __future__ import annotations

import hmac
import re
from base64 import b32encode
from collections.abc import Iterable

_SIGNATURE_BYTES = 10
_LARGEST = 1 << 62
_TOKEN = re.compile(r"[0-9a-z]{1,13}-[a-z2-7]{16}")
_IN_MESSAGE_ID = re.compile(r"maildesk\.([0-9a-z]{1,13}-[a-z2-7]{16})\.[^\s@<>]{1,200}@", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"\+c\.([0-9a-z]{1,13}-[a-z2-7]{16})@", re.IGNORECASE)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def make(conversation_id: int, secret: bytes) -> str:
    """The token of a conversation: its number in base 36, a dash, its signature. Letters may come back in any case."""
    if not 0 <= conversation_id < _LARGEST:
        raise ValueError(f"a conversation's id is a number from 0, got {conversation_id}")
    number = _base36(conversation_id)
    return f"{number}-{_signature(number, secret)}"


def read(token: str, secret: bytes) -> int | None:
    """The conversation a token names, None when it is none of ours. Compared in constant time."""
    token = token.strip().lower()
    if not _TOKEN.fullmatch(token):
        return None
    number, _, signature = token.partition("-")
    return int(number, 36) if hmac.compare_digest(signature, _signature(number, secret)) else None


def message_id_for(conversation_id: int, unique: str, domain: str, secret: bytes) -> str:
    """Our Message-ID, without <>: `maildesk.{token}.{unique}@{domain}`. `unique` is the outbox row's, made once."""
    return f"maildesk.{make(conversation_id, secret)}.{unique}@{domain}"


def plus_address(address: str, conversation_id: int, secret: bytes) -> str:
    """The mailbox's address that brings answers back: `support+c.{token}@shop.example`. A tag that it has already is kept."""
    local, _, domain = address.rpartition("@")
    return f"{local}+c.{make(conversation_id, secret)}@{domain}"


def conversation_of_message_id(message_id: str, secret: bytes) -> int | None:
    """The conversation one of our Message-IDs was made for."""
    found = _IN_MESSAGE_ID.search(message_id[:400])
    return read(found[1], secret) if found else None


def conversation_of_address(address: str, secret: bytes) -> int | None:
    """The conversation a plus-address of ours was made for."""
    found = _IN_ADDRESS.search(address[:400])
    return read(found[1], secret) if found else None


def conversation_named(message_ids: Iterable[str], addresses: Iterable[str], secret: bytes) -> int | None:
    """The first conversation that a mail's ancestors (nearest first) or recipients name with a good signature."""
    by_id = (conversation_of_message_id(i, secret) for i in message_ids)
    by_address = (conversation_of_address(a, secret) for a in addresses)
    return next((c for found in (by_id, by_address) for c in found if c is not None), None)


def _signature(number: str, secret: bytes) -> str:
    digest = hmac.digest(secret, b"maildesk reply " + number.encode("ascii"), "sha256")
    return b32encode(digest[:_SIGNATURE_BYTES]).decode("ascii").lower()


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
