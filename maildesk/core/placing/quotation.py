"""Does a mail quote a reply of ours word for word.

In: what the mail quotes (all its text, or its folded parts) and the text of our reply. Out: yes or no. Line wrapping, quote
marks, cases and punctuation don't count. Linear in both texts.
"""

from __future__ import annotations

import re
import unicodedata

#: Common openings ("Dear customer, thank you for your message") are in many replies: only a long stretch speaks.
_LEAST_LETTERS = 80
_LONGEST = 100_000
_MARKS = re.compile(r"^[ \t>|]+", re.MULTILINE)
_LOOSE = re.compile(r"[\W_]+")


def quoted_verbatim(text: str, own_text: str) -> bool:
    """Our reply stands in the text, whole or (clients cut quotations) its first four fifths.

    Less is not enough: replies made from one template share whole paragraphs, and differ in names and facts. A reply under
    80 letters and digits is too common to tell anything and is never recognised.
    """
    ours = _bare(own_text)
    if len(ours) < _LEAST_LETTERS:
        return False
    return ours[: max(_LEAST_LETTERS, len(ours) * 4 // 5)] in _bare(text)


def _bare(text: str) -> str:
    """Letters and digits alone."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", _MARKS.sub("", text[:_LONGEST])).casefold())
