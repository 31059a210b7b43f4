"""The report of an event counts what came, what it was about, what was late, and what the squad did."""

from __future__ import annotations

from datetime import timedelta

from maildesk.db import tables as t
from maildesk.flow.peak import report

THREAT = "If I do not get my money back today, I will open a dispute with my credit card and call my lawyer!"


def of(office):
    with office.store.reading() as session:
        return report.of(session, session.get_one(t.PeakPlan, office.plan.id))


def test_a_report_counts_the_days_of_the_event_beside_as_many_before(peak):
    now = peak.now
    peak.now = now - timedelta(days=5)
    peak.mail("Where is my parcel?", sender="early@kunde.example")
    peak.now = now
    peak.order(
        "#1034",
        country="DE",
        buyer_email="anna@kunde.example",
        items='[{"sku":"LAMP-2","title":"Lamp","qty":1,"price":"84.00"}]',
    )
    peak.mail("Where is my order #1034?", subject="#1034")
    peak.mail("Where is my parcel?", sender="b@kunde.example")
    found = of(peak)
    assert found.arrived == 2
    (asked,) = found.intents
    assert (asked.code, asked.count, asked.before) == ("order_status", 2, 1)
    assert [(each.code, each.count) for each in found.products] == [("LAMP-2", 1)]
    assert [(each.code, each.count) for each in found.countries] == [("DE", 1)]


def test_the_squads_work_is_told_with_its_reasons(peak):
    peak.mail(THREAT)
    before = of(peak)
    assert (before.squad_taken, before.squad_solved) == (1, 0)
    assert [(each.code, each.count) for each in before.squad_reasons] == [("threat", 1)]


def test_cases_and_what_they_cost_are_told(peak):
    case = {"platform": "ebay", "kind": "return_request", "case": "return", "stage": "respond", "source": "notice"}
    with peak.store.writing() as session:
        session.add(t.Case(key="a", **case, opened_at=peak.now, closed_at=peak.now, refunded=12.5, currency="EUR"))
        session.add(t.Case(key="b", **case, opened_at=peak.now - timedelta(days=10)))
    found = of(peak)
    assert [(each.code, each.count, each.before) for each in found.cases] == [("ebay return", 1, 1)]
    assert [(str(each.amount), each.currency) for each in found.refunds] in ([("12.50", "EUR")], [("12.5", "EUR")])


def test_a_frozen_report_reads_as_it_was(peak):
    peak.mail(THREAT)
    found = of(peak)
    assert report.from_values(report.to_values(found)) == found
