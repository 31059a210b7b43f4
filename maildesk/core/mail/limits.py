"""How much of a hostile mail is read. Each limit that is hit leaves its code in `ParsedMail.defects`.

The defaults are far above anything a person sends (the largest ordinary mails have some 120 header lines, 60 parts, depth 8) and
far below what would hold up the desk: a mail at every limit at once still parses in well under a second.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Counts are items, `*_bytes` bytes as they arrived, `*_chars` decoded characters."""

    headers: int = 1_000
    header_bytes: int = 65_536
    depth: int = 40
    parts: int = 500
    text_chars: int = 500_000
    html_chars: int = 1_000_000
    addresses: int = 500
    message_ids: int = 200
    message_id_chars: int = 998
    subject_chars: int = 1_000


LIMITS = Limits()
