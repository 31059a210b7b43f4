"""Bytes of a text and the label they carry to the text itself.

In: bytes, the charset named by the sender (may be missing, wrong, or invented). Out: text without NUL and lone surrogates,
the codec used, and whether the label had to be set aside. Never raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from encodings.aliases import aliases

from maildesk.core.mail.wire import charset_guess, iso2022

#: What a label means in practice: the superset that the labelled bytes really come from (as browsers do, WHATWG Encoding).
_MEANS = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "cp936": "gb18030", "x-gbk": "gb18030", "euc-cn": "gb18030",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252", "iso8859-1": "cp1252", "iso_8859-1": "cp1252",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932", "ms_kanji": "cp932",
    "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "euc-kr": "cp949", "euckr": "cp949", "ksc5601": "cp949", "windows-949": "cp949",
    "big5": "big5hkscs", "big-5": "big5hkscs", "cn-big5": "big5hkscs", "x-x-big5": "big5hkscs",
    "iso-8859-9": "cp1254", "iso-8859-11": "cp874",
    "windows-874": "cp874", "tis-620": "cp874",
    "windows-1250": "cp1250", "x-cp1250": "cp1250", "latin2": "iso-8859-2", "iso8859-2": "iso-8859-2", "iso_8859-2": "iso-8859-2",
    "iso-8859-8-i": "cp1255", "iso-8859-8-e": "cp1255", "iso-8859-8": "cp1255",
    "koi8r": "koi8-u",
    "koi8-r": "koi8-u", "x-user-defined": "", "x-unknown": "", "unknown-8bit": "", "x-unknown-8bit": "", "unknown": "",
    "default": "", "binary": "", "_iso-2022-jp$esc": "iso-2022-jp", "cp-850": "cp850",
    # A text that is really UTF-7 is a trick more often than a mail: never decoded unless it says so and is pure ASCII.
    "utf7": "utf-7", "unicode-1-1-utf-7": "utf-7", "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8",
}  # fmt: skip
_MULTIBYTE = frozenset({"gb18030", "big5hkscs", "cp932", "cp949", "euc-jp", "euc_jp", "big5", "cp950", "johab"})
_SEVEN_BIT = frozenset(
    {
        "utf-7",
        "hz",
        "hz-gb-2312",
        "iso-2022-kr",
        "iso2022_kr",
        "utf-16",
        "utf-16le",
        "utf-16be",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
    }
)
#: Bytes beyond ASCII from which on Latin-1 is doubted as soon as it is not plausible; fewer must be plainly wrong.
_ENOUGH_TO_DOUBT = 4
_PLAUSIBLE = 1.2
#: Two alphabets for the same languages, each labelled as the other: they differ in `ąśźšžťľ` only, which no mean of all letters shows.
_TWINS = {"cp1250": "iso-8859-2", "iso-8859-2": "cp1250"}
_CLEARLY = 0.1
_HIGH_CONTROL = re.compile("[\x80-\x9f]")
#: Bytes that show a right label at first sight.
_GLANCE = 160
_STRAY = re.compile("[\udc80-\udcff]")
#: Charsets the standard library reads. A label is looked up here first: it keeps every name it was ever asked for, and some of its
#: codecs are no charsets at all (`unicode_escape`, `punycode`).
_CODECS = frozenset(
    {*aliases, *aliases.values(), "cp720", "cp737", "cp856", "cp874", "koi8_u", "koi8_t"}
    - {name for name, codec in aliases.items() if codec.endswith("_codec") or codec in ("rot_13", "mbcs")}
    - {codec for codec in aliases.values() if codec.endswith("_codec") or codec in ("rot_13", "mbcs")}
)
#: Controls that mean nothing in a mail's text. Tabs, line ends and form feeds (which become line ends) stay.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]+")
_BEYOND = re.compile(r"[^\x00-\x7f]+")
_ASCII = bytes(range(0x80))
#: Letters and marks of Windows-1252 that are the same or nothing likely in its neighbours; a lone one between ASCII needs no judging.
_WESTERN = _ASCII + "äöüßéáíóúñçåàâ€‘’“”–—…«»°\u00a0".encode("cp1252")
_THREE_BEYOND = re.compile(rb"[\x80-\xff]{3}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`codec` is what decoded it; `guessed`: not by the label; `lost`: some bytes became U+FFFD."""

    text: str
    codec: str
    guessed: bool = False
    lost: bool = False


def decode(data: bytes, label: str = "", *, weak: bool = False) -> Decoded:
    """Text of `data`. `weak`: the label is only a hint from elsewhere in the mail, setting it aside is no defect."""
    codec = codec_of(label)
    if (
        data.isascii()
        and b"\x1b" not in data
        and not codec.startswith(("utf-7", "utf-16", "utf-32", "hz"))
        and b"\0" not in data
    ):
        return Decoded(_clean(data.decode("ascii")), codec or "ascii")
    found = _by_escape(data, codec) or _by_bytes(data, codec)
    return Decoded(_clean(found.text), found.codec, found.guessed and bool(codec) and not weak, found.lost)


def _by_escape(data: bytes, codec: str) -> Decoded | None:
    """Charsets that show themselves: byte order marks, half the bytes zero, escape sequences; and the seven-bit ones by label."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Decoded(data.decode("utf-16", "replace"), "utf-16", guessed=not codec.startswith("utf-16"))
    if data.count(b"\0") > len(data) // 3:
        wide = "utf-16-be" if data[0] == 0 else "utf-16-le"
        return Decoded(data.decode(wide, "replace"), wide, guessed=not codec.startswith("utf-16"))
    if codec in _SEVEN_BIT:
        return Decoded(data.decode(codec, "replace"), codec, guessed=codec == "utf-7")
    if b"\x1b$" in data or b"\x1b(" in data:
        text = iso2022.decode(data)
        return Decoded(text, "iso-2022-jp", guessed="2022" not in codec, lost="\ufffd" in text)
    return None


def _by_bytes(data: bytes, codec: str) -> Decoded:
    """UTF-8 first, which nothing else looks like; then the label if its text is plausible; then the most plausible."""
    text = _strict(data, "utf-8-sig")
    labelled = _strict(data, codec) if codec and codec != "utf-8" else None
    if text is not None:
        return _unless_east_asian(data, codec, text)
    if labelled is not None:
        return _unless_implausible(data, codec, labelled)
    return _broken_utf8(data, codec) or _broken_label(data, codec) or _guess(data)


def _unless_east_asian(data: bytes, codec: str, text: str) -> Decoded:
    """A few Chinese or Korean characters can look like UTF-8 of two-byte letters ("谢谢" of GBK is "лл")."""
    if codec != "utf-8" and len(data) < 200 and max(text) < "\u0800" and codec in _MULTIBYTE | {"", "cp1252"}:
        other, better = charset_guess.best(data)
        if other in _MULTIBYTE and better > charset_guess.as_letters(text) + (0.5 if other == codec else 1.0):
            return Decoded(data.decode(other, "replace"), other, guessed=other != codec)
    return Decoded(text, "utf-8", guessed=codec != "utf-8")


def _unless_implausible(data: bytes, codec: str, labelled: str) -> Decoded:
    """Single-byte codecs accept any bytes, so there the label only counts unless another reading is clearly better.

    Latin-1 and ASCII are what clients write that know nothing; a sender who names another charset mostly knows why.
    """
    if codec in _MULTIBYTE:
        return Decoded(labelled, codec)
    twin = _twin(data, codec, labelled)
    if twin is not None:
        return twin
    if codec == "cp1252" and not data.translate(None, _WESTERN) and not _THREE_BEYOND.search(data):
        return Decoded(labelled, codec)
    if not charset_guess.knows(codec) or charset_guess.plausibility(data, codec, _GLANCE) > _PLAUSIBLE:
        return Decoded(labelled, codec)
    score = charset_guess.plausibility(data, codec)
    doubtful = _PLAUSIBLE if codec == "cp1252" and charset_guess.beyond_ascii(data) >= _ENOUGH_TO_DOUBT else -0.5
    if score < doubtful:
        other, better = charset_guess.best(data)
        if other != codec and better > max(score + 1.0, 0.5):
            return Decoded(data.decode(other, "replace"), other, guessed=True)
    return Decoded(labelled, codec)


def _twin(data: bytes, codec: str, labelled: str) -> Decoded | None:
    """The text by the alphabet that is mistaken for the labelled one, when it is likelier or the label shows control characters."""
    other = _TWINS.get(codec, "")
    text = _strict(data, other) if other else None
    if text is None or text == labelled:
        return None
    better = charset_guess.plausibility(data, other) > charset_guess.plausibility(data, codec) + _CLEARLY
    return Decoded(text, other, guessed=True) if better or _HIGH_CONTROL.search(labelled) else None


def _broken_utf8(data: bytes, codec: str) -> Decoded | None:
    """UTF-8 with a few stray or cut bytes, which are read as Windows-1252."""
    text = data.decode("utf-8", "surrogateescape")
    stray = len(_STRAY.findall(text))
    whole = len(text) - stray - (len(data) - charset_guess.beyond_ascii(data))
    if whole < stray * (1 if codec == "utf-8" else 4):
        return None
    return Decoded(_STRAY.sub(_stray_character, text), "utf-8", guessed=codec != "utf-8", lost=True)


def _broken_label(data: bytes, codec: str) -> Decoded | None:
    """The labelled codec with a few characters lost, as in a text cut in the middle of one."""
    if codec in ("", "utf-8"):
        return None
    text = data.decode(codec, "replace")
    lost = text.count("\ufffd")
    beyond = len(text) - len(_BEYOND.sub("", text))
    return Decoded(text, codec, lost=True) if lost * 20 <= beyond or lost <= 1 else None


def _guess(data: bytes) -> Decoded:
    best, _ = charset_guess.best(data)
    text = data.decode(best, "replace")
    return Decoded(text, best, guessed=True, lost="\ufffd" in text)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return None


def _stray_character(stray: re.Match[str]) -> str:
    return bytes((ord(stray[0]) - 0xDC00,)).decode("cp1252", "replace")


def codec_of(label: str) -> str:
    """The codec a label means, or empty: `codec_of("GB2312")` is `gb18030`, `codec_of("x-unknown-8bit")` is empty."""
    name = label.strip().strip("\"'").lower()
    name = _MEANS.get(name, name)
    return name if name[:40].replace("-", "_").replace(" ", "_") in _CODECS else ""


def _clean(text: str) -> str:
    """Without controls, lone surrogates and a leading byte order mark."""
    text = _CONTROLS.sub("", text)
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8")
    return text.removeprefix("\ufeff")
