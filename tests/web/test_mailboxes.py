"""Mailboxes: entered with a secret that no page shows, tried, paused; a ledger that adds up. Supervisors only."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.db.queries import mailboxes
from maildesk.db.secrets import Vault
from maildesk.jobs.trying import Trial
from maildesk.web.app import create_app
from maildesk.web.desk import WebDesk
from tests.web.desk import sign_in
from tests.web.page import form, send, words

TYPED = {
    "name": "second", "address": "Help@Shop.example", "imap_host": "imap.shop.example", "smtp_host": "smtp.shop.example",
    "password": "very secret", "trust_authserv": "mx.shop.example, mx2.shop.example",
}  # fmt: skip


def _box(shop, name: str = "second") -> t.Mailbox:
    with shop.store.reading() as session:
        return session.scalars(select(t.Mailbox).where(t.Mailbox.name == name)).one()


def _secret(shop, box: t.Mailbox) -> dict[str, str]:
    return Vault(shop.settings.secret_key).open(box.secret)


def test_a_mailbox_is_added_and_its_fetching_asked_for(shop, signed_in):
    send(signed_in("wang"), "/mailboxes/new", "/mailboxes/new", **TYPED)
    box = _box(shop)
    assert (box.address, box.username, box.auth, box.imap_port) == (
        "help@shop.example",
        "Help@Shop.example",
        "password",
        993,
    )
    assert box.trust_authserv == ["mx.shop.example", "mx2.shop.example"]
    with shop.store.reading() as session:
        assert session.scalar(select(t.Job.key)) == f"fetch:{box.id}"


def test_the_secret_is_sealed_and_stands_on_no_page(shop, signed_in):
    client = signed_in("wang")
    send(client, "/mailboxes/new", "/mailboxes/new", **TYPED)
    box = _box(shop)
    assert b"very secret" not in box.secret
    assert _secret(shop, box) == {"password": "very secret"}
    assert "very secret" not in client.get(f"/mailboxes/{box.id}").get_data(as_text=True)


def test_an_empty_secret_leaves_the_one_that_is_kept(shop, signed_in):
    client = signed_in("wang")
    send(client, "/mailboxes/new", "/mailboxes/new", **TYPED)
    box = _box(shop)
    send(client, f"/mailboxes/{box.id}", f"/mailboxes/{box.id}", display_name="Lampenhaus")
    changed = _box(shop)
    assert (changed.display_name, _secret(shop, changed)) == ("Lampenhaus", {"password": "very secret"})


def test_oauth_is_kept_with_its_provider(shop, signed_in):
    typed = {**TYPED, "login": "google", "password": "", "client_id": "c", "refresh_token": "r"}
    send(signed_in("wang"), "/mailboxes/new", "/mailboxes/new", **typed)
    box = _box(shop)
    assert (box.auth, _secret(shop, box)) == ("xoauth2", {"provider": "google", "client_id": "c", "refresh_token": "r"})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", "nobody"),
        ("imap_host", "a b"),
        ("imap_port", "99999"),
        ("smtp_port", "x"),
        ("name", "shop"),
        ("channel", "moon"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_typed_is_lost(shop, signed_in, field, value):
    answer = send(
        signed_in("wang"), "/mailboxes/new", "/mailboxes/new", **{**TYPED, "display_name": "Kept", field: value}
    )
    assert answer.status_code == 422
    assert ("“-1”" if value == "x" else f"“{value}”") in words(answer)
    assert form(answer, "/mailboxes/new")["display_name"] == "Kept"


def test_a_mailbox_is_paused_and_goes_on_and_keeps_its_mails(shop, signed_in):
    mail = shop.mail("Wo ist mein Paket?")
    client = signed_in("wang")
    send(client, f"/mailboxes/{shop.box}", f"/mailboxes/{shop.box}/pause", active="0")
    assert not _box(shop, "shop").active
    assert shop.get(t.Message, mail.id).state == "placed"
    send(client, f"/mailboxes/{shop.box}", f"/mailboxes/{shop.box}/pause", active="1")
    assert _box(shop, "shop").active


@pytest.mark.parametrize("login", ["xiao", "mei", "lin"])
@pytest.mark.parametrize("path", ["/mailboxes", "/mailboxes/new", "/mailboxes/1", "/people", "/people/new", "/shop"])
def test_only_supervisors_see_and_change_what_is_theirs(signed_in, login, path):
    client = signed_in(login)
    assert client.get(path).status_code == 403
    token = form(client.get("/queue"), "/sign-out")["csrf_token"]
    assert client.post(path, data={**TYPED, "csrf_token": token}).status_code in (403, 405)


def test_the_ledger_of_a_day_adds_up(shop, signed_in):
    shop.mail("Wo ist mein Paket?")
    shop.mail(
        "Half price!", sender="club@bulk.example", List_Id="<a.bulk.example>", List_Unsubscribe="<https://bulk.example>"
    )
    with shop.store.reading() as session:
        (day,) = mailboxes.ledger(session, shop.box)
    assert (day.kept, day.ended, day.adds_up) == (2, 2, True)
    assert (day.ends["placed"], dict(day.ignored)) == (1, {"bulk": 1})
    assert "adds up" in signed_in("wang").get(f"/mailboxes/{shop.box}").get_data(as_text=True)


def test_a_day_that_does_not_add_up_says_by_how_much(shop, signed_in):
    shop.mail("Wo ist mein Paket?")
    with shop.store.writing() as session:
        session.scalars(select(t.LedgerLine).where(t.LedgerLine.what == "placed")).one().count = 0
    assert "1 missing" in words(signed_in("wang").get(f"/mailboxes/{shop.box}"))


def test_the_gap_to_the_servers_count_is_shown(shop, signed_in):
    with shop.store.writing() as session:
        session.add(t.Folder(mailbox_id=shop.box, name="INBOX", role="inbox", uidvalidity=7, server_count=3))
    assert "3 not fetched yet" in words(signed_in("wang").get(f"/mailboxes/{shop.box}"))


def test_a_try_says_what_each_server_said_in_the_name_of_the_mailbox(app, shop):
    said = (
        Trial("IMAP", True, "imap.shop.example:993", 12, ("mx.shop.example",)),
        Trial("SMTP", False, "smtp.shop.example:465", code="refused", said="nobody listens at smtp.shop.example:465"),
    )
    desk: WebDesk = replace(app.extensions["maildesk"], try_logins=lambda _box: said)
    client = create_app(desk).test_client()
    sign_in(client, "wang")
    told = words(send(client, f"/mailboxes/{shop.box}", f"/mailboxes/{shop.box}/test"))
    assert "shop: logged in by IMAP at imap.shop.example:993. The inbox holds 12 mails." in told
    assert "mx.shop.example" in told
    assert "shop: SMTP at smtp.shop.example:465 failed. Nobody listens there. Check server and port." in told


def test_a_kept_password_is_never_sent_to_another_server(shop, signed_in):
    client = signed_in("wang")
    send(client, "/mailboxes/new", "/mailboxes/new", **TYPED)
    box = _box(shop)
    answer = send(client, f"/mailboxes/{box.id}", f"/mailboxes/{box.id}", imap_host="imap.elsewhere.example")
    assert "the password is wanted again" in words(answer)
    assert _box(shop).imap_host == "imap.shop.example"
    send(client, f"/mailboxes/{box.id}", f"/mailboxes/{box.id}", imap_host="imap.elsewhere.example", password="new one")
    assert (_box(shop).imap_host, _secret(shop, _box(shop))) == ("imap.elsewhere.example", {"password": "new one"})
