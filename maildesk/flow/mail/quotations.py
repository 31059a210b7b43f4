"""Our replies quoted in a mail: folded away when no mark shows them, and told, for only who received a reply can quote it.

In: a parsed mail. Out: the mail cut anew, or ids of conversations. Looks only at the replies of the mail's own thread, and of orders
that the quoted text itself names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.mail.defects import Defect
from maildesk.core.mail.newest import quote
from maildesk.core.mail.parsed import FoldKind, ParsedMail
from maildesk.core.placing.numbering import Numbering
from maildesk.core.placing.order_number import find_orders
from maildesk.core.placing.quotation import quoted_verbatim
from maildesk.db import tables as t

_REPLIES = 20
#: A mail this long, with nothing folded, may hold our reply without a mark; so many of ours are looked at.
_LONG = 150
_OWN_TEXTS = 5
_QUOTED = frozenset({FoldKind.QUOTE, FoldKind.FORWARD})


def without_own(session: Session, mail: ParsedMail) -> ParsedMail:
    """The mail with our own words folded, where its client quotes them without any mark."""
    marked = any(segment.fold in _QUOTED for segment in mail.segments)
    if marked or not mail.thread_ids or len(mail.newest_text) < _LONG or Defect.CONTACT_FORM in mail.defects:
        return mail
    own = _own_texts(session, mail.thread_ids[:_REPLIES])
    if not own:
        return mail
    segments = quote.cut(mail.text, own)
    return replace(mail, segments=segments, newest_text=quote.newest(segments))


def _own_texts(session: Session, thread_ids: Sequence[str]) -> list[str]:
    """Our last replies in the conversations of a thread, newest first."""
    there = select(t.Message.conversation_id).where(t.Message.message_id.in_(thread_ids))
    query = select(t.Message.newest_text).where(t.Message.conversation_id.in_(there), t.Message.direction == "out")
    return list(session.scalars(query.order_by(t.Message.id.desc()).limit(_OWN_TEXTS)))


def quoted(session: Session, mail: ParsedMail, numbering: Numbering) -> tuple[int, ...]:
    """Conversations of which a reply of ours stands in the folded text of this mail."""
    folded = "".join(s.text for s in mail.segments if s.fold in _QUOTED)
    if len(folded) < 80:
        return ()
    keys = [n.key for n in find_orders("", folded, numbering)][:10]
    if not keys:
        return ()
    query = (
        select(t.Message.conversation_id, t.Message.newest_text)
        .join(t.ConversationOrder, t.ConversationOrder.conversation_id == t.Message.conversation_id)
        .join(t.OrderRow, t.OrderRow.id == t.ConversationOrder.order_id)
        .where(t.OrderRow.key.in_(keys), t.Message.direction == "out")
        .order_by(t.Message.id.desc())
        .limit(_REPLIES)
    )
    hits = (row[0] for row in session.execute(query) if quoted_verbatim(folded, row[1]))
    return tuple(dict.fromkeys(hit for hit in hits if hit is not None))
