"""Mailbox passwords and refresh tokens at rest: encrypted under keys derived from the desk's secret key.

In: the secret key (and former ones, comma-separated, so that a key can be changed). Out: bytes for the column `secret`.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from maildesk.errors import SettingError


class Vault:
    """Seals and opens small JSON values. The first key seals; all of them open."""

    def __init__(self, secret_key: str) -> None:
        keys = [key.strip() for key in secret_key.split(",") if key.strip()]
        self._fernet = MultiFernet([Fernet(_derived(key)) for key in keys])

    def seal(self, value: dict[str, Any]) -> bytes:
        return self._fernet.encrypt(json.dumps(value).encode())

    def open(self, sealed: bytes) -> dict[str, Any]:
        """The value sealed before. Raises `SettingError` when the secret key is not the one it was sealed under."""
        if not sealed:
            return {}
        try:
            value: dict[str, Any] = json.loads(self._fernet.decrypt(sealed))
        except InvalidToken:
            raise SettingError(
                "the mailbox passwords were sealed under another MAILDESK_SECRET_KEY; set that key, or enter the passwords again"
            ) from None
        return value


def _derived(key: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"maildesk mailbox secrets").derive(key.encode())
    return base64.urlsafe_b64encode(derived)
