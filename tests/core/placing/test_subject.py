"""Subjects without what clients and servers put in front."""

import pytest

from maildesk.core.placing.subject import bare_subject, is_reply_subject, subject_key

OWN = "Where is my parcel"


@pytest.mark.parametrize(
    "prefix",
    [
        "Re: ", "RE:", "AW: ", "Antw: ", "SV: ", "VS: ", "Odp: ", "YNT: ", "Отв: ", "Ответ: ", "Відп: ", "回复：", "回覆: ", "答复: ",
        "返信: ", "회신: ", "답장: ", "رد: ", "השב: ", "תשובה: ", "Re[2]: ", "RE (3): ", "Re^2: ", "Rif: ", "Res: ", "R: ", "RV: ",
        "Fwd: ", "FW: ", "WG: ", "TR: ", "ENC: ", "转发：", "轉寄: ", "転送: ", "전달: ", "הועבר: ", "PD: ", "VB: ", "İlt: ", "Přep: ",
        "Re: AW: SV: RE: ", "[EXTERNAL] ", "[EXT] Re: ", "Re: [External] AW: ", "***SPAM*** ", "Re : ", "RE: RE: RE: ",
    ],
)  # fmt: skip
def test_prefixes_and_tags_are_taken_off(prefix):
    assert bare_subject(prefix + OWN) == OWN
    assert subject_key(prefix + OWN) == "where is my parcel"


@pytest.mark.parametrize(
    "subject", ["Refund: order 1034", "Return", "Tracking: none", "Problem [order 1034]", "Ware: defekt"]
)
def test_words_that_only_look_like_prefixes_stay(subject):
    assert bare_subject(subject) == subject


@pytest.mark.parametrize(
    ("subject", "reply"), [("Re: a", True), ("[EXT] AW: a", True), ("Fwd: a", False), ("a", False)]
)
def test_a_reply_prefix_anywhere_in_the_stack_tells_a_reply(subject, reply):
    assert is_reply_subject(subject) is reply


@pytest.mark.parametrize("subject", ["", "Re:", "AW: Re: ", "  ", "?!"])
def test_a_subject_without_words_of_its_own_has_an_empty_key(subject):
    assert subject_key(subject) == ""


def test_case_spaces_and_marks_do_not_part_a_thread():
    assert subject_key("RE: Where  is my PARCEL?!") == subject_key(OWN)


def test_a_hostile_stack_of_prefixes_costs_bounded_time():
    assert len(bare_subject("Re: " * 100_000)) <= 500
