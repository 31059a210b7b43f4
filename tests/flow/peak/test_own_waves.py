"""A shop's own mailbox teaches when its waves come."""

from __future__ import annotations

from datetime import timedelta

import pytest

from maildesk.db import tables as t
from maildesk.errors import RefusedError
from maildesk.flow.peak import own_waves, trade

#: Rows read by key: what counts and groups in the store is tried on both (`test_report`, `test_tally`, `test_watch`).
pytestmark = pytest.mark.parametrize("store", ["sqlite"], indirect=True)


def came(office, offset: int, count: int, intent: str = "order_status") -> None:
    """So many mails, so many days after the event's first."""
    at = office.now - timedelta(days=1) + timedelta(days=offset)
    with office.store.writing() as session:
        session.add_all(
            t.Message(
                mailbox_id=office.box, direction="in", state="placed", kind="buyer", intent=intent, size=1, arrived_at=at,
                raw_hash=f"{offset}.{n}", found={},
            )
            for n in range(count)
        )  # fmt: skip


def test_the_waves_of_the_shop_take_the_place_of_those_of_the_packs(peak):
    for offset in range(-42, 31):
        came(peak, offset, 2)
    for offset, count in ((8, 10), (9, 30), (10, 30), (11, 10)):
        came(peak, offset, count)
    with peak.store.writing() as session:
        found = own_waves.learn(session, peak.plan.id, peak.doing("supervisor"))
    assert [(wave.key, wave.days.first, wave.days.last) for wave in found] == [("where_is_it.cross_border", 8, 11)]
    with peak.store.reading() as session:
        kept = next(wave for wave in trade.waves(session) if wave.key == "where_is_it.cross_border")
    assert (kept.days, kept.learnt) == (found[0].days, True)


def test_a_quiet_mailbox_teaches_nothing(peak):
    came(peak, 9, 5)
    with peak.store.writing() as session:
        assert own_waves.learn(session, peak.plan.id, peak.doing("supervisor")) == ()


def test_only_a_supervisor_takes_waves_over(peak):
    came(peak, 9, 60)
    with peak.store.writing() as session, pytest.raises(RefusedError):
        own_waves.learn(session, peak.plan.id, peak.doing("agent"))
