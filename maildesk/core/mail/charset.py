"""Bytes of a text and the label they carry to the text itself.

In: bytes, the charset named by the sender (may be missing, wrong, or invented). Out: text without NUL and lone surrogates,
the codec used, and whether the label had to be set aside. Never raises.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

#: What a label means in practice: the superset that the labelled bytes really come from (as browsers do, WHATWG Encoding).
_MEANS = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "cp936": "gb18030", "x-gbk": "gb18030", "euc-cn": "gb18030",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252", "iso8859-1": "cp1252", "iso_8859-1": "cp1252",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932", "ms_kanji": "cp932",
    "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "euc-kr": "cp949", "euckr": "cp949", "ksc5601": "cp949", "windows-949": "cp949",
    "big5": "big5hkscs", "big-5": "big5hkscs", "cn-big5": "big5hkscs", "x-x-big5": "big5hkscs",
    "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874",
    "iso-8859-8-i": "cp1255", "iso-8859-8-e": "cp1255", "iso-8859-8": "cp1255",
    "koi8r": "koi8-r", "x-user-defined": "", "x-unknown": "", "unknown-8bit": "", "x-unknown-8bit": "", "unknown": "",
    "default": "", "binary": "", "_iso-2022-jp$esc": "iso-2022-jp", "cp-850": "cp850",
    # A text that is really UTF-7 is a trick more often than a mail: never decoded unless it says so and is pure ASCII.
    "utf7": "utf-7", "unicode-1-1-utf-7": "utf-7", "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8",
}  # fmt: skip
_GUESSES = ("cp1252",)


@dataclass(frozen=True, slots=True)
class Decoded:
    """`codec` is what decoded it; `guessed`: not by the label; `lost`: some bytes became U+FFFD."""

    text: str
    codec: str
    guessed: bool = False
    lost: bool = False


def decode(data: bytes, label: str = "", *, weak: bool = False) -> Decoded:
    """Text of `data`. `weak`: the label is only a hint from elsewhere in the mail."""
    codec = codec_of(label)
    if data.isascii() and codec not in ("utf-7", "utf-16", "hz") and b"\x1b" not in data:
        return Decoded(_clean(data.decode("ascii")), codec or "ascii")
    for name in dict.fromkeys(("utf-8-sig", codec or "cp1252", *_GUESSES)):
        try:
            return Decoded(_clean(data.decode(name)), name, guessed=not weak and name != codec)
        except (UnicodeDecodeError, ValueError):
            continue
    return Decoded(_clean(data.decode(codec or "utf-8", "replace")), codec or "utf-8", lost=True)


def codec_of(label: str) -> str:
    """The codec a label means, or empty: `codec_of("GB2312")` is `gb18030`, `codec_of("x-unknown-8bit")` is empty."""
    name = label.strip().strip("\"'").lower()
    name = _MEANS.get(name, name)
    if not name:
        return ""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return ""
    return name if found._is_text_encoding else ""


def _clean(text: str) -> str:
    """Without NUL, lone surrogates and a leading byte order mark."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-8", "replace").decode("utf-8")
    return text.removeprefix("\ufeff")
