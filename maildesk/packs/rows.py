"""Reads the rows that are needed on some later day: deadlines, evidence, promises, peaks, care.

In: the packs' own files. Out: nothing; they are kept by whoever reads them. What understands mails is loaded elsewhere (`knowledge`).
"""

from __future__ import annotations

from maildesk.packs.care import load_care
from maildesk.packs.case_evidence import load_evidence
from maildesk.packs.disputes import load_disputes
from maildesk.packs.peaks import load_peaks
from maildesk.packs.promises import read_promises


def read_rows() -> None:
    """`SettingError` names a wrong row at the start, and not on the day when it is needed."""
    for read in (load_disputes, load_evidence, read_promises, load_peaks, load_care):
        read()
