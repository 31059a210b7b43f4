"""Rising questions are found as they come."""

from __future__ import annotations

import random
import time
from dataclasses import replace

from maildesk.core.peak.rising import Asked, Limits, rising

USUAL = ("hello", "where", "is", "my", "parcel")
CUSTOMS = ("hello", "customs", "wants", "money", "for", "my", "parcel")


def mails(count: int, words: tuple[str, ...], start: int = 0, intent: str = "order_status", **more: str) -> list[Asked]:
    return [Asked(start + n, intent, words=words, language="en", **more) for n in range(count)]  # type: ignore[arg-type]


def test_a_question_with_a_new_word_is_a_group_of_its_own() -> None:
    now = mails(10, USUAL) + mails(12, CUSTOMS, 100)
    (group,) = rising(now, mails(70, USUAL, 1000), 7)
    assert (group.count, group.words[0], group.before) == (12, "customs", 0)
    assert set(group.words) == {"customs", "for", "money", "wants"}
    assert group.key == "order_status//customs"


def test_what_comes_as_often_as_ever_does_not_rise() -> None:
    assert rising(mails(10, USUAL), mails(70, USUAL, 1000), 7) == ()


def test_the_trend_is_against_a_stretch_of_the_same_length() -> None:
    (group,) = rising(mails(30, USUAL), mails(70, USUAL, 1000), 7)
    assert (group.before, group.trend, group.words) == (10, 3, ())


def test_a_product_that_many_ask_about_is_a_group() -> None:
    now = mails(6, USUAL, product="LAMP-2", intent="damaged") + mails(3, USUAL, 50, product="CUP-1", intent="damaged")
    (group,) = rising(now, [], 7)
    assert (group.product, group.count) == ("LAMP-2", 6)


def test_without_anything_to_compare_no_word_marks_a_question() -> None:
    (group,) = rising(mails(10, CUSTOMS), [], 7)
    assert group.words == ()


def test_a_wave_of_polish_mails_does_not_make_polish_words_a_question() -> None:
    polish = [replace(mail, language="pl", words=("gdzie", "jest", "moja", "paczka")) for mail in mails(20, ())]
    earlier = [replace(mail, id=mail.id + 1000) for mail in polish[:10]]
    (group,) = rising(polish, earlier, 7)
    assert (group.words, group.languages) == ((), (("pl", 20),))


def test_every_mail_stands_in_one_group_at_most() -> None:
    now = mails(12, CUSTOMS) + mails(12, (*CUSTOMS, "broken"), 100)
    groups = rising(now, mails(50, USUAL, 1000), 7)
    found = [mail for group in groups for mail in group.mails]
    assert len(found) == len(set(found)) == 24


def test_the_order_in_which_mails_come_changes_nothing_but_theirs() -> None:
    now = mails(10, USUAL) + mails(12, CUSTOMS, 100) + mails(8, ("invoice", "please"), 200)
    shuffled = list(now)
    random.Random(5).shuffle(shuffled)
    told = [(g.key, g.words, sorted(g.mails)) for g in rising(now, mails(70, USUAL, 1000), 7)]
    assert told == [(g.key, g.words, sorted(g.mails)) for g in rising(shuffled, mails(70, USUAL, 1000), 7)]


def test_few_mails_are_no_wave() -> None:
    assert rising(mails(4, CUSTOMS), mails(70, USUAL, 1000), 7) == ()
    assert rising(mails(4, CUSTOMS), mails(70, USUAL, 1000), 7, Limits(least=3))


def test_ten_times_the_mails_take_about_ten_times_as_long() -> None:
    many = [
        Asked(n, f"intent{n % 7}", words=tuple(f"w{(n * k) % 997}" for k in range(40)), language="en")
        for n in range(8_000)
    ]

    def seconds(count: int) -> float:
        start = time.process_time()
        rising(many[:count], many[:count], 7)
        return time.process_time() - start

    seconds(500)
    assert seconds(8_000) < 40 * max(seconds(800), 0.002)
