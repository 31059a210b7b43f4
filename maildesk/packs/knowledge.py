"""Everything the desk knows before any mail comes, built from the packs in one call."""

from __future__ import annotations

from maildesk.core.understanding import Knowledge
from maildesk.packs import channels, intents, language, senders


def load() -> Knowledge:
    """Build it once per process."""
    return Knowledge(
        numbering=channels.load_numbering(),
        senders=senders.load_mail_knowledge(),
        detector=language.load(),
        classifier=intents.load(),
    )
