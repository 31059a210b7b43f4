"""Tracking numbers for the sample parcels, each in its carrier's writing, with a right check digit where there is one.

In: the order's place in the book. Out: carrier and number, always the same for the same place.
"""

from __future__ import annotations

from collections.abc import Callable

from maildesk.core.placing.check_digit import s10


def carrier_of(place: int) -> tuple[str, str]:
    """Carrier and tracking number of the parcel of this order."""
    carrier, writing = _CARRIERS[place % len(_CARRIERS)]
    return carrier, writing(place)


def _serial(place: int, digits: int) -> str:
    """Digits that look like nothing: multiplied by a prime and cut."""
    return str((place + 17) * 982_451_653_711_019 % 10**digits).zfill(digits)


def _china_post(place: int) -> str:
    head = f"LX{_serial(place, 8)}"
    return next(number for check in range(10) if s10(number := f"{head}{check}CN"))


_CARRIERS: tuple[tuple[str, Callable[[int], str]], ...] = (
    ("YunExpress", lambda place: f"YT{_serial(place, 16)}"),
    ("China Post", _china_post),
    ("4PX", lambda place: f"4PX{_serial(place, 13)}CN"),
    ("Yanwen", lambda place: f"UG{_serial(place, 9)}YP"),
    ("Cainiao", lambda place: f"LP{_serial(place, 14)}"),
)
