"""What a marketplace or help desk puts around the buyer's words: boxes, "reply above this line", relay footers.

In: a page and its folds. Out: the folds of the wrapping.
"""

from __future__ import annotations

import re

from maildesk.core.mail.page import Folds, Page

_DASHED = re.compile(r"[-=_*#]{2,}\s?[-#]?\s?([^-=_*#].{2,80}?)\s?[-#]?\s?[-=_*#]{2,}")


def fold(page: Page, folds: Folds) -> None:
    """Mark everything that the relay put around the buyer's words."""
    del page, folds
