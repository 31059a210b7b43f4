"""Showing a page: its values in its template, inside the frame that every page has."""

from __future__ import annotations

from flask import current_app, render_template
from flask_login import current_user
from sqlalchemy.orm import Session

from maildesk.core.queue.roles import Act, may
from maildesk.db.queries.frame import Frame, frame
from maildesk.web.desk import desk
from maildesk.web.signing_in import me


def show(session: Session, template: str, **values: object) -> str:
    """A page for somebody signed in."""
    now = desk().now()
    return render_template(
        template,
        frame=frame(session, me().id),
        me=me(),
        now=now,
        may=_may,
        screens=frozenset(current_app.view_functions),
        **values,
    )


def show_alone(template: str, **values: object) -> str:
    """A page that has no session of its own, such as an error. Without a working store it still shows."""
    if not current_user.is_authenticated:
        return render_template(template, **values)
    try:
        with desk().store.reading() as session:
            return show(session, template, **values)
    except Exception:
        return render_template(
            template, frame=Frame(), me=me(), now=desk().now(), may=_may, screens=frozenset(), **values
        )


def _may(act: str) -> bool:
    return may(me().role, Act(act))
