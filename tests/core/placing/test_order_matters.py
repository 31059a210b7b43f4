"""Numbers that no word for an order names: what the order book, an act or a form makes of them."""

import pytest

from maildesk.core.placing.order_number import find_orders, known_numbers
from maildesk.packs.channels import load_numbering
from tests.core.placing.matters import BOOK, IN_THE_BOOK, NOT_ITS, WITHOUT_A_BOOK

NUMBERING = load_numbering()
KNOWN = known_numbers(BOOK)


def found(newest, known=KNOWN):
    return " ".join(n.number for n in find_orders("", newest, NUMBERING, known=known))


@pytest.mark.parametrize(("sentence", "numbers"), IN_THE_BOOK)
def test_the_order_book_settles_what_no_word_for_an_order_names(sentence, numbers):
    assert found(sentence) == numbers


@pytest.mark.parametrize(("sentence", "numbers"), WITHOUT_A_BOOK)
def test_what_is_done_to_an_order_or_the_form_of_its_number_names_it_without_a_book(sentence, numbers):
    assert found(sentence, {}).replace("#", "") == numbers.replace("#", "")


@pytest.mark.parametrize("sentence", NOT_ITS)
@pytest.mark.parametrize("known", [KNOWN, {}], ids=["book", "none"])
def test_the_number_of_another_thing_stays_that_thing_s(sentence, known):
    assert found(sentence, known) == ""
