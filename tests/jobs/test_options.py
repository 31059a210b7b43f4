"""Mailboxes that log in by token, and those whose owner wants something done on the server."""

import pytest

from maildesk.db import tables as t
from tests.support.oauth_server import token_endpoint


def by_token(office, endpoint):
    grant = endpoint.grant(office.user)
    secret = {"token_url": endpoint.url, "scope": "mail", "client_id": grant.client_id, "client_secret": "secret"}
    with office.store.writing() as session:
        box = session.get_one(t.Mailbox, office.box)
        box.auth, box.secret = "xoauth2", office.desk.vault.seal(secret | {"refresh_token": grant.refresh_token})


def test_a_mailbox_is_read_with_an_access_token_that_the_refresh_token_gives(office):
    with token_endpoint() as endpoint:
        by_token(office, endpoint)
        office.fetch()
        office.deliver("By token")
        office.fetch()
        assert [m.newest_text for m in office.all(t.Message)] == ["By token"]
        assert len(endpoint.requests) == 1


def test_a_new_refresh_token_replaces_the_old_one(office):
    with token_endpoint() as endpoint:
        endpoint.rotate = "the next permission"
        by_token(office, endpoint)
        office.fetch()
        (box,) = office.all(t.Mailbox)
        assert office.desk.vault.open(box.secret)["refresh_token"] == "the next permission"


def test_a_permission_that_was_withdrawn_raises_the_alarm_at_once_and_says_what_to_do(office):
    with office.store.writing() as session:
        session.get_one(t.User, office.agent).role = "supervisor"
    with token_endpoint() as endpoint:
        endpoint.answer = (400, b'{"error": "invalid_grant"}')
        by_token(office, endpoint)
        office.fetch()
    (box,) = office.all(t.Mailbox)
    assert "sign in to the mailbox again" in box.failure
    assert [n.code for n in office.all(t.Notification)] == ["mailbox_failing"]


def server(office):
    return office.desk.lines.mailbox(office.box, office.dovecot.account(office.user))


@pytest.mark.parametrize(("after", "flags"), [("leave", ()), ("seen", ("\\Seen",))])
def test_flags_on_the_server_are_touched_only_if_the_owner_wants_it(office, after, flags):
    with office.store.writing() as session:
        session.get_one(t.Mailbox, office.box).after_commit = after
    office.fetch()
    office.deliver("Hello")
    office.fetch()
    with server(office) as mailbox:
        (mail,) = mailbox.fetch(mailbox.uids_after("INBOX", 0), 10_000)
    assert tuple(f for f in mail.flags if f != "\\Recent") == flags


def test_mails_are_moved_after_the_commit_if_the_owner_wants_it(office):
    with office.store.writing() as session:
        box = session.get_one(t.Mailbox, office.box)
        box.after_commit, box.move_to = "move", "Done"
    with server(office) as mailbox:
        mailbox.append("Done", b"Subject: makes the folder\r\n\r\n")
    office.fetch()
    office.deliver("Hello")
    office.fetch()
    with server(office) as mailbox:
        assert len(mailbox.uids_after("Done", 0)) == 2
        assert mailbox.uids_after("INBOX", 0) == ()
    assert [m.newest_text for m in office.all(t.Message)] == ["Hello"]


def test_a_mail_over_the_limit_is_kept_as_its_headers_and_says_so(office):
    office.fetch()
    object.__setattr__(office.desk.settings, "max_mail_bytes", 2000)
    office.deliver("x" * 5000, subject="Big")
    office.fetch()
    (mail,) = office.all(t.Message)
    assert (mail.truncated, mail.subject, mail.state) == (True, "Big", "placed")
    assert mail.size > 5000
