"""Every code of rings, escalations, webhooks and limits has its words in both of the agents' languages."""

import pytest

from maildesk.core.clock.escalation import Cause
from maildesk.core.clock.ladder import Act
from maildesk.core.locales import DESK_LOCALES
from maildesk.core.telling.answers import Outcome
from maildesk.core.telling.shapes import Shape
from maildesk.flow.matters.escalations import ENDS, FLAG, KIND, LEVELS
from maildesk.flow.telling.deliveries import DONE, FAILED, UNCLEAR
from maildesk.flow.telling.webhooks import FAMILIES
from maildesk.web.i18n import catalogue

CODES: dict[str, tuple[str, ...]] = {
    "cause": tuple(Cause), "up_end": (*ENDS, "answered", "went_up", "taken_back"), "level_all": LEVELS, "family": FAMILIES,
    "shape": tuple(Shape), "hook_came": tuple(Outcome), "delivery": (DONE, UNCLEAR, FAILED), "when_it": tuple(Act),
    "waits": ("late", "soon", "calm"), "flag": (FLAG,), "clock": (KIND,), "deed": ("escalated", "escalation_ended"),
    "notice": ("webhook_failing", *(f"escalation_{how}" for how in ENDS)), "refused": ("not_told", "end_of_chain"),
    "done": ("acknowledged", "passed_on", "escalated", "escalation_ended", "webhook_kept", "webhook_on", "webhook_off", "webhook_gone",
             "limits_kept", "absence_kept", "telling_kept", "feed_gone"),
    "field": ("hook_url", "hook_acts", "hook_families", "shape", "escalation_reason", "escalation_level", "escalation_end", "share",
              "unsolved_mails", "contacts", "amounts", "answer_hours", "review_hours", "hours", "days", "zone", "back_on", "stand_in"),
    "wanted": ("a_reason", "a_calendar", "opening_hours", "a_zone", "a_number_in_bounds", "amounts_with_currency", "a_day", "a_colleague",
               "bad_url", "not_https", "login_in_url", "closed_port"),
}  # fmt: skip


@pytest.mark.parametrize("kind", CODES)
@pytest.mark.parametrize("locale", DESK_LOCALES)
def test_every_code_has_words(locale, kind):
    words = catalogue(locale)
    assert [code for code in CODES[kind] if words.gettext(f"{kind}.{code}") == f"{kind}.{code}"] == []
