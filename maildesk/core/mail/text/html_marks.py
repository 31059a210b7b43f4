"""What the containers of an HTML mail mean: quoted, a signature, hidden, the head of quoted history.

In: tag, attributes of one element. Out: its `Role`. The rows name the marks that each client leaves in its HTML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from typing import Final


class Role(Enum):
    """What is done with an element: dropped, prefixed with `> `, put below `-- `, or announced by a divider line."""

    PLAIN = auto()
    HIDDEN = auto()
    QUOTE = auto()
    ATTRIBUTION = auto()
    SIGNATURE = auto()
    HISTORY = auto()
    TYPED = auto()


_DROPPED: Final = frozenset(
    {
        "head",
        "style",
        "script",
        "title",
        "template",
        "noscript",
        "object",
        "svg",
        "math",
        "iframe",
        "select",
        "audio",
        "video",
        "canvas",
    }
)
_QUOTING: Final = frozenset({"blockquote", "includetail"})  # the second is QQ's
# Class names and ids, without the prefixes (`x_`, `yiv123`) that a client adds to the marks of another.
_MARKS: Final = {
    # Gmail, Mailspring, HubSpot, Front, Proton, Tuta: the attribution line; the quote itself is a blockquote.
    "gmail_attr": Role.ATTRIBUTION,
    "moz-cite-prefix": Role.ATTRIBUTION,
    "reply-intro": Role.ATTRIBUTION,
    "yahoo_quoted": Role.QUOTE,
    "OLK_SRC_BODY_SECTION": Role.QUOTE,
    "isReplyContent": Role.QUOTE,
    "ntes-mailmaster-quote": Role.QUOTE,
    "zmail_extra": Role.QUOTE,
    "hs_reply": Role.QUOTE,
    "quoted-mail-editor": Role.QUOTE,
    "mail-quote-collapse": Role.QUOTE,
    "mailru-blockquote": Role.QUOTE,
    # Outlook, its web, phone and Mac forms, Zimbra, Windows Mail: what follows is history.
    "divRplyFwdMsg": Role.HISTORY,
    "mail-editor-reference-message-container": Role.HISTORY,
    "ms-outlook-mobile-reference-message": Role.HISTORY,
    "__HEADERS__": Role.HISTORY,
    "stopSpelling": Role.HISTORY,
    # eBay: the buyer's words in the middle of the marketplace's page.
    "UserInputtedText": Role.TYPED,
    "gmail_signature": Role.SIGNATURE,
    "gmail_signature_prefix": Role.SIGNATURE,
    "moz-signature": Role.SIGNATURE,
    "ms-outlook-mobile-signature": Role.SIGNATURE,
    "Signature": Role.SIGNATURE,
    "protonmail_signature_block": Role.SIGNATURE,
    "ymail_android_signature": Role.SIGNATURE,
    "ymail_ios_signature": Role.SIGNATURE,
    "composer_signature": Role.SIGNATURE,
    "messageSignatureSection": Role.SIGNATURE,
    "__SIG_PRE__": Role.SIGNATURE,
    "__SIG_POST__": Role.SIGNATURE,
    "bloop_sign": Role.SIGNATURE,
    "ntes_signature": Role.SIGNATURE,
    "tutanota_signature": Role.SIGNATURE,
    "zimbra_signature": Role.SIGNATURE,
    "DAB4FAD8-2DD7-40BB-A1B8-4E2AA1F9FDF2": Role.SIGNATURE,  # Avast's advertisement
}
_NAMES_QUOTED: Final = frozenset({"quote", "messageReplySection"})
_PREFIX: Final = re.compile(r"(?:x_)+|yiv\d{3,20}|ydp[0-9a-f]{6,12}")
_HIDDEN: Final = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|font-size:0(?:px|pt|em)?(?:;|!|$)|max-height:0(?:px)?(?:;|!|$)|"
    r"opacity:0(?:\.0+)?(?:;|!|$)"
)
_OUTLOOK_RULE: Final = re.compile(r"border:none;border-top:solid#(?:e1e1e1|b5c4df)")
_INDENT: Final = re.compile(r"border:(?:none|0)")
_SPACES: Final = re.compile(r"\s+")


def role(tag: str, attributes: Mapping[str, str | None]) -> Role:
    """The role of one element; inline styles count, style sheets do not."""
    style = _SPACES.sub("", attributes.get("style") or "").lower() if attributes else ""
    if tag in _DROPPED or "hidden" in attributes or (style and _HIDDEN.search(style)):
        return Role.HIDDEN
    if tag in _QUOTING:
        return Role.PLAIN if _is_indent(attributes, style) else Role.QUOTE
    if not attributes:
        return Role.PLAIN
    if style and _OUTLOOK_RULE.search(style):
        return Role.HISTORY
    return _by_name(attributes)


def is_outlook_paragraph(attributes: Mapping[str, str | None], style: str) -> bool:
    """Outlook and others write lines as <p> without margins; their blank lines are paragraphs of their own."""
    return "MsoNormal" in (attributes.get("class") or "") or "margin:0" in style or "margin-top:0" in style


def _is_indent(attributes: Mapping[str, str | None], style: str) -> bool:
    """Gmail's indent button makes a blockquote without border; a cited one has type or class."""
    return "type" not in attributes and "class" not in attributes and _INDENT.search(style) is not None


def _by_name(attributes: Mapping[str, str | None]) -> Role:
    if attributes.get("name") in _NAMES_QUOTED:
        return Role.QUOTE
    if attributes.get("data-signatureblock") == "true":
        return Role.SIGNATURE
    for key in ("id", "class", "name", "data-marker"):
        value = attributes.get(key)
        if value:
            for word in value.split():
                found = _MARKS.get(_PREFIX.sub("", word))
                if found is not None:
                    return found
    return Role.PLAIN
