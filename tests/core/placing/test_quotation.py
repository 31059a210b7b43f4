"""Our own reply, recognised by its words in what a mail quotes."""

import pytest

from maildesk.core.placing.quotation import quoted_verbatim

OURS = (
    "Dear Anna,\n\nyour parcel left our house on Monday and is now at the customs office in Leipzig. We have asked the carrier "
    "to look for it and will write to you on Thursday at the latest. Should it not be found by then, you get your money back "
    "or a new one, whichever you like better, and you need do nothing for it.\n\nKind regards\nMei"
)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks!\n\n> " + OURS.replace("\n", "\n> "),
        "Danke\n" + "\n".join(">> " + OURS[i : i + 40] for i in range(0, len(OURS), 40)),
        "ok\n" + OURS.replace(" ", "\u00a0"),
        "ok\n" + OURS.upper(),
        "> " + OURS[: len(OURS) * 9 // 10],
    ],
    ids=["marked", "wrapped anew", "other spaces", "capitals", "cut at the end"],
)
def test_a_quoted_reply_is_recognised_however_it_is_set(text):
    assert quoted_verbatim(text, OURS)


@pytest.mark.parametrize(
    "text", ["", "Dear Anna, your parcel left our house", OURS.replace("Monday", "Friday").replace("Leipzig", "Ulm")]
)
def test_a_part_or_another_text_is_not(text):
    assert not quoted_verbatim(text, OURS)


def test_a_short_reply_is_in_too_many_mails_to_tell():
    assert not quoted_verbatim("> Dear customer, thank you.", "Dear customer, thank you.")


def test_long_texts_cost_linear_time():
    assert not quoted_verbatim("a" * 1_000_000, ("a" * 500 + "b") * 190)
