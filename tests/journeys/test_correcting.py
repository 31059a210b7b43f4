"""What the desk understood is looked at and set right by keyboard, and every step is kept as a labelled example."""

import pytest
from playwright.sync_api import Page, expect

from maildesk.db import tables as t

MAIL = (
    "Guten Tag,\n\nwo ist mein Paket zur Bestellung #1034? Die Lampe davor war zerbrochen.\n\nViele Grüße\nAnna Krüger"
    "\n\nKrüger Elektro GmbH\n\n"
    "Am 3. Nov. 2026 um 10:11 schrieb Lampenhaus <support@shop.example>:\n> Ihre Bestellung ist unterwegs."
)


@pytest.fixture
def told(shop, visit) -> tuple[t.Message, Page]:
    """A mail with something to set right in each field, on its conversation's page."""
    shop.order("#1040", buyer_name="Anna Krüger", buyer_email="anna@kunde.example")
    mail = shop.mail(MAIL, "Anna Krüger <anna@kunde.example>")
    with shop.store.writing() as session:
        row = session.get_one(t.Message, mail.id)
        row.found = {**row.found, "languages": [["de", 0.7], ["nl", 0.3]]}
    page = visit()
    page.goto(page.url.partition("/queue")[0] + f"/c/{mail.conversation_id}")
    return mail, page


def _tab_to(page: Page, field: str) -> None:
    """Tab on from the open panel to the first button that sets this field right."""
    for _ in range(40):
        if (
            page.evaluate("document.activeElement.matches('.rather button') && document.activeElement.form.field.value")
            == field
        ):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no button for {field} comes by Tab")


@pytest.mark.parametrize("field", ["intent", "language", "order", "newest_text"])
def test_each_field_is_set_right_by_keyboard_kept_and_undone(shop, told, field):
    mail, page = told
    page.keyboard.press("w")
    _tab_to(page, field)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    row = shop.newest(t.Correction)
    assert (row.message_id, row.field) == (mail.id, field)
    assert row.was != row.became
    with page.expect_navigation():
        page.keyboard.press("u")
    assert shop.newest(t.Correction).became[field if field != "order" else "order_number"] == row.was[field]


def test_escape_closes_the_panel_and_gives_the_focus_back(told):
    _, page = told
    page.keyboard.press("w")
    page.keyboard.press("Escape")
    expect(page.locator(".why[open]")).to_have_count(0)
    assert page.evaluate("document.activeElement.matches('.why > summary')")
