"""How long to wait after failures."""

from __future__ import annotations

import pytest

from maildesk.imap.backoff import wait_before_retry


@pytest.mark.parametrize(
    ("failures", "jitter", "seconds"),
    [(1, 0.0, 2.5), (1, 1.0, 5.0), (2, 1.0, 10.0), (3, 0.5, 15.0), (8, 1.0, 640.0), (9, 1.0, 900.0), (0, 1.0, 5.0)],
)
def test_each_failure_doubles_the_wait_up_to_the_longest(failures: int, jitter: float, seconds: float) -> None:
    assert wait_before_retry(failures, jitter) == seconds


def test_a_mailbox_may_fail_for_years() -> None:
    assert wait_before_retry(10**9, 1.0) == 900.0
