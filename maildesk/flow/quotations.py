"""Which of our replies a mail quotes word for word: only who received a reply can quote it.

In: a parsed mail. Out: ids of conversations. Looks only at the replies of orders and threads that the quoted text itself names.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.mail.parsed import FoldKind, ParsedMail
from maildesk.core.placing.numbering import Numbering
from maildesk.core.placing.order_number import find_orders
from maildesk.core.placing.quotation import quoted_verbatim
from maildesk.db import tables as t

_REPLIES = 20


def quoted(session: Session, mail: ParsedMail, numbering: Numbering) -> tuple[int, ...]:
    """Conversations of which a reply of ours stands in the folded text of this mail."""
    folded = "".join(s.text for s in mail.segments if s.fold in (FoldKind.QUOTE, FoldKind.FORWARD))
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
