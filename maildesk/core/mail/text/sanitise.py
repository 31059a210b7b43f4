"""HTML of a mail made safe to show: it runs nothing, covers nothing, and fetches nothing unless the agent asks.

In: HTML as sent, the addresses under which the desk serves inline pictures, and whether remote pictures may load. Out: markup for the
desk's page and how many remote things were held back. Not for mail that leaves the desk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import nh3
from selectolax.lexbor import LexborHTMLParser

from maildesk.core.mail.limits import LIMITS
from maildesk.core.mail.text import markup

_TAGS = frozenset(
    {"address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "figcaption", "figure", "footer"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "ul"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr", "caption", "col", "colgroup"}
    | {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "cite",
        "code",
        "del",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
    }
    | {"q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "wbr"}
)
#: Their content is no text to read either.
_SWALLOWED = frozenset(
    {"script", "style", "title", "template", "iframe", "object", "noscript", "svg", "math", "noembed", "noframes"}
)
_ANYWHERE = frozenset({"lang", "dir", "title", "align", "style"})
_SIZED = frozenset({"width", "height", "bgcolor", "valign", "background"})
_ATTRIBUTES = {
    "*": set(_ANYWHERE),
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "font": {"color", "face", "size"},
    "table": {*_SIZED, "border", "cellpadding", "cellspacing"},
    "td": {*_SIZED, "colspan", "rowspan", "nowrap"},
    "th": {*_SIZED, "colspan", "rowspan", "nowrap"},
    "tr": set(_SIZED),
    "col": {"span", "width"},
    "ol": {"start", "type"},
}
#: Nothing that leaves its place, floats over others, or loads an address.
_STYLES = frozenset(
    {"color", "background-color", "font-family", "font-size", "font-style", "font-weight", "line-height", "white-space"}
    | {"text-align", "text-decoration", "text-indent", "vertical-align", "direction", "unicode-bidi", "list-style-type"}
    | {"padding", "padding-top", "padding-right", "padding-bottom", "padding-left", "width", "max-width", "height"}
    | {"border", "border-top", "border-right", "border-bottom", "border-left", "border-color", "border-style"}
    | {"border-width", "border-collapse", "border-spacing", "border-radius", "display"}
)
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_LINK = re.compile(r"https?://|mailto:|tel:", re.IGNORECASE)
_REMOTE_STYLE = re.compile(r"url\(\s*[\"']?(?:https?:)?//", re.IGNORECASE)
_PICTURE_DATA = re.compile(r"data:image/(?:png|jpeg|jpg|gif|webp|bmp);base64,[A-Za-z0-9+/=\s]{0,200000}", re.IGNORECASE)
_TINY = re.compile(r"\s*0*[0-3](?:px)?\s*", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|(?:width|height)\s*:\s*[0-3](?:px)?\s*(?:;|!|$)|visibility\s*:\s*hidden", re.IGNORECASE
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class SafeHtml:
    """`blocked_remote` counts pictures and backgrounds that were not loaded; tracking pixels among them never are."""

    html: str
    blocked_remote: int


def safe_html(html: str, cid_urls: Mapping[str, str], allow_remote: bool = False) -> SafeHtml:
    """`cid_urls` maps Content-IDs (without <>) to the desk's own addresses; a picture without one is left out."""
    html = markup.bounded(html[: LIMITS.html_chars])
    tree = LexborHTMLParser(html)
    gate = _Gate({key.lower(): url for key, url in cid_urls.items()}, _pixels(tree), allow_remote)
    clean = nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags=set(_SWALLOWED),
        attributes=_ATTRIBUTES,
        attribute_filter=gate.value,
        url_schemes={"http", "https", "mailto", "tel", "cid", "data"},
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
        filter_style_properties=set(_STYLES),
    )
    return SafeHtml(_in_its_language(tree, clean), gate.blocked + len(_REMOTE_STYLE.findall(html)))


@dataclass(slots=True)
class _Gate:
    """Decides each attribute that may hold an address, and counts what it holds back."""

    cid_urls: Mapping[str, str]
    pixels: frozenset[str]
    allow_remote: bool
    blocked: int = 0

    def value(self, _tag: str, attribute: str, value: str) -> str | None:
        value = value.strip()
        if attribute == "src":
            return self._picture(value)
        if attribute == "background":
            self.blocked += bool(_REMOTE.match(value))
            return None
        # A relative link would point into the desk itself.
        return None if attribute == "href" and not _LINK.match(value) else value

    def _picture(self, address: str) -> str | None:
        if address[:4].lower() == "cid:":
            return self.cid_urls.get(address[4:].strip("<> ").lower())
        if _REMOTE.match(address):
            if self.allow_remote and address not in self.pixels:
                return address
            self.blocked += 1
            return None
        return address if _PICTURE_DATA.fullmatch(address) else None


def _pixels(tree: LexborHTMLParser) -> frozenset[str]:
    """Pictures of at most three pixels a side, or hidden: they only tell the sender that somebody reads."""
    found = set()
    for image in tree.css("img"):
        given = image.attributes
        width, height = given.get("width"), given.get("height")
        tiny = (width and _TINY.fullmatch(width)) or (height and _TINY.fullmatch(height))
        if tiny or _HIDDEN_STYLE.search(given.get("style") or ""):
            found.add((given.get("src") or "").strip())
    return frozenset(found)


def _in_its_language(tree: LexborHTMLParser, clean: str) -> str:
    """`lang` and `dir` of the page's root and body, which do not survive as tags."""
    lang = direction = ""
    for node in (tree.root, tree.body):
        given = node.attributes if node else {}
        lang = given.get("lang") or lang
        direction = given.get("dir") or direction
    marks = f' lang="{escape(lang)}"' if _LANGUAGE.fullmatch(lang) else ""
    marks += f' dir="{direction.lower()}"' if direction.lower() in ("rtl", "ltr", "auto") else ""
    return f"<div{marks}>{clean}</div>" if marks else clean
