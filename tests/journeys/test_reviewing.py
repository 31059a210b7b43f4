"""A shift in small: from the queue to an answer in the outbox, by keyboard, on a phone, without scripts."""

from playwright.sync_api import Page, expect

from maildesk.db import tables as t


def _first_conversation(page: Page) -> Page:
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/c/*")
    return page


def test_by_keyboard_from_the_queue_to_the_outbox_and_the_next_one(shop, visit):
    page = _first_conversation(visit())
    expect(page.locator("h1")).to_contain_text("Anna Krüger")
    page.keyboard.press("a")
    page.wait_for_url("**/c/2")
    (outbox,) = shop.all(t.Outbox)
    assert (outbox.state, outbox.recipients) == ("queued", ["anna@kunde.example"])
    page.keyboard.press("u")
    page.wait_for_url("**/c/1")
    assert shop.all(t.Outbox) == []


def test_k_goes_back_up_and_x_chooses(visit):
    page = visit()
    for key in "jjkx":
        page.keyboard.press(key)
    expect(page.locator("input[name=chosen]:checked")).to_have_count(1)
    assert page.locator("input[name=chosen]").first.is_checked()


def test_letters_are_no_keys_where_one_types_or_composes(shop, visit):
    page = _first_conversation(visit())
    page.keyboard.press("n")
    note = page.locator("textarea[name=text]")
    expect(note).to_be_focused()
    page.keyboard.type("a rear shelf")
    expect(note).to_have_value("a rear shelf")
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'a', keyCode: 229, isComposing: true, bubbles: true}))"
    )
    assert shop.all(t.Outbox) == []
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()


def test_one_switch_turns_the_letters_off_and_the_buttons_still_work(shop, visit):
    page = visit()
    page.click("summary:has-text('陈美')")
    page.uncheck("[name=letter_keys]")
    page.click(".liking button")
    page.goto("/c/1")
    page.keyboard.press("a")
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    assert shop.all(t.Outbox) == []
    page.click("[data-key=a]")
    page.wait_for_url("**/c/2")
    assert len(shop.all(t.Outbox)) == 1


def test_every_key_has_a_button_that_names_it(visit):
    page = _first_conversation(visit())
    for key in "aerxnsm":
        assert key in page.locator(f"[data-key={key}] kbd").first.inner_text()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


def test_editing_by_parts_draws_both_sides_again(shop, visit):
    page = _first_conversation(visit())
    page.keyboard.press("e")
    page.wait_for_url("**edit=1**")
    page.select_option("[name=template]", "parcel_lost")
    expect(page.locator("#sides")).to_contain_text("verloren")
    expect(page.locator("#sides .mirror").nth(2)).to_contain_text("lost")
    page.locator("[name=template]").press("Control+Enter")
    page.wait_for_url("**/c/1")
    assert shop.all(t.Draft)[0].plan["template"] == "parcel_lost"


def test_typed_words_survive_going_away_and_come_back(visit):
    page = _first_conversation(visit())
    page.goto("/c/1?edit=1")
    page.click(".hand > summary")
    page.fill("[name='block.you_can']", "Bitte noch etwas Geduld.")
    page.goto("/queue")
    page.goto("/c/1?edit=1")
    expect(page.locator("[name='block.you_can']")).to_have_value("Bitte noch etwas Geduld.")
    page.locator("[name='block.you_can']").press("Control+Enter")
    page.wait_for_url("**/c/1")
    page.goto("/c/1?edit=1")
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_on_a_phone_the_parts_are_tabs_and_approve_is_at_the_thumb(shop, visit):
    page = visit(width=390, height=844)
    page.click("[data-row] >> nth=0")
    page.wait_for_url("**/c/1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator("#order")).to_be_hidden()
    approve = page.locator("[data-key=a]")
    box = approve.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] > 780
    assert box["height"] >= 44
    page.click(".tabs a[href='#order']")
    expect(page.locator("#order")).to_be_visible()
    page.click(".tabs a[href='#talk']")
    approve.click()
    page.wait_for_url("**/c/2")
    assert len(shop.all(t.Outbox)) == 1


def test_without_scripts_everything_but_the_keys_works(shop, visit):
    page = visit(scripts=False)
    page.click("[data-row] >> nth=0")
    page.click("text=Edit")
    page.select_option("[name=template]", "parcel_lost")
    page.click("button[name=preview]")
    expect(page.locator("#sides").first).to_contain_text("verloren")
    page.click("button[form=edit]")
    page.click("[data-key=a]")
    page.wait_for_url("**/c/2")
    assert len(shop.all(t.Outbox)) == 1
