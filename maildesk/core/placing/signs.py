"""The values that placing reads and leaves. Shapes only.

In: `Signs` of one mail, and `Known`: what the store holds about each of them (loaded by the flow).
Out: `Placement`, with the reasons as stable codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Flag(StrEnum):
    """What an agent should know about how a mail came to its place (design 5)."""

    ORDER_CONFLICT = "order_conflict"
    MSGID_COLLISION = "msgid_collision"
    AUTH_FAIL = "auth_fail"
    AMBIGUOUS = "ambiguous"
    SENDER_DIFFERS = "sender_differs"
    REPLY_TO_DIFFERS = "reply_to_differs"
    THREAT = "threat"
    WITHDRAWAL = "withdrawal"


class Because(StrEnum):
    """Why a mail was placed where it is; several may hold. Screens word them, reports count them."""

    REPLY_TOKEN = "reply_token"  # noqa: S105 - a sign, not a secret
    REFERENCES = "references"
    QUOTED_REPLY = "quoted_reply"
    ORDER_NUMBER = "order_number"
    TRACKING_NUMBER = "tracking_number"
    OWN_ADDRESS = "own_address"
    PLUS_TAG = "plus_tag"
    RELAY_ADDRESS = "relay_address"
    ONE_OPEN_CONVERSATION = "one_open_conversation"
    SUBJECT = "subject"
    LATE_PARENT = "late_parent"
    NEW_NUMBER = "new_number"
    STRANGER = "stranger"
    NOTHING_FITS = "nothing_fits"
    SEVERAL_FIT = "several_fit"
    BY_AGENT = "by_agent"


@dataclass(frozen=True, slots=True)
class OrderRef:
    """An order a mail names, found in the book: its id, its buyer, and the addresses that are party to it (lower-case)."""

    order_id: int
    number: str
    channel: str
    buyer_id: int
    party: frozenset[str]


@dataclass(frozen=True, slots=True)
class ConversationRef:
    """A conversation that could be the one. `addresses`: everybody who wrote in it or is party to its orders (lower-case)."""

    conversation_id: int
    buyer_id: int | None
    order_ids: frozenset[int]
    addresses: frozenset[str]
    state: str
    last_mail_at: datetime
    subject_key: str = ""
    answered_by_agent: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a mail goes. `conversation_id` None: a new conversation. `orders` are linked to it; `candidates` are shown, not joined.

    `join_also`: conversations without an agent's answer whose mails belong with this one (a late parent has come).
    """

    conversation_id: int | None
    because: tuple[Because, ...]
    flags: tuple[Flag, ...] = ()
    order_ids: tuple[int, ...] = ()
    buyer_id: int | None = None
    candidates: tuple[int, ...] = ()
    join_also: tuple[int, ...] = ()
