"""Attachments: which leaves are, under what safe name, and their bytes again.

In: the raw mail or its structure. Out: `Attachment` values and bytes. Nothing is opened, nothing is dropped.
"""

from __future__ import annotations

import mimetypes
import re

from maildesk.core.mail import header_lines, parameters, structure, transfer, words
from maildesk.core.mail.limits import LIMITS, Limits
from maildesk.core.mail.parsed import Attachment
from maildesk.core.mail.structure import Leaf

#: Controls, zero-width and direction marks (`invoice\\u202Egpj.exe` shows as `invoiceexe.jpg`), and what file systems refuse.
_UNSAFE = re.compile(
    r'[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff<>:"|?*]+'
)
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)")
_LONGEST = 150


def safe_name(name: str, content_type: str = "", number: int = 0) -> str:
    """A name to save under: no path, no controls or direction marks, not reserved, at most 150 characters, never empty."""
    name = _UNSAFE.sub("", name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    if not name:
        name = f"attachment-{number}{_extension(content_type)}"
    if _RESERVED.match(name):
        name = "_" + name
    if len(name) > _LONGEST:
        stem, dot, extension = name.rpartition(".")
        keep = dot + extension if dot and len(extension) <= 12 else ""
        name = (stem if keep else name)[: _LONGEST - len(keep)] + keep
    return name


def of_leaf(leaf: Leaf) -> Attachment:
    """The attachment a leaf is."""
    disposition, given = parameters.read(leaf.fields.first("content-disposition"))
    body, _ = transfer.decode(leaf.body, encoding_of(leaf))
    name = given.get("filename") or leaf.parameters.get("name") or given.get("name") or ""
    if not name and leaf.content_type == "message/rfc822":
        name = _subject(body) + ".eml"
    content_id = words.one_line(leaf.fields.first("content-id").decode("utf-8", "replace")).strip("<> ")
    return Attachment(
        part=leaf.index,
        name=safe_name(name, leaf.content_type, leaf.index),
        content_type=leaf.content_type,
        size=len(body),
        content_id=content_id,
        inline=disposition == "inline" or (bool(content_id) and disposition != "attachment"),
    )


def bytes_of(leaf: Leaf) -> bytes:
    return transfer.decode(leaf.body, encoding_of(leaf))[0]


def encoding_of(leaf: Leaf) -> str:
    return leaf.fields.first("content-transfer-encoding").decode("ascii", "replace")


def part_bytes(raw: bytes, part: int, limits: Limits = LIMITS) -> bytes:
    """The decoded bytes of the attachment numbered `part` in the mail; empty when there is no such part."""
    leaves = structure.read(raw, limits).leaves
    if not 0 <= part < len(leaves):
        return b""
    return bytes_of(leaves[part])


def _subject(mail: bytes) -> str:
    fields = header_lines.read(mail[:65_536], 0, LIMITS)
    return words.decode(fields.first("subject"))[:100].replace("/", "-").replace("\\", "-") or "mail"


def _extension(content_type: str) -> str:
    return mimetypes.guess_extension(content_type) or ".bin"
