"""Where a copy in Sent is not ours to make."""

from __future__ import annotations

import pytest

from maildesk.smtp.providers import keeps_a_copy


@pytest.mark.parametrize(
    ("host", "keeps"),
    [
        ("smtp.gmail.com", True),
        ("SMTP.Office365.com.", True),
        ("smtp.163.com", False),
        ("smtp.gmail.com.evil.example", False),
        ("localhost", False),
    ],
)
def test_some_providers_keep_their_own_copy_of_what_was_sent(host: str, keeps: bool) -> None:
    assert keeps_a_copy(host) is keeps
