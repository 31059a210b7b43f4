"""What a webhook's answer means, and when to try again.

In: the shape, the status and the body that came back, how often it was tried. Out: taken, again later, or refused for
good. Chats answer 200 with an error inside, so that the body is read for them. Rows are the codes their makers document.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from maildesk.core.telling.shapes import Shape


class Outcome(StrEnum):
    """What became of one try. `unclear`: it was sent and no answer came; never tried again by itself."""

    TAKEN = "taken"
    AGAIN = "again"
    REFUSED = "refused"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome and the other side's words for it; `wait`: how long it asked us to wait."""

    outcome: Outcome
    said: str
    wait: timedelta = timedelta()


#: Where each chat's answer keeps its code, and the codes that pass by themselves: too many messages, busy.
_CODES: dict[Shape, tuple[tuple[str, ...], frozenset[int]]] = {
    Shape.WECOM: (("errcode",), frozenset({-1, 45009, 45033})),
    Shape.DINGTALK: (("errcode",), frozenset({-1, 130101, 410100})),
    Shape.FEISHU: (("code", "StatusCode"), frozenset({2200, 9499, 11232, 11233, 99991400})),
}
#: Of HTTP itself: slow down, time-outs, and whatever the server says of its own failing.
_PASSING = frozenset({408, 425, 429})
_LONGEST_WAIT = timedelta(hours=1)
#: Waits between tries; after the last one a person must look.
BACKOFF = tuple(timedelta(seconds=s) for s in (10, 30, 120, 600, 1800, 3600, 7200))


def verdict(shape: Shape, status: int, body: bytes, retry_after: str = "") -> Verdict:
    """What the answer means."""
    said = f"{status} {' '.join(body[:400].decode('utf-8', 'replace').split())}"[:300].strip()
    if status in _PASSING or status >= 500:
        return Verdict(Outcome.AGAIN, said, _asked(retry_after))
    if not 200 <= status < 300:
        return Verdict(Outcome.REFUSED, said)
    return Verdict(_inside(shape, body), said)


def next_try(attempts: int, wait: timedelta) -> timedelta | None:
    """How long until the next try after `attempts` of them; nothing when it is given up."""
    return max(BACKOFF[attempts - 1], wait) if 0 < attempts <= len(BACKOFF) else None


def _inside(shape: Shape, body: bytes) -> Outcome:
    if shape not in _CODES:
        return Outcome.TAKEN
    names, passing = _CODES[shape]
    code = _code(body, names)
    if code == 0:
        return Outcome.TAKEN
    return Outcome.AGAIN if code in passing else Outcome.REFUSED


def _code(body: bytes, names: tuple[str, ...]) -> int | None:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    found = (told[name] for name in names if name in told) if isinstance(told, dict) else iter(())
    code = next(found, None)
    return code if isinstance(code, int) else None


def _asked(retry_after: str) -> timedelta:
    """Retry-After in seconds (RFC 9110, 10.2.3); a date there is not worth reading, the back-off will do."""
    seconds = int(retry_after) if retry_after.isascii() and retry_after.isdecimal() and len(retry_after) < 6 else 0
    return min(timedelta(seconds=seconds), _LONGEST_WAIT)
