"""Why a mail that nobody asked for goes, waits or does not go, in the reader's words.

In: the codes that the gates, the conditions and people leave on a row. Out: sentences. A code of a newer pack is shown as it is.
"""

from __future__ import annotations

from datetime import date

from maildesk.db import tables as t
from maildesk.web.i18n import _, say

_TOO_LATE = ".too_late"
#: What stands behind the second word of a code: how it is said, and where it is put.
_NAMED = {"consent": "law", "identity": "law", "channel": "channel", "cap": "cap"}


def why_words(gate: str, why: str) -> str:
    """One code as a sentence: `consent.none.de`, `cap.marketing_week.too_late`, `text.open_slot.order_number`, `not_answered`."""
    if why.startswith("text."):
        return _text(why)
    late = why.endswith(_TOO_LATE)
    code = why.removesuffix(_TOO_LATE)
    said = _named(code) if "." in code else say("outreach_why", code)
    if not said or (said == code.replace("_", " ") and not gate):
        return why  # what a mail server said
    if not late:
        return said
    too_late = (
        _("%(why)s, so long after the order") if gate == "channel" else _("%(why)s, and later it would make no sense")
    )
    return too_late % {"why": said}


def about_words(row: t.Outreach) -> str:
    """What a mail is for: the occasion it greets, else the follow-up."""
    return say("occasion", row.occasion) if row.occasion else say("outreach_purpose", row.purpose)


def stands_words(row: t.Outreach) -> str:
    """How a mail stands, in a few words."""
    if row.state == "waiting" and row.approved_at is not None:
        return _("approved")
    return say("outreach_state", row.state)


def batch_day(key: str) -> date:
    """The day of a batch, which ends its key; of one that is gathered by the week, its Monday."""
    day = key.partition(":")[2]
    year, gathered, week = day.partition("-W")
    return date.fromisocalendar(int(year), int(week), 1) if gathered else date.fromisoformat(day)


def _named(code: str) -> str:
    """A code with a name in it: the law, the channel, the cap."""
    gate, *rest = code.split(".")
    kind = _NAMED.get(gate)
    if kind is None:
        return say("outreach_why", code)
    if gate in ("channel", "cap") and rest != ["unknown"]:
        return _("%(what)s: %(name)s", what=say("outreach_why", gate), name=say(kind, rest[0]))
    if len(rest) > 1:
        return _("%(what)s: %(name)s", what=say("outreach_why", f"{gate}.{rest[0]}"), name=say(kind, rest[-1]))
    return say("outreach_why", code)


def _text(why: str) -> str:
    """A check that stopped the words themselves."""
    _word, check, *detail = why.split(".", 2)
    missing = "".join(detail)
    said = say("fact", missing) if check == "open_slot" else missing
    return _("%(what)s: %(name)s", what=say("check", check), name=said) if said else say("check", check)
