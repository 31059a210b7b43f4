"""The check digits that carriers put into their numbers.

In: a number of the right shape, upper-case, without separators. Out: whether its check digit is right. It knows no carriers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


def s10(number: str) -> bool:
    """UPU S10: two letters, eight digits, the check digit, the country."""
    digits = number[2:11]
    if len(number) != 13 or not digits.isdigit():
        return False
    remainder = 11 - sum(int(d) * w for d, w in zip(digits[:8], _S10_WEIGHTS, strict=True)) % 11
    return int(digits[8]) == {10: 0, 11: 5}.get(remainder, remainder)


def ups(number: str) -> bool:
    """UPS 1Z: modulo 10 over the fifteen characters after `1Z`, each second one doubled; a letter counts by its place."""
    if len(number) != 18 or not number[17].isdigit():
        return False
    body, check = number[2:17], number[17]
    values = [int(c) if c.isdigit() else (ord(c) - 3) % 10 for c in body]
    total = sum(values[0::2]) + 2 * sum(values[1::2])
    return int(check) == -total % 10


def fedex12(number: str) -> bool:
    """FedEx Express: weights 3, 1, 7 from the left, modulo 11, then modulo 10."""
    if len(number) != 12 or not number.isdigit():
        return False
    total = sum(int(d) * (3, 1, 7)[i % 3] for i, d in enumerate(number[:11]))
    return int(number[11]) == total % 11 % 10


def mod10_3(number: str) -> bool:
    """USPS, FedEx Ground, Canada Post: modulo 10, each second digit from the right times three."""
    if not number.isdigit():
        return False
    body = number[-22:] if number.startswith("420") else number
    total = sum(int(d) * (3 if i % 2 == 0 else 1) for i, d in enumerate(reversed(body[:-1])))
    return int(body[-1]) == -total % 10


def mod7(number: str) -> bool:
    """DHL Express, Yamato, Sagawa: the number without its last digit, modulo 7."""
    return number.isdigit() and len(number) > 1 and int(number[:-1]) % 7 == int(number[-1])


#: The names under which rows of carriers ask for a rule.
CHECKS: Mapping[str, Callable[[str], bool]] = {
    "s10": s10,
    "ups": ups,
    "fedex12": fedex12,
    "mod10_3": mod10_3,
    "mod7": mod7,
}
