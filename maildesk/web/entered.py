"""What is wrong with a form, in the reader's language."""

from __future__ import annotations

from maildesk.errors import UsageError
from maildesk.flow.house.entered import EnteredError
from maildesk.web.i18n import _, say


def sentence(error: UsageError) -> str:
    """The field, what it held and what was wanted."""
    if not isinstance(error, EnteredError):
        return str(error)
    field, wanted = say("field", error.field), say("wanted", error.wanted)
    if not error.value:
        return _("%(field)s: %(wanted)s.", field=field, wanted=wanted)
    return _("%(field)s is “%(value)s”: %(wanted)s.", field=field, value=error.value, wanted=wanted)
