"""The text of a mail as a page: the same words in paragraphs and lines, with links that can be followed.

In: the text as it is sent, its locale, its subject, and the small print it ends in. Out: one HTML document that every mail program can
show: no remote picture, no script, no pixel, no link to anywhere but where the text says. It reads at the width of a phone and takes
the colours of the program, light or dark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from maildesk.core.locales import direction

#: RFC 3986's characters alone: in Chinese and Japanese a sentence goes on behind an address without a blank.
_ADDRESS = re.compile(r"https?://[\w\-.~:/?#\[\]@!$&'()*+,;=%]+", re.ASCII | re.IGNORECASE)
#: What stands behind an address far more often than at its end.
_BEHIND = ".,;:!?'"
#: `Unsubscribe: https://...` is one link with a name; a longer sentence stays a sentence.
_LONGEST_NAME = 80
#: Marks around an address in a text from right to left (`manner`).
_AROUND = "\u2066\u2068\u2069 "
_COLONS = (":", "\uff1a")
#: Webmail drops what `html` and `body` say, so language, direction and look stand on an element of the mail's own.
_LOOK = (
    "max-width:40em;margin:0 auto;padding:8px;overflow-wrap:anywhere;"
    "font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif"
)
_SMALL = "margin-top:2em;padding-top:1em;border-top:1px solid #999;font-size:14px;line-height:1.75"


def page(text: str, locale: str, subject: str = "", small: str = "") -> str:
    """The document. `small`: the last paragraphs of `text`, set apart from the rest; nothing where `text` does not end in it."""
    body, end = (text.removesuffix(small), small) if small and text.endswith(small) else (text, "")
    way, language = direction(locale), escape(locale)
    apart = f'\n<div style="{_SMALL}">\n{_paragraphs(end)}\n</div>' if end else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{way}"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(subject)}</title></head>\n<body>\n"
        f'<div lang="{language}" dir="{way}" style="{_LOOK}">\n{_paragraphs(body)}{apart}\n</div>\n</body></html>\n'
    )


def _paragraphs(text: str) -> str:
    return "\n".join(
        f"<p>{'<br>'.join(_line(line) for line in part.splitlines())}</p>"
        for part in text.split("\n\n")
        if part.strip()
    )


def _line(line: str) -> str:
    """One line, its addresses made links. A line that only names one address is a link of that name."""
    found = list(_addresses(line))
    if len(found) == 1 and not line[found[0][1] :].strip(_AROUND):
        start, end = found[0]
        name = line[:start].rstrip(_AROUND)
        if name.endswith(_COLONS) and len(name) <= _LONGEST_NAME:
            return f'<a href="{escape(line[start:end])}">{escape(name[:-1].strip())}</a>'
    return _linked(line, found)


def _linked(line: str, found: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in found:
        address = escape(line[start:end])
        parts += [escape(line[at:start]), f'<a href="{address}" dir="ltr">{address}</a>']
        at = end
    return "".join([*parts, escape(line[at:])])


def _addresses(line: str) -> Iterator[tuple[int, int]]:
    """Where each address begins and ends, without the full stop or the bracket of its sentence."""
    for match in _ADDRESS.finditer(line):
        address = match[0].rstrip(_BEHIND)
        closed = address.count(")") - address.count("(")
        while closed > 0 and address.endswith(")"):
            address, closed = address[:-1].rstrip(_BEHIND), closed - 1
        yield match.start(), match.start() + len(address)
