"""`maildesk demo`: everything at once with a sample shop, no account and no network. Ctrl-C stops it all."""

from __future__ import annotations

import logging
import signal
import sys
import time
from argparse import ArgumentTypeError
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

import structlog
from waitress import create_server

from maildesk import settings as env
from maildesk.cli import peak_days
from maildesk.cli.words import command
from maildesk.demo.house import House, house
from maildesk.demo.shop import Shop, load_shop
from maildesk.errors import UsageError
from maildesk.settings import Settings
from maildesk.wiring import logs

#: Seconds between two sample mails.
EVERY = 8.0


def run(argv: Sequence[str]) -> int:
    """Set up, tell where to look, serve until stopped."""
    words = command("demo", "Everything at once with a sample shop: mail server, database, worker, screens.")
    words.add_argument(
        "--port", type=_port, default=None, help="of the screens; default: MAILDESK_PORT, 0: any free one"
    )
    words.add_argument("--every", type=float, default=EVERY, help=f"seconds between two sample mails ({EVERY:g})")
    words.add_argument(
        "--peak",
        action="store_true",
        help="a compressed Black Friday with six agents: without a plan, with it, with its squad",
    )
    words.add_argument(
        "--mails", type=int, default=peak_days.MAILS, help=f"with --peak: how many come ({peak_days.MAILS})"
    )
    words.add_argument("--seed", type=int, default=7, help="with --peak: the same seed, the same day")
    given = words.parse_args(argv)
    if given.peak:
        _only_errors(env.load())
        return peak_days.tell(given.mails, given.seed)
    started = time.monotonic()
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with _place(env.load(), given.port) as of, house(of, _tell, given.every) as running:
            server = _listen(running, of)
            sys.stdout.write("\r\033[K" if sys.stdout.isatty() else "")
            print(_welcome(running.shop, server.effective_port, time.monotonic() - started), flush=True)
            server.run()
            print("\nstopping", flush=True)
    except KeyboardInterrupt:
        return 130
    return 0


def _port(given: str) -> int:
    if not given.isdecimal() or int(given) > 65535:
        raise ArgumentTypeError(f"{given!r}; 0 to 65535 was wanted")
    return int(given)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _only_errors(of: Settings) -> None:
    """A crowded first minute makes the engine and the server speak of queues: nothing that a visitor can use."""
    logs.set_up(of)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    for name in ("waitress.queue", "apscheduler"):
        logging.getLogger(name).setLevel(logging.ERROR)


@contextmanager
def _place(of: Settings, port: int | None) -> Iterator[Settings]:
    """The settings of the demo. Without MAILDESK_DATA_DIR everything lies in a directory that goes at the end."""
    _only_errors(of)
    port = of.port if port is None else port
    with TemporaryDirectory(prefix="maildesk-demo-", ignore_cleanup_errors=True) as temporary:
        given = of.data_dir != Settings().data_dir
        data_dir = of.data_dir if given else Path(temporary)
        yield env.with_secret(replace(of, data_dir=data_dir, port=port, shop_name=load_shop().name))


def _listen(running: House, of: Settings) -> Any:
    try:
        return create_server(running.app, host=of.host, port=of.port, threads=of.threads, ident=None)
    except OSError as error:
        raise UsageError(
            f"port {of.port} cannot be listened on ({error.strerror}); give another with --port"
        ) from error


def _tell(what: str) -> None:
    """One line that is written over on a terminal, and a line each in a pipe."""
    if sys.stdout.isatty():
        sys.stdout.write(f"\r\033[Ksetting up: {what}")
        sys.stdout.flush()
    else:
        print(f"setting up: {what}", flush=True)


def _welcome(shop: Shop, port: int, seconds: float) -> str:
    people = "\n".join(f"    {p.login:<8}{p.role:<12}screens in {p.locale:<9}{p.name}" for p in shop.people)
    return f"""maildesk demo: ready after {seconds:.1f} s

  Look at      http://127.0.0.1:{port}/
  Write to it  http://127.0.0.1:{port}/demo   (as a buyer, in any of 18 languages; the answer arrives there)

  Sign in as (password: {shop.password})
{people}

  What to try
    j k Enter     walk the queue, open a conversation
    a             approve the draft: it leaves after the undo time, and the next one opens
    e             edit it by its parts; r sends it back, n writes a note
    g w           what the desk writes first: under Greetings let this week's batch go; it arrives under
                  "Write to it" in the mailboxes of its buyers, with its way out (their links open here only)
    ?             all keys

  A sample mail comes every few seconds. Ctrl-C stops everything."""
