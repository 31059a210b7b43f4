"""Since when a conversation waits, after mails were put into it or taken out."""

from datetime import UTC, datetime, timedelta

import pytest

from maildesk.core.queue.waiting import Stands, waiting_since

FIRST = datetime(2026, 11, 20, 8, tzinfo=UTC)
SECOND, THIRD = FIRST + timedelta(hours=1), FIRST + timedelta(hours=2)


@pytest.mark.parametrize(
    ("mails", "since"),
    [
        ((), None),
        ((Stands(FIRST),), None),  # it did not wait where it stood
        ((Stands(FIRST, waits=True), Stands(SECOND, waits=True)), FIRST),
        ((Stands(FIRST, waits=True), Stands(SECOND, ours=True)), FIRST),  # that answered something else
        ((Stands(FIRST, waits=True), Stands(SECOND, ours=True, anew=True), Stands(THIRD, waits=True)), THIRD),
        ((Stands(FIRST, anew=True),), FIRST),
        ((Stands(FIRST, anew=True), Stands(SECOND, ours=True)), None),
    ],
)
def test_the_first_mail_that_still_waits_counts(mails, since):
    assert waiting_since(mails) == since
