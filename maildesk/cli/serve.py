"""`maildesk serve`: the web half, on waitress."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from waitress import serve

from maildesk.cli.words import command
from maildesk.web.app import create_app
from maildesk.wiring import logs, opening, serving


def run(argv: Sequence[str]) -> int:
    """Serve until stopped."""
    words = command("serve", "The web half. The other half is `maildesk worker`.")
    words.add_argument("--host", default=None, help="default: MAILDESK_HOST")
    words.add_argument("--port", type=int, default=None, help="default: MAILDESK_PORT")
    given = words.parse_args(argv)
    settings = opening.settings()
    logs.set_up(settings)
    host, port = given.host or settings.host, given.port or settings.port
    app = create_app(serving.web_desk(settings, opening.store(settings)))
    gc.freeze()  # texts and templates stay as long as the process: no page waits while the collector walks them
    print(f"maildesk listens at http://{host}:{port}", flush=True)
    # What proxies say is judged by the app, which knows how many of them are ours (MAILDESK_TRUSTED_PROXIES).
    kept = {"clear_untrusted_proxy_headers": False}
    serve(app, host=host, port=port, threads=settings.threads, ident=None, **kept)
    return 0
