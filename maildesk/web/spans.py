"""Lengths of time on the screens: shown in the reader's words, and read in them again; the packs' English is always understood."""

from __future__ import annotations

import re

from flask import Flask

from maildesk.core.clock.span import Ends, Span, Unit, span_of
from maildesk.web.i18n import _, say

_TYPED = re.compile(r"(\d{1,5}(?:\.\d{1,2})?)\s*个?\s*([^\d,，、]{1,40})(?:[,，、]([^\d]{1,60}))?")
_BREAK = re.compile(r"[,，、]")
#: No length is longer; a pattern with blanks in it is not let loose on more.
_LONGEST = 100


def lasting(span: Span) -> str:
    """A length that a rule gives, in words: `3 business days`, `14 days, end of day`."""
    unit = span.unit.removesuffix("s") if span.amount == 1 else span.unit
    words = [f"{span.amount:g} {say('span_unit', unit)}"]
    words += [say("span_ends", span.ends)] if span.ends is not Ends.SAME_TIME else []
    words += [say("span_ends", "rolls")] if span.rolls else []
    return _(", ").join(words)


def typed(text: str) -> str:
    """The packs' words for what somebody typed in their own; what it cannot read comes out as it went in, to be refused by name."""
    found = _TYPED.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if found is None:
        return text
    units = {_bare(say("span_unit", word)): unit for unit in Unit for word in (unit, unit.removesuffix("s"))}
    ends = {_bare(say("span_ends", word)): word for word in (Ends.START_OF_DAY, Ends.END_OF_DAY, "rolls")}
    words = [units.get(_bare(found[2]), found[2].strip())]
    words += [ends.get(_bare(word), word.strip()) for word in _BREAK.split(found[3] or "") if word.strip()]
    return f"{found[1]} {', '.join(words)}"


def _bare(word: str) -> str:
    return word.strip().removeprefix("个").casefold()


def install(app: Flask) -> None:
    app.jinja_env.filters.update(lasting=lasting, span_of=span_of)
