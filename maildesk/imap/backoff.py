"""How long to wait before the next try. Pure: the number of failures and a random number in, seconds out."""

from __future__ import annotations

FIRST = 5.0
LONGEST = 15 * 60.0
#: 2 ** 20 times any sensible first wait is beyond any sensible longest one; a mailbox may fail for years.
DOUBLINGS = 20


def wait_before_retry(failures: int, jitter: float, *, first: float = FIRST, longest: float = LONGEST) -> float:
    """Seconds to wait after `failures` (1 or more) failures in a row, between half and the whole of a doubling span.

    `jitter` in [0, 1) is drawn by the caller: it keeps a hundred mailboxes of one provider from coming back at once.
    """
    span = min(longest, first * (1 << min(max(failures - 1, 0), DOUBLINGS)))
    return span / 2 + span / 2 * jitter
