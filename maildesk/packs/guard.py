"""The guard set: plain mails of every intent and locale that a shop's lesson must not unlearn. Written by `training/guard.py`."""

from __future__ import annotations

import json
from importlib.resources import files

from maildesk.core.intent.found import Intent
from maildesk.core.intent.learn import Example


def load() -> tuple[Example, ...]:
    """The mails of `guard.jsonl` with the intent each is known to have."""
    lines = (files(__package__) / "guard.jsonl").read_text("utf-8").splitlines()
    rows = (json.loads(line) for line in lines)
    return tuple(Example("", row["newest"], row["locale"], Intent(row["intent"])) for row in rows)
