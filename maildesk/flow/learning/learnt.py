"""What the desk knows with its shop's newest lesson on: asked for with each batch of mails, in every process that walks the road.

In: the store. Out: `Knowledge`. A lesson learnt or undone by another process counts from the next batch on. It does not learn.
"""

from __future__ import annotations

import threading
from dataclasses import replace

import structlog
from sqlalchemy.orm import Session

from maildesk.core.intent.lesson import Lesson, weights_name
from maildesk.core.understanding import Knowledge
from maildesk.db import tables as t
from maildesk.flow.learning import lesson as learning

log = structlog.get_logger()


class Learnt:
    """Safe to share between threads. `shipped` is what the packs alone know."""

    def __init__(self, shipped: Knowledge) -> None:
        self.shipped = shipped
        self._weights = weights_name(shipped.classifier)
        self._lock = threading.Lock()
        self._now: tuple[int | None, Knowledge] = (None, shipped)

    def knowledge(self, session: Session) -> Knowledge:
        """With the lesson that is in use at this moment; one small question to the store."""
        number = learning.in_use(session, self._weights)
        known, knowledge = self._now
        if number == known:
            return knowledge
        with self._lock:
            if self._now[0] != number:
                self._now = number, self._with(session, number)
            return self._now[1]

    def _with(self, session: Session, number: int | None) -> Knowledge:
        row = session.get(t.Lesson, number) if number is not None else None
        if row is None:
            return self.shipped
        try:
            lesson = Lesson.opened(row.steps)
        except ValueError:
            # A damaged row must not hold up the mails: they are read as the desk ships.
            log.exception("lesson_unreadable", lesson=number)
            return self.shipped
        return replace(self.shipped, classifier=lesson.on(self.shipped.classifier))
