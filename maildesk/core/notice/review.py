"""A platform tells that a buyer rated the seller badly: no case, but something to look at and answer in time.

In: a parsed mail that is a platform's or a shop app's news, and the words of reviews. Out: a `BadReview`, or nothing: for a good review,
for advice about reviews, for one that was taken back. The mail's kind is decided elsewhere and stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from maildesk.core.mail.kinds.knowledge import MailKnowledge, ReviewWords
from maildesk.core.mail.kinds.phrases import plain
from maildesk.core.mail.parsed import Kind, ParsedMail
from maildesk.core.notice.numbers import order_number_in
from maildesk.core.notice.recognise import platform_of

_HEAD = 1_000
#: From here on a review is a good one.
GOOD = 4
_DRAWN = re.compile(r"[★⭐]\ufe0f?(?:[\s\ufe0f]?[★⭐]\ufe0f?){0,4}")
#: "2/5", "2 out of 5", "2 von 5": whatever stands between, five is the whole.
_OF_FIVE = re.compile(
    r"(?<![\d.,/])([1-5])(?:[.,]0)?\s?(?:/|out of|of|von|sur|de|su|van|av|na|z|из|з|من|מתוך|üzerinden)\s?5(?![\d.,/])"
)
#: A number beside the word for stars, on whichever side the language puts it; the word itself is looked up.
_BEFORE = re.compile(r"(?<![\d.,])([1-5])(?:[.,]0)?[\s-]?(?:つ|顆|颗)?([^\W\d_]{1,12})")
_AFTER = re.compile(r"([^\W\d_]{1,12})\s?[:：]?\s?([1-5])(?![\d.,:])")


@dataclass(frozen=True, slots=True)
class BadReview:
    """`stars`: 1 to 3 where it says so, else nothing. `platform`: empty for a shop's app."""

    platform: str
    stars: int | None = None
    order_number: str = ""


def bad_review(mail: ParsedMail, known: MailKnowledge) -> BadReview | None:
    """The bad review that a mail tells of. Without stars the subject must call it bad; a stranger's mail must name the stars."""
    if mail.kind not in (Kind.PLATFORM_INFO, Kind.BULK):
        return None
    platform = platform_of(mail.from_, known.platforms)
    if platform is None and mail.kind is Kind.PLATFORM_INFO:
        return None
    subject, head = mail.subject[:500], mail.text[:_HEAD]
    in_subject, in_head = (known.words.reviews.book.find(plain(text)) for text in (subject, head))
    said = {*in_subject, *in_head}
    if "calm" in in_subject or not {"review", "left"} <= said:
        return None
    stars = stars_in(f"{subject}\n{head}", known.words.reviews)
    named_bad = "bad" in in_subject and "review" in in_subject
    if stars is None and (platform is None or not named_bad):
        return None
    if stars is not None and stars >= GOOD:
        return None
    number = order_number_in(platform, subject, mail.text[:6_000]) if platform else ""
    return BadReview(platform.name if platform else "", stars, number)


def stars_in(text: str, words: ReviewWords) -> int | None:
    """How many stars a text tells of, the lowest where it tells of several; nothing when it tells of none."""
    folded = text.casefold()
    found = [int(match[1]) for match in _OF_FIVE.finditer(folded)]
    found += [sum(mark in "★⭐" for mark in match[0]) for match in _DRAWN.finditer(text)]
    found += [int(match[1]) for match in _BEFORE.finditer(folded) if _called(match[2], words.stars, str.startswith)]
    found += [int(match[2]) for match in _AFTER.finditer(folded) if _called(match[1], words.scored, str.endswith)]
    return min(found, default=None)


def _called(word: str, words: frozenset[str], glued: Callable[[str, str], bool]) -> bool:
    """Chinese, Japanese and Korean glue the words before and after to it."""
    return word in words or any(each[0] > "\u2e80" and glued(word, each) for each in words)
