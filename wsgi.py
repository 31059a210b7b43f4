"""The desk's web half for a WSGI server: `gunicorn wsgi:app`."""

import gc

from maildesk.web.app import create_app
from maildesk.wiring import opening, serving

_settings = opening.settings()
app = create_app(serving.web_desk(_settings, opening.store(_settings)))
gc.freeze()  # texts and templates stay as long as the process: no page waits while the collector walks them
