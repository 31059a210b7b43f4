"""What a supervisor has set for the shop, over the defaults of the settings."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from maildesk.core.reply.facts import Policy, Shop
from maildesk.db import tables as t

KEY = "shop"


def shop(session: Session, default: Shop) -> Shop:
    """The shop as texts may speak of it."""
    row = session.get(t.ShopSetting, KEY)
    if row is None:
        return default
    value = row.value
    policy = Policy(
        **{f.name: _whole(value["policy"][f.name]) for f in fields(Policy) if f.name in value.get("policy", {})}
    )
    plain = {f.name: value[f.name] for f in fields(Shop) if f.name != "policy" and value.get(f.name)}
    return replace(default, policy=policy, **plain)


def save(session: Session, value: dict[str, Any], by: int | None, now: datetime) -> None:
    """Keep what a supervisor entered."""
    row = session.get(t.ShopSetting, KEY) or t.ShopSetting(key=KEY)
    row.value, row.changed_by, row.changed_at = value, by, now
    session.add(row)


def _whole(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
