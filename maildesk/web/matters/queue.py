"""The queue: which conversation next? And acts on many rows at once."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from maildesk.core.intent.found import Intent
from maildesk.core.locales import BUYER_LOCALES
from maildesk.core.placing.signs import Flag
from maildesk.db import tables as t
from maildesk.db.queries import queue as read
from maildesk.db.queries.queue import Sort, View
from maildesk.errors import RefusedError, StaleError
from maildesk.flow.clocks.last_moment import DeskHours
from maildesk.flow.house.person import Seen
from maildesk.flow.matters import acts
from maildesk.flow.reply import bulk
from maildesk.web.acting import acting, back, done
from maildesk.web.asked import asked_in, asked_of, query_of, whole, written
from maildesk.web.desk import desk
from maildesk.web.show import show
from maildesk.web.signing_in import me

pages = Blueprint("queue", __name__)
#: The count each view shows, by the name the flow keeps it under.
VIEWS = (
    (View.OPEN, "state:open"), (View.MINE, "mine"), (View.UNOWNED, "owner:0"), (View.READY, "ready"),
    (View.WAITING_BUYER, "state:waiting_buyer"), (View.WAITING_OTHER, "state:waiting_other"), (View.SNOOZED, "snoozed"),
    (View.SOLVED, "state:solved"),
)  # fmt: skip
DESKS = ("pre_sales", "after_sales", "complaints", "key_accounts", "returning", "wholesale", "squad")
FLAGS = (
    "escalated",
    "threat",
    "withdrawal",
    "bounced",
    *(flag for flag in Flag if flag not in ("threat", "withdrawal")),
)
DRAFT_STATES = ("proposed", "edited", "sent_back", "approved")


@pages.get("/queue")
def page() -> str:
    asked = asked_of(request.args, me().id)
    with desk().store.reading() as session:
        found = read.page(session, asked)
        return show(
            session, "queue.html", asked=asked, rows=found.rows, next=written(found.next), query=query_of(asked),
            query_with=lambda **words: query_of(asked, **words), hours=DeskHours.of(session, desk().now()), **choices(session),
        )  # fmt: skip


@pages.get("/queue/pulse")
def pulse() -> dict[str, object]:
    """What the queue's script asks every few seconds: whether anything came."""
    with desk().store.reading() as session:
        newest = session.scalar(select(t.Conversation.id).order_by(t.Conversation.id.desc()).limit(1))
        count = session.get(t.Count, "state:open")
        return {"newest": newest or 0, "open": count.value if count else 0}


@pages.post("/queue/approve")
def approve() -> Response:
    """Approve the chosen drafts, each looked at again; those that may not go are named."""
    approved = 0
    for chosen in _chosen():
        try:
            with acting() as (session, doing):
                bulk.approve_green(session, chosen, desk().signing, doing)
            approved += 1
        except (RefusedError, StaleError) as error:
            code = error.code if isinstance(error, RefusedError) else "stale"
            flash({"conversation": chosen.id, "code": code}, "row")  # type: ignore[arg-type]
    return done(f"approved_many:{approved}", back()) if approved else redirect(back(), 303)


@pages.post("/queue/assign")
def assign() -> Response:
    """Give the chosen conversations to somebody, or to nobody."""
    owner = request.form.get("owner", "")
    given = 0
    for chosen in _chosen():
        try:
            with acting() as (session, doing):
                acts.assign(session, chosen, whole(owner) or None, doing)
            given += 1
        except StaleError:
            flash({"conversation": chosen.id, "code": "stale"}, "row")  # type: ignore[arg-type]
    return done(f"assigned_many:{given}", back()) if given else redirect(back(), 303)


def choices(session: Session) -> dict[str, object]:
    """What the filters and lists of the queue offer."""
    people = session.execute(
        select(t.User.id, t.User.name, t.User.login).where(t.User.active).order_by(t.User.name)
    ).all()
    boxes = session.execute(select(t.Mailbox.id, t.Mailbox.name, t.Mailbox.channel).order_by(t.Mailbox.name)).all()
    return {
        "views": VIEWS, "sorts": tuple(Sort), "languages": BUYER_LOCALES, "intents": tuple(Intent), "flags": FLAGS,
        "desks": DESKS, "draft_states": DRAFT_STATES, "people": people, "boxes": boxes,
        "names": {row.id: row.name for row in people}, "late": read.late(session, desk().now()),
    }  # fmt: skip


def _chosen() -> list[Seen]:
    """The rows ticked, each as `id.version`."""
    pairs = (value.partition(".") for value in request.form.getlist("chosen")[:200])
    return [Seen(whole(row), whole(version)) for row, _, version in pairs if whole(row)]


def next_page(session: Session, row: t.Conversation, query: str) -> str:
    """Where one goes on when a conversation is dealt with: the next one of the queue one came from (`query`), else that queue.

    Asked before the act, while the row still has its place.
    """
    asked = asked_in(query, me().id)
    following = read.next_after(session, asked, read.place_of(row, asked.sort), row.id)
    page = url_for("conversation.page", number=following) if following else url_for("queue.page")
    words = query_of(asked)
    return f"{page}?{words}" if words else page
