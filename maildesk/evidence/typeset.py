"""The typesetter: a sheet and its pictures become a PDF, or one picture for each page.

In: `Sheet`, the bytes of its pictures, the fonts. Out: `Set`, the same bytes for the same input: the document's date is the sheet's.
Words reach the typesetter as data (JSON), never as its language, so that nobody's mail can give it orders.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from maildesk.core.evidence.case_file import Picture
from maildesk.core.evidence.paper import Paragraph, is_rtl
from maildesk.core.evidence.sheet import Block, Facts, Figure, Letter, Sheet, Table
from maildesk.errors import EdgeError
from maildesk.evidence import fonts

try:
    import typst
except ImportError:  # the extra `evidence` is not installed
    typst = None  # type: ignore[assignment]

_TEMPLATE = Path(__file__).with_name("bundle.typ")
#: For archives, and what Shopify asks for: fonts inside, nothing outside.
ARCHIVE = "a-2b"
#: Of the pictures of pages: readable letters of 9 points.
_PPI = 110


@dataclass(frozen=True, slots=True)
class Typeset:
    """`files`: one PDF, or a PNG for each page. `standard` is empty when some letter has no font here: an archive's form wants all."""

    files: tuple[bytes, ...]
    pages: int
    standard: str = ""


def pdf(sheet: Sheet, pictures: Mapping[Picture, bytes], where: tuple[str, ...]) -> Typeset:
    """One PDF/A-2b; a plain PDF where that form cannot be. Raises `EdgeError` when the sheet cannot be set at all."""
    with TemporaryDirectory() as folder:
        compiler = _compiler(Path(folder), sheet, pictures, where)
        for standard in (ARCHIVE, ""):
            made = _compiled(compiler, sheet, format="pdf", pdf_standards=[standard] if standard else [])
            if made is not None:
                return Typeset(made, _pages(compiler), standard)
    raise EdgeError("the pages cannot be set", permanent=True, code="evidence_failed")


def page_pictures(sheet: Sheet, pictures: Mapping[Picture, bytes], where: tuple[str, ...]) -> Typeset:
    """A PNG for each page."""
    with TemporaryDirectory() as folder:
        made = _compiled(_compiler(Path(folder), sheet, pictures, where), sheet, format="png", ppi=_PPI)
    if made is None:
        raise EdgeError("the pages cannot be set", permanent=True, code="evidence_failed")
    return Typeset(made, len(made))


def _compiler(folder: Path, sheet: Sheet, pictures: Mapping[Picture, bytes], where: tuple[str, ...]) -> typst.Compiler:
    if typst is None:
        raise EdgeError("the extra `evidence` is not installed", permanent=True, code="evidence_missing")
    for number, body in enumerate(pictures.values()):
        (folder / f"{number}.jpg").write_bytes(body)
    main = folder / "main.typ"
    main.write_bytes(_TEMPLATE.read_bytes())
    values = _values(sheet, {picture: f"{n}.jpg" for n, picture in enumerate(pictures)}, where)
    (folder / "sheet.json").write_text(json.dumps(values, ensure_ascii=False), "utf-8")
    return typst.Compiler(main, root=folder, font_paths=fonts.load(where))


def _compiled(compiler: typst.Compiler, sheet: Sheet, **how: Any) -> tuple[bytes, ...] | None:
    try:
        made = compiler.compile(timestamp=int(sheet.made_at.timestamp()), **how)
    except typst.TypstError:
        return None
    return tuple(made if isinstance(made, list) else [made or b""])


def _pages(compiler: typst.Compiler) -> int:
    return int(json.loads(compiler.query("<pages>", field="value", one=True)))


def _values(sheet: Sheet, files: Mapping[Picture, str], where: tuple[str, ...]) -> dict[str, Any]:
    here = fonts.available(where)
    used = {block.language for section in sheet.sections for block in section.blocks if isinstance(block, Letter)}
    day = sheet.made_at.astimezone(UTC)
    return {
        "lang": sheet.locale.partition("-")[0],
        "rtl": sheet.rtl,
        "title": sheet.title,
        "author": sheet.author,
        "page": sheet.page,
        "date": [day.year, day.month, day.day],
        "fonts": {"page": fonts.order(sheet.locale, here), **{each: fonts.order(each, here) for each in sorted(used)}},
        "sections": [
            {"title": s.title, "blocks": [v for v in (_block(each, files) for each in s.blocks) if v]}
            for s in sheet.sections
        ],
    }


def _block(block: Block, files: Mapping[Picture, str]) -> dict[str, Any] | None:
    if isinstance(block, Facts):
        return {"kind": "facts", "rows": [[_run(name), _run(value)] for name, value in block.rows]}
    if isinstance(block, Table):
        rows = [[_run(cell) for cell in row] for row in block.rows]
        return {
            "kind": "table",
            "head": [_run(h) for h in block.head],
            "rows": rows,
            "marked": block.marked,
            "wide": block.wide,
        }
    if isinstance(block, Letter):
        return _letter(block)
    return _figure(block, files)


def _letter(letter: Letter) -> dict[str, Any]:
    return {
        "kind": "letter",
        "head": [[_run(name), _run(value)] for name, value in letter.head],
        "body": [_paragraph(each) for each in letter.body],
        "font": letter.language,
        "buyer": letter.from_buyer,
    }


def _figure(figure: Figure, files: Mapping[Picture, str]) -> dict[str, Any] | None:
    """Nothing for a picture that could not be opened; the originals hold it."""
    name = files.get(figure.picture)
    return {"kind": "figure", "file": name, "caption": _run(figure.caption)} if name else None


def _run(text: str) -> tuple[str, bool]:
    return text, is_rtl(text)


def _paragraph(paragraph: Paragraph) -> tuple[str, bool]:
    return paragraph.text, paragraph.rtl
