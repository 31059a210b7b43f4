"""What follows a try to send."""

from datetime import UTC, datetime

import pytest

from maildesk.core.queue.sending import PAUSES, Outcome, Sending, after

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)


@pytest.mark.parametrize("attempt", range(1, len(PAUSES) + 1))
def test_a_temporary_failure_waits_longer_each_time(attempt):
    assert after(Outcome.TEMPORARY, attempt, NOW).not_before == NOW + PAUSES[attempt - 1]


@pytest.mark.parametrize(
    ("outcome", "attempts", "state"),
    [
        (Outcome.ACCEPTED, 1, Sending.SENT),
        (Outcome.PERMANENT, 1, Sending.FAILED),
        (Outcome.UNCLEAR, 1, Sending.UNCERTAIN),
        (Outcome.TEMPORARY, len(PAUSES) + 1, Sending.FAILED),
    ],
)
def test_what_cannot_be_tried_again_is_settled(outcome, attempts, state):
    following = after(outcome, attempts, NOW)
    assert (following.state, following.not_before) == (state, None)
