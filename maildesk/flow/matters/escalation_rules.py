"""Matters that go up by themselves: looked at when a buyer's mail was placed, and when a clock warns.

In: a batch of placed mails, or of rings. Out: escalations, each cause at most once for a matter until it is solved. The store is asked
only about matters for which a cause can hold; what a batch of mails needs is in its memory already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from maildesk.core.clock.escalation import Cause, Limits, Standing, causes, next_owner, share_gone
from maildesk.core.clock.ladder import Act
from maildesk.core.clock.step import Effect
from maildesk.core.intent.found import Intent
from maildesk.db import tables as t
from maildesk.flow.clocks import calendars, keeping
from maildesk.flow.clocks.promise import Spoke
from maildesk.flow.mail.memory import Memory
from maildesk.flow.matters import escalations, limits
from maildesk.flow.matters.escalations import Going
from maildesk.flow.peak import season

#: A buyer's matters count together for so long.
_REPEAT = timedelta(days=30)
#: Questions in which the whole order is at stake.
_AT_STAKE = frozenset({
    Intent.NOT_RECEIVED, Intent.DAMAGED, Intent.DEFECTIVE, Intent.WRONG_ITEM, Intent.MISSING_ITEM, Intent.NOT_AS_DESCRIBED,
    Intent.RETURN_REQUEST, Intent.REFUND_STATUS, Intent.CANCEL_ORDER, Intent.COMPLAINT,
})  # fmt: skip
#: A warning rings these; what has run out is told by the ladder itself.
_WARNINGS = frozenset({Act.WARN, Act.WARN_AGAIN, Act.ESCALATE})


@dataclass(slots=True)
class _Before:
    """How a matter stood before: its round (how often it was solved), when last, and its escalations of this round."""

    round: int = 0
    solved_at: datetime | None = None
    ups: list[t.EscalationRow] = field(default_factory=list)

    @property
    def is_up(self) -> bool:
        return any(up.ended_at is None for up in self.ups)

    @property
    def used(self) -> set[str]:
        return {cause for up in self.ups for cause in up.causes}


def heard(memory: Memory, spoke: Sequence[Spoke], now: datetime) -> None:
    """Buyers wrote: whatever a rule says should be seen by somebody above goes there."""
    set_at, today = limits.upwards(memory.session), season.at(memory.session, now)
    looked = [(each.row, *_looked(memory, each, set_at, today, now)) for each in spoke]
    waiting = {row.id: (row, standing, within) for row, standing, within in looked if causes(standing, within)}
    before = _before(memory.session, waiting)
    held = []
    for number, (row, standing, within) in waiting.items():
        mails = _unsolved(memory.session, row, before[number])
        held.append((row, causes(replace(standing, unsolved_mails=mails), within)))
    _raise(memory.session, held, before, now)


def rang(session: Session, rang: Sequence[tuple[t.ClockRow, Effect]], now: datetime) -> None:
    """Clocks warned: those with little of their time left go up, and the next level looks at the matter, not only at the clock."""
    within = limits.upwards(session).limits("")
    shelf = calendars.at(now)
    gone: dict[int, float] = defaultdict(float)
    for clock, effect in rang:
        if effect.act in _WARNINGS and clock.conversation_id and clock.family != escalations.FAMILY and not clock.quiet:
            gone[clock.conversation_id] = max(gone[clock.conversation_id], share_gone(keeping.value(clock), now, shelf))
    near = {number: Standing(gone=share) for number, share in gone.items() if causes(Standing(gone=share), within)}
    rows = session.scalars(select(t.Conversation).where(t.Conversation.id.in_(near))).all() if near else ()
    before = _before(session, near)
    _raise(session, [(row, causes(near[row.id], within)) for row in rows], before, now)


def _looked(
    memory: Memory, spoke: Spoke, held: limits.Upwards, today: season.Season, now: datetime
) -> tuple[Standing, Limits]:
    """How a matter stands, from what the batch has in memory; all its mails count as unsolved until the store is asked."""
    row = spoke.row
    order = memory.order(row.main_order_id) if row.intent in _AT_STAKE else None
    amount = order.total if order is not None else None
    standing = Standing(0.0, spoke.threatens, row.mails, amount, _contacts(memory, row, now))
    return standing, today.limits(held.limits(order.currency if order is not None else ""))


def _contacts(memory: Memory, row: t.Conversation, now: datetime) -> int:
    """The buyer's matters of late, this one among them."""
    theirs = {*memory.of_buyer.get(row.buyer_id or 0, ()), row.id}
    known = (memory.conversations.get(number) for number in theirs)
    return sum(each is not None and each.created_at > now - _REPEAT for each in known)


def _before(session: Session, numbers: Iterable[int]) -> Mapping[int, _Before]:
    """Three questions for all of them together, and none when nothing can hold."""
    ids = list(numbers)
    found: dict[int, _Before] = {number: _Before() for number in ids}
    if not ids:
        return found
    solved = (
        select(t.Deed.conversation_id, func.count(), func.max(t.Deed.at))
        .where(t.Deed.conversation_id.in_(ids), t.Deed.code == "solved", t.Deed.undone_at.is_(None))
        .group_by(t.Deed.conversation_id)
    )
    for number, times, at in session.execute(solved):
        found[number].round, found[number].solved_at = times, at
    for up in session.scalars(select(t.EscalationRow).where(t.EscalationRow.conversation_id.in_(ids))):
        solved_at = found[up.conversation_id].solved_at
        if solved_at is None or up.at > solved_at:
            found[up.conversation_id].ups.append(up)
    return found


def _unsolved(session: Session, row: t.Conversation, before: _Before) -> int:
    """The buyer's mails since the matter was last solved."""
    if before.solved_at is None:
        return row.mails
    came = select(func.count()).where(
        t.Message.conversation_id == row.id, t.Message.direction == "in", t.Message.arrived_at > before.solved_at
    )
    return session.scalar(came) or 0


def _raise(
    session: Session,
    held: Sequence[tuple[t.Conversation, Sequence[Cause]]],
    before: Mapping[int, _Before],
    now: datetime,
) -> None:
    """Up by one level each, if any of its causes is a new one and the matter is not up already."""
    found = ((row, _going(row, holding, before[row.id])) for row, holding in held)
    matters = [(row, going) for row, going in found if going is not None]
    if matters:
        escalations.go_up(session, matters, now)


def _going(row: t.Conversation, held: Sequence[Cause], before: _Before) -> Going | None:
    new = [str(cause) for cause in held if cause not in before.used]
    if not new or before.is_up:
        return None
    times = len(before.ups) + 1
    key = f"{row.id} {before.round}.{times}"
    return Going(tuple(new), next_owner(times), key=key, quietly=new == [str(Cause.BREACH_NEAR)])
