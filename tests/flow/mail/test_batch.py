"""A backlog walks the road together: placed as if each mail had come alone."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from maildesk.db import tables as t
from maildesk.flow.mail import ledger
from maildesk.flow.mail import road as rooms
from maildesk.flow.mail.keep import Arrival, Place, keep
from maildesk.flow.reply import ready


def raw(number: int, text: str, *, sender: str = "anna@kunde.example", **headers: str) -> bytes:
    lines = {
        "From": sender,
        "To": "support@shop.example",
        "Subject": f"Frage {number}",
        "Date": f"Fri, 20 Nov 2026 08:{number:02}:00 +0000",
        "Message-ID": f"<{number}@kunde.example>",
        "Content-Type": "text/plain; charset=utf-8",
    }
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return (head + "\r\n" + text + "\r\n").encode()


@pytest.fixture
def backlog(desk):
    """Lets mails come all at once; gives them back as they stand after the road, in the order of their arrival."""

    def come(*mails: bytes) -> list[t.Message]:
        arrivals = [Arrival(mail, desk.now + timedelta(minutes=n), len(mail)) for n, mail in enumerate(mails)]
        with desk.store.writing() as session:
            ids = keep(session, Place(desk.box, "in", ZoneInfo("Asia/Shanghai")), arrivals, quiet=False)
        desk.road.run(desk.store, desk.now)
        with desk.store.reading() as session:
            return [session.get_one(t.Message, i) for i in ids]

    return come


def test_an_answer_in_the_same_batch_joins_the_mail_it_answers(desk, backlog):
    first, answer = backlog(
        raw(1, "Where is my parcel?"), raw(2, "Any news?", In_Reply_To="<1@kunde.example>", Subject="Re: Frage 1")
    )
    assert answer.conversation_id == first.conversation_id
    assert desk.conversation(first.conversation_id).mails == 2


def test_a_parent_that_comes_later_in_the_same_batch_joins_its_child(desk, backlog):
    """And not the newest matter of its sender."""
    for number in ("#1033", "#1034"):
        desk.order(number, buyer_email="anna@kunde.example")
    child, other, parent = backlog(
        raw(2, "Was ist mit der Bestellung #1033?", In_Reply_To="<1@kunde.example>", Subject="Re: lamp"),
        raw(3, "Wo ist meine Bestellung #1034?"),
        raw(1, "Where is my parcel?"),
    )
    assert other.conversation_id != child.conversation_id
    assert parent.conversation_id == child.conversation_id


def test_two_mails_about_one_order_in_the_same_batch_stand_together(desk, backlog):
    desk.order("#1034", buyer_email="anna@kunde.example")
    first, second = backlog(raw(1, "Wo ist meine Bestellung #1034?"), raw(2, "Die #1034 fehlt immer noch."))
    assert first.conversation_id == second.conversation_id
    assert desk.conversation(first.conversation_id).order_number == "#1034"


def test_a_stranger_in_the_same_batch_stays_apart(desk, backlog):
    desk.order("#1034", buyer_email="anna@kunde.example")
    hers, strangers = backlog(
        raw(1, "Wo ist meine Bestellung #1034?"), raw(2, "Bitte die Adresse zu #1034", sender="fisch@anders.example")
    )
    assert strangers.conversation_id != hers.conversation_id
    assert "order_conflict" in strangers.found["flags"]


def test_a_second_copy_in_the_same_batch_is_a_duplicate(backlog):
    first, copy = backlog(raw(1, "Danke!"), raw(1, "Danke!", X_Way="another"))
    assert (copy.state, copy.same_as) == ("duplicate", first.id)


def test_only_the_bad_mail_of_a_batch_is_set_aside(desk, backlog, monkeypatch):
    unhurt = rooms.arrive.likeness_of

    def burn(memory, mail, row):
        if "boom" in mail.newest_text:
            raise RuntimeError("the room is on fire")
        return unhurt(memory, mail, row)

    monkeypatch.setattr(rooms.arrive, "likeness_of", burn)
    mails = backlog(raw(1, "Where is my parcel?"), raw(2, "boom"), raw(3, "Danke!", sender="b@kunde.example"))
    assert [mail.state for mail in mails] == ["placed", "set_aside", "placed"]
    with desk.store.reading() as session:
        assert ledger.unbalanced(session) == []


def test_of_several_mails_in_one_conversation_the_newest_draft_alone_waits(desk, backlog):
    backlog(raw(1, "Where is my parcel?"), raw(2, "Any news?", In_Reply_To="<1@kunde.example>", Subject="Re: Frage 1"))
    assert [draft.state for draft in desk.all(t.Draft)] == ["withdrawn", "proposed"]


def test_the_counts_of_a_batch_are_those_of_its_rows(desk, backlog):
    backlog(*(raw(n, "Where is my parcel?", sender=f"b{n}@kunde.example") for n in range(1, 6)))
    with desk.store.reading() as session:
        open_ones = session.scalar(select(func.count()).where(t.Conversation.state == "open"))
        assert session.scalar(select(t.Count.value).where(t.Count.name == "state:open")) == open_ones == 5


def test_nothing_of_a_backlog_is_shown_as_ready_until_the_job_has_looked(desk, backlog):
    backlog(*(raw(n, "Thank you, all is well!", sender=f"b{n}@kunde.example") for n in range(1, 6)))
    assert not any(row.checks_green for row in desk.all(t.Conversation))
    (job,) = [job for job in desk.all(t.Job) if job.name == "ready"]
    with desk.store.writing() as session:
        ready.look(session, job.args["conversation_ids"], desk.road.writer, desk.now)
    alone = desk.mail("Thank you, all is well!", sender="alone@kunde.example")
    one_by_one = desk.conversation(alone.conversation_id).checks_green
    assert {row.checks_green for row in desk.all(t.Conversation)} == {one_by_one}


def test_our_own_reply_quoted_without_a_mark_is_folded(desk):
    asked = desk.mail("Where is my parcel?", subject="Parcel")
    reply = (
        "Thank you for writing to us about your parcel.\r\n"
        "It left our warehouse on Monday and is travelling with the national post.\r\n"
        "It usually takes between seven and twelve days until it is at your door.\r\n"
        "Please write to us again when it has not come by the end of the month."
    )
    sent = desk.mail(
        reply, sender="support@shop.example", subject="Re: Parcel", direction="out", To="anna@kunde.example",
        In_Reply_To=f"<{asked.message_id}>",
    )  # fmt: skip
    answer = desk.mail(
        f"It is here now, thanks!\r\n\r\n{reply}", subject="Re: Parcel", In_Reply_To=f"<{sent.message_id}>"
    )
    assert answer.newest_text == "It is here now, thanks!"
