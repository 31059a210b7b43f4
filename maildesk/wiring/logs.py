"""How log lines look: for people, or as JSON; never a mail's text."""

from __future__ import annotations

import structlog

from maildesk.settings import Settings


def set_up(of: Settings) -> None:
    """For this process, as the settings say."""
    last = structlog.processors.JSONRenderer() if of.log_format == "json" else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            last,
        ]
    )
