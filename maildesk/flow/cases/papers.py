"""What people add to the checklist of a case: a line, a file. It stays with the case and goes into every bundle made from then on.

In: the row of the checklist, a line, a file's bytes, who and when. Out: rows of `case_papers`, each in the case's history. Files are kept
as they are and never opened here; a picture is drawn into the pages by a process of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from maildesk.core.evidence.case_file import Added
from maildesk.core.evidence.need import Need
from maildesk.core.mail.attachments import safe_name
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.errors import NotFoundError
from maildesk.flow.cases import life
from maildesk.flow.house.entered import EnteredError
from maildesk.flow.house.person import Doing
from maildesk.flow.reply.enclosing import MOST_BYTES, Enclosure

#: Papers of one case, the bytes of all of them, and characters of a line.
MOST_PAPERS, MOST_OF_CASE, MOST_TEXT = 60, 90_000_000, 2_000
#: First bytes of what platforms take and people hand in: pictures, PDF; films and HEIC pictures begin with a size and `ftyp`.
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", b"GIF8", b"%PDF-")


@dataclass(frozen=True, slots=True)
class Paper:
    """What was typed and chosen for a row. `need` and `sentence` name the row, as `core.evidence.checklist.Asked` has them."""

    need: str
    text: str = ""
    sentence: str = ""
    file: Enclosure | None = None


def add(session: Session, case_id: int, paper: Paper, doing: Doing) -> t.CasePaper:
    """Keep it with the case. Raises `EnteredError` naming what will not do."""
    doing.by.must(Act.SOLVE)
    case = _case(session, case_id)
    _check(session, case_id, paper)
    body = paper.file.body if paper.file else b""
    row = t.CasePaper(
        case_id=case_id,
        need=paper.need,
        sentence=paper.sentence[:300],
        text=paper.text[:MOST_TEXT],
        name=safe_name(paper.file.name, paper.file.content_type) if paper.file else "",
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest() if body else "",
        body=body,
        by=doing.by.id,
        at=doing.now,
    )
    session.add(row)
    life.event(session, case, "paper", doing.now, by=doing.by.id, detail=_told(row))
    return row


def take_out(session: Session, case_id: int, paper_id: int, doing: Doing) -> None:
    """Added by mistake: it goes into no bundle any more. That it was there stays in the history, with its sum."""
    doing.by.must(Act.SOLVE)
    case, row = _case(session, case_id), get(session, case_id, paper_id)
    life.event(session, case, "paper_out", doing.now, by=doing.by.id, detail=_told(row))
    session.delete(row)


def get(session: Session, case_id: int, paper_id: int) -> t.CasePaper:
    row = session.get(t.CasePaper, paper_id)
    if row is None or row.case_id != case_id:
        raise NotFoundError(f"case {case_id} has no paper {paper_id}")
    return row


def of(session: Session, case_id: int) -> Sequence[Added]:
    """What was added to a case, the oldest first; the bytes stay in the store."""
    query = select(t.CasePaper).where(t.CasePaper.case_id == case_id).order_by(t.CasePaper.id)
    return [
        Added(row.id, row.need, row.at, row.text, row.sentence, row.name, row.size, row.sha256)
        for row in session.scalars(query)
    ]


def _case(session: Session, case_id: int) -> t.Case:
    case = session.get(t.Case, case_id)
    if case is None:
        raise NotFoundError(f"there is no case {case_id}")
    return case


def _check(session: Session, case_id: int, paper: Paper) -> None:
    if paper.need not in list(Need):
        raise EnteredError("paper", paper.need, "one_of_the_list")
    if not paper.text and paper.file is None:
        raise EnteredError("paper", "", "line_or_file")
    if paper.file is not None:
        _check_file(paper.file)
    of_case = select(func.count(t.CasePaper.id), func.sum(t.CasePaper.size)).where(t.CasePaper.case_id == case_id)
    count, size = session.execute(of_case).one()
    if count >= MOST_PAPERS or (size or 0) + (len(paper.file.body) if paper.file else 0) > MOST_OF_CASE:
        raise EnteredError("paper", paper.file.name if paper.file else "", "fewer_papers")


def _check_file(file: Enclosure) -> None:
    if not (file.body.startswith(_STARTS) or file.body[4:8] == b"ftyp"):
        raise EnteredError("paper", file.name, "picture_pdf_or_film")
    if len(file.body) > MOST_BYTES:
        raise EnteredError("paper", file.name, "smaller_file")


def _told(row: t.CasePaper) -> dict[str, object]:
    """A paper as the history keeps it."""
    return {"need": row.need, "text": row.text[:300], "file": row.name, "sha256": row.sha256}
