"""The readable body of a mail: which leaves are its text, decoded and joined; all others are attachments.

In: leaves. Out: plain text and HTML as sent, the leaves and uuencoded files that are attachments, and defects.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from maildesk.core.mail.defects import Defect
from maildesk.core.mail.limits import Limits
from maildesk.core.mail.text import enriched, flowed, html, invitation, markup, protection
from maildesk.core.mail.wire import charset, uuencoded
from maildesk.core.mail.wire.structure import Leaf

_TEXTS = frozenset({"text/plain", "text/html", "text/enriched", "text/richtext", "text"})
_READINGS = frozenset({"text/x-amp-html", "text/watch-html"})
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_HTML_START = re.compile(r"\s*+(?:<\?xml[^>]{0,200}>\s*)?(?:<!doctype html|<html|<head|<body)\b", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,2000}>")
_WORD = re.compile(r"[^\W_]{3,}")
#: A plain part longer than this is never a mere "your client cannot show HTML".
_PLACEHOLDER = 400
#: Bytes of a named text that may still be the mail's own words.
_SMALL = 20_000


@dataclass(frozen=True, slots=True)
class Body:
    """`text` with `\\n` line ends; `html` as sent, empty when none; `charset` is that of the first text (a hint for headers)."""

    text: str
    html: str
    attached: tuple[Leaf, ...]
    uuencoded: tuple[tuple[str, bytes], ...]
    charset: str
    defects: tuple[Defect, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """One decoded leaf. `group` as in `Leaf`."""

    kind: str
    text: str
    group: int
    charset: str


def read(leaves: tuple[Leaf, ...], limits: Limits) -> Body:
    """Readings of one alternative count once; all other texts are joined in their order (Apple Mail: text, picture, text)."""
    defects: dict[Defect, None] = {}
    attached = tuple(leaf for leaf in leaves if not _is_text(leaf) and not _is_reading(leaf))
    texts = _decode_all([leaf for leaf in leaves if _is_text(leaf)] or _named_text(leaves), limits, defects)
    units = _units(texts)
    plain = "\n".join(text for unit in units if (text := _plain(unit, defects)).strip())
    plain, files = uuencoded.take(plain)
    plain, armour = protection.unwrap(plain)
    if armour:
        defects[armour] = None
    if files:
        defects[Defect.UUENCODED] = None
    if not plain.strip():
        plain = next((text for leaf in leaves if (text := _of_invitation(leaf, limits, defects))), "")
    if not plain.strip():
        defects[Defect.NO_TEXT] = None
    if len(plain) > limits.text_chars:
        plain = plain[: limits.text_chars]
        defects[Defect.TEXT_CUT] = None
    return Body(plain, _html(units), attached, files, texts[0].charset if texts else "", tuple(defects))


def _is_text(leaf: Leaf) -> bool:
    """Text to be read on the spot: no file name, not sent as a file. A mail that is one text is read whatever it says of itself."""
    if leaf.content_type not in _TEXTS:
        return False
    disposition = leaf.fields.first("content-disposition").lower()
    as_file = disposition.startswith(b"attachment") or b"filename" in disposition or bool(leaf.parameters.get("name"))
    return not as_file or not leaf.parent


def _is_reading(leaf: Leaf) -> bool:
    """The same words once more, for clients that can show more than HTML: no text of its own and no attachment."""
    return bool(leaf.group) and leaf.content_type in _READINGS


def _named_text(leaves: tuple[Leaf, ...]) -> list[Leaf]:
    """A mail whose only text is a file: picture messages of mobile carriers bring theirs as `text_0.txt`."""
    named = [leaf for leaf in leaves if leaf.content_type in ("text/plain", "text/html") and len(leaf.body) < _SMALL]
    sent_as_file = [leaf for leaf in named if leaf.fields.first("content-disposition")[:10].lower() == b"attachment"]
    return named if len(named) == 1 and not sent_as_file else []


def _decode_all(leaves: list[Leaf], limits: Limits, defects: dict[Defect, None]) -> list[_Text]:
    texts = []
    room = limits.html_chars
    for leaf in leaves:
        text = _decoded(leaf, room, defects)
        room = max(room - len(text.text), 0)
        texts.append(text)
    return texts


def _decoded(leaf: Leaf, room: int, defects: dict[Defect, None]) -> _Text:
    data, repaired = leaf.decoded()
    if repaired:
        defects[Defect.BAD_TRANSFER_ENCODING] = None
    if len(data) > room * 4:
        data = data[: room * 4]
        defects[Defect.TEXT_CUT] = None
    if b"\0" in data:
        defects[Defect.NUL_REMOVED] = None
    label = leaf.parameters.get("charset", "")
    if leaf.content_type == "text/html" and not data.isascii() and (not label or label.lower() == "us-ascii"):
        meta = _META.search(data, 0, 4_096)
        label = meta[1].decode("ascii") if meta else label
    decoded = charset.decode(data, label)
    if decoded.lost:
        defects[Defect.LOST_CHARACTERS] = None
    if decoded.guessed:
        defects[Defect.GUESSED_CHARSET] = None
    if label and not charset.codec_of(label):
        defects[Defect.BAD_CHARSET] = None
    text = decoded.text[:room]
    if "\r" in text or "\f" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return _Text(*_read_as(leaf, text, defects), leaf.group, decoded.codec)


def _read_as(leaf: Leaf, text: str, defects: dict[Defect, None]) -> tuple[str, str]:
    """(plain or html, text) by what the text is: plain text labelled HTML and the reverse are common from shop scripts."""
    if leaf.content_type == "text/html" and _TAG.search(text):
        kept = markup.bounded(text)
        if kept is not text:
            defects[Defect.NESTING_CUT] = None
        return "html", kept
    if leaf.content_type in ("text/enriched", "text/richtext"):
        return "plain", enriched.to_text(text)
    if leaf.content_type != "text/html" and _HTML_START.match(text):
        return "html", markup.bounded(text)
    if leaf.parameters.get("format", "").lower() == "flowed":
        text = flowed.unfold(text, delsp=leaf.parameters.get("delsp", "").lower() == "yes")
    return "plain", text


def _units(texts: list[_Text]) -> list[list[_Text]]:
    """Texts of one alternative together, each other one alone, in order."""
    units: list[list[_Text]] = []
    for text in texts:
        if text.group and units and units[-1][0].group == text.group:
            units[-1].append(text)
        else:
            units.append([text])
    return units


def _plain(unit: list[_Text], defects: dict[Defect, None]) -> str:
    """The plain reading if it has substance, else the HTML as text."""
    plain = "\n".join(text.text for text in unit if text.kind == "plain").strip("\n")
    source = "\n".join(text.text for text in unit if text.kind == "html")
    if not source or (plain.strip() and not _is_placeholder(plain, source)):
        return plain
    read = html.to_text(source)
    if not read.strip():
        return plain
    defects[Defect.HTML_ONLY] = None
    return read


def _is_placeholder(plain: str, source: str) -> bool:
    """Whether a short plain part only says that the mail is in HTML: hardly any of its words stands in the HTML."""
    if len(plain) > _PLACEHOLDER:
        return False
    words = {word.lower() for word in _WORD.findall(plain)}
    if not words or _share(words, source.lower()) >= 0.5:
        return False
    return _share(words, html.to_text(source).lower()) < 0.5


def _share(words: set[str], text: str) -> float:
    """By letters, not by words: where no blanks divide words, a whole clause is one."""
    return sum(len(word) for word in words if word in text) / sum(map(len, words))


def _html(units: list[list[_Text]]) -> str:
    """All HTML parts in order, plain ones between them as text; empty when none is HTML."""
    if not any(text.kind == "html" for unit in units for text in unit):
        return ""
    return "\n".join(_unit_html(unit) for unit in units)


def _unit_html(unit: list[_Text]) -> str:
    parts = [text.text for text in unit if text.kind == "html"]
    return (
        "\n".join(parts) or '<div style="white-space: pre-wrap">' + escape("\n".join(t.text for t in unit)) + "</div>"
    )


def _of_invitation(leaf: Leaf, limits: Limits, defects: dict[Defect, None]) -> str:
    if leaf.content_type != "text/calendar":
        return ""
    return invitation.to_text(_decoded(leaf, limits.text_chars, defects).text)
