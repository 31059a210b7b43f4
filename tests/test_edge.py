"""A foreign error becomes ours: which kind, whether trying again can help, and one line for a person."""

from __future__ import annotations

import socket
import ssl

import pytest

from maildesk.edge import Account, Cause, edge_error
from maildesk.errors import EdgeError

ACCOUNT = Account("mail.example", 993, "support@shop.example", "the secret")
TOKENS = Account("mail.example", 993, "support@shop.example", "the secret", auth="xoauth2")
ROWS = (
    Cause(KeyError, "token", "{who}: sign in", permanent=True, auth="xoauth2"),
    Cause(LookupError, "busy", "{who} at {where}: {detail}", words=("later",)),
    Cause(LookupError, "gone", "{who} at {where}: {detail}", permanent=True),
)


@pytest.mark.parametrize(
    ("error", "account", "code", "permanent"),
    [
        (KeyError("x"), TOKENS, "token", True),
        (KeyError("x"), ACCOUNT, "gone", True),
        (KeyError("Come LATER"), ACCOUNT, "busy", False),
        (TimeoutError("timed out"), ACCOUNT, "timeout", False),
        (ConnectionRefusedError(111, "Connection refused"), ACCOUNT, "refused", False),
        (socket.gaierror(-2, "Name or service not known"), ACCOUNT, "unknown_host", False),
        (ConnectionResetError(104, "reset"), ACCOUNT, "network", False),
        (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number"), ACCOUNT, "no_tls", True),
        (ssl.SSLError(1, "[SSL: UNEXPECTED_EOF] EOF"), ACCOUNT, "tls", False),
        (ssl.SSLCertVerificationError(1, "certificate verify failed"), ACCOUNT, "certificate", True),
        (UnicodeEncodeError("ascii", "ä", 0, 1, "not ASCII"), ACCOUNT, "encoding", True),
        (ZeroDivisionError("surprise"), ACCOUNT, "unknown", False),
    ],
)
def test_the_first_row_that_fits_decides(error: Exception, account: Account, code: str, permanent: bool) -> None:
    ours = edge_error(error, account, ROWS)
    assert (ours.code, ours.permanent) == (code, permanent)
    assert "support@shop.example" in str(ours)


@pytest.mark.parametrize(
    "error", [LookupError(b"no such\r\nthing"), LookupError("b'no such\r\nthing'"), LookupError("no  such", b"thing")]
)
def test_the_servers_words_stand_in_one_plain_line(error: Exception) -> None:
    assert str(edge_error(error, ACCOUNT, ROWS)) == "support@shop.example at mail.example:993: no such thing"


def test_endless_words_are_cut() -> None:
    assert len(str(edge_error(LookupError("x" * 10**6), ACCOUNT, ROWS))) < 400


def test_a_secret_shows_in_no_repr() -> None:
    assert "the secret" not in repr(ACCOUNT)


def test_an_error_of_the_edge_is_temporary_unless_said_otherwise() -> None:
    assert not EdgeError("x").permanent
