"""Servers that tests start for themselves: private, on loopback, and gone when the test run is gone.

In: a command line and the system user it runs as. Out: a running child, stopped by `stop`. No child outlives its parent:
the kernel sends it the death signal even when the run is killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


class MissingPackageError(Exception):
    """A Debian package that the tests talk to is not installed. A test that needs it fails, it is never skipped."""


def need(pattern: str, package: str) -> Path:
    """The newest file matching the absolute glob `pattern`, or an error that names the package to install."""
    found = sorted(Path("/").glob(pattern.lstrip("/")))
    if not found:
        raise MissingPackageError(f"{pattern} is not there; type: sudo apt-get install {package}")
    return found[-1]


@contextmanager
def private_directory(prefix: str, owner: str) -> Iterator[Path]:
    """A temporary directory of `owner` (when we are root), removed afterwards. Short, because socket paths end at 107 bytes."""
    usual = tempfile.gettempdir()
    directory = Path(tempfile.mkdtemp(prefix=f"maildesk-{prefix}-", dir=usual if len(usual) < 20 else "/tmp"))
    if os.geteuid() == 0:
        shutil.chown(directory, owner)
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def as_user(user: str, *, death: signal.Signals) -> list[str]:
    """The prefix of a command that runs as `user` (when we are root) and gets `death` when this process is gone.

    setpriv sets the death signal after changing the user; set earlier, the kernel would clear it again.
    """
    prefix = ["setpriv", "--pdeathsig", death.name]
    if os.geteuid() == 0:
        prefix += ["--reuid", user, "--regid", group_of(user), "--clear-groups"]
    return prefix


def group_of(user: str) -> str:
    return subprocess.run(["id", "-gn", user], check=True, capture_output=True, text=True).stdout.strip()


@contextmanager
def child(
    argv: Sequence[str | Path], *, user: str, log: Path, death: signal.Signals = signal.SIGTERM
) -> Iterator[subprocess.Popen[bytes]]:
    """Runs `argv` in the foreground until the block ends; its words go to `log`."""
    with log.open("ab") as out:
        running = subprocess.Popen(
            [*as_user(user, death=death), *argv], stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd="/"
        )
    try:
        yield running
    finally:
        stop(running, death)


def stop(running: subprocess.Popen[bytes], signal_: signal.Signals) -> None:
    running.send_signal(signal_)
    try:
        running.wait(10)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait(10)


def wait_until(
    ready: Callable[[], bool], running: subprocess.Popen[bytes], *, log: Path, seconds: float = 20.0
) -> None:
    """Returns when `ready` says so; raises with the child's own last words when it died or took too long."""
    end = time.monotonic() + seconds
    while not ready():
        if running.poll() is not None or time.monotonic() > end:
            words = log.read_text(errors="replace")[-2000:]
            raise RuntimeError(f"{running.args} did not come up (exit code {running.poll()}):\n{words}")
        time.sleep(0.01)


def free_port() -> int:
    """A loopback port that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
