"""Who may do what: one table, evaluated by one function.

In: a role and an act. Out: yes or no, and who may.
Which conversations a person sees is no matter of roles: a desk has no secrets from its own people.
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A person's standing at the desk, each with all rights of the one before."""

    TRAINEE = "trainee"
    AGENT = "agent"
    LEAD = "lead"
    SUPERVISOR = "supervisor"


class Act(StrEnum):
    """What a right is needed for."""

    EDIT_DRAFT = "edit_draft"
    NOTE = "note"
    TAKE = "take"
    PLACE = "place"
    CORRECT = "correct"
    ESCALATE = "escalate"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    REJECT = "reject"
    SOLVE = "solve"
    APPROVE_IN_BULK = "approve_in_bulk"
    ASSIGN_OTHERS = "assign_others"
    SETTLE_SENDING = "settle_sending"
    REPLAY = "replay"
    PLAN_PEAKS = "plan_peaks"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_MAILBOXES = "manage_mailboxes"
    MANAGE_SHOP = "manage_shop"


_FROM: dict[Act, Role] = {
    Act.EDIT_DRAFT: Role.TRAINEE,
    Act.NOTE: Role.TRAINEE,
    Act.TAKE: Role.TRAINEE,
    Act.PLACE: Role.TRAINEE,
    Act.CORRECT: Role.TRAINEE,
    Act.ESCALATE: Role.TRAINEE,
    Act.APPROVE: Role.AGENT,
    Act.SEND_BACK: Role.AGENT,
    Act.REJECT: Role.AGENT,
    Act.SOLVE: Role.AGENT,
    Act.APPROVE_IN_BULK: Role.AGENT,
    Act.SETTLE_SENDING: Role.AGENT,
    Act.REPLAY: Role.AGENT,
    Act.ASSIGN_OTHERS: Role.LEAD,
    Act.PLAN_PEAKS: Role.LEAD,
    Act.MANAGE_PEOPLE: Role.SUPERVISOR,
    Act.MANAGE_MAILBOXES: Role.SUPERVISOR,
    Act.MANAGE_SHOP: Role.SUPERVISOR,
}
_RANK = {role: rank for rank, role in enumerate(Role)}


def may(role: str, act: Act) -> bool:
    """Whether a person of this role may do it."""
    return _RANK[Role(role)] >= _RANK[_FROM[act]]


def who_may(act: Act) -> tuple[str, ...]:
    """The roles that may do it, lowest first: what a refusal tells."""
    return tuple(role for role in Role if may(role, act))


def may_approve(role: str, *, writes_language: bool, mirrored: bool) -> bool:
    """A draft with words that have no mirror is approved only by somebody who writes its language (leads are no exception)."""
    return may(role, Act.APPROVE) and (mirrored or writes_language)
