"""`kill -9` at any moment loses no mail and sends none twice.

The short form of the long run: `MAILDESK_KILL_ROUNDS=200 python3 run.py test tests/jobs/test_kill.py`.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import func, select, update

from maildesk.db import tables as t
from maildesk.flow.mail import ledger

ROUNDS = int(os.environ.get("MAILDESK_KILL_ROUNDS", "4"))
INCOMING, OUTGOING = 60, 40


@contextmanager
def working(store, seconds: float):
    """The worker's process; it is killed when the block ends."""
    environ = {
        **os.environ,
        "MAILDESK_DATABASE_URL": store.engine.url.render_as_string(hide_password=False),
        "MAILDESK_SECRET_KEY": "k" * 40,
        "MAILDESK_UNDO_SECONDS": "0",
        "MAILDESK_SEND_PER_MINUTE": "0",
    }
    command = [sys.executable, "-m", "tests.support.shop_worker", str(seconds)]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout.readline() == "ready\n"
        yield worker
        worker.kill()


def queue(office, number: int) -> None:
    """Mails that wait to leave; each is its own recipient's, so that doubles show."""
    now = datetime.now(UTC)
    body = "From: support@shop.example\r\nTo: b{0}@kunde.example\r\nMessage-ID: <out{0}@shop.example>\r\nSubject: x\r\n\r\nx\r\n"
    with office.store.writing() as session:
        for n in range(number):
            session.add(
                t.Outbox(
                    mailbox_id=office.box, message_id=f"out{n}@shop.example", sender="support@shop.example",
                    recipients=[f"b{n}@kunde.example"], body=body.format(n).encode(), not_before=now, created_at=now,
                )
            )  # fmt: skip


def settled(office) -> bool:
    with office.store.reading() as session:
        waiting = session.scalar(
            select(func.count()).select_from(t.Outbox).where(t.Outbox.state.in_(("queued", "sending")))
        )
        kept = session.scalar(select(func.count()).select_from(t.Message).where(t.Message.state == "placed"))
    return waiting == 0 and kept == INCOMING


def test_killing_the_worker_again_and_again_loses_nothing_and_sends_nothing_twice(office):
    office.fetch()
    for n in range(INCOMING):
        office.deliver(f"Question {n} about order #{2000 + n}", subject=f"Q{n}", sender=f"a{n}@kunde.example")
    queue(office, OUTGOING)
    chance = random.Random(7)
    for _ in range(ROUNDS):
        with working(office.store, 60):
            time.sleep(chance.uniform(0.02, 0.5))
    finish(office)
    check_incoming(office)
    check_outgoing(office)


def finish(office) -> None:
    """One worker that nobody kills. A claim of the last dead one is uncertain at once: it ran on this machine."""
    until = time.monotonic() + 60
    with working(office.store, 60):
        while not settled(office) and time.monotonic() < until:
            time.sleep(0.1)


def check_incoming(office) -> None:
    assert [aside.reason for aside in office.all(t.SetAside)] == []
    texts = Counter(m.newest_text for m in office.all(t.Message))
    assert len(texts) == INCOMING
    assert set(texts.values()) == {1}
    assert {m.state for m in office.all(t.Message)} == {"placed"}
    assert len(office.all(t.Conversation)) == INCOMING
    assert len([d for d in office.all(t.Draft) if d.state == "proposed"]) == INCOMING
    with office.store.reading() as session:
        assert ledger.unbalanced(session) == []


def check_outgoing(office) -> None:
    rows = {row.recipients[0]: row for row in office.all(t.Outbox)}
    arrived = Counter(mail.recipients[0] for mail in office.sink.arrived)
    assert max(arrived.values()) == 1
    assert {row.state for row in rows.values()} <= {"sent", "uncertain"}
    sent = [address for address, row in rows.items() if row.state == "sent"]
    assert all(arrived[address] == 1 for address in sent)
    assert len(rows) - len(sent) <= ROUNDS


def test_a_mail_claimed_by_a_dead_worker_is_uncertain_and_not_sent_again(office):
    queue(office, 1)
    with office.store.writing() as session:
        session.execute(
            update(t.Outbox).values(
                state="sending", claimed_by=f"{os.uname().nodename}:999999", claimed_at=datetime.now(UTC)
            )
        )
    with working(office.store, 2) as worker:
        worker.wait()
    assert [row.state for row in office.all(t.Outbox)] == ["uncertain"]
    assert office.sink.arrived == []
