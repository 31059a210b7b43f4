"""Both halves of the desk read every row of the packs before they begin."""

import pytest

from maildesk.flow.mail.road import Road
from maildesk.packs.care import load_care
from maildesk.packs.case_evidence import load_evidence
from maildesk.packs.disputes import load_disputes
from maildesk.packs.language import load as load_language
from maildesk.packs.peaks import load_peaks
from maildesk.packs.promises import read_promises
from maildesk.settings import Settings
from maildesk.wiring import serving, working
from maildesk.wiring.answering import writer

SETTINGS = Settings(secret_key="k" * 40, shop_name="Lampenhaus")
ROWS = (load_disputes, load_evidence, read_promises, load_peaks, load_care)


def web_half(store):
    serving.web_desk(SETTINGS, store)


def working_half(store):
    working.desk(SETTINGS, store, Road(None, None, writer(SETTINGS, load_language()), SETTINGS.timezone, b""))


@pytest.mark.parametrize("half", [web_half, working_half])
def test_every_row_of_the_packs_is_read_before_the_half_begins(store, half):
    for rows in ROWS:
        rows.cache_clear()
    half(store)
    assert [rows.cache_info().currsize for rows in ROWS] == [1] * len(ROWS)
