"""Which conversation a mail answers, as far as its ancestors, its token or what it quotes can be believed.

In: a `Standing`. Out: a `Trace`, or None. A Message-ID can be guessed or seen by anybody in Cc, so an ancestor alone is not
believed: one of the buyer's needs a participant as sender, one of ours (only its receivers know it) a participant or the order.
"""

from __future__ import annotations

from dataclasses import dataclass

from maildesk.core.placing.signs import Because, ConversationRef, Origin, ThreadRef
from maildesk.core.placing.standing import Standing


@dataclass(frozen=True, slots=True)
class Trace:
    """The conversation answered, why it is believed, and whether somebody else than its people writes."""

    conversation: ConversationRef
    because: tuple[Because, ...]
    sender_differs: bool = False


def trace(standing: Standing) -> Trace | None:
    """The conversation of the nearest ancestor that can be believed; else of the token; else of the reply quoted."""
    return _by_ancestor(standing) or _by_token(standing) or _by_quotation(standing)


def _by_ancestor(standing: Standing) -> Trace | None:
    for ancestor in standing.known.thread:
        conversation = standing.conversation(ancestor.conversation_id)
        if conversation is not None and _is_believed(standing, ancestor, conversation):
            also = (Because.ORDER_NUMBER,) if standing.names_order_of(conversation) else ()
            return _found(standing, conversation, Because.REFERENCES, *also)
    return None


def _is_believed(standing: Standing, ancestor: ThreadRef, conversation: ConversationRef) -> bool:
    if standing.signs.ours or standing.takes_part(conversation):
        return True
    return ancestor.origin is Origin.OURS and standing.names_order_of(conversation)


def _by_token(standing: Standing) -> Trace | None:
    conversation = standing.conversation(standing.signs.token_conversation)
    if conversation is None or _is_closed_to(standing, conversation):
        return None
    return _found(standing, conversation, Because.REPLY_TOKEN)


def _by_quotation(standing: Standing) -> Trace | None:
    for conversation_id in standing.signs.quoted_own:
        conversation = standing.conversation(conversation_id)
        if conversation is not None and not _is_closed_to(standing, conversation):
            return _found(standing, conversation, Because.QUOTED_REPLY)
    return None


def _is_closed_to(standing: Standing, conversation: ConversationRef) -> bool:
    """A stranger's conversation about somebody's order stays the stranger's: the order's owner never enters it either."""
    stranger_s = conversation.order_conflict and not conversation.order_ids
    return stranger_s and not standing.takes_part(conversation)


def _found(standing: Standing, conversation: ConversationRef, *because: Because) -> Trace:
    differs = not standing.signs.ours and not standing.takes_part(conversation)
    tag = (Because.PLUS_TAG,) if standing.comes_by_plus_tag(conversation) else ()
    return Trace(conversation, (*because, *tag), differs)
