"""A matter goes up and a ring is answered by keys alone, as one does it all day."""

from datetime import timedelta

from playwright.sync_api import expect
from sqlalchemy import update

from maildesk.db import tables as t
from maildesk.flow.clocks import ringing


def _ring(shop, hours):
    with shop.store.writing() as session:
        session.execute(update(t.Conversation).values(owner_id=shop.people["mei"]))
    shop.now += timedelta(hours=hours)
    ringing.ring(shop.store, shop.now)


def test_x_sends_a_matter_up_and_u_takes_it_back(shop, visit):
    page = visit()
    page.goto("/c/1")
    page.keyboard.press("x")
    reason = page.locator("textarea[name=why]").first
    expect(reason).to_be_focused()
    page.keyboard.type("She asks for more than I may give.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".ups .open")).to_contain_text("She asks for more than I may give.")
    expect(page.locator(".flag-escalated").first).to_be_visible()
    assert shop.newest(t.EscalationRow).level == "lead"
    page.keyboard.press("u")
    expect(page.locator(".ups .open")).to_have_count(0)
    assert shop.newest(t.EscalationRow).end == "taken_back"


def test_a_reason_survives_leaving_the_page(visit):
    page = visit()
    page.goto("/c/1")
    page.keyboard.press("x")
    page.keyboard.type("half a sentence")
    page.goto("/queue")
    page.goto("/c/1")
    page.keyboard.press("x")
    expect(page.locator("textarea[name=why]").first).to_have_value("half a sentence")


def test_a_answers_the_topmost_ring_and_p_passes_on_the_one_in_focus(shop, visit):
    _ring(shop, 19)
    page = visit()
    expect(page.locator("header .count.warn")).to_have_text("3")
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.wait_for_url("**/told")
    page.keyboard.press("a")
    expect(page.locator(".toast")).to_contain_text("Yours")
    page.wait_for_load_state()
    expect(page.locator(".waits > .row")).to_have_count(2)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("p")
    expect(page.locator(".toast")).to_contain_text("Passed on")
    expect(page.locator(".waits > .row")).to_have_count(1)
    rings = shop.all(t.Ring)
    assert [ring.acknowledged_by for ring in rings[:3]] == [shop.people["mei"], None, None]
    assert [ring.passed_on_at is not None for ring in rings[:3]] == [False, False, True]
    assert rings[3].told == [shop.people["lin"]]


def test_on_a_phone_the_buttons_stand_below_their_ring(shop, visit):
    _ring(shop, 19)
    page = visit(width=390, height=844)
    page.goto("/told")
    row = page.locator(".waits > .row").first
    buttons = row.locator(".verdicts").bounding_box()
    assert buttons["x"] >= 0
    assert buttons["x"] + buttons["width"] <= 390
    row.locator("button", has_text="I have it").click()
    expect(page.locator(".waits > .row")).to_have_count(2)
