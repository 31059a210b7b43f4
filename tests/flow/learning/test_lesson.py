"""From corrections in the store to what the road reads, and back."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from maildesk.core.intent.found import Intent
from maildesk.db import tables as t
from maildesk.errors import RefusedError, StaleError
from maildesk.flow.house.person import Doing, Person, Seen
from maildesk.flow.learning import lesson as learning
from maildesk.flow.learning.learnt import Learnt
from maildesk.flow.matters.acts import undo as undo_deed
from maildesk.flow.matters.corrections import Field, Right, correct
from maildesk.packs import guard

ASKS = ("ich bräuchte den Energieausweis für {0}", "könnt ihr mir den Energieausweis zu {0} schicken?")
OTHER_ASKS = ("der Energieausweis für {0} lag nicht bei", "wo bleibt der Energieausweis für {0}")
LAMPS = ("die Stehlampe", "die Wandleuchte", "meine Küchenlampe", "die Deckenlampe", "das Nachtlicht")
UNSEEN = "hallo, ich bräuchte den Energieausweis für die Tischlampe"
WANTED = Intent.INVOICE_OR_CUSTOMS


@pytest.fixture
def boss(office) -> Person:
    with office.store.writing() as session:
        row = t.User(login="wang", name="王磊", password_hash="x", role="supervisor", created_at=office.now)
        session.add(row)
        session.flush()
        return Person(row.id, row.name, "supervisor")


@pytest.fixture
def lessons(office, boss):
    return Lessons(office, boss)


class Lessons:
    """Mails that were set right, nights that pass."""

    def __init__(self, office, boss: Person) -> None:
        self.office, self.boss = office, boss
        self.general = guard.load()[::6]

    @property
    def doing(self) -> Doing:
        return Doing(self.boss, self.office.now)

    def set_right(self, asks=ASKS) -> int:
        """How many mails were read wrongly, and set right."""
        texts = [ask.format(lamp) for ask in asks for lamp in LAMPS]
        mails = [self.office.mail(text, sender=f"b{n}{len(asks[0])}@kunde.example") for n, text in enumerate(texts)]
        wrong = [mail for mail in mails if mail.intent != WANTED]
        for mail in wrong:
            self.correct(mail, WANTED)
        return len(wrong)

    def correct(self, mail: t.Message, intent: Intent) -> None:
        with self.office.store.writing() as session:
            row = session.get_one(t.Conversation, mail.conversation_id)
            right = Right(mail.id, Field.INTENT, str(intent))
            correct(session, Seen(row.id, row.version), right, self.office.road.writer, self.doing)

    def night(self) -> t.Lesson | None:
        shipped = self.office.road.learnt.shipped.classifier
        return learning.learn(self.office.store, shipped, self.general, self.office.now)

    def undo(self, lesson: t.Lesson) -> None:
        with self.office.store.writing() as session:
            learning.undo(session, lesson.id, self.doing)

    def reads(self) -> str | None:
        self.office.now = self.office.now.replace(microsecond=self.office.now.microsecond + 1)
        return self.office.mail(UNSEEN, sender=f"{self.office.now.microsecond}@neu.example").intent


def test_what_was_set_right_by_day_is_read_right_after_the_night(lessons):
    assert lessons.reads() != WANTED
    corrected = lessons.set_right()
    lesson = lessons.night()
    assert (lesson.code, lesson.corrections) == ("kept", corrected)
    assert lesson.right_after > lesson.right_before
    assert lesson.guard_after >= lesson.guard_before
    assert lessons.reads() == WANTED


def test_another_process_reads_with_the_lesson_from_its_next_batch_on(lessons, office):
    elsewhere = Learnt(office.road.learnt.shipped)
    with office.store.reading() as session:
        before = elsewhere.knowledge(session)
    lessons.set_right()
    lessons.night()
    with office.store.reading() as session:
        after = elsewhere.knowledge(session)
        assert elsewhere.knowledge(session) is after
    assert before is office.road.learnt.shipped
    assert after.classifier.classify("Frage", UNSEEN, "de").first is WANTED


def test_an_undone_lesson_counts_no_more_and_is_not_learnt_again(lessons):
    lessons.set_right()
    lessons.undo(lessons.night())
    assert lessons.reads() != WANTED
    assert lessons.night() is None


def test_what_was_undone_teaches_no_more_what_comes_after_it_does(lessons):
    lessons.set_right()
    lessons.undo(lessons.night())
    new = lessons.set_right(OTHER_ASKS)
    assert lessons.night().corrections == new


def test_after_an_undo_the_lesson_before_counts_again(lessons, office):
    lessons.set_right(OTHER_ASKS)
    first = lessons.night()
    lessons.set_right(("ich warte seit Wochen auf den Lampenpass für {0}", "Lampenpass für {0} nicht im Paket"))
    second = lessons.night()
    assert (second.code, second.after_id) == ("kept", first.upto_id)
    lessons.undo(second)
    with office.store.reading() as session:
        assert learning.newest_in_use(session) == first.id


def test_a_quiet_day_leaves_no_lesson(lessons):
    lessons.set_right()
    lessons.night()
    assert lessons.night() is None


def test_a_correction_that_was_taken_back_teaches_nothing(lessons, office):
    lessons.set_right()
    with office.store.writing() as session:
        for deed in session.scalars(select(t.Deed).where(t.Deed.code == "corrected")).all():
            undo_deed(session, deed.id, lessons.doing)
    assert lessons.night() is None


def test_only_who_keeps_the_shop_may_undo_and_only_what_is_in_use(lessons, office):
    lessons.set_right()
    lesson = lessons.night()
    agent = Doing(Person(lessons.boss.id, "小周", "trainee"), office.now)
    with office.store.writing() as session, pytest.raises(RefusedError):
        learning.undo(session, lesson.id, agent)
    lessons.undo(lesson)
    with office.store.writing() as session, pytest.raises(StaleError):
        learning.undo(session, lesson.id, lessons.doing)


def test_a_damaged_lesson_holds_up_no_mail(lessons, office):
    lessons.set_right()
    lesson = lessons.night()
    with office.store.writing() as session:
        session.get_one(t.Lesson, lesson.id).steps = b"damaged"
    assert office.mail(UNSEEN, sender="neu@neu.example").state == "placed"


def test_answers_that_were_approved_as_they_stood_are_examples_too(lessons, office):
    office.mail("Wo ist mein Paket?")
    office.approve(office.draft())
    lessons.set_right()
    assert lessons.night().let_stand == 1
