"""What one does to a conversation, each with its undo; and what the screens refuse."""

from datetime import UTC, datetime, timedelta

import pytest

from maildesk.db import tables as t
from tests.web.page import send, words


@pytest.fixture
def number(shop):
    return shop.mail("Where is my parcel?").conversation_id


@pytest.mark.parametrize(
    ("path", "sent", "column", "value"),
    [
        ("assign", {"owner": "1"}, "owner_id", 1),
        ("hand-over", {"desk": "complaints", "why": "Droht mit dem Anwalt"}, "desk", "complaints"),
        ("state", {"state": "solve"}, "state", "solved"),
        ("state", {"state": "wait"}, "state", "waiting_other"),
    ],
)
def test_a_deed_is_done_and_undone(shop, number, signed_in, path, sent, column, value):
    client = signed_in("mei")
    before = getattr(shop.get(t.Conversation, number), column)
    send(client, f"/c/{number}", f"/c/{number}/{path}", **sent)
    assert getattr(shop.get(t.Conversation, number), column) == value
    send(client, f"/c/{number}", f"/deeds/{shop.newest(t.Deed).id}/undo")
    assert getattr(shop.get(t.Conversation, number), column) == before


@pytest.mark.parametrize(("path", "sent"), [("state", {"state": "solve"}), ("snooze", {"until": "2h"})])
def test_what_is_off_ones_hands_gives_way_to_the_next_one_of_the_queue(shop, number, signed_in, path, sent):
    other = shop.mail("Wo ist mein Paket?", sender="tom@buyer.example").conversation_id
    here = f"/c/{number}?sort=newest"
    assert send(signed_in("mei"), here, f"/c/{number}/{path}", **sent).location == f"/c/{other}?sort=newest"


@pytest.mark.parametrize(
    ("sent", "until"),
    [
        ({"until": "2h"}, timedelta(hours=2)),
        ({"until": "1d"}, datetime(2026, 11, 21, 1, 0, tzinfo=UTC)),
        ({"until": "mon"}, datetime(2026, 11, 23, 1, 0, tzinfo=UTC)),
        ({"until": "", "at": "2026-11-25T15:30"}, datetime(2026, 11, 25, 7, 30, tzinfo=UTC)),
    ],
)
def test_a_snooze_ends_at_the_desks_own_morning_or_moment(shop, number, signed_in, sent, until):
    send(signed_in("mei"), f"/c/{number}", f"/c/{number}/snooze", **sent)
    expected = shop.now + until if isinstance(until, timedelta) else until
    assert shop.get(t.Conversation, number).snoozed_until == expected


def test_a_moment_that_has_passed_is_no_snooze(shop, number, signed_in):
    client = signed_in("mei")
    send(client, f"/c/{number}", f"/c/{number}/snooze", until="", at="2020-01-01T10:00")
    assert shop.get(t.Conversation, number).snoozed_until is None
    assert "still to come" in words(client.get(f"/c/{number}"))


def test_a_note_tells_whom_it_names(shop, number, signed_in):
    send(signed_in("mei"), f"/c/{number}", f"/c/{number}/note", text="@lin kannst du schauen?")
    page = words(signed_in("lin").get(f"/c/{number}"))
    assert "@lin kannst du schauen?" in page
    assert "You were mentioned" in page


def test_only_a_lead_assigns_to_others(shop, number, signed_in):
    client = signed_in("mei")
    send(client, f"/c/{number}", f"/c/{number}/assign", owner=str(shop.people["lin"]))
    assert shop.get(t.Conversation, number).owner_id is None
    assert "Only a lead assigns to others. Who may: lead, supervisor." in words(client.get("/queue"))


def test_a_stale_page_writes_nothing_and_gives_the_words_back(shop, number, signed_in):
    client = signed_in("mei")
    sent = {"why": "Droht mit dem Anwalt", "desk": "complaints", "version": "0"}
    answer = send(client, f"/c/{number}", f"/c/{number}/hand-over", **sent)
    assert answer.status_code == 409
    assert "Droht mit dem Anwalt" in words(answer)
    assert shop.get(t.Conversation, number).desk == ""


def test_a_mail_is_split_off_and_merged_again(shop, number, signed_in):
    second = shop.mail(
        "By the way, one more question about the lamp", In_Reply_To=f"<{shop.newest(t.Message).message_id}>"
    )
    client = signed_in("mei")
    to = send(client, f"/c/{number}", f"/c/{number}/split", mail=str(second.id)).location
    other = shop.get(t.Message, second.id).conversation_id
    assert to == f"/c/{other}"
    assert other != number
    send(client, to, f"/c/{other}/merge", to=f"#{number}")
    assert shop.get(t.Message, second.id).conversation_id == number
    assert client.get(to).location == f"/c/{number}"


def test_a_conversation_that_is_not_there_is_said_to_be_so(shop, signed_in):
    answer = signed_in("mei").get("/c/999")
    assert answer.status_code == 404
    assert "merged into another" in words(answer)
