"""A reply came before the mail it answers: when the parent comes at last, both are brought together.

In: a `Standing` and the placement found without the children. Out: the placement with them. Two conversations that an agent
has already answered are never merged by the desk.
"""

from __future__ import annotations

from dataclasses import replace

from maildesk.core.placing.signs import Because, ConversationRef, Flag, Placement
from maildesk.core.placing.standing import Standing

_NO_PLACE = frozenset({Because.NOTHING_FITS, Because.SEVERAL_FIT})


def with_children(standing: Standing, placement: Placement) -> Placement:
    """Join the conversation that waits for this mail, or name those that belong with it in `join_also`."""
    if not standing.known.waiting or Flag.ORDER_CONFLICT in placement.flags:
        return placement
    known = (standing.conversation(i) for i in dict.fromkeys(standing.known.waiting))
    children = [c for c in known if c is not None and _belongs(standing, c, placement)]
    if not children:
        return placement
    if placement.conversation_id is None:
        home = next((c for c in children if c.answered_by_agent), children[0])
        placement = _moved_in(placement, home)
    elif any(c.conversation_id == placement.conversation_id for c in children):
        placement = replace(placement, because=(*placement.because, Because.LATE_PARENT))
    return _with_others(standing, placement, children)


def _belongs(standing: Standing, child: ConversationRef, placement: Placement) -> bool:
    """The parent's writer takes part in it (or the parent is ours and of the same order), and no order speaks against it."""
    home = standing.conversation(placement.conversation_id)
    orders = frozenset(placement.order_ids) | (home.order_ids if home else frozenset())
    if child.order_ids and orders and not child.order_ids & orders:
        return False
    same_order = standing.signs.ours and not child.numbers.isdisjoint(standing.signs.numbers)
    return standing.is_joinable(child) and (standing.takes_part(child) or same_order)


def _moved_in(placement: Placement, home: ConversationRef) -> Placement:
    because = (*(b for b in placement.because if b not in _NO_PLACE), Because.LATE_PARENT)
    return replace(
        placement,
        conversation_id=home.conversation_id,
        because=because,
        flags=tuple(f for f in placement.flags if f is not Flag.AMBIGUOUS),
        buyer_id=home.buyer_id if home.buyer_id is not None else placement.buyer_id,
        order_ids=tuple(dict.fromkeys((*placement.order_ids, *sorted(home.order_ids)))),
        candidates=tuple(i for i in placement.candidates if i != home.conversation_id),
        follows=None,
    )


def _with_others(standing: Standing, placement: Placement, children: list[ConversationRef]) -> Placement:
    home = standing.conversation(placement.conversation_id)
    apart = [c for c in children if home is None or c.conversation_id != home.conversation_id]
    answered = next((c for c in apart if c.answered_by_agent), None)
    if home is not None and answered is not None and not home.answered_by_agent:
        placement = replace(placement, conversation_id=answered.conversation_id)
        apart = [home, *(c for c in apart if c is not answered)]
    also = tuple(c.conversation_id for c in apart if not c.answered_by_agent)
    if not also:
        return placement
    because = tuple(dict.fromkeys((*placement.because, Because.LATE_PARENT)))
    return replace(placement, join_also=also, because=because)
