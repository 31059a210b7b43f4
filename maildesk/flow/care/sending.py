"""Sending: each mail whose moment has come is judged again, and goes, waits, stops, or is taken away by what happened.

In: the store, `Care`, now. Out: rows of the outbox, in the same transaction as the row's new state. A row is claimed by its `look_at`
under a lock, its outbox row is unique: nothing goes twice. One row that fails is looked at an hour later, and never stops the others.
What stands against a mail is asked before its words are written, and once more when they have told its class.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from maildesk.core.care.asked import Answer, Asked, Gate, House, Missive, Verdict
from maildesk.core.care.batch import BatchState
from maildesk.core.care.classes import class_of
from maildesk.core.care.followup import Planned, still_wanted
from maildesk.core.care.gates import judge
from maildesk.core.care.occasion import Greeting, Kind
from maildesk.core.care.revisit import Kept, keep
from maildesk.core.care.standing import Standing, ended_at, failing
from maildesk.core.order import Channel
from maildesk.core.queue.sending import Sending
from maildesk.core.reply.families import MailClass
from maildesk.core.reply.plan import Outcome
from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.flow.care import closing, gathering, letter, matter, tasks, words
from maildesk.flow.care.gathering import Whom
from maildesk.flow.care.house import Care, automatic, house
from maildesk.flow.care.planning import WAITING
from maildesk.flow.care.words import Words
from maildesk.flow.house import jobs
from maildesk.flow.house.shop import shop
from maildesk.packs.care import GREETING

log = structlog.get_logger()
#: How soon a row that waits for a person, or that failed, is looked at again.
_AGAIN = timedelta(hours=1)
#: Words that a person has let go leave as they were read for so long, over a weekend; after that they are read again.
_FRESH = timedelta(days=3)
_BATCH = 100
#: Rows of one transaction: the road writes in between.
_AT_ONCE = 20
REVISIT = "revisit"


@dataclass(frozen=True, slots=True)
class Round:
    """What is the same for all mails that are looked at in one transaction. `alone`: the rules that ask nobody."""

    care: Care
    seller: House
    alone: frozenset[str]
    now: datetime


def begin(session: Session, care: Care, now: datetime) -> Round:
    return Round(care, house(session, care), automatic(session, care), now)


def send_due(store: Store, care: Care, now: datetime, limit: int = _BATCH) -> int:
    """Look at every row whose moment has come, a few in one transaction; returns how many."""
    with store.reading() as session:
        query = select(t.Outreach.id).where(t.Outreach.look_at <= now).order_by(t.Outreach.look_at, t.Outreach.id)
        ids = list(session.scalars(query.limit(limit)))
    for start in range(0, len(ids), _AT_ONCE):
        with store.writing() as session:
            of = begin(session, care, now)
            for outreach_id in ids[start : start + _AT_ONCE]:
                _try(session, of, outreach_id)
    return len(ids)


def _try(session: Session, of: Round, outreach_id: int) -> None:
    """One row, in a savepoint: the next is sent whatever this one does."""
    try:
        with session.begin_nested():
            look(session, of, outreach_id)
    except Exception as error:
        log.error("outreach failed", outreach=outreach_id, why=f"{type(error).__name__}: {error}"[:300])
        _push(session, outreach_id, of.now)


def look(session: Session, of: Round, outreach_id: int) -> None:
    """One row: still wanted, allowed by the gates, its words complete, queued."""
    row, now = session.get(t.Outreach, outreach_id, with_for_update=True), of.now
    if row is None or row.look_at is None or row.look_at > now:
        return
    if row.state not in WAITING:  # whoever asked for a look was late
        row.look_at = None
        return
    standing = matter.standing(session, row.order_id, row.conversation_id, row.buyer_id)
    gone = _gone(session, of.care, row, standing, now)
    if gone:
        end(row, "cancelled", gone, now)
        return
    _forget_stale(row, now)
    asked = asked_of(session, of, row, standing)
    verdict = judge(asked)
    if verdict.answer in (Answer.STOP, Answer.WAIT):
        _held(session, row, verdict, now)
    else:
        _say(session, of, row, standing, asked)


def _say(session: Session, of: Round, row: t.Outreach, standing: Standing, asked: Asked) -> None:
    """Nothing stands against it but, perhaps, its words: these decide its class, and who may let it go."""
    said = words.kept(row) or words.written(session, of.care, row, standing.order, asked)
    classed = class_of(asked.missive.mail_class, said.draft, of.care.packs.offers)
    if classed.mail_class is not asked.missive.mail_class:
        row.mail_class = str(classed.mail_class)
        asked = asked_of(session, of, row, standing)
        said = words.written(session, of.care, row, standing.order, asked)
    verdict = judge(asked)
    if verdict.answer is Answer.GO:
        _go(session, of.care, row, said, verdict, of.now)
    else:
        _held(session, row, verdict, of.now)


def _forget_stale(row: t.Outreach, now: datetime) -> None:
    """What a person has let go some days ago is to be read again: its days have passed."""
    if row.frozen and (row.approved_at is None or row.approved_at < now - _FRESH):
        row.frozen, row.approved_by, row.approved_at = {}, None, None


def end(row: t.Outreach, state: str, why: str, now: datetime, gate: str = "") -> None:
    """The row has come to its end."""
    row.state, row.gate, row.why, row.look_at, row.ended_at = state, gate, why[:120], None, now


def _gone(session: Session, care: Care, row: t.Outreach, standing: Standing, now: datetime) -> str:
    """Why nobody needs this mail any more; empty while somebody does."""
    if row.purpose == GREETING:
        return "lost_its_sense" if now >= row.lapses_at else ""
    if closing.is_off(session, row, now):
        return closing.OFF
    planned = Planned(
        row.key, row.purpose, "", row.template, MailClass(row.mail_class), row.since, row.due_at, row.lapses_at
    )
    if row.purpose != REVISIT:
        return still_wanted(planned, care.packs.rules, standing, now)
    if "while" in row.detail and (over := failing(tuple(row.detail["while"]), standing, row.since)):
        return over
    # A promise does not lapse in silence: a person keeps it.
    promised = Outcome(row.detail.get("outcome", Outcome.HAND_OVER))
    kept = keep(promised, row.since, standing, shop(session, care.writer.shop).policy, now)
    if kept is Kept.TASK or (kept is Kept.TEXT and now >= row.lapses_at):
        tasks.open_for(session, row, "revisit", now)
        return "became_a_task"
    return "kept_already" if kept is Kept.NEEDLESS else still_wanted(planned, care.packs.rules, standing, now)


def asked_of(session: Session, of: Round, row: t.Outreach, standing: Standing) -> Asked:
    """What the gates are asked about a row at this moment."""
    whom = Whom(row.contact_id, row.country, standing.troubles)
    missive = Missive(
        row.purpose,
        MailClass(row.mail_class),
        str(standing.order.channel if standing.order else row.detail.get("channel", Channel.OWN)),
        row.lapses_at,
        ended_at(standing.order),
        _greeting(row.occasion, row.greeting),
        _approved(session, of.alone, row),
    )
    seen = gathering.contact(session, of.care, whom, of.now, missive.mail_class)
    return Asked(missive, seen, of.seller, of.now)


def _approved(session: Session, rules: frozenset[str], row: t.Outreach) -> bool:
    """A person said yes to the mail or its batch. A rule on the automatic list sends alone, but never what became advertising."""
    if row.batch_id is not None:
        return session.get_one(t.OutreachBatch, row.batch_id).state == BatchState.RUNNING
    alone = row.purpose in rules and row.mail_class != MailClass.MARKETING
    return row.approved_at is not None or alone


def _greeting(occasion: str, raw: dict[str, Any]) -> Greeting | None:
    if not raw:
        return None
    day, on, last = (date.fromisoformat(raw[name]) for name in ("day", "on", "last"))
    return Greeting(occasion, Kind(raw["kind"]), day, on, last, bool(raw["estimated"]))


def _held(session: Session, row: t.Outreach, verdict: Verdict, now: datetime) -> None:
    """What a gate says against it, written where people look."""
    gate = str(verdict.gate)
    if verdict.answer is Answer.STOP:
        if row.purpose == REVISIT:
            tasks.open_for(session, row, "revisit", now)
        elif verdict.gate in (Gate.RELAY, Gate.CHANNEL) and row.purpose in tasks.MUST_BE_TOLD:
            tasks.open_for(session, row, "write_first", now)
        end(row, "stopped", verdict.why, now, gate)
    else:
        row.state, row.gate, row.why = "waiting", gate, verdict.why[:120]
        row.look_at = min(verdict.until or now + _AGAIN, max(row.lapses_at, now + timedelta(minutes=1)))
    row.version = verdict.version


def _go(session: Session, care: Care, row: t.Outreach, said: Words, verdict: Verdict, now: datetime) -> None:
    if said.wrong is not None:
        why = f"text.{said.wrong.code}.{said.wrong.detail}"
        _held(session, row, replace(verdict, answer=Answer.ASK, gate=Gate.APPROVAL, why=why), now)
        return
    outbox = letter.queue(session, care, row, said.draft, verdict, now)
    row.frozen = dict(words.frozen(care, said))
    row.outbox_id, row.state, row.gate, row.why, row.look_at = outbox.id, "queued", "", "", None
    # Counted against the caps from now on, whenever the server takes it.
    row.sent_at = now
    row.version = verdict.version
    row.grounds = [
        {
            "law": each.law,
            "basis": str(each.basis),
            "consent": each.consent,
            "evidence": each.evidence,
            "until": each.until.isoformat() if each.until else None,
        }
        for each in verdict.grounds
    ]


def settle(session: Session, now: datetime) -> int:
    """What became of the mails in the outbox; returns how many have come to an end."""
    query = (
        select(t.Outreach, t.Outbox.state, t.Outbox.sent_at, t.Outbox.said)
        .join(t.Outbox, t.Outbox.id == t.Outreach.outbox_id)
        .where(t.Outreach.state == "queued", t.Outbox.state.in_((Sending.SENT, Sending.FAILED)))
    )
    rows = session.execute(query.limit(500)).all()
    for row, state, sent_at, said in rows:
        if state == Sending.SENT:
            end(row, "sent", "", now)
            row.sent_at = sent_at
            if row.frozen.get("promise"):
                jobs.ask(session, "care_promised", now, {"outreach_id": row.id}, key=f"care_promised:{row.id}")
        else:
            end(row, "failed", said, now)
            row.sent_at = None
    return len(rows)


def _push(session: Session, outreach_id: int, now: datetime) -> None:
    failed = t.Outreach.id == outreach_id, t.Outreach.state.in_(WAITING)
    session.execute(update(t.Outreach).where(*failed).values(look_at=now + _AGAIN))
