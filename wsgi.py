"""The desk's web half for a WSGI server: `gunicorn wsgi:app`."""

from maildesk.web.app import create_app
from maildesk.wiring import opening, serving

_settings = opening.settings()
app = create_app(serving.web_desk(_settings, opening.store(_settings)))
