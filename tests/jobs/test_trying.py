"""A person tries a mailbox: both servers are named with what they said, quickly, and nothing changes."""

from dataclasses import replace

import pytest

from maildesk.db import tables as t
from maildesk.jobs.trying import try_logins


@pytest.fixture
def box(office) -> t.Mailbox:
    with office.desk.store.reading() as session:
        return session.get_one(t.Mailbox, office.box)


def _with_password(office, box: t.Mailbox, password: str) -> t.Mailbox:
    kept = office.desk.vault.open(box.secret)
    box.secret = office.desk.vault.seal({**kept, "password": password})
    return box


def test_both_logins_go_well_and_the_inbox_is_counted(office, box):
    imap, smtp = try_logins(office.desk, box)
    assert (imap.protocol, imap.well, smtp.protocol, smtp.well) == ("IMAP", True, "SMTP", True)
    assert imap.mails == 0


def test_a_wrong_password_is_the_servers_word_not_an_error_of_ours(office, box):
    imap, _ = try_logins(office.desk, _with_password(office, box, "another one"))
    assert not imap.well
    assert imap.code == "wrong_password"
    assert box.username in imap.said


def test_a_port_where_nobody_listens_leaves_the_other_server_tried(office, box):
    box.imap_port = 1
    imap, smtp = try_logins(office.desk, box)
    assert (imap.well, imap.code, smtp.well) == (False, "refused", True)


def test_a_secret_sealed_under_another_key_is_said_so(office, box):
    box.secret = replace(office.desk, vault=type(office.desk.vault)("x" * 40)).vault.seal({"password": "p"})
    imap, smtp = try_logins(office.desk, box)
    assert (imap.code, smtp.code) == ("setting", "setting")


def test_a_mailbox_without_servers_has_nothing_to_try(office, box):
    box.imap_host = box.smtp_host = ""
    assert try_logins(office.desk, box) == ()
