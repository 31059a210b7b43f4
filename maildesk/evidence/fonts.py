"""Which fonts the pages are set in, found in a stated list of folders. Nothing is downloaded, ever.

In: the folders. Out: families in order for a language, and the scripts that no family of the list covers. The typesetter brings fonts for
Latin and Cyrillic along; Chinese, Japanese, Korean, Arabic and Hebrew need the system's (Debian: `fonts-noto-core`, `fonts-noto-cjk`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

try:
    import typst
except ImportError:  # the extra `evidence` is not installed
    typst = None  # type: ignore[assignment]

#: Where fonts are looked for unless `MAILDESK_FONT_FOLDERS` names other folders: narrow ones first, for each file in them is opened.
FOLDERS: Mapping[str, tuple[str, ...]] = {
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts"),
    "win32": ("C:/Windows/Fonts",),
}
#: Families by script, the best first. `latin` (with Cyrillic) always ends in one that the typesetter brings along.
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "latin": ("Noto Sans", "DejaVu Sans", "Liberation Sans", "Segoe UI", "Helvetica Neue", "Arial", "Libertinus Serif"),
    "zh-Hans": ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei"),
    "zh-Hant": ("Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "Microsoft JhengHei", "PingFang TC"),
    "ja": ("Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans JP", "Yu Gothic", "Hiragino Sans", "IPAGothic"),
    "ko": ("Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans KR", "Malgun Gothic", "Apple SD Gothic Neo", "NanumGothic"),
    "ar": ("Noto Sans Arabic", "Noto Naskh Arabic", "DejaVu Sans", "Segoe UI", "Geeza Pro", "Arial"),
    "he": ("Noto Sans Hebrew", "DejaVu Sans", "Segoe UI", "Arial Hebrew", "Arial"),
    "signs": ("Noto Sans Symbols 2", "Noto Sans Math", "DejaVu Sans", "Segoe UI Symbol"),
    "thai": ("Noto Sans Thai", "Leelawadee UI", "Thonburi"),
    "devanagari": ("Noto Sans Devanagari", "Nirmala UI", "Kohinoor Devanagari"),
}  # fmt: skip
#: Without these a page of one of the desk's languages would show boxes.
_WANTED = ("zh-Hans", "zh-Hant", "ja", "ko", "ar", "he")


def folders(setting: str = "") -> tuple[str, ...]:
    """The folders of the setting (separated as PATH is), else the usual ones of this system. Those that are not there are left out."""
    named = [each for each in setting.split(os.pathsep) if each] or FOLDERS.get(sys.platform, FOLDERS["linux"])
    return tuple(each for each in named if Path(each).is_dir())


@lru_cache(maxsize=8)
def load(where: tuple[str, ...]) -> typst.Fonts:
    """The fonts for the typesetter: those of the folders, and those it brings along. Each file is opened once in a process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=list(where))


def available(where: tuple[str, ...]) -> frozenset[str]:
    """The families in these folders and those that the typesetter brings along; none without the typesetter."""
    return frozenset(load(where).families()) if typst else frozenset()


def missing_scripts(families: Iterable[str]) -> tuple[str, ...]:
    """The languages whose script no family of the list covers."""
    here = frozenset(families)
    return tuple(language for language in _WANTED if here.isdisjoint(FAMILIES[language]))


def order(language: str, families: Iterable[str]) -> tuple[str, ...]:
    """The families to set a text of this language in: its own han before the others', and one for each script."""
    here = frozenset(families)
    own = language if language in FAMILIES else ""
    scripts = ("latin", *((own,) if own else ()), *(script for script in FAMILIES if script not in ("latin", own)))
    best = (next((name for name in FAMILIES[script] if name in here), "") for script in scripts)
    return tuple(dict.fromkeys(name for name in best if name))
