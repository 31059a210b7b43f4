"""Every way out of hearing from the shop: one click, the page, a reply in words, a bounce, a complaint."""

import pytest

from maildesk.core.care import link
from maildesk.core.care.law import Basis
from maildesk.core.care.link import Linked
from maildesk.core.reply.families import MailClass
from maildesk.db import tables as t
from maildesk.errors import NotFoundError
from maildesk.flow.care import contacts, preferences, returned
from maildesk.flow.care.preferences import Ticked
from tests.flow.care.conftest import ANNA


def token(parlour, contact_id, outreach_id=0, secret=0):
    return link.make(Linked(contact_id, outreach_id), parlour.care.secrets[secret])


BOTH = frozenset({MailClass.RELATIONSHIP, MailClass.MARKETING})


def may_come(parlour, contact_id):
    with parlour.store.reading() as session:
        return preferences.read(session, parlour.care, token(parlour, contact_id), parlour.now).classes


def suppressed(parlour):
    return [(row.scope, row.because, row.lifted_at) for row in parlour.all(t.Suppression)]


def test_one_click_stops_advertising_and_takes_the_consent_back(parlour):
    contact_id = parlour.agree()
    with parlour.store.writing() as session:
        preferences.one_click(session, parlour.care, token(parlour, contact_id), parlour.now)
        preferences.one_click(session, parlour.care, token(parlour, contact_id), parlour.now)
    assert suppressed(parlour) == [("advertising", "one_click", None)]
    assert parlour.all(t.ConsentRow)[0].withdrawn_at == parlour.now


def test_showing_the_page_changes_nothing(parlour):
    contact_id = parlour.agree(chosen=("christmas",))
    with parlour.store.reading() as session:
        shown = preferences.read(session, parlour.care, token(parlour, contact_id), parlour.now)
    assert (shown.classes, shown.chosen, shown.locale) == (BOTH, frozenset({"christmas"}), "de")
    assert "new_year" not in shown.occasions
    assert suppressed(parlour) == []


def test_a_link_of_a_former_secret_still_leads_out(parlour):
    contact_id = parlour.agree()
    with parlour.store.writing() as session:
        preferences.one_click(session, parlour.care, token(parlour, contact_id, secret=1), parlour.now)
    assert len(suppressed(parlour)) == 1


@pytest.mark.parametrize("forged", ["", "1-0-aaaaaaaaaaaaaaaaaaaaaaaa", "1", "../etc"])
def test_a_forged_link_leads_nowhere(parlour, forged):
    parlour.agree()
    with parlour.store.writing() as session, pytest.raises(NotFoundError):
        preferences.one_click(session, parlour.care, forged, parlour.now)


def test_what_a_buyer_ticks_is_kept_and_nothing_else(parlour):
    contact_id = parlour.agree(chosen=("easter",))
    with parlour.store.writing() as session:
        ticked = Ticked(BOTH, chosen=("christmas", "new_year", "nonsense"), locale="en")
        preferences.save(session, parlour.care, token(parlour, contact_id), ticked, parlour.now)
    assert [row.occasion for row in parlour.all(t.OccasionChoice)] == ["christmas"]
    assert parlour.all(t.Contact)[0].locale == "en"


def test_only_the_buyer_can_come_back_and_that_is_a_new_consent(parlour):
    contact_id = parlour.agree()
    with parlour.store.writing() as session:
        preferences.save(session, parlour.care, token(parlour, contact_id), Ticked(), parlour.now)
    assert may_come(parlour, contact_id) == frozenset()
    parlour.wait(hours=1)
    with parlour.store.writing() as session:
        preferences.save(session, parlour.care, token(parlour, contact_id), Ticked(BOTH), parlour.now)
    assert may_come(parlour, contact_id) == BOTH
    newest = parlour.all(t.ConsentRow)[-1]
    assert (newest.basis, newest.evidence[:15]) == ("express", "preference page")
    assert suppressed(parlour)[0][2] == parlour.now


def test_one_class_can_be_left_and_the_other_kept(parlour):
    contact_id = parlour.agree()
    for classes in ({MailClass.RELATIONSHIP}, {MailClass.MARKETING}, BOTH):
        with parlour.store.writing() as session:
            ticked = Ticked(frozenset(classes))
            preferences.save(session, parlour.care, token(parlour, contact_id), ticked, parlour.now)
        assert may_come(parlour, contact_id) == classes


def test_a_box_that_stood_ticked_is_no_consent(parlour):
    """In France questions after a purchase need none, so the box is ticked before anybody has touched it."""
    contact_id = parlour.agree(country="FR", basis=Basis.INQUIRY)
    assert may_come(parlour, contact_id) == {MailClass.RELATIONSHIP}
    for classes in ({MailClass.RELATIONSHIP}, BOTH):
        with parlour.store.writing() as session:
            ticked = Ticked(frozenset(classes))
            preferences.save(session, parlour.care, token(parlour, contact_id), ticked, parlour.now)
    _, given = parlour.all(t.ConsentRow)
    assert (given.basis, given.covers) == ("express", ["marketing"])


def test_a_click_of_somebody_who_was_erased_is_no_error(parlour):
    contact_id = parlour.agree()
    with parlour.store.writing() as session:
        contacts.erase(session, session.get_one(t.Contact, contact_id), parlour.now)
        preferences.one_click(session, parlour.care, token(parlour, contact_id), parlour.now)
    assert suppressed(parlour) == [("everything", "erasure", None)]


def test_a_stop_counts_for_every_address_of_the_buyer(parlour):
    first, second = parlour.agree(), parlour.agree("anna.krueger@arbeit.example")
    order_id = parlour.told(ordered_at=parlour.now.isoformat())
    buyer_id = next(row.buyer_id for row in parlour.all(t.OrderRow) if row.id == order_id)
    parlour.set(t.Contact, {"buyer_id": buyer_id}, [first, second])
    with parlour.store.writing() as session:
        preferences.one_click(session, parlour.care, token(parlour, first), parlour.now)
    assert len(suppressed(parlour)) == 2


@pytest.mark.parametrize(
    "words",
    [
        "Bitte schicken Sie mir keine Werbung mehr. Abmelden!",
        "Please unsubscribe me from your mailing list.",
        "Merci de me désinscrire de votre newsletter.",
        "メルマガの配信停止をお願いします。",
        "يرجى إلغاء اشتراكي من النشرة البريدية.",
        "Прошу отписать меня от рассылки.",
    ],
)
def test_whoever_says_stop_in_a_reply_is_stopped(parlour, words):
    parlour.agree()
    message = parlour.mail(words, subject="Re: Newsletter")
    jobs = [job.args["message_id"] for job in parlour.all(t.Job) if job.name == "care_returned"]
    assert jobs == [message.id]
    with parlour.store.writing() as session:
        returned.came(session, parlour.care, message.id, parlour.now)
    assert suppressed(parlour) == [("advertising", "reply", None)]


def told_to_stop(parlour, sender, **headers):
    """A mail with the words of a stop comes from some address, and what follows of it."""
    message = parlour.mail(
        "Please unsubscribe me from your mailing list.", sender=sender, subject="Re: Hello", **headers
    )
    with parlour.store.writing() as session:
        returned.came(session, parlour.care, message.id, parlour.now)
    return {row.email: row for row in parlour.all(t.Contact)}


def test_a_strangers_stop_in_somebodys_conversation_is_the_strangers_alone(parlour):
    """Anna sent our answer on to Eve, who knows enough to be placed there; that makes Eve's address none of Anna's."""
    contact_id = parlour.agree()
    parlour.order("#1034", buyer_email=ANNA, ordered_at=parlour.now.isoformat(), shipped_at=parlour.now.isoformat())
    asked = parlour.mail("Wo ist mein Paket zur Bestellung #1034?", subject="Bestellung #1034")
    parlour.approve(parlour.draft())
    parlour.post()
    [answer] = parlour.all(t.Outbox)
    message = parlour.mail(
        "Please unsubscribe me from your mailing list. Order #1034", sender="eve@fremd.example", subject="Re: Bestellung #1034",
        In_Reply_To=f"<{answer.message_id}>",
    )  # fmt: skip
    assert message.conversation_id == asked.conversation_id
    with parlour.store.writing() as session:
        returned.stop(session, parlour.care, message, parlour.now)
    [eve] = [row for row in parlour.all(t.Contact) if row.email == "eve@fremd.example"]
    assert (eve.buyer_id, [row.contact_id for row in parlour.all(t.Suppression)]) == (None, [eve.id])
    assert may_come(parlour, contact_id) == BOTH


def test_whoever_answers_our_mail_from_another_address_stops_what_came_to_the_first(parlour):
    mail = sent(parlour)
    met = told_to_stop(parlour, "anna@arbeit.example", In_Reply_To=f"<{mail.message_id}>")
    stopped = {row.contact_id for row in parlour.all(t.Suppression)}
    assert stopped == {met[ANNA].id, met["anna@arbeit.example"].id}
    assert parlour.outreach("order_confirm")[0].unsubscribed_at == parlour.now


def test_a_machine_that_answers_is_neither_answered_nor_a_stop(parlour):
    mail = sent(parlour)
    words = "I am out of office until Monday. To unsubscribe from these notices, write to the help desk."
    headers = {"Auto_Submitted": "auto-replied", "In_Reply_To": f"<{mail.message_id}>"}
    parlour.mail(words, subject="Automatic reply: Your order", **headers)
    assert [job for job in parlour.all(t.Job) if job.name == "care_returned"] == []
    assert parlour.all(t.Draft) == []
    before = len(parlour.outreach())
    parlour.wait(days=1)
    with parlour.store.writing() as session:
        assert returned.mark_answers(session, parlour.now) == 0
    assert (len(parlour.outreach()), len(parlour.left())) == (before, 1)


def sent(parlour):
    """A mail of ours that reached Anna's server."""
    parlour.alone("order_confirm")
    parlour.told(ordered_at=parlour.now.isoformat())
    parlour.wait(hours=5)
    [mail] = parlour.left()
    return mail


_FAILED = (
    f"Reporting-MTA: dns; mx.kunde.example\r\n\r\nFinal-Recipient: rfc822; {ANNA}\r\nAction: failed\r\nStatus: 5.1.1"
)


def report(kind, status, message_id):
    return (
        f"From: mailer-daemon@kunde.example\r\nTo: support@shop.example\r\nSubject: {kind}\r\n"
        f'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type={kind}; boundary="x"\r\n\r\n'
        f"--x\r\nContent-Type: text/plain\r\n\r\nA mail came back.\r\n"
        f"--x\r\nContent-Type: message/{kind}\r\n\r\n{status}\r\n"
        f"--x\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{message_id}>\r\nFrom: support@shop.example\r\n"
        f"To: {ANNA}\r\nSubject: x\r\n\r\nx\r\n--x--\r\n"
    ).encode()


@pytest.mark.parametrize(
    ("kind", "status", "because", "column"),
    [
        ("delivery-status", _FAILED, "bounce", "bounced_at"),
        ("feedback-report", "Feedback-Type: abuse\r\nUser-Agent: x/1\r\nVersion: 1", "complaint", "complained_at"),
    ],
)
def test_a_mail_that_bounces_or_is_called_spam_was_the_last_one(parlour, kind, status, because, column):
    mail = sent(parlour)
    message = parlour.raw(report(kind, status, mail.message_id))
    with parlour.store.writing() as session:
        returned.came(session, parlour.care, message.id, parlour.now)
    assert suppressed(parlour) == [("everything", because, None)]
    assert getattr(parlour.outreach("order_confirm")[0], column) == parlour.now


def test_an_answer_to_a_mail_of_ours_is_marked(parlour):
    mail = sent(parlour)
    parlour.mail("Danke, alles richtig.", subject="Re: Bestellung", In_Reply_To=f"<{mail.message_id}>")
    with parlour.store.writing() as session:
        assert returned.mark_answers(session, parlour.now) == 1
    assert parlour.outreach("order_confirm")[0].answered_at == parlour.now
