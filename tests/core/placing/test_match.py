"""The rules of placing, one behaviour each."""

from dataclasses import replace
from datetime import timedelta

import pytest

from maildesk.core.placing.signs import Because, Flag
from tests.core.placing.book import NOON, Book

ANNA, AUNT, WORK = "anna@mail.example", "aunt@else.example", "anna@work.example"
LATER = NOON + timedelta(hours=3)


@pytest.fixture
def book():
    """Anna's order 1034 with a mail of hers and our answer; Ben's order 1041."""
    book = Book()
    book.order("1034", ANNA, buyer_id=1)
    book.order("1035", ANNA, buyer_id=1)
    book.order("1041", "ben@mail.example", buyer_id=2)
    book.arrive("a1", ANNA, numbers=["1034"], subject_key="where is it")
    book.arrive("o1", ANNA, refs=["a1"], ours=True)
    return book


def anna_s(book):
    return book.where("a1")


def test_the_buyer_s_own_address_with_the_order_number_joins(book):
    placed = book.arrive("a2", ANNA, numbers=["1034"])
    assert placed.conversation_id == anna_s(book)
    assert set(placed.because) == {Because.ORDER_NUMBER, Because.OWN_ADDRESS}
    assert placed.flags == ()


def test_a_reply_to_our_mail_by_the_buyer_joins(book):
    placed = book.arrive("a2", ANNA, refs=["a1", "o1"])
    assert (placed.conversation_id, placed.because) == (anna_s(book), (Because.REFERENCES,))


def test_another_address_that_answers_our_mail_about_the_same_order_joins_with_a_flag(book):
    placed = book.arrive("w1", WORK, refs=["o1"], numbers=["1034"])
    assert placed.conversation_id == anna_s(book)
    assert placed.flags == (Flag.SENDER_DIFFERS,)
    assert placed.because == (Because.REFERENCES, Because.ORDER_NUMBER)


def test_another_address_that_answers_our_mail_without_a_further_sign_stays_apart(book):
    placed = book.arrive("w1", WORK, refs=["o1"])
    assert placed.conversation_id is None


def test_a_stranger_who_cites_the_buyer_s_mail_stays_apart_even_with_the_order_number(book):
    placed = book.arrive("s1", AUNT, refs=["a1"], numbers=["1034"])
    assert placed.conversation_id is None
    assert placed.flags == (Flag.ORDER_CONFLICT,)
    assert placed.candidates == (anna_s(book),)
    assert placed.order_ids == ()


@pytest.mark.parametrize("sign", [{"token": 1}, {"quoted": [1]}], ids=["our token", "our reply quoted"])
def test_another_address_with_a_sign_only_our_reader_has_joins_with_a_flag(book, sign):
    placed = book.arrive("w1", WORK, **sign)
    assert (placed.conversation_id, placed.flags) == (anna_s(book), (Flag.SENDER_DIFFERS,))


def test_our_token_does_not_carry_a_stranger_s_question_about_somebody_else_s_order(book):
    placed = book.arrive("w1", WORK, token=1, numbers=["1041"])
    assert placed.conversation_id is None
    assert placed.flags == (Flag.ORDER_CONFLICT,)


def test_a_plus_tag_of_the_buyer_s_address_is_the_buyer(book):
    placed = book.arrive("a2", "anna+shop@mail.example", numbers=["1034"])
    assert placed.conversation_id == anna_s(book)
    assert Because.PLUS_TAG in placed.because
    assert placed.flags == ()


def test_an_unknown_address_with_only_the_number_gets_its_own_conversation(book):
    placed = book.arrive("s1", AUNT, numbers=["1034"])
    assert placed.conversation_id is None
    assert placed.because == (Because.STRANGER,)
    assert placed.flags == (Flag.ORDER_CONFLICT,)


def test_the_same_unknown_address_comes_back_to_its_own_conversation(book):
    book.arrive("s1", AUNT, numbers=["1034"])
    placed = book.arrive("s2", AUNT, numbers=["1034"])
    assert placed.conversation_id == book.where("s1")
    assert placed.flags == (Flag.ORDER_CONFLICT,)


@pytest.mark.parametrize(
    "signs", [{"refs": ["s1"]}, {"refs": ["so"]}, {"token": 2}, {"quoted": [2]}, {"numbers": ["1034"], "refs": ["so"]}]
)
def test_the_owner_never_enters_the_stranger_s_conversation(book, signs):
    book.arrive("s1", AUNT, numbers=["1034"])
    book.arrive("so", AUNT, refs=["s1"], ours=True)
    assert book.where("so") == book.where("s1") == 2
    assert book.arrive("a2", ANNA, **signs).conversation_id != 2


def test_one_mail_naming_two_orders_of_one_buyer_is_one_conversation_with_both_linked():
    book = Book()
    book.order("1034", ANNA, buyer_id=1)
    book.order("1035", ANNA, buyer_id=1)
    placed = book.arrive("a1", ANNA, numbers=["1034", "1035"])
    assert (placed.conversation_id, placed.order_ids, placed.buyer_id) == (None, (1, 2), 1)


def test_a_second_order_named_beside_the_first_is_linked_to_the_same_conversation(book):
    placed = book.arrive("a2", ANNA, refs=["o1"], numbers=["1034", "1035"])
    assert (placed.conversation_id, placed.order_ids) == (anna_s(book), (1, 2))


def test_a_new_number_in_a_reply_to_an_old_matter_splits(book):
    placed = book.arrive("a2", ANNA, refs=["a1", "o1"], numbers=["1035"])
    assert placed.conversation_id is None
    assert placed.because[0] is Because.NEW_NUMBER
    assert placed.candidates == (anna_s(book),)
    assert placed.order_ids == (2,)


def test_a_number_that_only_the_copied_subject_names_does_not_hold_a_new_matter_back(book):
    placed = book.arrive("a2", ANNA, refs=["o1"], numbers=["1034", "1035"], inherited=frozenset({"1034"}))
    assert placed.because[0] is Because.NEW_NUMBER
    assert placed.order_ids == (2,)


def test_a_copied_subject_keeps_a_reply_without_numbers_in_its_matter(book):
    placed = book.arrive("a2", ANNA, refs=["o1"], numbers=["1034"], inherited=frozenset({"1034"}))
    assert placed.conversation_id == anna_s(book)


def test_a_split_goes_to_the_conversation_that_order_has_already(book):
    book.arrive("b1", ANNA, numbers=["1035"])
    assert book.arrive("a2", ANNA, refs=["o1"], numbers=["1035"]).conversation_id == book.where("b1")


def test_somebody_else_s_number_in_the_buyer_s_own_thread_is_flagged_and_not_linked(book):
    placed = book.arrive("a2", ANNA, refs=["o1"], numbers=["1041"])
    assert (placed.conversation_id, placed.order_ids) == (anna_s(book), ())
    assert placed.flags == (Flag.ORDER_CONFLICT,)


def test_somebody_else_s_number_beside_the_buyer_s_own_is_flagged_and_not_linked():
    book = Book()
    book.order("1034", ANNA, buyer_id=1)
    book.order("1041", "ben@mail.example", buyer_id=2)
    placed = book.arrive("a1", ANNA, numbers=["1034", "1041"])
    assert (placed.conversation_id, placed.order_ids, placed.flags) == (None, (1,), (Flag.ORDER_CONFLICT,))


def test_a_buyer_s_conversation_is_still_found_after_they_named_a_friend_s_order(book):
    book.arrive("a2", ANNA, refs=["o1"], numbers=["1041"])
    assert book.arrive("a3", ANNA, numbers=["1034"]).conversation_id == anna_s(book)


def test_the_sender_alone_is_enough_for_the_one_open_conversation(book):
    placed = book.arrive("a2", ANNA, at=LATER)
    assert placed.conversation_id == anna_s(book)
    assert Because.ONE_OPEN_CONVERSATION in placed.because


@pytest.mark.parametrize("days", [60, 200])
def test_the_sender_alone_is_not_enough_for_an_old_conversation(book, days):
    assert book.arrive("a2", ANNA, at=NOON + timedelta(days=days)).conversation_id is None


def test_the_sender_alone_with_two_open_conversations_is_ambiguous(book):
    book.arrive("b1", ANNA, numbers=["1035"])
    placed = book.arrive("a2", ANNA, at=LATER)
    assert placed.conversation_id is None
    assert placed.flags == (Flag.AMBIGUOUS,)
    assert set(placed.candidates) == {anna_s(book), book.where("b1")}


def test_a_reply_of_the_same_subject_tells_two_open_conversations_apart(book):
    book.arrive("b1", ANNA, numbers=["1035"], subject_key="another thing")
    placed = book.arrive("a2", ANNA, refs=["gone"], subject_key="where is it", is_reply=True, at=LATER)
    assert placed.conversation_id == anna_s(book)


def test_mails_without_ids_and_subjects_have_nothing_in_common():
    book = Book()
    book.arrive("", "", subject_key="")
    assert book.arrive("", "", subject_key="").conversation_id is None


def test_a_reply_to_something_unknown_does_not_join_by_its_sender_alone(book):
    assert book.arrive("a2", ANNA, refs=["gone"], subject_key="your parcel", at=LATER).conversation_id is None


def test_two_replies_to_the_same_lost_mail_are_together():
    book = Book()
    book.arrive("a1", ANNA, refs=["lost"])
    assert book.arrive("a2", ANNA, refs=["lost"]).conversation_id == book.where("a1")
    assert book.arrive("s1", AUNT, refs=["lost"]).conversation_id is None


def test_a_late_parent_joins_its_child(book):
    book.arrive("b2", "ben@mail.example", refs=["b1"])
    placed = book.arrive("b1", "ben@mail.example", numbers=["1041"])
    assert placed.conversation_id == book.where("b2")
    assert Because.LATE_PARENT in placed.because
    assert placed.order_ids == (3,)


def test_a_late_parent_brings_its_child_into_the_order_s_conversation(book):
    book.arrive("x1", ANNA, refs=["a2"], subject_key="other")
    placed = book.arrive("a2", ANNA, numbers=["1034"])
    assert placed.conversation_id == anna_s(book)
    assert placed.join_also == (2,)


def test_two_conversations_that_an_agent_has_answered_are_never_merged(book):
    book.arrive("x1", ANNA, refs=["a2"], subject_key="other")
    book.arrive("xo", ANNA, refs=["x1"], ours=True)
    placed = book.arrive("a2", ANNA, numbers=["1034"])
    assert placed.conversation_id == anna_s(book)
    assert placed.join_also == ()


def test_the_conversation_without_an_answer_moves_into_the_answered_one():
    book = Book()
    book.order("1034", ANNA, buyer_id=1)
    book.arrive("a1", ANNA, numbers=["1034"])
    book.arrive("x1", ANNA, refs=["a2"], subject_key="other")
    book.arrive("xo", ANNA, refs=["x1"], ours=True)
    placed = book.arrive("a2", ANNA, numbers=["1034"])
    assert (placed.conversation_id, placed.join_also) == (2, (1,))


def test_a_stranger_who_cited_an_id_before_it_came_does_not_get_the_buyer_s_mail():
    book = Book()
    book.order("1034", ANNA, buyer_id=1)
    book.arrive("s1", AUNT, refs=["a1"])
    assert book.arrive("a1", ANNA, numbers=["1034"]).conversation_id is None


RELAY = "x1@marketplace.amazon.de"


@pytest.fixture
def market():
    book = Book()
    book.order("302-1-7", RELAY, buyer_id=1, channel="amazon")
    book.order("302-2-7", channel="amazon", buyer_id=2)
    book.order("1034", ANNA, buyer_id=3)
    book.arrive("r1", RELAY, numbers=["302-1-7"])
    return book


def test_a_relay_address_with_its_order_joins(market):
    placed = market.arrive("r2", RELAY, numbers=["302-1-7"])
    assert placed.conversation_id == market.where("r1")
    assert Because.RELAY_ADDRESS in placed.because


def test_a_relay_address_alone_is_no_identity(market):
    assert market.arrive("r2", RELAY).conversation_id is None


def test_another_alias_of_the_relay_is_a_stranger_to_the_order(market):
    placed = market.arrive("r2", "x2@marketplace.amazon.de", numbers=["302-1-7"])
    assert (placed.conversation_id, placed.flags) == (None, (Flag.ORDER_CONFLICT,))


def test_the_marketplace_s_relay_speaks_for_an_order_without_a_known_alias(market):
    placed = market.arrive("r2", "x2@marketplace.amazon.de", numbers=["302-2-7"])
    assert (placed.order_ids, placed.flags) == ((2,), ())


def test_a_relay_does_not_speak_for_an_order_of_another_channel(market):
    assert market.arrive("r2", RELAY, numbers=["1034"]).flags == (Flag.ORDER_CONFLICT,)


def test_a_shared_relay_is_nobody_even_in_the_thread(market):
    shared = "buyer@business.amazon.de"
    market.order("302-3-7", shared, buyer_id=9, channel="amazon")
    market.arrive("b1", shared, numbers=["302-3-7"])
    assert market.arrive("b2", shared, refs=["b1"]).conversation_id is None
    assert market.arrive("b3", shared, refs=["b1"], numbers=["302-3-7"]).conversation_id == market.where("b1")


def test_a_mail_that_its_own_domain_disowns_is_nobody_s(book):
    placed = book.arrive("f1", ANNA, numbers=["1034"], auth_failed=True)
    assert placed.conversation_id is None
    assert set(placed.flags) == {Flag.ORDER_CONFLICT, Flag.AUTH_FAIL}


def test_a_differing_reply_to_is_flagged(book):
    placed = book.arrive("a2", ANNA, numbers=["1034"], reply_to="other@else.example")
    assert placed.flags == (Flag.REPLY_TO_DIFFERS,)


@pytest.mark.parametrize(("days", "opens_again"), [(13, True), (15, False)])
def test_a_solved_conversation_opens_again_only_within_the_grace_period(book, days, opens_again):
    home = anna_s(book)
    book.conversations[home] = replace(book.conversations[home], state="solved", solved_at=NOON)
    placed = book.arrive("a2", ANNA, refs=["o1"], at=NOON + timedelta(days=days))
    assert (placed.conversation_id == home) is opens_again
    if not opens_again:
        assert (placed.follows, placed.order_ids, placed.buyer_id) == (home, (1,), 1)
        assert Because.SOLVED_LONG_AGO in placed.because


def test_a_number_sent_right_after_a_mail_without_one_belongs_to_it():
    book = Book()
    book.order("1034", ANNA, buyer_id=1)
    book.conversations.clear()
    book.arrive("p1", WORK)
    book.order("1050", WORK, buyer_id=5)
    assert book.arrive("p2", WORK, numbers=["1050"], at=LATER).conversation_id == book.where("p1")


def test_a_number_sent_weeks_after_a_mail_without_one_is_a_new_matter():
    book = Book()
    book.arrive("p1", WORK)
    book.order("1050", WORK, buyer_id=5)
    assert book.arrive("p2", WORK, numbers=["1050"], at=NOON + timedelta(days=20)).conversation_id is None


def test_a_known_buyer_with_one_order_brings_it_along():
    book = Book()
    book.order("1034", ANNA, buyer_id=1)
    placed = book.arrive("a1", ANNA)
    assert (placed.conversation_id, placed.order_ids, placed.buyer_id) == (None, (1,), 1)


def test_our_answer_from_another_client_joins_by_what_it_answers(book):
    placed = book.arrive("o2", ANNA, refs=["a1"], ours=True)
    assert (placed.conversation_id, placed.flags) == (anna_s(book), ())
