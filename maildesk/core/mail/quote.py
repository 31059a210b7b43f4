"""The newest text: what the sender typed now, with everything else folded, never lost."""

from __future__ import annotations

from collections.abc import Sequence

from maildesk.core.mail.parsed import Segment


def cut(text: str, own_texts: Sequence[str] = ()) -> tuple[Segment, ...]:
    """Cut plain text into runs of whole lines; `own_texts` are our earlier replies, recognised when quoted without marks."""
    del own_texts
    return (Segment(text),) if text else ()
