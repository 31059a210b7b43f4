"""Rising questions are found, and one prepared answer serves the group: a draft for each mail, to be looked at."""

from __future__ import annotations

from datetime import timedelta

import pytest

from maildesk.db import tables as t
from maildesk.errors import RefusedError
from maildesk.flow.house.entered import EnteredError
from maildesk.flow.house.person import Seen
from maildesk.flow.peak import answers, questions, watch
from maildesk.flow.reply import review

CUSTOMS = "The customs office wants money for my parcel. Where is it? Who pays the customs fee?"


def ask(office, count: int, text: str = CUSTOMS, start: int = 0) -> list[t.Message]:
    return [office.mail(text, sender=f"buyer{start + n}@kunde.example") for n in range(count)]


def question(office) -> t.RisingQuestion:
    with office.store.writing() as session:
        questions.look(session, office.now)
    return office.all(t.RisingQuestion)[-1]


def test_a_question_that_rises_is_kept_with_its_mails(peak):
    mails = ask(peak, 6)
    row = question(peak)
    assert sorted(row.mails) == sorted(mail.id for mail in mails)
    assert (row.count, row.before, row.languages) == (6, 0, [["en", 6]])


def test_the_same_question_an_hour_later_is_the_same_row(peak):
    ask(peak, 6)
    first = question(peak)
    peak.now += timedelta(hours=1)
    ask(peak, 3, start=10)
    again = question(peak)
    assert (again.id, again.count, again.first_seen_at) == (first.id, 9, first.first_seen_at)


def test_one_answer_serves_the_group_and_every_draft_waits_for_a_person(peak):
    ask(peak, 6)
    row = question(peak)
    with peak.store.writing() as session:
        answer = answers.prepare(
            session,
            row.id,
            "invoice_or_customs",
            {"en": "We pay the customs fee for you."},
            peak.road.writer,
            peak.doing("lead"),
        )
    assert answer.served == 6
    drafts = [draft for draft in peak.all(t.Draft) if draft.state == "proposed"]
    assert len(drafts) == 6
    assert {draft.plan["template"] for draft in drafts} == {"invoice_or_customs"}
    assert all("prepared_answer" in draft.plan["because"] for draft in drafts)
    with peak.store.reading() as session:
        looked = review.look(session, drafts[0], peak.road.writer, "en", peak.now)
    assert "We pay the customs fee for you." in looked.rendered.text
    assert peak.all(t.Outbox) == []


def test_mails_that_come_later_are_served_too_until_the_answer_is_ended(peak):
    ask(peak, 6)
    row = question(peak)
    with peak.store.writing() as session:
        answer = answers.prepare(session, row.id, "invoice_or_customs", {}, peak.road.writer, peak.doing("lead"))
    ask(peak, 2, start=20)
    with peak.store.writing() as session:
        assert watch.look_for_questions(session, peak.road.writer, peak.now) == 2
    with peak.store.writing() as session:
        answers.end(session, answer.id, peak.doing("lead"))
    ask(peak, 2, start=30)
    with peak.store.writing() as session:
        assert watch.look_for_questions(session, peak.road.writer, peak.now) == 0


def test_a_draft_that_somebody_has_touched_stays_as_it_is(peak):
    ask(peak, 6)
    draft = max(peak.all(t.Draft), key=lambda each: each.id)
    with peak.store.writing() as session:
        edited = review.look(session, session.get_one(t.Draft, draft.id), peak.road.writer, "en", peak.now).plan
        own = edited.edited("facts", "I looked into it myself.")
        review.edit(session, Seen(draft.id, draft.version), own, peak.road.writer, peak.doing("agent"))
    row = question(peak)
    with peak.store.writing() as session:
        answer = answers.prepare(session, row.id, "invoice_or_customs", {}, peak.road.writer, peak.doing("lead"))
    assert answer.served == 5
    with peak.store.reading() as session:
        kept = session.get_one(t.Draft, draft.id)
    assert kept.plan["edits"] == [{"block": "facts", "text": "I looked into it myself."}]


def test_a_mail_in_a_language_without_words_keeps_its_own_draft(peak):
    ask(peak, 6)
    row = question(peak)
    with peak.store.writing() as session:
        answer = answers.prepare(
            session, row.id, "", {"de": "Wir zahlen den Zoll."}, peak.road.writer, peak.doing("lead")
        )
    assert answer.served == 0


@pytest.mark.parametrize(
    ("template", "words"), [("", {}), ("", {"en": "  "}), ("no_such_text", {}), ("", {"xx": "hello"})]
)
def test_an_answer_without_text_or_words_is_refused(peak, template, words):
    ask(peak, 6)
    row = question(peak)
    with peak.store.writing() as session, pytest.raises(EnteredError):
        answers.prepare(session, row.id, template, words, peak.road.writer, peak.doing("lead"))


def test_an_agent_may_not_prepare_answers_for_others(peak):
    ask(peak, 6)
    row = question(peak)
    with peak.store.writing() as session, pytest.raises(RefusedError):
        answers.prepare(session, row.id, "invoice_or_customs", {}, peak.road.writer, peak.doing("agent"))
