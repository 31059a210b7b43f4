"""The queue: late first by keyset, filters, many at once, and words for the empty one."""

from datetime import timedelta

import pytest

from maildesk.db import tables as t
from maildesk.db.queries import queue as read
from maildesk.db.queries.queue import Asked, Sort, View
from maildesk.web.asked import place_in, written
from tests.web.page import form, send, words


def _row(shop, name, *, due=None, **columns):
    """A conversation as the road leaves it; `due` in hours from now."""
    with shop.store.writing() as session:
        row = t.Conversation(
            mailbox_id=shop.box, buyer_name=name, created_at=shop.now, last_mail_at=shop.now, flags=columns.pop("flags", []),
            numbers=[], candidates=[], due_at=shop.now + timedelta(hours=due) if due is not None else None, **columns,
        )  # fmt: skip
        shop.now += timedelta(seconds=1)
        session.add(row)
        session.flush()
        return row.id


def _names(shop, size=50, **asked):
    """All pages of a queue, one after another."""
    names, place = [], None
    with shop.store.reading() as session:
        while True:
            page = read.page(session, Asked(person_id=1, after=place, **asked), size)
            names.append([row.buyer_name for row in page.rows])
            if page.next is None:
                return names
            place = place_in(written(page.next))


def test_late_ones_come_first_then_those_without_a_clock_newest_first(shop):
    for name, due in (("calm", 9), ("late", -1), ("old", None), ("new", None), ("soon", 1)):
        _row(shop, name, due=due)
    assert _names(shop) == [["late", "soon", "calm", "new", "old"]]


@pytest.mark.parametrize("sort", list(Sort))
def test_pages_follow_each_other_without_gap_or_repetition(shop, sort):
    for index in range(7):
        _row(shop, str(index), due=index if index < 4 else None)
    _row(shop, "twin", due=2)
    pages = _names(shop, size=3, sort=sort)
    assert [len(page) for page in pages] == [3, 3, 2]
    assert len({name for page in pages for name in page}) == 8


def test_two_rows_due_at_one_moment_are_both_shown(shop):
    at = shop.now
    for name in "abc":
        shop.now = at
        _row(shop, name, due=1)
    assert _names(shop, size=1) == [["a"], ["b"], ["c"]]


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View.OPEN, {"mine", "ready", "plain"}),
        (View.MINE, {"mine"}),
        (View.UNOWNED, {"ready", "plain"}),
        (View.READY, {"ready"}),
        (View.SNOOZED, {"asleep"}),
        (View.WAITING_BUYER, {"answered"}),
        (View.SOLVED, {"solved"}),
    ],
)
def test_each_view_shows_its_own(shop, view, expected):
    _row(shop, "plain")
    _row(shop, "mine", owner_id=1)
    _row(shop, "ready", draft_state="proposed", checks_green=True)
    _row(shop, "asleep", snoozed_until=shop.now)
    _row(shop, "answered", state="waiting_buyer")
    _row(shop, "solved", state="solved")
    assert set(_names(shop, view=view)[0]) == expected


@pytest.mark.parametrize(
    "asked", [{"language": "de"}, {"intent": "damaged"}, {"flag": "threat"}, {"desk": "squad"}, {"draft": "edited"}]
)
def test_filters_narrow_the_queue(shop, asked):
    _row(shop, "other", flags=["bounced"])
    _row(shop, "this", language="de", intent="damaged", flags=["bounced", "threat"], desk="squad", draft_state="edited")
    assert _names(shop, **asked) == [["this"]]


@pytest.mark.parametrize(
    "place", ["", "dated", "dated.x.1", "late.20261120T080000000000.1", "dated.20261120T080000000000.x", "\x00"]
)
def test_a_place_that_is_none_begins_at_the_top(shop, signed_in, place):
    _row(shop, "Anna")
    assert "Anna" in words(signed_in("mei").get("/queue", query_string={"after": place}))


def test_an_empty_queue_says_what_to_do(shop, signed_in):
    page = words(signed_in("mei").get("/queue?view=mine"))
    assert "You have no conversations" in page
    assert "Unowned" in page


def test_only_green_drafts_are_approved_in_bulk_and_the_others_named(shop, signed_in):
    shop.order("#1034", buyer_email="anna@kunde.example", country="DE", language="de", shipped_at="2026-11-14T05:00:00Z",
               tracking_number="YT2612345678901", carrier="yunexpress")  # fmt: skip
    green = shop.mail("Wo ist mein Paket zur Bestellung #1034?", sender="anna@kunde.example")
    asks = shop.mail(
        "Does the lamp come with a UK plug? What is its height?", sender="tom@buyer.example", subject="Question"
    )
    rows = {row.id: row for row in shop.all(t.Conversation)}
    assert rows[green.conversation_id].checks_green
    assert not rows[asks.conversation_id].checks_green
    client = signed_in("mei")
    chosen = [f"{row.id}.{row.version}" for row in rows.values()]
    sent = form(client.get("/queue"), "/queue/approve") | {"chosen": chosen}
    page = words(client.post("/queue/approve", data=sent, follow_redirects=True))
    (outbox,) = shop.all(t.Outbox)
    assert outbox.conversation_id == green.conversation_id
    assert "Approved: 1" in page
    assert f"#{asks.conversation_id} something is still open" in page


def test_a_row_that_moved_on_is_not_approved_unseen(shop, signed_in):
    mail = shop.mail("Where is my parcel?")
    client = signed_in("mei")
    sent = form(client.get("/queue"), "/queue/approve") | {"chosen": f"{mail.conversation_id}.0"}
    assert "somebody changed it first" in words(client.post("/queue/approve", data=sent, follow_redirects=True))
    assert shop.all(t.Outbox) == []


def test_a_trainee_approves_nothing_in_bulk(shop, signed_in):
    mail = shop.mail("Where is my parcel?")
    row = shop.get(t.Conversation, mail.conversation_id)
    client = signed_in("xiao")
    sent = form(client.get("/queue"), "/queue/approve") | {"chosen": f"{row.id}.{row.version}"}
    assert "Your role may not approve in bulk" in words(client.post("/queue/approve", data=sent, follow_redirects=True))
    assert shop.all(t.Outbox) == []


def test_chosen_rows_are_assigned_together(shop, signed_in):
    for sender in ("a@kunde.example", "b@kunde.example"):
        shop.mail("Where is my parcel?", sender=sender)
    client = signed_in("lin")
    chosen = [f"{row.id}.{row.version}" for row in shop.all(t.Conversation)]
    sent = form(client.get("/queue"), "/queue/approve") | {"chosen": chosen, "owner": str(shop.people["mei"])}
    client.post("/queue/assign", data=sent)
    assert {row.owner_id for row in shop.all(t.Conversation)} == {shop.people["mei"]}
    assert "A conversation is yours" in words(signed_in("mei").get("/queue"))


def test_a_draft_that_needs_care_is_approved_singly_but_never_in_bulk(shop, signed_in):
    mail = shop.mail("Wo ist mein Paket? Ich warte seit drei Wochen.")
    draft = shop.newest(t.Draft)
    client = signed_in("mei")
    page = f"/c/{mail.conversation_id}"
    send(client, f"{page}?edit=1", f"/drafts/{draft.id}/edit", **{"block.you_can": "Bitte noch etwas Geduld."})
    row = shop.get(t.Conversation, mail.conversation_id)
    sent = form(client.get("/queue"), "/queue/approve") | {"chosen": f"{row.id}.{row.version}"}
    assert "own words without a mirror" in words(client.post("/queue/approve", data=sent, follow_redirects=True))
    assert shop.all(t.Outbox) == []
    send(client, page, f"/drafts/{draft.id}/approve")
    assert len(shop.all(t.Outbox)) == 1
