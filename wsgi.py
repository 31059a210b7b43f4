"""The desk's web half for a WSGI server: `gunicorn wsgi:app`."""

from maildesk import wiring
from maildesk.web.app import create_app

_settings = wiring.settings()
app = create_app(wiring.web_desk(_settings, wiring.store(_settings)))
