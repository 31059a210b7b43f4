"""The signed part of links in mails that nobody asked for: who it went to and which mail it was, such that nobody can make one up.

In: a contact's and a mail's number and the secrets, or what came back. Out: the token, or the numbers, or nothing. It needs no sign-in
(15 USC 7704(a)(4): no login, no further data) and never expires; a former secret goes on opening what it signed, so that a way out
never closes.
"""

from __future__ import annotations

import hmac
import re
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass

_SIGNATURE_BYTES = 15
_TOKEN = re.compile(r"([0-9]{1,18})-([0-9]{1,18})-([a-z2-7]{24})")


@dataclass(frozen=True, slots=True)
class Linked:
    """What a token names; `outreach_id` 0 for a link that no mail carried."""

    contact_id: int
    outreach_id: int = 0


def make(linked: Linked, secret: bytes) -> str:
    """The token, of letters, digits and dashes alone."""
    numbers = f"{linked.contact_id}-{linked.outreach_id}"
    return f"{numbers}-{_signature(numbers, secret)}"


def read(token: str, secrets: Iterable[bytes]) -> Linked | None:
    """What the token names, nothing when none of the secrets has signed it. Compared in constant time."""
    match = _TOKEN.fullmatch(token.strip().lower())
    if match is None:
        return None
    numbers = f"{match[1]}-{match[2]}"
    good = [hmac.compare_digest(match[3], _signature(numbers, secret)) for secret in secrets]
    return Linked(int(match[1]), int(match[2])) if any(good) else None


def _signature(numbers: str, secret: bytes) -> str:
    digest = hmac.digest(secret, b"maildesk care link " + numbers.encode("ascii"), "sha256")
    return b32encode(digest[:_SIGNATURE_BYTES]).decode("ascii").lower()
