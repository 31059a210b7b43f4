"""The intents and the value the intent room leaves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Intent(StrEnum):
    """What a buyer wants (design 5). The first one is the clearest ask."""

    ORDER_STATUS = "order_status"
    NOT_RECEIVED = "not_received"
    DAMAGED = "damaged"
    DEFECTIVE = "defective"
    WRONG_ITEM = "wrong_item"
    MISSING_ITEM = "missing_item"
    NOT_AS_DESCRIBED = "not_as_described"
    RETURN_REQUEST = "return_request"
    EXCHANGE_REQUEST = "exchange_request"
    REFUND_STATUS = "refund_status"
    CANCEL_ORDER = "cancel_order"
    CHANGE_ADDRESS = "change_address"
    PRODUCT_QUESTION = "product_question"
    DISCOUNT_REQUEST = "discount_request"
    INVOICE_OR_CUSTOMS = "invoice_or_customs"
    COMPLAINT = "complaint"
    THANKS = "thanks"
    UNSUBSCRIBE = "unsubscribe"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Scored:
    """One intent with its score 0..1 and the words of the mail that speak for it."""

    intent: Intent
    score: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IntentFound:
    """`ranked` best first, never empty (`other` when nothing speaks); `because` are codes of rules that decided."""

    ranked: tuple[Scored, ...]
    because: tuple[str, ...] = ()

    @property
    def first(self) -> Intent:
        return self.ranked[0].intent


@dataclass(frozen=True, slots=True)
class OrderHints:
    """Order facts that change the meaning of words: "not arrived" of a delivered parcel is not_received."""

    has_order: bool = False
    status: str = ""
    delivered: bool = False
    lost: bool = False
    has_photo: bool = False
