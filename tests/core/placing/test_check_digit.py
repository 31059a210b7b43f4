"""The carriers' check digits, on numbers worked out by hand and with one digit wrong."""

import pytest

from maildesk.core.placing.check_digit import fedex12, mod7, mod10_3, s10, ups


@pytest.mark.parametrize(
    ("rule", "number"),
    [
        (s10, "RB123456785GB"),
        (s10, "LX000000005CN"),
        (ups, "1Z5R89390357567127"),
        (fedex12, "986578788855"),
        (mod10_3, "9400111899223197428497"),
        (mod10_3, "420900019400111899223197428497"),
        (mod7, "123456789013"),
    ],
)
def test_a_right_number_passes_and_the_same_with_another_last_digit_fails(rule, number):
    assert rule(number)
    at = 10 if rule is s10 else len(number) - 1
    wrong = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
    assert not rule(wrong)


@pytest.mark.parametrize("rule", [s10, ups, fedex12, mod10_3, mod7])
@pytest.mark.parametrize("number", ["", "1", "ABCDEFGHIJKLM", "1Z", "12345678901X"])
def test_anything_else_fails_without_an_error(rule, number):
    assert rule(number) in (False, True)
