"""The project's pages and what they name: links, files, tests, settings and commands.

In: Markdown. Out: the names found, for the tests that ask whether each exists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = tuple(
    sorted(
        [
            ROOT / "README.md",
            ROOT / "CHANGELOG.md",
            ROOT / "templates" / "i18n" / "README.md",
            *ROOT.glob("docs/**/*.md"),
        ]
    )
)
#: Folders by whose name a path begins; those of the package are also written without it.
_FOLDERS = "maildesk|tests|templates|migrations|bench|training|locks|core|flow|db|web|imap|smtp|jobs|texts|packs|orders|cli|demo|js"
_LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(rf"(?:\.\./|\./)?(?:{_FOLDERS})/[\w./*-]*")
_MODULE = re.compile(r"[\w-]+\.(?:py|toml|css|js)")
_FENCE = re.compile(r"```.*?```", re.DOTALL)
_COMMAND = re.compile(r"^(?:\$ )?(?:\.venv/bin/)?maildesk ([^#|;&<>()`…]*)")
_ANCHOR = re.compile(r"[^\w\- ]")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def links(page: Path) -> Iterator[str]:
    """The targets of a page's links and pictures that lie in this project."""
    for target in _LINK.findall(_FENCE.sub("", page.read_text(encoding="utf-8"))):
        if "://" not in target:
            yield target


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {_ANCHOR.sub("", head.lower()).replace(" ", "-") for head in heads}


def paths(page: Path) -> Iterator[str]:
    """The files and folders of the project that a page writes as code."""
    for code in _CODE.findall(page.read_text(encoding="utf-8")):
        if _PATH.fullmatch(code) or _MODULE.fullmatch(code):
            yield code


def exists(page: Path, path: str) -> bool:
    """Whether a path is one of the project, of its package, or of the page's own place; a bare name: anywhere in the package."""
    if "/" not in path:
        return any(any(ROOT.glob(place)) for place in (path, f"maildesk/**/{path}", f"tests/**/{path}"))
    near = (
        ROOT,
        ROOT / "maildesk",
        ROOT / "maildesk" / "core" / "mail",
        ROOT / "maildesk" / "web" / "static",
        page.parent,
    )
    return any(any(place.glob(path.rstrip("/"))) if ".." not in path else (place / path).exists() for place in near)


def tests_named(page: Path) -> set[str]:
    return set(re.findall(r"`(test_\w+)`", page.read_text(encoding="utf-8")))


def settings_named(page: Path) -> set[str]:
    return set(re.findall(r"MAILDESK_[A-Z_]*[A-Z]", page.read_text(encoding="utf-8")))


def commands(page: Path) -> Iterator[list[str]]:
    """The words of each `maildesk ...` that a page writes, in a block or in a line."""
    text = page.read_text(encoding="utf-8")
    blocks = [line.strip() for line in text.splitlines() if line.startswith(("    ", "maildesk "))]
    for line in (*blocks, *_CODE.findall(text)):
        found = _COMMAND.match(line)
        if found and found[1].strip():
            yield found[1].split()
