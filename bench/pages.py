"""How long the screens take in the server, among ten thousand stored mails and among a hundred thousand.

    python -m bench.pages                                       # SQLite and PostgreSQL, 10,000 beside 100,000
    python -m bench.pages --mails 1000000 --store sqlite        # the long form
    python -m bench.pages --few 400 --mails 800 --rounds 3      # in seconds

A dozen conversations walk the road; their rows are then copied with other numbers, people and days (`stored.py`). Both stores are asked in
turns through Flask's test client, with everything on: signing in, the frame, the templates. The last line of each store is the worst page's
ratio of medians: 1.0 is flat. A page that is not shown, or shows nothing, ends the run with exit code 1.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from statistics import median, quantiles

from flask.testing import FlaskClient

from bench.stored import Stored, fill
from maildesk.db.engine import Store, open_store
from maildesk.db.schema import upgrade
from tests.support.postgres import postgres
from tests.web.desk import sign_in

#: Each page, and a word that stands on it only when it shows something.
PAGES = {
    "home": ("/", "tick"),
    "queue": ("/queue", "data-row"),
    "conversation": ("/c/{open}", "data-key"),
    "board": ("/board", "data-row"),
}
_WARM = 3
#: Milliseconds on the wall and of our CPU, by page.
_Times = dict[str, list[tuple[float, float]]]


def main(words: Sequence[str] | None = None) -> int:
    given = _words().parse_args(words)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="pages") as base:
        if given.store in ("sqlite", "both"):
            wrong += _measured("sqlite", [f"sqlite:///{base}/{n}.sqlite" for n in (1, 2)], given)
        if given.store in ("postgresql", "both"):
            with postgres() as cluster:
                for name in ("few", "many"):
                    cluster.run(f"CREATE DATABASE {name}")
                wrong += _measured("postgresql", [cluster.url("few"), cluster.url("many")], given)
    for fault in dict.fromkeys(wrong):
        print(f"  wrong: {fault}")
    return 1 if wrong else 0


def _measured(name: str, urls: Sequence[str], given: argparse.Namespace) -> list[str]:
    with closing(open_store(urls[0])) as few, closing(open_store(urls[1])) as many:
        stored = [_filled(store, mails) for store, mails in ((few, given.few), (many, given.mails))]
        clients = [_signed_in(each) for each in stored]
        gc.freeze()  # as `maildesk serve` does
        times: list[_Times] = [{page: [] for page in PAGES} for _ in stored]
        wrong: list[str] = []
        for turn in range(given.rounds + _WARM):
            for page in PAGES:
                for each, client, taken in zip(stored, clients, times, strict=True):
                    spent, fault = _ask(client, page, each.open[turn % len(each.open)])
                    wrong += [fault] if fault else []
                    taken[page] += [spent] if turn >= _WARM else []
    for each, taken in zip(stored, times, strict=True):
        for page, spents in taken.items():
            wall, cpu = zip(*spents, strict=True)
            print(
                f"{name}, {each.mails} mails: {page:<12} p50 {median(wall):5.1f}, p95 {_p95(wall):5.1f} ms; CPU {median(cpu):5.1f} ms"
            )
    ratios = {page: _median(times[1][page]) / _median(times[0][page]) for page in PAGES}
    worst = max(ratios, key=lambda page: ratios[page])
    print(f"{name}: worst page {worst}; " + ", ".join(f"{page} {ratio:.2f}" for page, ratio in ratios.items()))
    print(f"ratio {ratios[worst]:.2f}")
    return wrong


def _filled(store: Store, mails: int) -> Stored:
    upgrade(store)
    began = time.perf_counter()
    stored = fill(store, mails)
    print(
        f"{stored.mails} mails, {len(stored.open)} conversations open, in {time.perf_counter() - began:.0f} s",
        file=sys.stderr,
    )
    return stored


def _signed_in(stored: Stored) -> FlaskClient:
    client = stored.shop.app().test_client()
    sign_in(client, "lin")
    return client


def _ask(client: FlaskClient, page: str, conversation: int) -> tuple[tuple[float, float], str]:
    """What it took, and what was wrong."""
    path, sign = PAGES[page]
    wall, cpu = time.perf_counter(), time.thread_time()
    answer = client.get(path.format(open=conversation))
    spent = (time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000
    shown = answer.status_code == 200 and sign in answer.get_data(as_text=True)
    return spent, "" if shown else f"{path} answers {answer.status_code} without {sign!r}"


def _median(spents: Sequence[tuple[float, float]]) -> float:
    return median(wall for wall, _ in spents)


def _p95(spents: Sequence[float]) -> float:
    return quantiles(spents, n=20)[-1]


def _words() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    words.add_argument("--mails", type=int, default=100_000)
    words.add_argument("--few", type=int, default=10_000)
    words.add_argument("--rounds", type=int, default=60)
    words.add_argument("--store", choices=("sqlite", "postgresql", "both"), default="both")
    return words


if __name__ == "__main__":
    sys.exit(main())
