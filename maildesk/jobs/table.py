"""The table of jobs: what runs, how often, on what arguments. One row per mailbox where it concerns one.

In: the desk. Out: the functions by name, and the rows that must stand in the store for them.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.flow.clocks import ringing, told_twice
from maildesk.flow.house import jobs
from maildesk.flow.matters import acts, escalation_rules
from maildesk.flow.reply import outbox, ready
from maildesk.flow.telling import deliveries
from maildesk.jobs import care, peaks
from maildesk.jobs.deliver import deliver
from maildesk.jobs.desk import Desk
from maildesk.jobs.engine import Task
from maildesk.jobs.fetch import fetch
from maildesk.jobs.learn import learn
from maildesk.jobs.send import file_copies, send, settle_uncertain


def table(desk: Desk) -> Mapping[str, Task]:
    """Every job the desk knows."""
    return {
        "fetch": Task(lambda mailbox_id: fetch(desk, mailbox_id), every=timedelta(seconds=desk.settings.poll_seconds)),
        "send": Task(lambda mailbox_id: send(desk, mailbox_id), every=timedelta(seconds=5)),
        "copies": Task(lambda mailbox_id: file_copies(desk, mailbox_id)),
        "settle": Task(lambda mailbox_id: settle_uncertain(desk, mailbox_id), every=timedelta(minutes=1)),
        "ready": Task(lambda conversation_ids: look_at_drafts(desk, conversation_ids)),
        "road": Task(lambda: road(desk), every=timedelta(seconds=10)),
        "learn": Task(lambda: learn(desk), every=timedelta(days=1)),
        "clocks": Task(lambda: ring(desk), every=timedelta(seconds=5)),
        "told": Task(lambda: look_whether_told(desk), every=timedelta(hours=1)),
        "deliver": Task(lambda: deliver(desk), every=timedelta(seconds=5)),
        "watch": Task(lambda: watch(desk), every=timedelta(seconds=20)),
        **peaks.tasks(desk),
        **care.tasks(desk),
    }


def road(desk: Desk) -> None:
    """Walk what was kept and not read: put back, imported, or left by a process that died."""
    desk.road.run(desk.store, datetime.now(UTC))


def look_at_drafts(desk: Desk, conversation_ids: Sequence[int]) -> None:
    """Check the drafts of a backlog, a few in one transaction."""
    for start in range(0, len(conversation_ids), 10):
        with desk.store.writing() as session:
            ready.look(session, conversation_ids[start : start + 10], desk.road.writer, datetime.now(UTC))


def ring(desk: Desk) -> None:
    """Ring the clocks whose moment has come."""
    ringing.ring(desk.store, datetime.now(UTC), follows=escalation_rules.rang)


def look_whether_told(desk: Desk) -> None:
    """Nothing runs out without somebody told twice: look whether that holds."""
    with desk.store.writing() as session:
        told_twice.check(session, datetime.now(UTC))


def watch(desk: Desk) -> None:
    """What is due with the time alone: snoozes end, new mailboxes get their jobs."""
    with desk.store.writing() as session:
        acts.wake(session, datetime.now(UTC))
    ensure(desk)


def ensure(desk: Desk) -> None:
    """The rows that must stand: made when missing, so that a new mailbox is fetched without a restart."""
    now = datetime.now(UTC)
    with desk.store.writing() as session:
        standing = set(session.scalars(select(t.Job.key)))
        wanted: dict[str, dict[str, int]] = {
            "road": {},
            "watch": {},
            "learn": {},
            "clocks": {},
            "told": {},
            "deliver": {},
        }
        wanted |= {name: {} for name in care.STANDING}
        wanted |= {name: {} for name in peaks.STANDING}
        for box in session.scalars(select(t.Mailbox).where(t.Mailbox.active)):
            names = ("fetch", "settle") if box.imap_host else ()
            wanted |= {
                f"{name}:{box.id}": {"mailbox_id": box.id} for name in (*names, *(("send",) if box.smtp_host else ()))
            }
        for key, args in wanted.items():
            if key not in standing:
                jobs.ask(session, key.partition(":")[0], now, args, key=key)


def clear_up(desk: Desk) -> None:
    """At a worker's start: what a dead one of this machine left in its hands is given back, or made uncertain."""
    with desk.store.writing() as session:
        known = outbox.senders(session) | deliveries.senders(session) | jobs.workers(session)
        dead = [name for name in known if _is_dead(name)]
        outbox.abandon_of(session, dead, datetime.now(UTC))
        deliveries.abandon_of(session, dead, datetime.now(UTC))
        jobs.free(session, dead)


def _is_dead(worker: str) -> bool:
    """Whether a worker of this machine is gone. Of other machines nothing is known: their leases run out."""
    machine, _, pid = worker.rpartition(":")
    if machine != socket.gethostname() or not pid.isdigit() or int(pid) == os.getpid():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
