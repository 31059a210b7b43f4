"""Cases are counted by what they have in common; currencies are never mixed."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from maildesk.core.measure.cases import Told, counted, total

DAY = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def case(platform="ebay", outcome="", hours=None, **told):
    answered = DAY + hours * HOUR if hours is not None else None
    plain = {"reason": "return_request", "product": "Lamp", "carrier": "YunExpress", "market": "DE"}
    return Told(
        platform=platform, outcome=outcome, opened_at=DAY, answered_at=answered, due_at=DAY + 10 * HOUR, **plain | told
    )


def test_lines_stand_by_number_and_name_how_cases_ended():
    lines = counted([case(outcome="won"), case(outcome="lost"), case("paypal")], "platform")
    assert [(line.name, line.opened) for line in lines] == [("ebay", 2), ("paypal", 1)]
    assert dict(lines[0].ends) == {"won": 1, "lost": 1}


def test_amounts_of_two_currencies_stand_beside_each_other():
    line = total(
        [case(amount=Decimal(10), currency="EUR"), case(amount=Decimal(5), currency="USD", refunded=Decimal(5))]
    )
    assert dict(line.at_stake) == {"EUR": Decimal(10), "USD": Decimal(5)}
    assert dict(line.refunded) == {"USD": Decimal(5)}


def test_the_time_to_an_answer_is_the_median_and_its_share_of_the_clock():
    line = total([case(hours=1), case(hours=2), case(hours=9), case()])
    assert (line.answered_in, line.share_used) == (2 * HOUR, 0.2)


def test_what_ran_out_is_counted_whatever_came_of_it():
    assert total([case(ran_out=True, outcome="won"), case()]).ran_out == 1


def test_a_stretch_without_cases_has_no_medians():
    line = total([])
    assert (line.opened, line.answered_in, line.share_used) == (0, None, None)
