"""The answer to a case: which text fits what is known, the facts it speaks of, and its length within the platform's.

In: a case file. Out: the name of a text with the reasons for it (stable codes), `Facts` for rendering it, and a text that fits.
Where nothing speaks for the seller it proposes no text: a case is not answered with a sentence that its evidence does not carry.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from maildesk.core.evidence.case_file import CaseFile
from maildesk.core.evidence.handover import signer, without_returns
from maildesk.core.evidence.need import Need
from maildesk.core.notice.platform import NoticeKind
from maildesk.core.order import Order, OrderStatus, Parcel, ParcelState
from maildesk.core.reply.facts import Buyer, Evidence, Facts, Paper
from maildesk.core.reply.rendered import Rendered

_ABOUT_GOODS = frozenset({NoticeKind.NOT_AS_DESCRIBED, NoticeKind.DEFECTIVE, NoticeKind.RETURN_REQUEST})
#: A parcel that stands so is on its way to no buyer.
_NOT_COMING = frozenset({
    ParcelState.RETURNING, ParcelState.LOST, ParcelState.DAMAGED, ParcelState.UNDELIVERABLE, ParcelState.OUT_OF_AREA,
})  # fmt: skip
#: What a form that is too short for the whole answer does without, in this order.
_DROPPED = ("greeting", "closing", "understood", "we_do", "you_can")


@dataclass(frozen=True, slots=True)
class Choice:
    """`text` is empty when no text fits; `because` are codes."""

    text: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The answer as it is copied. `dropped`: blocks left out; `cut`: even then its end is missing."""

    text: str
    dropped: tuple[str, ...] = ()
    cut: bool = False


def choose(file: CaseFile) -> Choice:
    """The first row that fits. What the money says goes before what the goods say, and that before the parcel."""
    for fits, text, code in _ROWS:
        if fits(file):
            return Choice(text, (f"case.{code}",))
    return Choice("", ("case.nothing_to_say",))


def facts(file: CaseFile, platform: str, now: datetime) -> Facts:
    """What the text may speak of; what nobody knows stays empty, and its sentence away. `platform` is its name as it writes it."""
    order = without_returns(file.order) if file.order else None
    wrote = [mail.at for mail in file.mails if mail.from_buyer]
    evidence = Evidence(
        platform=platform,
        number=file.number,
        signed_by=_signed_by(file),
        address_confirmed=_compared(file),
        returned_at=file.returned.at if file.returned else None,
        buyer_wrote_at=max(wrote, default=None),
        refunded_at=_refunded_at(file),
        refund=file.refunded,
        papers=_papers(file),
    )
    buyer = Buyer(name=order.buyer_name, country=order.country) if order else Buyer(country=file.region)
    return Facts(now=now, order=order, parcel=_parcel(file, order), buyer=buyer, shop=file.shop, evidence=evidence)


def fitted(reply: Rendered, characters: int) -> Fitted:
    """The answer in at most so many characters (0: any number): blocks are left out before a sentence is cut."""
    dropped: list[str] = []
    while characters and len(_text(reply, dropped)) > characters and len(dropped) < len(_DROPPED):
        dropped.append(_DROPPED[len(dropped)])
    text = _text(reply, dropped)
    if not characters or len(text) <= characters:
        return Fitted(text, tuple(dropped))
    return Fitted(text[: characters - 1].rstrip() + "…", tuple(dropped), cut=True)


def _text(reply: Rendered, without: list[str]) -> str:
    return "\n\n".join(block.text for block in reply.blocks if block.text and block.name not in without)


def _shipped(file: CaseFile) -> bool:
    """Sent, and nothing says that it will not arrive."""
    order = file.order
    sent = order and order.shipped_at and order.status is not OrderStatus.CANCELLED and file.parcels
    return bool(sent) and not _gone_wrong(file)


def _gone_wrong(file: CaseFile) -> bool:
    return file.returned is not None or all(parcel.state in _NOT_COMING for parcel in file.parcels)


def _delivered_by_book(file: CaseFile) -> bool:
    """The shop's word, where no carrier says otherwise."""
    return bool(file.order and file.order.delivered_at and file.parcels) and not _gone_wrong(file)


def _refunded_at(file: CaseFile) -> datetime | None:
    """The moment a person wrote down the refund: it is told with the end of the case."""
    told = [step.at for step in file.steps if step.code in ("refunded", "closed")]
    return told[-1] if told and file.refunded else None


def _signed_by(file: CaseFile) -> str:
    """By the carrier's words, else by those of a colleague who has the signed proof."""
    words = [file.delivery.text] if file.delivery else []
    words += [each.text for each in file.added if each.need == Need.SIGNATURE]
    return next((name for each in words if (name := signer(each))), "")


def _compared(file: CaseFile) -> bool:
    """No order book has the buyer's address: that the parcel reached it, only a person can have compared and put down."""
    return any(each.need == Need.DELIVERY_PLACE for each in file.added)


def _parcel(file: CaseFile, order: Order | None) -> Parcel | None:
    """The parcel that was delivered, else the newest."""
    parcels = order.parcels if order else ()
    delivered = [parcel for parcel in parcels if file.delivery in parcel.events]
    return next(iter([*delivered, *reversed(parcels)]), None)


def _papers(file: CaseFile) -> frozenset[Paper]:
    """What the bundle encloses."""
    files = {each.need for each in file.added if each.name}
    there = {
        Paper.TRACKING: bool(file.parcels),
        Paper.DELIVERY: file.delivery is not None,
        Paper.CONVERSATION: bool(file.mails),
        Paper.ORDER: file.order is not None,
        Paper.PHOTOS: bool(file.pictures),
        Paper.POLICY: True,
        Paper.LISTING: Need.LISTING in files,
        Paper.REFUND: Need.REFUND in files,
    }
    return frozenset(paper for paper, is_there in there.items() if is_there)


_ROWS: tuple[tuple[Callable[[CaseFile], bool], str, str], ...] = (
    (lambda file: _refunded_at(file) is not None, "case_returned_refunded", "refunded"),
    (lambda file: file.kind == NoticeKind.UNAUTHORISED and file.order is not None, "case_unauthorised", "unauthorised"),
    (lambda file: file.kind in _ABOUT_GOODS and file.order is not None, "case_not_as_described", "about_goods"),
    (lambda file: file.delivery is not None, "case_delivered", "delivered"),
    (_delivered_by_book, "case_delivered", "delivered_by_book"),
    (_shipped, "case_in_transit", "in_transit"),
)
