"""One prepared answer for a group of rising questions: each mail of the group gets a draft of its own, to be looked at and approved.

In: a session, a question, another text or words by locale. Out: drafts in state `proposed`. Nothing is approved and nothing is sent; a
draft that a person has touched stays as it is, and so does a mail in whose language the answer has no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from maildesk.core.locales import BUYER_LOCALES
from maildesk.core.queue.roles import Act
from maildesk.core.reply.choices import outcomes, switched
from maildesk.core.reply.plan import Plan, to_values
from maildesk.db import tables as t
from maildesk.db.upsert import add_missing
from maildesk.errors import NotFoundError
from maildesk.flow.house.entered import EnteredError
from maildesk.flow.house.person import Doing
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.reply import ready, review
from maildesk.flow.reply.drafting import Writer, newest, plan_of

#: The block that an answer's own words stand in.
_BLOCK = "facts"
_LONGEST = 4_000
#: In the history of a conversation, and among the reasons of a draft.
PREPARED = "prepared_answer"


def prepare(
    session: Session, question_id: int, template: str, words: Mapping[str, str], writer: Writer, doing: Doing
) -> t.PreparedAnswer:
    """Prepare an answer for a question and serve the mails that wait. It takes the place of an earlier one for the same question."""
    doing.by.must(Act.PLAN_PEAKS)
    question = session.get(t.RisingQuestion, question_id)
    if question is None:
        raise NotFoundError(f"there is no rising question {question_id}")
    said = {locale: text[:_LONGEST] for locale, text in words.items() if text.strip() and locale in BUYER_LOCALES}
    if template and template not in {name for name, _ in outcomes(writer.texts, "en")}:
        raise EnteredError("template", template, "text_of_the_catalogue")
    if not template and not said:
        raise EnteredError("words", "", "text_or_words")
    for earlier in session.scalars(_standing((question.key,))):
        earlier.ended_at = doing.now
    answer = t.PreparedAnswer(key=question.key, template=template, words=said, made_by=doing.by.id, made_at=doing.now)
    session.add(answer)
    session.flush()
    _serve(session, answer, question.mails, writer, doing.now)
    return answer


def end(session: Session, answer_id: int, doing: Doing) -> None:
    """New mails of the group are no longer served by it; drafts that stand stay."""
    doing.by.must(Act.PLAN_PEAKS)
    answer = session.get(t.PreparedAnswer, answer_id)
    if answer is None:
        raise NotFoundError(f"there is no prepared answer {answer_id}")
    answer.ended_at = doing.now


def serve(session: Session, writer: Writer, now: datetime) -> int:
    """Serve the mails that came since, of every question with an answer. Returns how many drafts were proposed."""
    rows = {row.key: row for row in session.scalars(_standing())}
    query = select(t.RisingQuestion).where(t.RisingQuestion.key.in_(rows))
    questions = session.scalars(query).all() if rows else ()
    return sum(_serve(session, rows[each.key], each.mails, writer, now) for each in questions)


def standing(session: Session, keys: Iterable[str]) -> dict[str, t.PreparedAnswer]:
    """The answers in use, by question."""
    return {row.key: row for row in session.scalars(_standing(tuple(keys)))}


def _standing(keys: Sequence[str] = ()) -> Select[t.PreparedAnswer]:
    query = select(t.PreparedAnswer).where(t.PreparedAnswer.ended_at.is_(None))
    return query.where(t.PreparedAnswer.key.in_(keys)) if keys else query


def _serve(session: Session, answer: t.PreparedAnswer, mails: Sequence[int], writer: Writer, now: datetime) -> int:
    """Give a draft to each mail that still waits for one that nobody has touched."""
    known = set(session.scalars(select(t.PreparedUse.message_id).where(t.PreparedUse.answer_id == answer.id)))
    served: list[int] = []
    for message_id in mails:
        draft = _open_draft(session, message_id) if message_id not in known else None
        if draft is not None and _rewrite(session, draft, answer, writer):
            row = {"answer_id": answer.id, "message_id": message_id, "draft_id": draft.id, "at": now}
            add_missing(session, t.PreparedUse, row)
            detail = {"answer": answer.id, "question": answer.key}
            conversations.record(session, draft.conversation_id, PREPARED, now, detail=detail)
            served.append(draft.conversation_id)
    answer.served += len(served)
    session.flush()
    ready.look_or_ask(session, served, writer, now)
    return len(served)


def _open_draft(session: Session, message_id: int) -> t.Draft | None:
    """The draft that answers this mail, if it is the newest of its conversation and as the desk proposed it."""
    found = session.scalar(
        select(t.Draft.id).where(t.Draft.message_id == message_id).order_by(t.Draft.id.desc()).limit(1)
    )
    # Locked: somebody may be approving it just now.
    draft = review.get(session, found) if found is not None else None
    if draft is None or draft.state != "proposed":
        return None
    current = newest(session, draft.conversation_id)
    return draft if current is not None and current.id == draft.id else None


def _rewrite(session: Session, draft: t.Draft, answer: t.PreparedAnswer, writer: Writer) -> bool:
    """The draft's plan with the answer; False where the answer has nothing to say in its language."""
    plan = _with(plan_of(draft), answer, writer)
    if plan is None:
        return False
    draft.plan, draft.version = to_values(plan), draft.version + 1
    row = conversations.get(session, draft.conversation_id)
    conversations.change(session, row, checks_green=False)
    return True


def _with(plan: Plan, answer: t.PreparedAnswer, writer: Writer) -> Plan | None:
    words = answer.words.get(plan.locale, "")
    has_text = bool(answer.template) and (answer.template, plan.locale) in writer.texts.texts
    if not words and not has_text:
        return None
    changed = switched(plan, answer.template) if has_text else plan
    changed = changed.edited(_BLOCK, words) if words else changed
    because = (*(code for code in plan.because if code != PREPARED), PREPARED)
    return replace(changed, because=because)
