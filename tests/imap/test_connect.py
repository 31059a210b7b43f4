"""Logging in, and what is said when it fails: on a real Dovecot and on servers that misbehave."""

from __future__ import annotations

import threading
import time

import pytest

from maildesk.edge import Account
from maildesk.errors import EdgeError
from maildesk.imap import mailbox as module
from maildesk.imap.folders import sent_folder
from maildesk.imap.mailbox import FolderState, open_mailbox
from tests.support.dovecot import DIFFICULT, Dovecot
from tests.support.silent import scripted_port, silent_port
from tests.support.tokens import access_token

GREETING = b"* OK [CAPABILITY IMAP4rev1] ready\r\n"
CAPABLE = {b"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n"}


def look(account: Account) -> FolderState:
    with open_mailbox(account) as mailbox:
        return mailbox.examine("INBOX")


def failure(account: Account) -> EdgeError:
    with pytest.raises(EdgeError) as error:
        look(account)
    return error.value


def at(port: int, **changes: object) -> Account:
    given = {"host": "127.0.0.1", "port": port, "username": "support@shop.example", "secret": "x", "security": "none"}
    return Account(**({"timeout": 10.0} | given | changes))  # type: ignore[arg-type]


def test_tls_with_a_trusted_certificate(dovecot: Dovecot) -> None:
    trusted = str(dovecot.certificate.certificate)
    assert look(dovecot.account(security="tls", port=dovecot.tls_port, ca_file=trusted)).exists == 0


def test_starttls_with_a_trusted_certificate(dovecot: Dovecot) -> None:
    assert look(dovecot.account(security="starttls", ca_file=str(dovecot.certificate.certificate))).exists == 0
    assert "TLS" in dovecot.log()


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_that_nobody_vouches_for_is_refused(dovecot: Dovecot, security: str) -> None:
    port = dovecot.tls_port if security == "tls" else dovecot.port
    error = failure(dovecot.account(security=security, port=port))
    assert (error.permanent, error.code) == (True, "certificate")
    assert "self-signed" in str(error)


def test_a_certificate_of_another_host_is_refused(dovecot: Dovecot) -> None:
    trusted = str(dovecot.certificate.certificate)
    # The short form of 127.0.0.1: the same machine under a name that the certificate does not hold.
    error = failure(dovecot.account(host="127.1", security="tls", port=dovecot.tls_port, ca_file=trusted))
    assert (error.permanent, error.code) == (True, "certificate")
    assert "mismatch" in str(error)


def test_tls_at_a_port_without_it_says_so(dovecot: Dovecot) -> None:
    error = failure(dovecot.account(security="tls"))
    assert (error.permanent, error.code) == (True, "no_tls")


def test_without_the_wanted_encryption_no_password_is_sent() -> None:
    with scripted_port(CAPABLE | {b"LOGIN": b""}, GREETING) as port:
        error = failure(at(port, security="starttls"))
    assert (error.permanent, error.code) == (True, "not_offered")


def test_an_access_token_opens_the_mailbox(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    assert look(dovecot.account(user, auth="xoauth2", secret=access_token(user))).exists == 0


@pytest.mark.parametrize(
    "token",
    [
        access_token("somebody.else@shop.example"),
        access_token("shop@shop.example", lifetime=-60),
        access_token("shop@shop.example", key=b"not the key of the provider itself"),
        "nonsense",
    ],
)
def test_a_refused_token_asks_for_a_new_sign_in(dovecot: Dovecot, token: str) -> None:
    error = failure(dovecot.account("shop@shop.example", auth="xoauth2", secret=token))
    assert (error.permanent, error.code) == (True, "token_refused")
    assert "sign in to the mailbox again" in str(error)


def test_a_password_may_hold_any_letters(dovecot: Dovecot) -> None:
    user, secret = DIFFICULT
    assert look(dovecot.account(user, secret=secret)).exists == 0


def test_we_introduce_ourselves_where_the_server_asks_for_it(dovecot: Dovecot) -> None:
    look(dovecot.account())
    assert "ID sent: name=maildesk" in dovecot.log()


def test_uids_of_before_mean_nothing_after_a_change_of_uidvalidity(dovecot: Dovecot) -> None:
    account = dovecot.account()
    dovecot.deliver(account.username, b"Subject: x\r\n\r\n")
    before = look(account)
    dovecot.change_uidvalidity(account.username)
    assert look(account).uidvalidity != before.uidvalidity


def test_the_server_says_which_folder_holds_sent_mails(dovecot: Dovecot) -> None:
    with open_mailbox(dovecot.account()) as mailbox:
        mailbox.append("Sent", b"Subject: x\r\n\r\n")
        folder = sent_folder(mailbox.folders())
    assert folder is not None
    assert (folder.name, folder.role, folder.separator) == ("Sent", "sent", ".")


def test_a_server_that_says_nothing_is_given_up() -> None:
    with silent_port() as port:
        error = failure(at(port, timeout=0.3))
    assert (error.permanent, error.code) == (False, "timeout")
    assert f"127.0.0.1:{port} did not answer in time" in str(error)


def test_a_server_that_falls_silent_later_is_given_up() -> None:
    with scripted_port(CAPABLE | {b"EXAMINE": b"* 1 EXISTS\r\n"}, GREETING) as port:
        error = failure(at(port, timeout=0.3))
    assert (error.permanent, error.code) == (False, "timeout")


def test_a_port_where_nobody_listens_is_named() -> None:
    error = failure(at(1))
    assert (error.permanent, error.code) == (False, "refused")


def test_a_connection_lost_during_login_is_no_wrong_password() -> None:
    with scripted_port({b"LOGIN": b""}, GREETING) as port:
        error = failure(at(port))
    assert (error.permanent, error.code) == (False, "closed")


@pytest.mark.parametrize(
    ("answer", "code", "permanent"),
    [
        (b"NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)", "wrong_password", True),
        (b"NO LOGIN failed.", "wrong_password", True),
        (b"NO [ALERT] Application-specific password required: see the help", "app_password", True),
        (b"NO [ALERT] Please log in via your web browser", "app_password", True),
        (b"NO IMAP access is disabled for your domain", "imap_disabled", True),
        (b"NO LOGIN Unsafe Login. Please contact the provider", "unsafe_login", True),
        (b"NO [PRIVACYREQUIRED] Plaintext authentication disallowed", "needs_tls", True),
        (b"NO [UNAVAILABLE] Temporary authentication failure", "throttled", False),
        (b"NO [ALERT] Too many simultaneous connections. (Failure)", "throttled", False),
        (b"NO [LIMIT] LOGIN Rate limit hit", "throttled", False),
        (b"BAD User is authenticated but not connected.", "throttled", False),
    ],
)
def test_each_refusal_of_a_login_says_whether_waiting_can_help(answer: bytes, code: str, permanent: bool) -> None:
    with scripted_port({b"LOGIN": b"TAG " + answer + b"\r\n"}, GREETING) as port:
        error = failure(at(port))
    assert (error.code, error.permanent) == (code, permanent)
    assert "support@shop.example" in str(error)


def test_a_mail_that_the_server_cannot_give_does_not_hold_up_the_others() -> None:
    script = {
        b"EXAMINE": b"* 2 EXISTS\r\n* OK [UIDVALIDITY 1]\r\n* OK [UIDNEXT 3]\r\nTAG OK done\r\n",
        b"UID SEARCH": b"* SEARCH 1 2\r\nTAG OK done\r\n",
        b"RFC822.SIZE": b"* 1 FETCH (UID 1 RFC822.SIZE 14)\r\n* 2 FETCH (UID 2 RFC822.SIZE 14)\r\nTAG OK done\r\n",
        b"FETCH 1,2 (BODY.PEEK[])": b"TAG NO message contents not available\r\n",
        b"FETCH 1 (BODY.PEEK[])": b"TAG NO message contents not available\r\n",
        b"FETCH 1 (BODY.PEEK[HEADER])": b"* 1 FETCH (UID 1 BODY[HEADER] {4}\r\nA: b)\r\nTAG OK done\r\n",
        b"FETCH 2 (BODY.PEEK[])": b"* 2 FETCH (UID 2 BODY[] {5}\r\nwhole)\r\nTAG OK done\r\n",
    }
    with scripted_port(CAPABLE | script, GREETING) as port, open_mailbox(at(port)) as mailbox:
        fetched = list(mailbox.fetch(mailbox.uids_after("INBOX", 0), 100))
    assert [(one.raw, str(one.missing)) for one in fetched] == [(b"A: b", "refused_by_server"), (b"whole", "")]


def test_a_server_that_asks_for_a_pause_loses_no_mail_by_it() -> None:
    script = {
        b"EXAMINE": b"* 2 EXISTS\r\nTAG OK done\r\n",
        b"UID SEARCH": b"* SEARCH 1 2\r\nTAG OK done\r\n",
        b"RFC822.SIZE": b"* 1 FETCH (UID 1 RFC822.SIZE 14)\r\nTAG OK done\r\n",
        b"BODY.PEEK": b"TAG NO [LIMIT] too fast\r\n",
    }
    with (
        scripted_port(CAPABLE | script, GREETING) as port,
        open_mailbox(at(port)) as mailbox,
        pytest.raises(EdgeError) as error,
    ):
        list(mailbox.fetch(mailbox.uids_after("INBOX", 0), 100))
    assert (error.value.permanent, error.value.code) == (False, "throttled")


def test_a_connection_lost_while_waiting_is_told() -> None:
    script = {
        b"CAPABILITY": b"* CAPABILITY IMAP4rev1 IDLE\r\nTAG OK done\r\n",
        b"EXAMINE": b"* 1 EXISTS\r\n* OK [UIDNEXT 2]\r\nTAG OK done\r\n",
        b"UID SEARCH": b"* SEARCH 1\r\nTAG OK done\r\n",
        b"IDLE": b"+ idling\r\n",
        b"DONE": b"",
    }
    with scripted_port(CAPABLE | script, GREETING) as port, open_mailbox(at(port)) as mailbox:
        mailbox.examine("INBOX")
        with pytest.raises(EdgeError) as error:
            mailbox.wait(0.1)
    assert not error.value.permanent


def test_a_server_that_cannot_push_is_asked_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "POLL_SECONDS", 0.01)
    script = {
        b"EXAMINE": b"* 1 EXISTS\r\n* OK [UIDNEXT 2]\r\nTAG OK done\r\n",
        b"UID SEARCH": [b"* SEARCH 1\r\nTAG OK done\r\n"] * 3 + [b"* SEARCH 2\r\nTAG OK done\r\n"],
    }
    with scripted_port(CAPABLE | script, GREETING) as port, open_mailbox(at(port)) as mailbox:
        mailbox.examine("INBOX")
        assert mailbox.wait(5)


def test_waiting_is_renewed_before_the_server_ends_it(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IDLE_SECONDS", 0.05)
    with open_mailbox(dovecot.account()) as mailbox:
        mailbox.examine("INBOX")
        assert not mailbox.wait(0.3)
        dovecot.deliver(mailbox.account.username, b"Subject: x\r\n\r\n")
        assert mailbox.wait(5)


def test_waiting_ends_over_tls_too(dovecot: Dovecot) -> None:
    trusted = str(dovecot.certificate.certificate)
    account = dovecot.account(security="tls", port=dovecot.tls_port, ca_file=trusted)
    with open_mailbox(account) as mailbox:
        mailbox.examine("INBOX")
        threading.Timer(0.1, dovecot.deliver, [account.username, b"Subject: x\r\n\r\n"]).start()
        start = time.monotonic()
        assert mailbox.wait(30)
    assert time.monotonic() - start < 10
