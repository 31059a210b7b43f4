"""Whose turn it is after mails were moved: told from the mails that stand there, never from the conversation they left.

In: a session, two conversations, the mails that changed places. Out: their counts, flags, states and `waiting_since`; an emptied
conversation is closed. `Stood` is how they were before, for the way back.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.mail.parsed import Kind
from maildesk.core.queue.waiting import Stands, waiting_since
from maildesk.db import tables as t
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.peak import tally

#: Mails that make it the desk's turn: a buyer's, and an answer of ours that came back.
_ASKS = frozenset({Kind.BUYER, Kind.BOUNCE})
_MOMENTS = ("waiting_since", "solved_at", "snoozed_until")


@dataclass(frozen=True, slots=True)
class Moved:
    """Mails that went from one conversation to another. `whole`: all of them, because the two are one matter."""

    ids: Collection[int]
    source: t.Conversation
    target: t.Conversation
    whole: bool = False


def stood(*rows: t.Conversation) -> dict[str, Any]:
    """How conversations stand, to be kept for the way back."""
    return {
        str(row.id): {"state": row.state} | {name: _written(getattr(row, name)) for name in _MOMENTS} for row in rows
    }


def settle(session: Session, moved: Moved, now: datetime) -> None:
    """Both conversations as their mails now tell."""
    both = (moved.source, moved.target)
    mails = {row.id: _mails(session, row) for row in both}
    since = {row.id: row.waiting_since for row in both}
    waits = {row.id: waiting_since(_stands(mails, since, moved, row)) for row in both}
    for row in both:
        _turn(session, row, mails[row.id], waits[row.id], now)
    _flags(session, moved, mails)


def back(session: Session, moved: Moved, before: dict[str, Any], since: datetime, now: datetime) -> None:
    """The mails went back at once or later: what waited then waits again, unless it was answered where it stood meanwhile.

    `moved` is the way back; `since`: when they went.
    """
    merged_waits = moved.source.waiting_since
    for row in (moved.source, moved.target):
        mails, was = _mails(session, row), before.get(str(row.id), {})
        waited = datetime.fromisoformat(was["waiting_since"]) if was.get("waiting_since") else None
        if waited is not None and (merged_waits is None or merged_waits > waited):
            waited = None
        if waited is None and merged_waits is not None:
            came = (_at(mail) for mail in mails if mail.kind in _ASKS and mail.arrived_at > since)
            waited = min((at for at in came if at >= merged_waits), default=None)
        _turn(session, row, mails, waited, now)
        if was and waited is None and was["waiting_since"] is None and mails:
            moments = {name: datetime.fromisoformat(was[name]) if was[name] else None for name in _MOMENTS}
            conversations.change(session, row, state=was["state"], **moments)
    _flags(session, moved, {row.id: _mails(session, row) for row in (moved.source, moved.target)})


def _stands(
    mails: dict[int, Sequence[t.Message]], since: dict[int, datetime | None], moved: Moved, row: t.Conversation
) -> list[Stands]:
    """The mails of a conversation, each with whether it waited where it stood."""
    home = {
        mail.id: moved.source.id if mail.id in moved.ids else mail.conversation_id
        for those in mails.values()
        for mail in those
    }
    asked = {home[mail.id] for those in mails.values() for mail in those if mail.kind in _ASKS}
    return [
        _stand(mail, home[mail.id], since, moved, home[mail.id] in asked) for mail in mails[row.id] if _counts(mail)
    ]


def _stand(mail: t.Message, home: int | None, since: dict[int, datetime | None], moved: Moved, asked: bool) -> Stands:
    at, alone = _at(mail), mail.id in moved.ids and not moved.whole
    if mail.direction == "out":
        # An answer that stood where nobody had asked answers what stands where it is put.
        return Stands(at, ours=True, anew=alone or not asked)
    waited = since.get(home or 0)
    return Stands(at, waits=waited is not None and at >= waited, anew=alone)


def _turn(
    session: Session, row: t.Conversation, mails: Sequence[t.Message], waits: datetime | None, now: datetime
) -> None:
    """Counts and turn of a conversation."""
    before = row.waiting_since
    answers = sum(mail.direction == "out" for mail in mails)
    values: dict[str, Any] = {"mails": len(mails), "answers": answers, "waiting_since": waits}
    if mails:
        values["last_mail_at"] = max(mail.arrived_at for mail in mails)
    if waits is not None and before is None:
        values |= {"state": "open", "solved_at": None, "snoozed_until": None}
    elif waits is None and not mails and row.merged_into_id is None:
        values["state"] = "closed"
    elif waits is None and before is not None and answers:
        values["state"] = "waiting_buyer"
    conversations.change(session, row, **values)
    tally.turned(session, before, row, now)


def _flags(session: Session, moved: Moved, mails: dict[int, Sequence[t.Message]]) -> None:
    """What the moved mails warn of goes with them, and stays where another mail warns of it, too."""
    went = {flag for mail in mails[moved.target.id] if mail.id in moved.ids for flag in _said(mail)}
    stays = {flag for mail in mails[moved.source.id] for flag in _said(mail)}
    for row, flags in (
        (moved.source, set(moved.source.flags) - (went - stays)),
        (moved.target, {*moved.target.flags, *went}),
    ):
        if sorted(flags) != row.flags:
            conversations.change(session, row, flags=sorted(flags))


def _said(mail: t.Message) -> set[str]:
    return {*mail.found.get("flags", ()), *(warning["code"] for warning in mail.found.get("warnings", ()))}


def _mails(session: Session, row: t.Conversation) -> Sequence[t.Message]:
    query = select(t.Message).where(t.Message.conversation_id == row.id)
    return session.scalars(query.order_by(t.Message.arrived_at)).all()


def _counts(mail: t.Message) -> bool:
    return mail.direction == "out" or mail.kind in _ASKS


def _at(mail: t.Message) -> datetime:
    """The mail's own time as its conversation counted it (`flow.mail.arrive.own_time`); a returned mail counts from its arrival."""
    at, arrived = mail.sent_at, mail.arrived_at
    if at is None or mail.kind == Kind.BOUNCE or not arrived - timedelta(days=7) <= at <= arrived + timedelta(hours=1):
        return arrived
    return at


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
