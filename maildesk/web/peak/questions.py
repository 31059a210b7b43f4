"""Rising questions: what many ask at once, and the one answer that is prepared for all of them."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from maildesk.core.locales import BUYER_LOCALES
from maildesk.core.reply.choices import outcomes
from maildesk.db import tables as t
from maildesk.errors import UsageError
from maildesk.flow.peak import answers, questions
from maildesk.web.acting import acting, done, text
from maildesk.web.desk import desk
from maildesk.web.entered import sentence
from maildesk.web.show import show

pages = Blueprint("peak_questions", __name__)
#: Mails of a group that are shown as examples.
_EXAMPLES = 3
_WORDS = 4_000


@pages.get("/peak/questions")
def page() -> str:
    return _page()


@pages.post("/peak/questions/<int:question>")
def prepare(question: int) -> Response | tuple[str, int]:
    """Prepare one answer; each mail of the group gets a draft of its own."""
    words = {locale: text(f"words.{locale}", _WORDS) for locale in BUYER_LOCALES}
    try:
        with acting() as (session, doing):
            template = request.form.get("template", "")
            answer = answers.prepare(session, question, template, words, desk().writer, doing)
    except UsageError as error:
        return _page(sentence(error)), 422
    return done(f"peak_answer_prepared:{answer.served}", url_for("peak_questions.page") + f"#q{question}")


@pages.post("/peak/answers/<int:answer>/end")
def end(answer: int) -> Response:
    with acting() as (session, doing):
        answers.end(session, answer, doing)
    return done("peak_answer_ended", url_for("peak_questions.page"))


def _page(wrong: str = "") -> str:
    now = desk().now()
    with desk().store.reading() as session:
        found = questions.shown(session, now)
        return show(
            session, "peak_questions.html", rows=found, examples={row.id: _examples(session, row) for row in found},
            answers=answers.standing(session, [row.key for row in found]) if found else {}, wrong=wrong,
            texts=outcomes(desk().writer.texts, "en"), locales=BUYER_LOCALES,
        )  # fmt: skip


def _examples(session: Session, row: t.RisingQuestion) -> list[t.Message]:
    """The newest mails of a group."""
    query = select(t.Message).where(t.Message.id.in_(row.mails[: 10 * _EXAMPLES])).order_by(t.Message.id.desc())
    return list(session.scalars(query.limit(_EXAMPLES)))
