"""Files that go with a draft: put in, taken out. What is enclosed is part of what a person signs.

In: the draft as seen, a name and bytes. Out: the changed draft, in the caller's transaction. Nothing is opened.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.mail.attachments import safe_name
from maildesk.core.queue.roles import Act
from maildesk.db import tables as t
from maildesk.errors import NotFoundError, UsageError
from maildesk.flow.house.person import Doing, Seen
from maildesk.flow.reply import review

#: All files of one mail together; beyond it many servers refuse (25 MB with the encoding's third on top).
MOST_BYTES = 18_000_000


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file as it was chosen."""

    name: str
    content_type: str
    body: bytes


def enclose(session: Session, seen: Seen, file: Enclosure, doing: Doing) -> t.Draft:
    """Put a file into a draft. Raises `UsageError` when it is empty or all together are too large."""
    doing.by.must(Act.EDIT_DRAFT)
    draft = review.open_draft(session, seen)
    if not file.body:
        raise UsageError(f"the file {file.name!r} is empty")
    bodies = session.scalars(select(t.DraftFile.body).where(t.DraftFile.draft_id == draft.id))
    if sum(map(len, bodies)) + len(file.body) > MOST_BYTES:
        raise UsageError(f"the files of one mail may have {MOST_BYTES // 1_000_000} MB together")
    name = safe_name(file.name, file.content_type)
    session.add(t.DraftFile(draft_id=draft.id, name=name, content_type=file.content_type[:120], body=file.body))
    draft.version += 1
    return draft


def take_out(session: Session, seen: Seen, file_id: int, doing: Doing) -> t.Draft:
    """Take a file out of a draft again."""
    doing.by.must(Act.EDIT_DRAFT)
    draft = review.open_draft(session, seen)
    row = session.get(t.DraftFile, file_id)
    if row is None or row.draft_id != draft.id:
        raise NotFoundError(f"draft {draft.id} encloses no file {file_id}")
    session.delete(row)
    draft.version += 1
    return draft
