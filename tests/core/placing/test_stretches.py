"""Numbers are looked for around digits only, and none is missed or found twice for it."""

from __future__ import annotations

import re

import pytest

from maildesk.core.placing.stretches import matches

NUMBER = re.compile(r"(?<![A-Z\d])[A-Z]{0,9}\d{2,5}[A-Z]{0,9}(?![A-Z\d])")
FAR = " far away" * 20


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no number at all",
        "12",
        f"PO123 {FAR} AB99CD {FAR} 77",
        f"{FAR}ABCDEFGHI12345ABCDEFGHI{FAR}",
        "A12 34" + FAR[:118] + "56",
        "A12 34" + FAR[:121] + "56",
        f"{FAR}12ABCDEFGHIJ 34{FAR}",
    ],
)
def test_the_same_is_found_as_in_the_whole_text(text: str) -> None:
    assert [m.span() for m in matches(NUMBER, text)] == [m.span() for m in NUMBER.finditer(text)]
