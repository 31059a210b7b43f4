"""Whose sentences are the sender's main words."""

import pytest

from maildesk.core.language.mixed import Heard, family, main_part


def heard(script, size):
    return Heard(script, ("x",), 0, 0, size)


def test_the_language_with_most_words_wins_wherever_it_stands():
    short, long = heard("latin", 4), heard("latin", 20)
    assert main_part([short, long], ["en", "de"]) == [long]


def test_of_two_languages_alike_in_length_the_first_wins():
    first, second = heard("latin", 10), heard("latin", 12)
    assert main_part([first, second], ["fr", "en"]) == [first]


def test_a_sentence_in_doubt_goes_with_the_sure_one_of_its_script():
    sure, doubt, other = heard("latin", 8), heard("latin", 2), heard("han", 30)
    assert main_part([sure, doubt], ["de", ""]) == [sure, doubt]
    assert main_part([other, doubt], ["zh", ""]) == [other]


@pytest.mark.parametrize(("one", "other"), [("sv", "da"), ("cs", "sk"), ("ru", "uk"), ("es", "pt")])
def test_near_languages_are_never_parted_by_sentence(one, other):
    assert family(one) == family(other)
    parts = [heard("latin", 5), heard("latin", 6)]
    assert main_part(parts, [one, other]) == parts


def test_latin_words_beside_another_script_count_less():
    cyrillic, latin = heard("cyrillic", 8), heard("latin", 10)
    assert main_part([cyrillic, latin], ["ru", "en"]) == [cyrillic]
