"""Access tokens as an identity provider makes them (JWT, HS256), for a server that checks them by itself."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time

ISSUER = "https://login.example"
KEY = b"a key that only the tests know, 32 bytes"


def access_token(user: str, *, lifetime: float = 3600, key: bytes = KEY) -> str:
    """A signed token for `user`; a negative `lifetime` gives one that has run out."""
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "sub": user,
        "email": user,
        "iat": now - 7200,
        "nbf": now - 7200,
        "exp": int(now + lifetime),
    }
    head = {"typ": "JWT", "alg": "HS256", "kid": "default"}
    body = b".".join(unpadded(json.dumps(part).encode()) for part in (head, claims))
    return (body + b"." + unpadded(hmac.digest(key, body, hashlib.sha256))).decode()


def unpadded(value: bytes) -> bytes:
    return base64.urlsafe_b64encode(value).rstrip(b"=")
