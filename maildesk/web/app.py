"""The Flask app of the screens.

In: a `WebDesk`. Out: a WSGI app. Nothing happens at import; two apps may stand beside each other (the tests have many).
"""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from maildesk.web import amounts, api, assets, errors, headers, health, home, i18n, moments, signing_in, spans
from maildesk.web import desk as desks
from maildesk.web.asked import Number
from maildesk.web.cases import board, cases, deadlines, escalations, evidence, reports
from maildesk.web.desk import WebDesk
from maildesk.web.house import learnt, mailboxes, me, outbox, people, person, promises, set_aside, shop, texts
from maildesk.web.matters import conversation, deeds, drafts, mails, other, queue, search
from maildesk.web.outreach import batches as outreach_batches
from maildesk.web.outreach import buyer as outreach_buyer
from maildesk.web.outreach import by_hand as outreach_told
from maildesk.web.outreach import greetings as outreach_greetings
from maildesk.web.outreach import left_out as outreach_left_out
from maildesk.web.outreach import planned as outreach
from maildesk.web.outreach import preferences
from maildesk.web.outreach import results as outreach_results
from maildesk.web.outreach import rules as outreach_rules
from maildesk.web.peak import announced as peak_announced
from maildesk.web.peak import calendar as peak
from maildesk.web.peak import plan as peak_plan
from maildesk.web.peak import questions as peak_questions
from maildesk.web.peak import report as peak_report
from maildesk.web.peak import squad as peak_squad
from maildesk.web.telling import feed, told, webhooks

BLUEPRINTS = (
    signing_in.pages,
    health.pages,
    queue.pages,
    board.pages,
    cases.pages,
    reports.pages,
    deadlines.pages,
    promises.pages,
    conversation.pages,
    drafts.pages,
    deeds.pages,
    mails.pages,
    person.pages,
    home.pages,
    outbox.pages,
    evidence.pages,
    set_aside.pages,
    search.pages,
    other.pages,
    mailboxes.pages,
    outreach.pages,
    outreach_batches.pages,
    outreach_buyer.pages,
    outreach_greetings.pages,
    outreach_left_out.pages,
    outreach_results.pages,
    outreach_rules.pages,
    outreach_told.pages,
    peak.pages,
    peak_announced.pages,
    peak_plan.pages,
    peak_questions.pages,
    peak_report.pages,
    peak_squad.pages,
    people.pages,
    me.pages,
    told.pages,
    feed.pages,
    webhooks.pages,
    escalations.pages,
    shop.pages,
    learnt.pages,
    texts.pages,
    api.pages,
    preferences.pages,
)
_SESSION = timedelta(hours=12)
#: The largest form: a draft with files.
_MOST_BYTES = 26_000_000


def create_app(desk: WebDesk) -> Flask:
    """The app, ready to serve."""
    app = Flask("maildesk.web")
    app.config.update(_config(desk))
    desks.keep(app.extensions, desk)
    app.url_map.converters["int"] = Number
    # The guard stands before the check of the token: after the session's end one is asked to sign in, not told of tokens.
    signing_in.install(app)
    guard = CSRFProtect(app)
    for unguarded in (api.pages, preferences.pages):
        guard.exempt(unguarded)  # no cookie speaks for a caller there, so none can be borrowed
    for part in (i18n, amounts, moments, spans, assets, headers, health, errors, api, feed, preferences):
        part.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if desk.settings.trusted_proxies:
        hops = desk.settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_prefix=hops)  # type: ignore[method-assign]
    return app


def _config(desk: WebDesk) -> dict[str, object]:
    keys = [key.strip() for key in desk.settings.secret_key.split(",")]
    return {
        "SECRET_KEY": keys[0],
        "SECRET_KEY_FALLBACKS": keys[1:],
        "SESSION_COOKIE_NAME": "maildesk",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": desk.settings.public_url.startswith("https://"),
        "PERMANENT_SESSION_LIFETIME": _SESSION,
        "MAX_CONTENT_LENGTH": _MOST_BYTES,
        "MAX_FORM_PARTS": 2_000,
        # A token lives as long as its session: a draft may stand open over lunch.
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,  # Referrer-Policy and proxies take the header away; the token and SameSite hold
        "TEMPLATES_AUTO_RELOAD": False,
    }
