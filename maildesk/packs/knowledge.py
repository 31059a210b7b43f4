"""Everything the desk knows before any mail comes, built from the packs in one call."""

from __future__ import annotations

from maildesk.core.understanding import Knowledge
from maildesk.packs import channels, intents, language, senders
from maildesk.packs.care import load_care
from maildesk.packs.case_evidence import load_evidence
from maildesk.packs.disputes import load_disputes
from maildesk.packs.peaks import load_peaks
from maildesk.packs.promises import read_promises


def load() -> Knowledge:
    """Build it once per process."""
    return Knowledge(
        numbering=channels.load_numbering(),
        senders=senders.load_mail_knowledge(),
        detector=language.load(),
        classifier=intents.load(),
    )


def read_rows() -> None:
    """Read the rows that are needed on some later day; `SettingError` names a wrong one at the start, and not on that day."""
    for read in (load_disputes, load_evidence, read_promises, load_peaks, load_care):
        read()
