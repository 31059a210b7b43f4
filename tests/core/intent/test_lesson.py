"""A lesson's bytes, and the weights it belongs to."""

from __future__ import annotations

import pytest

from maildesk.core.intent.lesson import Lesson, weights_name
from maildesk.packs import intents

LESSON = Lesson({5: (1, -2) + (0,) * 17, 131_071: (0,) * 18 + (127,)}, {0: (-127,) + (0,) * 18})


@pytest.mark.parametrize("lesson", [Lesson(), LESSON, Lesson({}, LESSON.ideas)])
def test_a_lesson_comes_back_from_its_bytes_as_it_was(lesson):
    assert Lesson.opened(lesson.packed()) == lesson


@pytest.mark.parametrize("content", [b"", b"no lesson", LESSON.packed()[:-6]])
def test_other_bytes_are_no_lesson(content):
    with pytest.raises(ValueError, match="no lesson"):
        Lesson.opened(content)


def test_a_lesson_is_put_on_a_copy():
    shipped = intents.load()
    table = shipped.words.table
    learnt = LESSON.on(shipped)
    assert learnt.words.table[5 * 19] == min(255, table[5 * 19] + 1)
    assert shipped.words.table is table


def test_weights_with_a_lesson_on_are_other_weights():
    shipped = intents.load()
    assert weights_name(shipped) == weights_name(intents.load()) != weights_name(LESSON.on(shipped))


def test_nothing_learnt_leaves_the_classifier_itself():
    shipped = intents.load()
    assert Lesson().on(shipped) is shipped
