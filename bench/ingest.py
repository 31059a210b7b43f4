"""The speed of intake: mails per second and CPU per mail from a private Dovecot through to the draft, beside the floor of the same run.

    python bench/ingest.py --mails 2000

Ends with `ratio R`: the floor's CPU per mail divided by ours, whole process, user and system, of the measured phase. Afterwards the
store is read and compared with the truth; a lost mail, a torn or mixed thread or a damaged text ends the run with exit code 1.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.desk import opened
from bench.floor import Floor
from bench.mails import Mailing, mailing
from bench.truth import compared
from tests.support.dovecot import Dovecot, dovecot

#: The floor and the desk take turns, so that whatever else the machine does hits both alike.
TURNS = 5


@dataclass(slots=True)
class Figures:
    """What all turns took so far. `wall` and `cpu` in seconds."""

    mails: int
    wall: float = 0.0
    cpu: float = 0.0

    def measure(self, work: Callable[[], object]) -> None:
        """Run it once, by the wall's clock and by the CPU's."""
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        self.wall += time.perf_counter() - wall
        self.cpu += time.process_time() - cpu

    @property
    def cpu_ms(self) -> float:
        return self.cpu * 1000 / self.mails

    def __str__(self) -> str:
        return f"{self.mails / self.wall:8.0f} mails/s {self.cpu_ms:8.2f} ms CPU a mail {self.wall:8.1f} s"


def measured(server: Dovecot, sent: Mailing, base: Path, url: str) -> tuple[Figures, Figures, list[str]]:
    """The floor's figures and the desk's, and what is wrong with what the desk made of the mails."""
    theirs, ours = server.new_user(), server.new_user()
    naive, own = Figures(len(sent.mails)), Figures(len(sent.mails))
    with (
        closing(Floor(server.account(theirs), base / "floor.sqlite")) as floor,
        opened(server.account(ours), sent.orders, base, url) as desk,
    ):
        for turn in range(TURNS):
            for mail in sent.mails[turn * len(sent.mails) // TURNS : (turn + 1) * len(sent.mails) // TURNS]:
                server.deliver(theirs, mail.raw)
                server.deliver(ours, mail.raw)
            naive.measure(floor.run)
            own.measure(desk.fetch)
        return naive, own, compared(desk, sent)


def report(naive: Figures, desk: Figures, wrong: list[str]) -> int:
    print(f"floor     {naive}")
    print(f"maildesk  {desk}")
    print(f"memory    {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
    for line in wrong[:20]:
        print(f"WRONG: {line}", file=sys.stderr)
    if wrong:
        print(f"{len(wrong)} things wrong: the figures mean nothing", file=sys.stderr)
        return 1
    print("no mail lost, every thread whole, every text undamaged")
    print(f"wall ratio {naive.wall / desk.wall:.2f}")
    print(f"ratio {naive.cpu_ms / desk.cpu_ms:.2f}")
    return 0


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--mails", type=int, default=2000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument(
        "--database", default="", help="URL of an empty store; by default an SQLite file that is thrown away"
    )
    chosen = asked.parse_args()
    sent = mailing(chosen.mails, chosen.seed)
    with tempfile.TemporaryDirectory(prefix="maildesk-bench-") as directory, dovecot() as server:
        naive, desk, wrong = measured(server, sent, Path(directory), chosen.database)
    return report(naive, desk, wrong)


if __name__ == "__main__":
    sys.exit(main())
