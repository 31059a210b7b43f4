"""The counts a conversation belongs to, and how they change."""

import pytest

from maildesk.core.queue.badges import Standing, badges, moves


@pytest.mark.parametrize(
    ("standing", "names"),
    [
        (None, set()),
        (Standing("open"), {"state:open", "owner:0"}),
        (
            Standing("open", owner_id=3, desk="complaints", ready=True),
            {"state:open", "owner:3", "desk:complaints", "ready"},
        ),
        (Standing("open", snoozed=True), {"snoozed", "snoozed:0"}),
        (Standing("solved", owner_id=3), {"state:solved"}),
    ],
)
def test_a_conversation_counts_where_people_look_for_it(standing, names):
    assert badges(standing) == names


def test_only_the_differences_are_written():
    assert moves(Standing("open"), Standing("open", owner_id=3)) == (("owner:0", -1), ("owner:3", 1))
    assert moves(Standing("open"), Standing("open")) == ()
