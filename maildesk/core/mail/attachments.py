"""Attachments: under what safe name each is listed, and their bytes again.

In: leaves, or the raw mail. Out: `Attachment` values and bytes. Nothing is opened, nothing is dropped.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterable
from dataclasses import replace

from maildesk.core.mail.limits import LIMITS, Limits
from maildesk.core.mail.parsed import Attachment
from maildesk.core.mail.text import body
from maildesk.core.mail.wire import header_lines, parameters, structure, words
from maildesk.core.mail.wire.structure import Leaf

#: Controls, zero-width and direction marks (`invoice\\u202egpj.exe` shows as `invoiceexe.jpg`), and what file systems refuse.
_UNSAFE = re.compile(
    '[\\x00-\\x1f\\x7f-\\x9f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufffe\\uffff<>:"|?*]+'
)
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)")
_BLANKS = re.compile(r"\s+")
_LONGEST = 150
#: Kinds the standard library's table does not know, or names oddly.
_EXTENSIONS = {
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "image/heic": ".heic",
    "image/webp": ".webp",
    "text/calendar": ".ics",
    "text/plain": ".txt",
    "message/rfc822": ".eml",
    "message/delivery-status": ".txt",
    "text/rfc822-headers": ".txt",
    "application/ms-tnef": ".dat",
}


def safe_name(name: str, content_type: str = "", number: int = 0) -> str:
    """A name to save under: no path, no controls or direction marks, not reserved, at most 150 characters, never empty."""
    name = _UNSAFE.sub("", name.replace("\\", "/").rpartition("/")[2])
    name = _BLANKS.sub(" ", name).strip(" .")
    if not name:
        name = f"attachment-{number}{_extension(content_type)}"
    if _RESERVED.match(name):
        name = "_" + name
    if len(name) > _LONGEST:
        stem, dot, extension = name.rpartition(".")
        keep = dot + extension if dot and len(extension) <= 12 else ""
        name = (stem if keep else name)[: _LONGEST - len(keep)] + keep
    return name


def of_leaf(leaf: Leaf, decoded: bytes) -> Attachment:
    """The attachment a leaf is, given its decoded bytes."""
    disposition, given = parameters.read(leaf.fields.first("content-disposition"))
    name = given.get("filename") or leaf.parameters.get("name") or given.get("name") or ""
    if not name and leaf.content_type == "message/rfc822":
        name = _subject(decoded) + ".eml"
    content_id = words.decode(leaf.fields.first("content-id")).strip("<> ")[:500]
    return Attachment(
        part=leaf.index,
        name=safe_name(name, leaf.content_type, leaf.index),
        content_type=leaf.content_type,
        size=len(decoded),
        content_id=content_id,
        inline=disposition == "inline" or (bool(content_id) and disposition != "attachment"),
    )


def of_uuencoded(name: str, decoded: bytes, part: int) -> Attachment:
    """A file found in the text; numbered after all leaves."""
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Attachment(part, safe_name(name, content_type, part), content_type, len(decoded))


def distinct(attachments: Iterable[Attachment]) -> tuple[Attachment, ...]:
    """Each name once: the second `photo.jpg` becomes `photo (2).jpg`, as file systems expect."""
    taken: dict[str, int] = {}
    found = []
    for one in attachments:
        number = taken[one.name.lower()] = taken.get(one.name.lower(), 0) + 1
        stem, dot, extension = one.name.rpartition(".")
        renamed = f"{stem} ({number}){dot}{extension}" if stem else f"{one.name} ({number})"
        found.append(one if number == 1 else replace(one, name=renamed))
    return tuple(found)


def part_bytes(raw: bytes, part: int, limits: Limits = LIMITS) -> bytes:
    """The decoded bytes of the attachment numbered `part` in the mail; empty when there is no such part."""
    leaves = structure.read(raw, limits).leaves
    if 0 <= part < len(leaves):
        return leaves[part].decoded()[0]
    files = body.read(leaves, limits).uuencoded
    place = part - len(leaves)
    return files[place][1] if 0 <= place < len(files) else b""


def _subject(mail: bytes) -> str:
    fields = header_lines.read(mail[:65_536], header_lines.start_of(mail), LIMITS)
    return words.decode(fields.first("subject"))[:100].replace("/", "-").replace("\\", "-") or "mail"


def _extension(content_type: str) -> str:
    # `strict` knows the registered kinds only, so that the answer is the same on every machine.
    return _EXTENSIONS.get(content_type) or mimetypes.guess_extension(content_type) or ".bin"
