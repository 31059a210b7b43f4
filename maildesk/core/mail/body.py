"""The readable body of a mail: which leaves are its text, decoded and joined; all others are attachments.

In: leaves. Out: plain text and HTML as sent, the leaves that are attachments, and defects.
"""

from __future__ import annotations

from dataclasses import dataclass

from maildesk.core.mail import attachments, charset, flowed, html, transfer
from maildesk.core.mail.defects import Defect
from maildesk.core.mail.limits import Limits
from maildesk.core.mail.structure import Leaf

_TEXTS = frozenset({"text/plain", "text/html", "text/enriched", "text/richtext", "text", "text/calendar"})


@dataclass(frozen=True, slots=True)
class Body:
    """`text` with `\\n` line ends; `html` as sent, empty when none; `charset` is that of the first text (a hint for headers)."""

    text: str
    html: str
    attached: tuple[Leaf, ...]
    charset: str
    defects: tuple[Defect, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    leaf: Leaf
    kind: str
    text: str
    charset: str


def read(leaves: tuple[Leaf, ...], limits: Limits) -> Body:
    defects: dict[Defect, None] = {}
    texts: list[_Text] = []
    attached: list[Leaf] = []
    room = limits.html_chars
    for leaf in leaves:
        if not _is_text(leaf):
            attached.append(leaf)
            continue
        text = _decoded(leaf, room, defects)
        room = max(room - len(text.text), 0)
        texts.append(text)
    plain = "\n".join(t.text for t in texts if t.kind == "text/plain").strip("\n")
    markup = "\n".join(t.text for t in texts if t.kind == "text/html")
    if not plain.strip() and markup:
        plain = html.to_text(markup)
        defects[Defect.HTML_ONLY] = None
    if len(plain) > limits.text_chars:
        plain = plain[: limits.text_chars]
        defects[Defect.TEXT_CUT] = None
    if not plain.strip():
        defects[Defect.NO_TEXT] = None
    return Body(plain, markup, tuple(attached), texts[0].charset if texts else "", tuple(defects))


def _is_text(leaf: Leaf) -> bool:
    if leaf.content_type not in _TEXTS:
        return False
    disposition = leaf.fields.first("content-disposition")
    return not disposition or (disposition[:10].lower() != b"attachment" and b"name" not in disposition.lower())


def _decoded(leaf: Leaf, room: int, defects: dict[Defect, None]) -> _Text:
    data, repaired = transfer.decode(leaf.body, attachments.encoding_of(leaf))
    if repaired:
        defects[Defect.BAD_TRANSFER_ENCODING] = None
    if len(data) > room * 4:
        data = data[: room * 4]
        defects[Defect.TEXT_CUT] = None
    if b"\x00" in data:
        defects[Defect.NUL_REMOVED] = None
    decoded = charset.decode(data, leaf.parameters.get("charset", ""))
    if decoded.lost:
        defects[Defect.LOST_CHARACTERS] = None
    text = decoded.text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if leaf.parameters.get("format", "").lower() == "flowed":
        text = flowed.unfold(text, delsp=leaf.parameters.get("delsp", "").lower() == "yes")
    return _Text(leaf, leaf.content_type, text, decoded.codec)
