"""HTML of mails to readable plain text that keeps the marks of quoting.

In: HTML of a mail, however broken. Out: plain text: hidden parts gone, quoted parts behind `> `, signatures below `-- `, Outlook's
history below a divider line, so that `quote.cut` sees in the text what the client marked. Bounded, linear, never raises, fetches nothing.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from maildesk.core.mail.text.html_lines import Lines
from maildesk.core.mail.text.html_marks import Role, is_outlook_paragraph, role

_CHARS = 1_000_000
_NODES = 150_000

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form "
        "h1 h2 h3 h4 h5 h6 header hr includetail legend li main nav ol p pre section summary table tbody tfoot thead tr ul",
    )
)
_SPACED = frozenset({"p", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre"})
_CELLS = frozenset({"td", "th"})
_ITEM_MARK = "- "
_DIVIDER = "-----Original Message-----"
_BEGIN, _END = "------------- Begin message -------------", "------------- End message -------------"
_SIGNATURE = "-- "
_OUTLOOK_WEB_SIGNATURE = "Signature"
_ANNOUNCED = {Role.SIGNATURE: _SIGNATURE, Role.HISTORY: _DIVIDER, Role.TYPED: _BEGIN}
_PRESERVED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)")
_MARGIN = re.compile(r"\s+")


def to_text(html: str) -> str:
    """Readable text of an HTML mail: hidden parts dropped, quoted parts marked with `> `; at most one blank line in a row."""
    body = LexborHTMLParser(html[:_CHARS]).body
    if body is None:
        return ""
    lines = Lines()
    _walk(body, lines)
    return lines.text()


def _walk(root: LexborNode, lines: Lines) -> None:
    """Depth-first without recursion: mails nest deeper than Python's stack. An exit is a function call kept on the stack."""
    stack: list[tuple[LexborNode, bool, Role]] = [(root, False, Role.PLAIN)]
    budget = _NODES
    while stack and budget:
        node, leaving, as_role = stack.pop()
        if leaving:
            _leave(node, as_role, lines)
            continue
        budget -= 1
        if node.is_text_node:
            lines.add(node.text_content or "")
            continue
        if not node.is_element_node:
            _comment(node, lines)
            continue
        tag = node.tag or ""
        entered = _enter(node, tag, lines)
        if entered is Role.HIDDEN:
            continue
        stack.append((node, True, entered))
        child = node.last_child
        while child is not None:
            stack.append((child, False, Role.PLAIN))
            child = child.prev


def _enter(node: LexborNode, tag: str, lines: Lines) -> Role:
    if tag == "br":
        lines.line_break()
        return Role.HIDDEN
    attributes = node.attributes
    as_role = _role(node, tag, attributes, lines)
    if as_role is Role.HIDDEN:
        return as_role
    if tag == "img":
        lines.add(_emoji(attributes.get("alt")))
        return Role.HIDDEN
    if tag in _BLOCKS:
        lines.end_line()
        if _has_margin(tag, attributes):
            lines.blank()
        if tag == "li":
            lines.item(_item_mark(node))
        elif tag == "tr":
            lines.open_row()
    elif tag in _CELLS:
        lines.open_cell()
    if as_role is Role.QUOTE:
        lines.quote(1)
    elif as_role in _ANNOUNCED:
        lines.announce(_ANNOUNCED[as_role])
    if tag == "pre" or _PRESERVED.search(attributes.get("style") or ""):
        lines.preserve(1)
    return as_role


def _role(node: LexborNode, tag: str, attributes: dict[str, str | None], lines: Lines) -> Role:
    """The element's role where it stands."""
    found = role(tag, attributes)
    if found is Role.SIGNATURE and lines.is_empty and attributes.get("id") == _OUTLOOK_WEB_SIGNATURE:
        # Outlook on the web puts the cursor inside its signature: people type their answer there.
        return Role.PLAIN
    if found is Role.ATTRIBUTION:
        # Gmail marks the head of a forward alike; what follows that head is not marked, the text of the head must tell.
        return Role.PLAIN if node.text().lstrip().startswith("-") else Role.QUOTE
    return found


def _leave(node: LexborNode, as_role: Role, lines: Lines) -> None:
    tag = node.tag or ""
    attributes = node.attributes
    if tag in _BLOCKS:
        lines.end_line()
    if tag == "tr":
        lines.close_row()
    elif tag in _CELLS:
        lines.close_cell()
    if tag == "pre" or _PRESERVED.search(attributes.get("style") or ""):
        lines.preserve(-1)
    if as_role is Role.QUOTE:
        lines.quote(-1)
    elif as_role is Role.SIGNATURE:
        lines.withdraw(_SIGNATURE)
    elif as_role is Role.TYPED:
        lines.announce(_END)
        lines.announced_now()
    if tag in _BLOCKS and _has_margin(tag, attributes):
        lines.blank()


def _has_margin(tag: str, attributes: dict[str, str | None]) -> bool:
    if tag not in _SPACED:
        return False
    style = _MARGIN.sub("", attributes.get("style") or "") if attributes else ""
    return not is_outlook_paragraph(attributes, style)


def _item_mark(node: LexborNode) -> str:
    parent = node.parent
    if parent is None or parent.tag != "ol":
        return _ITEM_MARK
    return "1. " if node.prev is None else "# "


def _comment(node: LexborNode, lines: Lines) -> None:
    """Samsung's mail app announces what it quotes by a comment only."""
    if node.is_comment_node and (node.comment_content or "").strip().lower() == "originalmessage":
        lines.announce(_DIVIDER)


def _emoji(alt: str | None) -> str:
    """Webmails draw emoji as images; other alternative texts are decoration of the page."""
    return alt if alt and len(alt) <= 8 and not alt.isascii() and not any(map(str.isalnum, alt)) else ""
