"""Files for a spreadsheet hold words and numbers, and nothing that is run."""

import csv
from io import StringIO

import pytest

from maildesk.web.spreadsheet import written


def read(text):
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", '=HYPERLINK("https://x.example")']
)
def test_words_that_would_be_run_are_words(words):
    assert read(written([[words]])) == [["'" + words]]


@pytest.mark.parametrize("words", ["Lamp", "a=b", "", "1-2", "'", "a,b", 'say "hi"', "two\nlines", "Größe 台灯"])
def test_other_words_stay_as_they_are(words):
    assert read(written([[words, "x"]])) == [[words, "x"]]


def test_a_number_below_nought_stays_a_number():
    assert written([[-5, 1.5, None]]) == "\ufeff-5,1.5,\r\n"
