"""An address is judged twice: as it is written, and by the numbers its name leads to."""

import socket

import pytest

from maildesk.errors import EdgeError
from maildesk.hooks.address import Reach, Target, resolved, target


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://hook.example/x", "not_https"),
        ("ftp://hook.example/x", "not_https"),
        ("file:///etc/passwd", "bad_url"),
        ("gopher://hook.example/", "not_https"),
        ("//hook.example/x", "not_https"),
        ("https:///x", "bad_url"),
        ("", "bad_url"),
        ("https://user:pass@hook.example/x", "login_in_url"),
        ("https://hook.example@127.0.0.1/", "login_in_url"),
        ("https://hook.example\\@127.0.0.1/", "login_in_url"),
        ("https://hook.example:22/", "closed_port"),
        ("https://hook.example:25/", "closed_port"),
        ("https://hook.example:99999/", "bad_url"),
        ("https://hook.example:x/", "bad_url"),
        ("https://hook.example/a b", "bad_url"),
        ("https://hook.example/a\r\nX: y", "bad_url"),
        ("https://hook.example/\u00e9", "bad_url"),
        ("https://[::1", "bad_url"),
        ("https://" + "a" * 70 + ".example/", "bad_url"),
        ("https://hook.example/" + "x" * 3_000, "bad_url"),
    ],
)
def test_what_is_no_address_of_a_webhook_is_refused_for_good(url, code):
    with pytest.raises(EdgeError) as refused:
        resolved(target(url))
    assert refused.value.code == code or (code == "bad_url" and refused.value.code == "unknown_host")


def test_an_address_is_taken_apart_without_its_fragment():
    assert target("https://Hook.Example:8443/a?b=c#d") == Target(True, "hook.example", 8443, "/a?b=c")
    assert target("https://hook.example") == Target(True, "hook.example", 443, "/")


def test_an_international_name_is_asked_for_in_ascii():
    assert target("https://bücher.example/").host == "xn--bcher-kva.example"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "[::1]", "[::ffff:127.0.0.1]",
     "localhost.", "１２７.0.0.1", "[fe80::1%25lo]", "[::ffff:10.0.0.1]", "100.64.0.1",
     "169.254.169.254", "[fd00:ec2::254]", "[64:ff9b::7f00:1]", "0.0.0.0", "10.1.2.3"],
)  # fmt: skip
def test_a_name_or_number_that_leads_inside_is_refused(host):
    with pytest.raises(EdgeError) as refused:
        resolved(target(f"https://{host}/"))
    assert refused.value.code in ("inside", "unknown_host", "bad_url")
    assert refused.value.permanent or refused.value.code == "unknown_host"


def test_one_inner_address_among_open_ones_is_reason_enough(monkeypatch):
    def both(*_args, **_kwargs):
        return [(2, 1, 6, "", ("8.8.8.8", 443)), (2, 1, 6, "", ("10.0.0.1", 443))]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    with pytest.raises(EdgeError) as refused:
        resolved(target("https://hook.example/"))
    assert refused.value.code == "inside"


def test_a_setting_opens_http_and_an_own_network():
    where = target("http://127.0.0.1:8099/x", Reach.ANYWHERE)
    assert where == Target(False, "127.0.0.1", 8099, "/x")
    assert resolved(where, Reach.ANYWHERE) == "127.0.0.1"
