"""Access tokens: fetched with the refresh token, kept, and refused with a word on what to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from maildesk.errors import EdgeError
from maildesk.imap.mailbox import open_mailbox
from maildesk.imap.oauth import PROVIDERS, Grant, Provider, Tokens, refresh
from tests.support.dovecot import Dovecot
from tests.support.oauth_server import TokenEndpoint, token_endpoint
from tests.support.silent import silent_port

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
SHOP = "support@shop.example"


@pytest.fixture
def endpoint() -> Iterator[TokenEndpoint]:
    with token_endpoint() as running:
        yield running


def failure(grant: Grant, timeout: float = 5.0) -> EdgeError:
    with pytest.raises(EdgeError) as error:
        refresh(grant, NOW, timeout=timeout)
    return error.value


def test_a_refreshed_token_opens_the_mailbox(endpoint: TokenEndpoint, dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    token = refresh(endpoint.grant(user), NOW)
    with open_mailbox(dovecot.account(user, auth="xoauth2", secret=token.access_token)) as mailbox:
        assert mailbox.examine("INBOX").exists == 0


def test_the_request_is_the_one_of_the_standard(endpoint: TokenEndpoint) -> None:
    refresh(endpoint.grant(SHOP), NOW)
    assert endpoint.requests == [
        {
            "grant_type": "refresh_token",
            "refresh_token": "standing permission",
            "client_id": f"client for {SHOP}",
            "client_secret": "secret",
            "scope": "mail",
        }
    ]


def test_a_token_is_kept_until_shortly_before_its_end(endpoint: TokenEndpoint) -> None:
    tokens, grant = Tokens(), endpoint.grant(SHOP)
    first = tokens.token(grant, NOW)
    assert first.expires_at == NOW + timedelta(hours=1)
    assert tokens.token(grant, NOW + timedelta(minutes=57)) == first
    assert len(endpoint.requests) == 1
    tokens.token(grant, NOW + timedelta(minutes=59))
    assert len(endpoint.requests) == 2


def test_each_mailbox_has_a_token_of_its_own(endpoint: TokenEndpoint) -> None:
    tokens = Tokens()
    one, other = (tokens.token(endpoint.grant(user), NOW) for user in (SHOP, "sales@shop.example"))
    assert one.access_token != other.access_token


def test_a_token_that_the_mail_server_refused_can_be_forgotten(endpoint: TokenEndpoint) -> None:
    tokens, grant = Tokens(), endpoint.grant(SHOP)
    tokens.token(grant, NOW)
    tokens.forget(grant)
    tokens.token(grant, NOW)
    assert len(endpoint.requests) == 2


def test_a_new_refresh_token_is_handed_on(endpoint: TokenEndpoint) -> None:
    assert refresh(endpoint.grant(SHOP), NOW).refresh_token == "standing permission"
    endpoint.rotate = "new permission"
    assert refresh(endpoint.grant(SHOP), NOW).refresh_token == "new permission"


def test_a_withdrawn_permission_asks_for_a_new_sign_in(endpoint: TokenEndpoint) -> None:
    error = failure(endpoint.grant(SHOP, "withdrawn"))
    assert (error.permanent, error.code) == (True, "oauth_invalid_grant")
    assert str(error).startswith(SHOP)
    assert "sign in to the mailbox again" in str(error)


@pytest.mark.parametrize(
    ("answer", "permanent", "code"),
    [
        ((401, b'{"error": "invalid_client"}'), True, "oauth_invalid_client"),
        ((400, b'{"error": "interaction_required"}'), True, "oauth_interaction_required"),
        ((503, b"<html>busy</html>"), False, "oauth_http_503"),
        ((503, b'{"error": "temporarily_unavailable"}'), False, "oauth_temporarily_unavailable"),
        ((200, b"<html>sign in to the wifi</html>"), False, "oauth_no_token"),
        ((200, b"[]"), False, "oauth_no_token"),
        ((200, b'{"access_token": ""}'), False, "oauth_no_token"),
    ],
)
def test_each_refusal_says_whether_asking_again_can_help(
    endpoint: TokenEndpoint, answer: tuple[int, bytes], permanent: bool, code: str
) -> None:
    endpoint.answer = answer
    error = failure(endpoint.grant(SHOP))
    assert (error.permanent, error.code) == (permanent, code)


def test_a_token_without_a_stated_end_lasts_for_an_hour(endpoint: TokenEndpoint) -> None:
    endpoint.answer = (200, b'{"access_token": "x", "expires_in": "soon"}')
    assert refresh(endpoint.grant(SHOP), NOW).expires_at == NOW + timedelta(hours=1)


def test_a_provider_that_says_nothing_is_given_up() -> None:
    with silent_port() as port:
        error = failure(Grant(SHOP, Provider(f"http://127.0.0.1:{port}/"), "client", "x"), timeout=0.2)
    assert (error.permanent, error.code) == (False, "timeout")


def test_a_provider_that_is_not_there_is_named() -> None:
    error = failure(Grant(SHOP, Provider("http://127.0.0.1:1/"), "client", "x"))
    assert (error.permanent, error.code) == (False, "refused")


@pytest.mark.parametrize("url", ["http://login.example/token", "file:///etc/passwd", "token"])
def test_secrets_are_sent_over_tls_only(url: str) -> None:
    error = failure(Grant(SHOP, Provider(url), "client", "x"))
    assert (error.permanent, error.code) == (True, "bad_endpoint")


def test_the_endpoints_of_the_large_providers_are_known() -> None:
    assert all(provider.token_url.startswith("https://") for provider in PROVIDERS.values())


def test_secrets_do_not_show_in_a_repr(endpoint: TokenEndpoint) -> None:
    grant = endpoint.grant(SHOP)
    assert "standing permission" not in repr(grant)
    assert refresh(grant, NOW).access_token not in repr(refresh(grant, NOW))
