"""What people do to a conversation besides its draft: take, assign, hand over, snooze, solve, note. Each can be undone.

In: a session, the conversation as the person saw it, who and when. Out: the changed row, in the caller's transaction.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.errors import NotFoundError, StaleError
from maildesk.flow.clocks import promise
from maildesk.flow.house import jobs
from maildesk.flow.house.person import Doing, Seen
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.matters import corrections, escalations, moving
from maildesk.flow.peak import tally
from maildesk.flow.reply import approval

_MENTION = re.compile(r"@([\w.-]{2,80})")
#: Columns an act may change, and so an undo puts back.
_MOMENTS = frozenset({"waiting_since", "snoozed_until", "solved_at"})


def assign(session: Session, seen: Seen, owner_id: int | None, doing: Doing) -> t.Conversation:
    """Give a conversation to somebody, or to nobody. Taking it oneself needs no lead."""
    doing.by.must(Act.TAKE if owner_id in (doing.by.id, None) else Act.ASSIGN_OTHERS)
    if owner_id is not None and session.get(t.User, owner_id) is None:
        raise NotFoundError(f"there is no person {owner_id}")
    row = _do(session, seen, "assigned", doing, owner_id=owner_id)
    if owner_id is not None and owner_id != doing.by.id:
        _tell(session, owner_id, "assigned", row.id, doing)
    return row


def hand_over(session: Session, seen: Seen, desk: str, why: str, doing: Doing) -> t.Conversation:
    """Pass a conversation to another desk, with the reason as a note."""
    doing.by.must(Act.TAKE)
    row = _do(session, seen, "handed_over", doing, desk=desk[:40], owner_id=None)
    if why:
        session.add(t.Note(conversation_id=row.id, author_id=doing.by.id, text=why, at=doing.now))
    return row


def snooze(session: Session, seen: Seen, until: datetime, doing: Doing) -> t.Conversation:
    """Out of the queue until a moment, or until the buyer writes."""
    doing.by.must(Act.TAKE)
    return _do(session, seen, "snoozed", doing, snoozed_until=until)


def solve(session: Session, seen: Seen, doing: Doing) -> t.Conversation:
    """Nothing more to do. The next mail of the buyer opens it again, within the grace period."""
    doing.by.must(Act.SOLVE)
    row = _do(
        session,
        seen,
        "solved",
        doing,
        state="solved",
        solved_at=doing.now,
        waiting_since=None,
        snoozed_until=None,
    )
    escalations.solved(session, row, doing)
    jobs.ask(session, "care_solved", doing.now, {"conversation_id": row.id}, key=f"care_solved:{row.id}")
    return row


def reopen(session: Session, seen: Seen, doing: Doing) -> t.Conversation:
    doing.by.must(Act.SOLVE)
    return _do(session, seen, "reopened", doing, state="open", solved_at=None)


def wait_for_others(session: Session, seen: Seen, doing: Doing) -> t.Conversation:
    """The desk waits for somebody who is not the buyer: carrier, warehouse, finance."""
    doing.by.must(Act.SOLVE)
    return _do(session, seen, "waiting_other", doing, state="waiting_other")


def note(session: Session, conversation_id: int, text: str, doing: Doing) -> t.Note:
    """A note for colleagues; everybody named with @login is told."""
    doing.by.must(Act.NOTE)
    row = conversations.get(session, conversation_id)
    written = t.Note(conversation_id=row.id, author_id=doing.by.id, text=text[:20_000], at=doing.now)
    session.add(written)
    logins = set(_MENTION.findall(text))
    for user_id in session.scalars(select(t.User.id).where(t.User.login.in_(logins), t.User.active)) if logins else ():
        _tell(session, user_id, "mentioned", row.id, doing)
    session.flush()
    return written


def wake(session: Session, now: datetime) -> int:
    """Conversations whose snooze is over are back in the queue; returns how many."""
    rows = session.scalars(select(t.Conversation).where(t.Conversation.snoozed_until <= now)).all()
    for row in rows:
        conversations.change(session, row, snoozed_until=None)
        conversations.record(session, row.id, "woke", now)
    return len(rows)


def undo(session: Session, deed_id: int, doing: Doing) -> t.Deed:
    """Take back the newest deed of a conversation. Raises `StaleError` when something happened since, or it cannot be undone."""
    deed = session.get(t.Deed, deed_id, with_for_update=True)
    if deed is None or not deed.undo:
        raise NotFoundError(f"there is nothing to undo under {deed_id}")
    later = select(t.Deed.id).where(
        t.Deed.conversation_id == deed.conversation_id,
        t.Deed.id > deed.id,
        t.Deed.undone_at.is_(None),
        t.Deed.by.is_not(None),
    )
    if deed.undone_at is not None or session.scalar(later.limit(1)) is not None:
        raise StaleError("something happened since; this can no longer be undone")
    (_UNDO.get(deed.code) or _put_back)(session, deed, doing)
    deed.undone_at = doing.now
    return deed


def _put_back(session: Session, deed: t.Deed, doing: Doing) -> None:
    row = session.get_one(t.Conversation, deed.conversation_id)
    waited = row.waiting_since
    conversations.change(session, row, **{name: _from_json(name, value) for name, value in deed.undo.items()})
    tally.turned(session, waited, row, doing.now)
    if "state" in deed.undo:
        promise.follow(session, row, doing.now)


def _put_draft_back(session: Session, deed: t.Deed, _: Doing) -> None:
    draft = session.get_one(t.Draft, deed.undo["draft"])
    draft.state, draft.plan, draft.note = (
        deed.undo["state"],
        deed.undo.get("plan", draft.plan),
        deed.undo.get("note", draft.note),
    )
    draft.version += 1
    row = session.get_one(t.Conversation, deed.conversation_id)
    conversations.change(session, row, draft_state=draft.state, checks_green=False)


def _unsolve(session: Session, deed: t.Deed, doing: Doing) -> None:
    _put_back(session, deed, doing)
    escalations.unsolved(session, deed, doing)


_UNDO = {
    "solved": _unsolve,
    "escalated": escalations.undo_escalate,
    "escalation_ended": escalations.undo_end,
    "approved": approval.take_back,
    "draft_edited": _put_draft_back,
    "draft_sent_back": _put_draft_back,
    "draft_rejected": _put_draft_back,
    "mail_moved": moving.undo,
    "split_off": moving.undo,
    "merged": moving.undo,
    "corrected": corrections.undo,
}


def _do(session: Session, seen: Seen, code: str, doing: Doing, **values: Any) -> t.Conversation:
    row = conversations.claim(session, seen.id, seen.version)
    before = {name: _to_json(getattr(row, name)) for name in values}
    waited = row.waiting_since
    conversations.change(session, row, **values)
    tally.turned(session, waited, row, doing.now)
    if "state" in values:
        promise.follow(session, row, doing.now)
    detail = {name: _to_json(value) for name, value in values.items()}
    conversations.record(session, row.id, code, doing.now, by=doing.by.id, detail=detail, undo=before)
    return row


def _to_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _from_json(name: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if name in _MOMENTS and value else value


def _tell(session: Session, user_id: int, code: str, conversation_id: int, doing: Doing) -> None:
    detail = {"by": doing.by.name}
    session.add(
        t.Notification(user_id=user_id, code=code, conversation_id=conversation_id, detail=detail, at=doing.now)
    )
