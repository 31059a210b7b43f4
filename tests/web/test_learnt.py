"""The page of what the desk learnt: figures, who may see it, and its undo."""

from maildesk.core.intent.lesson import Lesson
from maildesk.db import tables as t
from maildesk.flow.house.person import Doing, Person, Seen
from maildesk.flow.learning import lesson as learning
from maildesk.flow.matters.corrections import Field, Right, correct
from tests.web.page import send, words

SHIPPED = "a" * 64


def _lesson(shop, **columns) -> int:
    figures = {
        "weights": SHIPPED, "code": "kept", "after_id": 0, "upto_id": 9, "corrections": 14, "let_stand": 60,
        "right_before": 58, "right_after": 71, "guard_of": 684, "guard_before": 671, "guard_after": 671,
        "steps": Lesson().packed(),
    }  # fmt: skip
    with shop.store.writing() as session:
        row = t.Lesson(at=shop.now, **(figures | columns))
        session.add(row)
        session.flush()
        return row.id


def test_a_lesson_tells_from_what_it_was_learnt_and_what_it_brought(shop, signed_in):
    mail = shop.mail("Könnt ihr mir den Energieausweis schicken?")
    with shop.store.writing() as session:
        row = session.get_one(t.Conversation, mail.conversation_id)
        doing = Doing(Person(shop.people["lin"], "林悦", "lead"), shop.now)
        right = Right(mail.id, Field.INTENT, "invoice_or_customs")
        correct(session, Seen(row.id, row.version), right, shop.road.writer, doing)
    _lesson(shop)
    page = words(signed_in("wang").get("/shop/learnt"))
    for said in ("14 corrections", "60 mails let stand", "58 → 71 / 74", "671 → 671 / 684", "in use"):
        assert said in page
    assert "→ invoice or customs" in page.lower()


def test_the_shops_page_leads_there(shop, signed_in):
    assert 'href="/shop/learnt"' in signed_in("wang").get("/shop").get_data(as_text=True)


def test_one_click_undoes_a_lesson(shop, signed_in):
    older, newer = _lesson(shop, upto_id=4), _lesson(shop, after_id=4)
    client = signed_in("wang")
    assert f"/shop/learnt/{older}/undo" not in client.get("/shop/learnt").get_data(as_text=True)
    send(client, "/shop/learnt", f"/shop/learnt/{newer}/undo")
    with shop.store.reading() as session:
        assert learning.in_use(session, SHIPPED) == older
    page = words(client.get("/shop/learnt"))
    assert "undone by 王磊" in page
    assert "reads as before" in page


def test_a_lesson_that_was_no_better_says_so(shop, signed_in):
    _lesson(shop, code="no_gain", right_after=58)
    assert "no better" in words(signed_in("wang").get("/shop/learnt"))


def test_only_who_keeps_the_shop_sees_it(shop, signed_in):
    assert signed_in("mei").get("/shop/learnt").status_code == 403


def test_before_the_first_night_the_page_says_what_it_waits_for(shop, signed_in):
    assert "Nothing learnt yet" in words(signed_in("wang").get("/shop/learnt"))
