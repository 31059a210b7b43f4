"""Whether the web half lives, and its figures for a collector. Neither tells anything of buyers.

`/metrics` answers only to the machine itself: a request that came through a proxy nobody told us of is not local, whatever its address.
"""

from __future__ import annotations

import ipaddress

from flask import Blueprint, Flask, abort, current_app, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from sqlalchemy import select, text
from werkzeug.wrappers import Response

from maildesk.db import tables as t
from maildesk.web.desk import desk

pages = Blueprint("health", __name__)
_KEY = "maildesk_figures"


class Figures:
    """The figures of one app. A registry of its own, so that two apps in one process do not collide."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.seconds = Histogram(
            "maildesk_page_seconds", "Time in the server per page", ["page"], registry=self.registry,
            buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5),
        )  # fmt: skip
        self.answers = Counter("maildesk_answers", "Answers by status", ["status"], registry=self.registry)
        self.counts = Gauge("maildesk_conversations", "Conversations by badge", ["badge"], registry=self.registry)
        self.fetched = Gauge(
            "maildesk_last_good_fetch_seconds", "Age of the last good fetch", ["mailbox"], registry=self.registry
        )


def install(app: Flask) -> None:
    app.extensions[_KEY] = Figures()
    app.before_request(_start)
    app.after_request(_stop)


@pages.get("/healthz")
def healthz() -> Response:
    """200 while the store answers."""
    with desk().store.reading() as session:
        session.execute(text("SELECT 1"))
    return Response("ok\n", mimetype="text/plain")


@pages.get("/metrics")
def metrics() -> Response:
    if not _local():
        abort(404)
    figures: Figures = current_app.extensions[_KEY]
    now = desk().now()
    with desk().store.reading() as session:
        shared = select(t.Count.name, t.Count.value).where(
            t.Count.name.not_like("owner:%"), t.Count.name.not_like("snoozed:%")
        )
        for name, value in session.execute(shared):
            figures.counts.labels(name).set(value)
        for box in session.scalars(
            select(t.Mailbox).where(t.Mailbox.active, t.Mailbox.last_good_fetch_at.is_not(None))
        ):
            figures.fetched.labels(box.name).set((now - (box.last_good_fetch_at or now)).total_seconds())
    return Response(generate_latest(figures.registry), content_type=CONTENT_TYPE_LATEST)


def _local() -> bool:
    hidden = not desk().settings.trusted_proxies and (
        "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    )
    try:
        return not hidden and ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _start() -> None:
    figures: Figures = current_app.extensions[_KEY]
    g.timer = figures.seconds.labels(request.endpoint or "none").time()
    g.timer.__enter__()


def _stop(response: Response) -> Response:
    figures: Figures = current_app.extensions[_KEY]
    timer = g.pop("timer", None)
    if timer is not None:
        timer.__exit__(None, None, None)
    figures.answers.labels(str(response.status_code)).inc()
    return response
