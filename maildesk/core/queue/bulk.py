"""Which drafts may be approved without anybody looking closely: green throughout, in a conversation with nothing odd about it.

In: the checks of a draft and the flags of its conversation. Out: yes, or the code of what speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterable

from maildesk.core.reply.checks import Check

#: Flags (design 5) that want a person's eyes: somebody may not be who they seem, or a careless answer would cost a case.
WANT_EYES = (
    "order_conflict", "auth_fail", "sender_differs", "reply_to_differs", "ambiguous", "msgid_collision", "threat", "withdrawal", "bounced",
)  # fmt: skip


def against_bulk(checks: Iterable[Check], flags: Iterable[str]) -> str:
    """The code of the first thing that speaks against approving in bulk; empty when nothing does."""
    failed = next((f"check.{check.code}" for check in checks if not check.ok), "")
    there = frozenset(flags)
    return failed or next((f"flag.{flag}" for flag in WANT_EYES if flag in there), "")
