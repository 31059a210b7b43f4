"""The content hash: one value for one mail, however it was transported.

In: decoded content. Out: sha256 hex. Transfer encoding, transport headers and the way lines were wrapped do not count.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from datetime import datetime


def of(sender: str, subject: str, text: str, attached: Iterable[bytes], moment: datetime | None = None) -> str:
    """Hash of sender, subject and text with blanks squeezed, and the attachments' bytes in any order.

    `moment` is the Date of a mail without Message-ID: nothing else tells two mails apart that both say "Any news?".
    """
    whole = hashlib.sha256()
    for piece in (sender, _squeezed(subject), _squeezed(text), moment.isoformat() if moment else ""):
        whole.update(piece.encode("utf-8", "replace") + b"\0")
    for digest in sorted(hashlib.sha256(data).digest() for data in attached):
        whole.update(digest)
    return whole.hexdigest()


def _squeezed(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())
