"""The index of words: written with each mail, asked by the search page. The two stores speak differently; the words are the same.

In: words of `core.search.words`. Out: ids of messages, newest first, one page at a time by keyset.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

_WRITE = {
    "sqlite": "INSERT OR REPLACE INTO search (rowid, words) VALUES (:id, :words)",
    "postgresql": "INSERT INTO search (rowid, words) VALUES (:id, to_tsvector('simple', :words)) "
    "ON CONFLICT (rowid) DO UPDATE SET words = EXCLUDED.words",
}
_FIND = {
    "sqlite": "SELECT rowid FROM search WHERE search MATCH :asked AND rowid < :before ORDER BY rowid DESC LIMIT :limit",
    "postgresql": "SELECT rowid FROM search WHERE words @@ to_tsquery('simple', :asked) AND rowid < :before "
    "ORDER BY rowid DESC LIMIT :limit",
}
NEWEST = 2**62


def write(session: Session, message_id: int, words: str) -> None:
    """Index the words of a message anew."""
    session.execute(text(_WRITE[_dialect(session)]), {"id": message_id, "words": words})


def write_all(session: Session, words: Mapping[int, str]) -> None:
    """Index many messages anew: their words by their ids."""
    if words:
        rows = [{"id": message_id, "words": said} for message_id, said in words.items()]
        session.execute(text(_WRITE[_dialect(session)]), rows)


def find(session: Session, groups: Sequence[tuple[str, ...]], limit: int = 50, before: int = NEWEST) -> list[int]:
    """Ids of the messages in which every group stands, its words side by side and the last one as a beginning; newest first."""
    if not groups:
        return []
    dialect = _dialect(session)
    asked = (_fts5 if dialect == "sqlite" else _tsquery)(groups)
    rows = session.execute(text(_FIND[dialect]), {"asked": asked, "before": before, "limit": limit})
    return [row[0] for row in rows]


def _fts5(groups: Sequence[tuple[str, ...]]) -> str:
    # Quoted, so that nothing a person types is taken as an operator.
    return " AND ".join('"' + " ".join(word.replace('"', "") for word in group) + '" *' for group in groups)


def _tsquery(groups: Sequence[tuple[str, ...]]) -> str:
    return " & ".join("(" + " <-> ".join(_lexeme(w) for w in group) + ":*)" for group in groups)


def _lexeme(word: str) -> str:
    return "'" + word.replace("\\", "").replace("'", "") + "'"


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name
