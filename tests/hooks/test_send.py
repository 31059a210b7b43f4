"""One POST to a real server: it arrives as it was written, follows nobody, waits for nobody, reads little."""

import socket
import threading
from contextlib import suppress

import pytest

from maildesk.core.telling.shapes import Post
from maildesk.errors import EdgeError, UncertainError
from maildesk.hooks import send as sending
from maildesk.hooks.address import Reach
from maildesk.hooks.send import MOST_BYTES, send
from tests.support.listener import listener


@pytest.fixture
def hook():
    with listener() as running:
        yield running


def post(url: str) -> Post:
    return Post(url, b'{"a":1}', {"Content-Type": "application/json", "Maildesk-Id": "x 0.1"})


def test_it_arrives_with_its_body_headers_and_query(hook):
    answer = send(post(f"{hook.url}/in?key=1"), Reach.ANYWHERE)
    (asked,) = hook.asked
    assert (asked.path, asked.body, asked.headers["Maildesk-Id"]) == ("/in?key=1", b'{"a":1}', "x 0.1")
    assert (answer.status, answer.body) == (200, b"ok")


def test_a_redirect_is_an_answer_and_leads_nowhere(hook):
    hook.answer = lambda _: (302, {"Location": f"{hook.url}/inside"}, b"")
    assert send(post(f"{hook.url}/x"), Reach.ANYWHERE).status == 302
    assert [asked.path for asked in hook.asked] == ["/x"]


def test_without_the_setting_nothing_is_sent_to_an_own_network(hook):
    with pytest.raises(EdgeError) as refused:
        send(post(hook.url))
    assert refused.value.permanent
    assert hook.asked == []


def test_https_to_an_inner_number_is_refused_before_a_connection():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        with pytest.raises(EdgeError) as refused:
            send(post(f"https://localhost:{server.getsockname()[1]}/"))
        assert refused.value.code == "inside"
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_name_is_asked_once_and_the_number_that_was_judged_is_connected_to(hook, monkeypatch):
    """A name that answers otherwise the second time (DNS rebinding) gains nothing by it."""
    port, asked, really = int(hook.url.rpartition(":")[2]), [], socket.getaddrinfo

    def answers(host, *args, **kwargs):
        if host != "hook.example":
            return really(host, *args, **kwargs)
        asked.append(host)
        return really("127.0.0.1" if len(asked) == 1 else "10.9.9.9", *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    assert send(post(f"http://hook.example:{port}/in"), Reach.ANYWHERE).status == 200
    assert asked == ["hook.example"]
    assert hook.asked[0].headers["Host"] == f"hook.example:{port}"


def test_a_server_that_never_shakes_hands_is_left(monkeypatch):
    monkeypatch.setattr(sending, "STEP", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(EdgeError) as refused:
        send(post(f"https://127.0.0.1:{server.getsockname()[1]}/"), Reach.ANYWHERE)
    assert (refused.value.code, isinstance(refused.value, UncertainError)) == ("no_connection", False)


def test_of_a_long_answer_only_the_beginning_is_read(hook):
    hook.answer = lambda _: (200, {}, b"x" * 3_000_000)
    assert len(send(post(hook.url), Reach.ANYWHERE).body) == MOST_BYTES


def test_an_asked_wait_comes_back(hook):
    hook.answer = lambda _: (429, {"Retry-After": "30"}, b"")
    assert send(post(hook.url), Reach.ANYWHERE).retry_after == "30"


def test_nobody_there_is_certain_and_passing():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(EdgeError) as refused:
        send(post(f"http://127.0.0.1:{port}/"), Reach.ANYWHERE)
    assert (refused.value.code, refused.value.permanent) == ("no_connection", False)
    assert not isinstance(refused.value, UncertainError)


def test_a_server_that_hangs_up_after_the_request_leaves_it_unclear(hook):
    def hang_up(_):
        raise ConnectionResetError

    hook.answer = hang_up
    with pytest.raises(UncertainError):
        send(post(hook.url), Reach.ANYWHERE)


def test_half_an_answer_is_none(hook):
    """A chat's verdict stands in the body: of one that broke off nobody knows what it would have been."""
    hook.answer = lambda _: (200, {"Content-Length": "40", "Connection": "close"}, b'{"errcode":')
    with pytest.raises(UncertainError):
        send(post(hook.url), Reach.ANYWHERE)


def test_an_answer_that_drips_is_cut_off(monkeypatch):
    """Each byte comes in time, and so it would go on: what is cut off never sees the answer's end."""
    monkeypatch.setattr(sending, "WHOLE", 0.3)
    cut_off = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        dripping = threading.Thread(target=_drip, args=(server, cut_off), daemon=True)
        dripping.start()
        with pytest.raises(UncertainError):
            send(post(f"http://127.0.0.1:{server.getsockname()[1]}/"), Reach.ANYWHERE)
        cut_off.set()
        dripping.join(30)
    assert not dripping.is_alive()


def _drip(server: socket.socket, cut_off: threading.Event) -> None:
    """One byte after the other, without an end, until the other side is gone. Whoever waits for the end of it waits for ever."""
    line, _ = server.accept()
    with line, suppress(OSError):
        line.recv(4_096)
        line.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        while not cut_off.wait(0.02):
            line.sendall(b"x")
