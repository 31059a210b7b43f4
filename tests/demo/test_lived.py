"""Three weeks in which the sample shop wrote first: nothing of what the desk writes first is empty in the demo."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from maildesk.core.care.quiet import Closed, Hours, next_open
from maildesk.db import tables as t
from maildesk.demo.house import House
from maildesk.demo.lived import ALONE, OCCASION
from maildesk.flow.care import gathering
from maildesk.settings import Settings
from maildesk.wiring import caring
from tests.web.desk import sign_in
from tests.web.page import words

NOW = datetime.now(UTC)


def rows(demo: House, *conditions) -> list[t.Outreach]:
    with demo.store.reading() as session:
        return list(session.scalars(select(t.Outreach).where(*conditions).order_by(t.Outreach.id)))


def test_follow_ups_left_alone_and_greetings_by_a_persons_word(demo: House) -> None:
    alone = rows(demo, t.Outreach.state == "sent", t.Outreach.purpose == ALONE)
    greeted = rows(demo, t.Outreach.state == "sent", t.Outreach.occasion == OCCASION)
    assert len(alone) > 10
    assert len(greeted) >= 4
    assert all(row.grounds and row.text and row.version for row in greeted)
    assert all(NOW - timedelta(days=21) < row.sent_at < NOW for row in (*alone, *greeted))


def test_some_were_stopped_and_something_came_back(demo: House) -> None:
    assert {"channel", "consent"} <= {row.gate for row in rows(demo, t.Outreach.state == "stopped")}
    came = rows(demo, t.Outreach.occasion == OCCASION)
    for name in ("answered_at", "unsubscribed_at", "bounced_at"):
        assert any(getattr(row, name) for row in came), name


def test_the_mails_are_in_the_buyers_mailboxes(demo: House) -> None:
    with demo.store.reading() as session:
        sent = session.scalars(select(t.Outbox).where(t.Outbox.sent_at < NOW, t.Outbox.rank == 2)).all()
    assert all(mail.body in demo.server.mails_of(mail.recipients[0]) for mail in sent)


@pytest.mark.parametrize(
    "address",
    [
        "/outreach",
        "/outreach?view=coming",
        "/outreach?view=sent",
        "/outreach?view=stopped",
        "/outreach/results",
        "/outreach/rules",
    ],
)
def test_no_page_is_empty(demo: House, address: str) -> None:
    client = demo.app.test_client()
    sign_in(client, "nora", demo.shop.password)
    page = client.get(address)
    assert 'class="nothing"' not in page.get_data(as_text=True)
    assert "Nothing left alone" not in words(page)


def test_the_greetings_of_this_week_find_somebodys_day_open_at_any_hour(demo: House) -> None:
    care = caring.care(Settings(secret_key="k" * 40, shop_name="Lampenhaus"), demo.store)
    with demo.store.reading() as session:
        newest = session.scalar(select(func.max(t.OutreachBatch.key)).where(t.OutreachBatch.occasion == OCCASION))
        batch = select(t.OutreachBatch.id).where(t.OutreachBatch.key == newest)
        going = t.Outreach.batch_id.in_(batch), t.Outreach.state == "planned"
        countries = session.scalars(select(t.Outreach.country).where(*going)).all()
    places = [gathering.place(care, country, NOW) for country in countries]
    for hour in range(24):
        at = NOW + timedelta(hours=hour)
        assert any(next_open(at, each, Hours(), Closed()) == at for each in places), at
