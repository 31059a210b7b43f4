"""What may be approved in bulk: green drafts of conversations with nothing odd about them."""

import pytest

from maildesk.core.queue.bulk import WANT_EYES, against_bulk
from maildesk.core.reply.checks import Check, Weight

GREEN = Check("open_slot", True, Weight.STOP)


def test_a_green_draft_of_a_quiet_conversation_may_go():
    assert against_bulk([GREEN], []) == ""


def test_a_failed_check_is_named():
    assert against_bulk([GREEN, Check("not_mirrored", False, Weight.CARE)], []) == "check.not_mirrored"


@pytest.mark.parametrize("flag", WANT_EYES)
def test_a_flag_that_wants_eyes_is_named(flag):
    assert against_bulk([GREEN], [flag]) == f"flag.{flag}"
