"""How often one key may call: a bucket that fills with time. Kept in the memory of one process; several processes allow as many times more.

In: a key's name and the moment. Out: whether it may, and how long to wait.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime

_MOST_KEYS = 10_000


@dataclass(slots=True)
class _Bucket:
    left: float
    at: datetime


class Pace:
    """`burst` calls at once, then `per_second`."""

    def __init__(self, burst: float, per_second: float) -> None:
        self._burst, self._per_second = burst, per_second
        self._buckets: dict[str, _Bucket] = {}
        self._lock = threading.Lock()

    def wait(self, key: str, now: datetime) -> float:
        """0 when the call may go on, else the seconds after which it may."""
        with self._lock:
            bucket = self._buckets.get(key)
            if bucket is None:
                if len(self._buckets) >= _MOST_KEYS:
                    self._buckets.clear()  # a flood of names must not fill the memory; all begin anew
                bucket = self._buckets[key] = _Bucket(self._burst, now)
            passed = max((now - bucket.at).total_seconds(), 0)
            bucket.left, bucket.at = min(self._burst, bucket.left + passed * self._per_second), now
            if bucket.left < 1:
                return (1 - bucket.left) / self._per_second
            bucket.left -= 1
            return 0.0
