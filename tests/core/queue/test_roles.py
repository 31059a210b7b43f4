"""Who may do what."""

import pytest

from maildesk.core.queue.roles import Act, Role, may, may_approve, who_may


@pytest.mark.parametrize("act", Act)
def test_every_right_of_a_role_is_one_of_the_next(act):
    rights = [may(role, act) for role in Role]
    assert rights == sorted(rights)
    assert may(Role.SUPERVISOR, act)


def test_a_trainee_drafts_and_does_not_approve():
    assert may("trainee", Act.EDIT_DRAFT)
    assert not may("trainee", Act.APPROVE)
    assert who_may(Act.APPROVE) == ("agent", "lead", "supervisor")


@pytest.mark.parametrize(
    ("role", "writes", "mirrored", "allowed"),
    [
        ("agent", False, True, True),
        ("agent", False, False, False),
        ("agent", True, False, True),
        ("supervisor", False, False, False),
        ("trainee", True, True, False),
    ],
)
def test_words_without_a_mirror_need_somebody_who_writes_the_language(role, writes, mirrored, allowed):
    assert may_approve(role, writes_language=writes, mirrored=mirrored) is allowed
