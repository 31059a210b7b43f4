"""`maildesk demo` as a visitor starts it: one command, an address, a page, and an end at Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from maildesk.cli.main import main

SECONDS_TO_STOP = 8


@contextmanager
def started(*arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    argv = [
        sys.executable,
        "-c",
        "import sys; from maildesk.cli.main import main; sys.exit(main())",
        "demo",
        *arguments,
    ]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MAILDESK_")}
    with subprocess.Popen(
        argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**kept, **environment}
    ) as demo:
        try:
            yield demo
        finally:
            demo.kill()


def told_until(demo: subprocess.Popen[str], words: str) -> str:
    told = ""
    assert demo.stdout is not None
    for line in demo.stdout:
        told += line
        if words in line:
            break
    return told


def test_it_says_how_far_it_is_where_to_look_and_how_to_sign_in_and_stops_at_ctrl_c(tmp_path: Path) -> None:
    with started("--port", "0", "--every", "0.2", TMPDIR=str(tmp_path)) as demo:
        told = told_until(demo, "Ctrl-C")
        assert "setting up: older mails" in told
        assert "lamps and light" in told
        address = re.search(r"http://127\.0\.0\.1:\d+/", told)
        assert address is not None, told
        assert "<form" in urllib.request.urlopen(address[0], timeout=10).read().decode()
        assert list(tmp_path.iterdir())
        before = time.monotonic()
        demo.send_signal(signal.SIGINT)
        assert demo.wait(SECONDS_TO_STOP) in (0, 130)
        assert time.monotonic() - before < SECONDS_TO_STOP
    assert not list(tmp_path.iterdir()), "the directory that was made for it is gone"


def test_a_data_directory_that_is_given_stays_and_is_taken_up_again(tmp_path: Path) -> None:
    for _ in range(2):
        with started("--port", "0", MAILDESK_DATA_DIR=str(tmp_path)) as demo:
            told_until(demo, "Ctrl-C")
            demo.send_signal(signal.SIGTERM)
            demo.wait(SECONDS_TO_STOP)
        assert (tmp_path / "desk.sqlite").exists()


def test_a_port_that_is_taken_is_told_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with started("--port", port, TMPDIR=str(tmp_path)) as demo:
            told = told_until(demo, "--port")
            assert demo.wait(SECONDS_TO_STOP) == 2
    assert f"port {port}" in told


@pytest.mark.parametrize("port", ["70000", "-1", "x"])
def test_a_port_that_is_none_is_told(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", f"--port={port}"]) == 2
    assert f"--port: '{port}'; 0 to 65535 was wanted" in capsys.readouterr().err
