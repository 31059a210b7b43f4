"""What a mail said is kept: as a person let it go, and as it left."""

from datetime import UTC, date, datetime, timedelta

from maildesk.db import tables as t
from maildesk.flow.care import approving, contacts
from maildesk.flow.peak import plans
from tests.flow.care.conftest import NOW


def iso(days=0.0):
    return (NOW + timedelta(days=days)).isoformat()


def silent(parlour):
    """A parcel without a scan for ten days; its notice waits for a person."""
    shipped = {"status": "shipped", "shipped_at": iso(-9), "tracking_number": "RR1", "carrier": "dhl"}
    parlour.told(ordered_at=iso(-10), **shipped)
    parlour.wait(days=2)
    return parlour.outreach("delay")[0]


def approve(parlour, row):
    with parlour.store.writing() as session:
        return approving.approve(session, parlour.care, [row.id], parlour.doing())


def shown(parlour, row, locale="zh-Hans"):
    with parlour.store.reading() as session:
        sample = approving.shown(session, parlour.care, row.id, locale, parlour.now)
    return sample.draft.text, sample.mirror.text


def test_what_a_person_read_leaves_word_for_word_in_the_buyers_morning(parlour):
    row = silent(parlour)
    parlour.now += timedelta(hours=11)  # the evening in Berlin
    read = shown(parlour, row)
    approve(parlour, row)
    parlour.wait(hours=14)
    [row] = parlour.outreach("delay")
    assert (row.state, row.text) == ("sent", read[0])
    assert row.sent_at > NOW + timedelta(days=2, hours=12)


def test_a_mail_that_left_stays_as_it_was_beside_its_mirror(parlour):
    row = silent(parlour)
    approve(parlour, row)
    parlour.wait(hours=1)
    left = shown(parlour, row), shown(parlour, row, "en")
    parlour.now += timedelta(days=30)
    parlour.set(t.ParcelRow, {"tracking_number": "XX9", "carrier": "ups"}, [1])
    assert (shown(parlour, row), shown(parlour, row, "en")) == left
    assert left[0][0] == parlour.outreach("delay")[0].text


def test_what_was_let_go_long_ago_is_read_again(parlour):
    row = silent(parlour)
    approve(parlour, row)
    parlour.set(t.Outreach, {"look_at": parlour.now + timedelta(days=4)}, [row.id])
    parlour.wait(days=5)
    [row] = [each for each in parlour.outreach("delay") if each.id == row.id]
    assert (row.state, row.why, row.approved_by, row.frozen) == ("waiting", "approval.person", None, {})


def test_what_is_let_go_ahead_of_its_day_reads_as_on_its_day(parlour):
    shipped = {"status": "shipped", "shipped_at": iso(-3), "tracking_number": "RR1", "carrier": "dhl"}
    parlour.told(ordered_at=iso(-4), **shipped)
    [row] = parlour.outreach("delay")
    approve(parlour, row)
    parlour.wait(days=8)
    [row] = parlour.outreach("delay")
    assert (row.state, "10 Tagen" in row.text) == ("sent", True)


def test_a_scan_after_the_approval_is_a_new_matter(parlour):
    row = silent(parlour)
    approve(parlour, row)
    parlour.set(t.Outreach, {"look_at": parlour.now + timedelta(hours=5)}, [row.id])
    event = {"at": parlour.now.isoformat(), "state": "in_transit", "text": "", "place": ""}
    parlour.set(t.ParcelRow, {"events": [event]}, [1])
    parlour.told(ordered_at=iso(-10), status="shipped", shipped_at=iso(-9), tracking_number="RR1", carrier="dhl")
    [row] = parlour.outreach("delay")
    assert (row.state, row.approved_by, row.frozen) == ("planned", None, {})


def test_nothing_of_it_outlives_an_erasure(parlour):
    row = silent(parlour)
    approve(parlour, row)
    with parlour.store.writing() as session:
        contacts.erase(session, session.get_one(t.Contact, row.contact_id), parlour.now)
    assert parlour.outreach("delay")[0].frozen == {}


def test_at_a_planned_peak_no_earlier_day_is_told_than_an_answer_would_tell(parlour):
    parlour.now = datetime(2027, 1, 25, 9, tzinfo=UTC)
    parlour.told(ordered_at="2027-01-25T08:00:00Z")
    [row] = parlour.outreach("order_confirm")
    before = shown(parlour, row)
    with parlour.store.writing() as session:
        plans.make(session, "chinese_new_year", date(2027, 2, 3), parlour.doing("lead"))
    assert shown(parlour, row) != before
