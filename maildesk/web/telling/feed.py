"""The calendar feed: a person's clocks for their calendar program. No session: whoever has the secret address may read it."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from flask import Blueprint, Flask, current_app, make_response, request
from werkzeug.exceptions import NotFound, TooManyRequests
from werkzeug.wrappers import Response

from maildesk.core.clock.ical import calendar
from maildesk.core.telling.told import Reader
from maildesk.flow.telling import feeds
from maildesk.web.desk import desk
from maildesk.web.pace import Pace

pages = Blueprint("feed", __name__)
#: Programs look every few minutes; whoever guesses gets no further than this, either.
_BURST, _PER_SECOND = 20.0, 0.2
_KEY = "maildesk_feed_pace"


def install(app: Flask) -> None:
    app.extensions[_KEY] = Pace(_BURST, _PER_SECOND)


@pages.get("/calendar/<secret>.ics")
def read(secret: str) -> Response:
    """The feed. An unknown secret, a revoked one and one of somebody who left are told apart by nobody."""
    settings, now = desk().settings, desk().now()
    pace: Pace = current_app.extensions[_KEY]
    if wait := pace.wait(request.remote_addr or "", now):
        raise TooManyRequests(retry_after=int(wait) + 1)
    with desk().store.reading() as session:
        found = feeds.reader_of(session, secret)
        if found is None:
            raise NotFound
        feed, user = found
        reader = Reader(user.locale, settings.timezone, settings.public_url)
        words = calendar(f"maildesk · {user.name}", host(), feeds.entries(session, user, reader))
        person_id, read_at = feed.user_id, feed.read_at
    if feeds.is_news(read_at, now):
        with desk().store.writing() as session:
            feeds.was_read(session, person_id, now)
    return _answer(words)


def host() -> str:
    """The end of the events' names: the desk's own host, so that they stay the same wherever they are read."""
    return urlsplit(desk().settings.public_url).hostname or "maildesk"


def _answer(words: str) -> Response:
    body = words.encode()
    answer = make_response(body)
    answer.headers["Content-Type"] = "text/calendar; charset=utf-8"
    answer.headers["Cache-Control"] = "private, max-age=300"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.set_etag(hashlib.sha256(body).hexdigest()[:32])
    return answer.make_conditional(request)
