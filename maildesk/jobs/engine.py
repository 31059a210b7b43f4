"""The engine of one process: APScheduler looks every second which jobs of the table are due, claims and runs them.

In: the table of jobs and the desk. Out: nothing; what a job did is in the store. Another engine can run the same table.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES, EVENT_JOB_MISSED
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from maildesk.db.engine import Store
from maildesk.flow.house import jobs

log = structlog.get_logger()
#: A clock is corrected by seconds all the time; by more, it was set.
_SET_BACK = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the table: what runs, and how soon again afterwards. `every` None: once per asking.

    `run` gets the arguments of the job and gives back seconds until the next run, or None for the usual pause.
    """

    run: Callable[..., float | None]
    every: timedelta | None = None


class Engine:
    """Claims and runs due jobs. Safe beside others on the same store: every claim is a compare-and-set."""

    def __init__(self, store: Store, table: Mapping[str, Task], threads: int = 6) -> None:
        self._store = store
        self._table = table
        self.worker = f"{socket.gethostname()}:{os.getpid()}"
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(1), "work": ThreadPoolExecutor(threads)},
            # Every due moment is a row of ours: a tick that comes late still finds them all, so none is ever a misfire.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            timezone=UTC,
        )
        self._scheduler.add_listener(_complain, EVENT_JOB_ERROR | EVENT_JOB_MISSED | EVENT_JOB_MAX_INSTANCES)
        self._running: set[int] = set()
        self._stopping = False
        self._looked_at = datetime.now(UTC)
        self._lock = threading.Lock()

    def start(self) -> None:
        self._scheduler.add_job(self.tick, "interval", seconds=1, id="tick", next_run_time=datetime.now(UTC))
        self._scheduler.start()

    def stop(self) -> None:
        """Stop looking for jobs and wait for those that run. What was only handed out is still in the table."""
        self._stopping = True
        # A job still waiting in the scheduler would be given to a pool that is closed already.
        self._scheduler.remove_all_jobs()
        self._scheduler.shutdown(wait=True)

    def poke(self) -> None:
        """Look now instead of with the next second: something was brought forward."""
        if not self._stopping:
            self._scheduler.modify_job("tick", next_run_time=datetime.now(UTC))

    def tick(self) -> None:
        """Hand every due job to the pool."""
        self._mind_the_clock(datetime.now(UTC))
        with self._store.reading() as session:
            ids = jobs.due(session, datetime.now(UTC))
        for job_id in ids:
            with self._lock:
                if self._stopping or job_id in self._running:
                    continue
                self._running.add(job_id)
            self._scheduler.add_job(self._work, args=(job_id,), executor="work")

    def _mind_the_clock(self, now: datetime) -> None:
        """Under a clock that was set back, no job would be due until it has caught up: no mail fetched, no clock rung."""
        back, self._looked_at = self._looked_at - now, now
        if back > _SET_BACK:
            log.warning("clock_set_back", seconds=round(back.total_seconds()))
            with self._store.writing() as session:
                jobs.bring_forward(session, now, now + back + _SET_BACK)

    def run_due(self) -> int:
        """Run what is due in this thread and return how many jobs ran: for commands and tests."""
        with self._store.reading() as session:
            ids = jobs.due(session, datetime.now(UTC))
        return sum(self._run(job_id) for job_id in ids)

    def _work(self, job_id: int) -> None:
        try:
            self._run(job_id)
        finally:
            with self._lock:
                self._running.discard(job_id)

    def _run(self, job_id: int) -> bool:
        with self._store.writing() as session:
            claimed = jobs.claim(session, job_id, self.worker, datetime.now(UTC))
        if claimed is None:
            return False
        task = self._table.get(claimed.name)
        try:
            pause = task.run(**claimed.args) if task else None
        except Exception as error:  # a job must never take the engine down with it
            log.exception("job_failed", job=claimed.key)
            self._give_back_failed(claimed, error)
            return True
        with self._store.writing() as session:
            jobs.done(session, claimed, _next(task, pause))
        return True

    def _give_back_failed(self, claimed: jobs.Claimed, error: Exception) -> None:
        wait = timedelta(seconds=min(2 ** min(claimed.attempts, 9), 300))
        with self._store.writing() as session:
            jobs.failed(session, claimed, f"{type(error).__name__}: {error}", datetime.now(UTC) + wait)


def _next(task: Task | None, pause: float | None) -> datetime | None:
    if task is None:
        return None
    if pause is not None:
        return datetime.now(UTC) + timedelta(seconds=pause)
    return datetime.now(UTC) + task.every if task.every else None


def _complain(event: Any) -> None:
    log.warning("schedule", job=event.job_id, code=event.code)
