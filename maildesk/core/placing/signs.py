"""The values that placing reads and leaves. Shapes only.

In: `Signs` of one mail, and `Known`: what the store holds about each of them (loaded by the flow).
Out: `Placement`, with the reasons as stable codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from maildesk.core.placing.relay import Relay


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
    SOLVED_LONG_AGO = "solved_long_ago"
    NOTHING_FITS = "nothing_fits"
    SEVERAL_FIT = "several_fit"
    BY_AGENT = "by_agent"


class Origin(StrEnum):
    """Whose mail an id in References names. `CITED`: a mail the desk never got, but another kept mail cites it too."""

    OURS = "ours"
    THEIRS = "theirs"
    CITED = "cited"


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
    """A conversation that could be the one. `addresses`: everybody who wrote in it or is party to its orders (lower-case).

    `numbers`: keys of all numbers its mails named, in the book or not. `order_conflict`: it belongs to somebody who quoted
    another person's order. `solved_at`: when it was last solved or closed; without it the last mail's time is taken.
    """

    conversation_id: int
    buyer_id: int | None
    order_ids: frozenset[int]
    addresses: frozenset[str]
    state: str
    last_mail_at: datetime
    subject_key: str = ""
    answered_by_agent: bool = False
    numbers: frozenset[str] = frozenset()
    order_conflict: bool = False
    solved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ThreadRef:
    """Where a mail that this one cites stands now, and whose mail it is."""

    message_id: str
    conversation_id: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class Signs:
    """What one mail says about its place. Addresses lower-case, empty when missing; `at` is the mail's own time, aware UTC.

    `thread_ids` nearest first; `token_conversation` from a token whose signature holds; `quoted_own`: conversations of which
    a reply of ours is quoted verbatim; `numbers`: keys of the order numbers named; `inherited`: those of them that stand only in
    a reply's subject, which its client copied (`FoundNumber.typed`). `ours`: the desk or shop wrote it, and
    `sender` is then the buyer it goes to. `reply_to` is empty for contact forms. `auth_failed`: the sender's domain disowns it.
    """

    message_id: str
    sender: str
    at: datetime
    thread_ids: tuple[str, ...] = ()
    token_conversation: int | None = None
    quoted_own: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()
    inherited: frozenset[str] = frozenset()
    reply_to: str = ""
    subject_key: str = ""
    is_reply: bool = False
    ours: bool = False
    auth_failed: bool = False
    relay: Relay | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of a mail's signs.

    `orders` the mail names by number, in its order; `parcel_orders` by tracking number. `thread`: found ancestors, nearest
    first. `conversations`: every one that a thread id, token, quotation, order, the sender or `waiting` leads to, each once.
    `waiting`: conversations with a mail that cites this one's id. `sender_buyers`: the buyers the sender's address belongs to
    and `sender_orders` their recent orders (two are enough), both empty for relays.
    """

    orders: tuple[OrderRef, ...] = ()
    parcel_orders: tuple[OrderRef, ...] = ()
    thread: tuple[ThreadRef, ...] = ()
    conversations: tuple[ConversationRef, ...] = ()
    waiting: tuple[int, ...] = ()
    sender_buyers: frozenset[int] = frozenset()
    sender_orders: tuple[OrderRef, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacingSettings:
    """`young`: how long the sender alone is enough. `grace`: how long a solved conversation re-opens.

    `afterthought`: how soon a number that follows a mail without one still names that mail's order.
    """

    young: timedelta = timedelta(days=60)
    grace: timedelta = timedelta(days=14)
    afterthought: timedelta = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a mail goes. `conversation_id` None: a new conversation. `orders` are linked to it; `candidates` are shown, not joined.

    `join_also`: conversations without an agent's answer whose mails belong with this one (a late parent has come).
    `follows`: the old conversation that a new one continues (it was solved longer ago than the grace period).
    """

    conversation_id: int | None
    because: tuple[Because, ...]
    flags: tuple[Flag, ...] = ()
    order_ids: tuple[int, ...] = ()
    buyer_id: int | None = None
    candidates: tuple[int, ...] = ()
    join_also: tuple[int, ...] = ()
    follows: int | None = None
