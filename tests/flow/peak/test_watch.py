"""The alarm rings once when more comes than goes, and ends when the team has caught up."""

from __future__ import annotations

from datetime import datetime, timedelta

from maildesk.db import tables as t
from maildesk.flow.peak import plans, watch


def hour(office, at: datetime, came: int, cleared: int) -> None:
    with office.store.writing() as session:
        session.add(t.PeakHour(hour=at.replace(minute=0, second=0, microsecond=0), came=came, cleared=cleared))


def wait(office, mails: int) -> None:
    with office.store.writing() as session:
        session.merge(t.Count(name="state:open", value=mails))


def rings(office) -> bool:
    with office.store.writing() as session:
        return watch.overload(session, office.now) is not None


def test_the_alarm_tells_leads_and_the_squad_on_duty_once(peak):
    duty = peak.people["trainee"].id
    with peak.store.writing() as session:
        plans.add_shift(session, peak.plan.id, duty, peak.now, peak.now + timedelta(hours=8), peak.doing("lead"))
    for back in (1, 2, 3):
        hour(peak, peak.now - timedelta(hours=back), 60, 30)
    wait(peak, 90)
    before = len(peak.all(t.Notification))
    assert rings(peak)
    assert rings(peak)
    told = peak.all(t.Notification)[before:]
    assert {each.code for each in told} == {"overload"}
    assert {each.user_id for each in told} == {duty, peak.people["lead"].id, peak.people["supervisor"].id}
    assert told[0].detail == {"waiting": 90, "arriving": 60, "clearing": 30}


def test_an_overload_has_a_beginning_and_an_end(peak):
    for back in (1, 2, 3):
        hour(peak, peak.now - timedelta(hours=back), 60, 30)
    wait(peak, 90)
    assert rings(peak)
    wait(peak, 10)
    assert not rings(peak)
    (row,) = peak.all(t.Overload)
    assert (row.waiting, row.arriving, row.clearing, row.ended_at is not None) == (90, 60.0, 30.0, True)


def test_a_calm_desk_rings_nothing(peak):
    hour(peak, peak.now - timedelta(hours=1), 20, 20)
    wait(peak, 30)
    assert not rings(peak)
    assert peak.all(t.Overload) == []
