"""From a platform's mail to the facts of a case: what, about which order, how much, by when.

In: a parsed mail whose From is a platform's own domain, the platforms, the words of notices, what is proven about the sender.
Out: a `Notice`, or nothing when the platform only tells news. It does not decide whether a mail is genuine (`judge`) nor whether an
unproven one imitates (`imitation`), and it opens nothing: `opens_case` says whether the notice may.

No platform documents its subjects, and they drift. So no subject is believed alone: machine headers and sender addresses decide first
(they mean the same in every language), then words in subject and text are added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from maildesk.core.mail.kinds.phrases import Hits, PhraseBook, plain
from maildesk.core.mail.parsed import Address, ParsedMail, Proof
from maildesk.core.notice.amount import amount_in
from maildesk.core.notice.due import doubts, respond_by
from maildesk.core.notice.numbers import case_id_in, order_number_in
from maildesk.core.notice.platform import NoticeKind, Platform

#: Beyond this a notice has only footers.
MOST_TEXT = 6_000
_HEAD = 1_500
#: How much a word in the subject speaks for a notice, and how much in the head of the text.
_IN_SUBJECT = {
    "chargeback": 5, "atoz": 5, "dispute": 4, "return": 4, "claim": 4, "inquiry": 3, "case": 2, "not_received": 3,
    "not_as_described": 3, "unauthorised": 2, "defective": 2, "return_word": 2, "closed": 2,
    "respond": 1, "third": 1, "opened": 1, "escalated": 4, "info": -3, "message": -3,
}  # fmt: skip
_IN_TEXT = {
    "chargeback": 2, "atoz": 2, "dispute": 2, "return": 2, "claim": 2, "inquiry": 1, "case": 1, "not_received": 1,
    "not_as_described": 1, "unauthorised": 1, "defective": 1, "closed": 1, "respond": 1, "third": 1,
}  # fmt: skip
MATTERS = frozenset({"chargeback", "atoz", "dispute", "return", "claim", "inquiry", "case", "escalated"})
#: A complaint may be told without a word for the case: "your buyer hasn't received the item".
_COMPLAINTS = frozenset({"not_received", "not_as_described", "unauthorised", "defective", "return_word"})
#: Who did what and what is wanted: two of these make a story, footers and statistics have none.
_EVENT = frozenset({"third", "respond", "opened"})
_NEWS = frozenset({"info", "message"})
_CASE_ID = 3
_ENOUGH = 4


@dataclass(frozen=True, slots=True)
class Notice:
    """A platform's notice. `case` and `stage` are words of `maildesk deadline`; `respond_by` is aware UTC, None when it names no moment.

    `doubts`: codes of `due.doubts`. `opens_case` only when proven and not closed (design 5, "Proof of a notice").
    """

    platform: str
    kind: NoticeKind
    case: str
    stage: str
    opens_case: bool
    proven: bool
    order_number: str = ""
    case_id: str = ""
    amount: Decimal | None = None
    currency: str = ""
    respond_by: datetime | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """What a platform's mail says, by concept: `meaning` of a machine's sign, words of subject and head, its kind of case id.

    `sure`: the sign is a header; an address writes of cases both new and closed.
    """

    meaning: str
    subject: Hits
    head: Hits
    has_case_id: bool = False
    sure: bool = True

    @property
    def because(self) -> str:
        """A stable code: what made a notice of it."""
        return "machine_sign" if self.meaning else "words"

    @property
    def weight(self) -> int:
        """How much speaks for a notice. Without a matter, complaint or case in the subject, the text must tell of an event."""
        named = self.has_case_id or not (MATTERS | _COMPLAINTS).isdisjoint(self.subject)
        said = {*self.subject, *self.head}
        told = not (MATTERS | _COMPLAINTS).isdisjoint(self.head) and len(_EVENT & said) >= 2
        if not named and not told:
            return 0
        story = told and "respond" in said and _NEWS.isdisjoint(self.subject)
        in_subject = sum(_IN_SUBJECT.get(word, 0) for word in self.subject)
        return in_subject + sum(_IN_TEXT.get(word, 0) for word in self.head) + _CASE_ID * self.has_case_id + story


def platform_of(address: Address, platforms: tuple[Platform, ...]) -> Platform | None:
    """The platform whose own domain this is."""
    domain = address.domain
    return next((platform for platform in platforms if platform.owns(domain)), None) if domain else None


def marks_of(mail: ParsedMail, platform: Platform, words: PhraseBook) -> Marks:
    both = f"{mail.subject[:500]}\n{mail.text[:_HEAD]}"
    named = bool(platform.case_id and platform.case_id.search(both))
    head = words.find(plain(mail.text[:_HEAD]))
    meaning, sure = _meaning(mail, platform)
    return Marks(meaning, words.find(plain(mail.subject[:500])), head, named, sure)


def notice_in(mail: ParsedMail, platform: Platform, marks: Marks, proof: Proof) -> Notice | None:
    """The notice in a mail whose From is the platform's, read from its marks; None when it is no notice."""
    if marks.meaning in {"info", "buyer", "abused"}:
        return None
    if not marks.meaning and marks.weight < _ENOUGH:
        return None
    kind = _kind(platform, marks)
    case, stage = platform.stage_of(_stage_key(kind, platform, marks))
    subject, text = mail.subject[:500], mail.text[:MOST_TEXT]
    money = amount_in(f"{subject}\n{text}")
    sent = mail.date or mail.received_at
    english = _is_english(text)
    proven = proof is Proof.PASS
    return Notice(
        platform=platform.name,
        kind=kind,
        case=case,
        stage=stage,
        opens_case=proven and kind is not NoticeKind.CLOSED,
        proven=proven,
        order_number=order_number_in(platform, subject, text),
        case_id=case_id_in(platform, subject, text),
        amount=money.amount if money else None,
        currency=money.currency if money else "",
        respond_by=respond_by(f"{subject}\n{text}", sent.astimezone(UTC), platform.zone, english) if sent else None,
        doubts=doubts(f"{subject}\n{text}", sent.astimezone(UTC), platform.zone, english) if sent else (),
    )


def _meaning(mail: ParsedMail, platform: Platform) -> tuple[str, bool]:
    for sign in platform.signs:
        value = mail.from_.email if sign.header == "from" else mail.headers.first(sign.header)
        if value and sign.pattern.search(value[:500]):
            meaning = _of_form(mail, platform) if sign.meaning == "shop" else sign.meaning
            return meaning, sign.header != "from"
    return "", True


def _of_form(mail: ParsedMail, platform: Platform) -> str:
    """The platform sends a shop's contact form in its own name; the buyer is in Reply-To."""
    return "buyer" if any(not platform.owns(each.domain) for each in mail.reply_to) else ""


def _kind(platform: Platform, marks: Marks) -> NoticeKind:
    """The machine's word, then whether it is over, then the matter of the subject, then that of the text, then the reason."""
    if marks.meaning and (marks.sure or not _is_closed(marks)):
        return NoticeKind(marks.meaning)
    if _is_closed(marks):
        return NoticeKind.CLOSED
    # At a payment service every dispute is the card holder's bank's, whatever reason it gives.
    if platform.default_kind is NoticeKind.CHARGEBACK and "inquiry" not in marks.subject:
        return NoticeKind.CHARGEBACK
    if platform.name == "amazon" and "atoz" in {*marks.subject, *marks.head}:
        return NoticeKind.A_TO_Z_CLAIM
    for hits in (marks.subject, marks.head):
        matter = _matter(platform, hits)
        if matter:
            return matter
    return _reason({**marks.head, **marks.subject}) or platform.default_kind


def _matter(platform: Platform, hits: Hits) -> NoticeKind | None:
    if "chargeback" in hits:
        return NoticeKind.CHARGEBACK
    if platform.name == "amazon" and "claim" in hits:
        return NoticeKind.A_TO_Z_CLAIM
    if "return" in hits or ("return_word" in hits and not {"dispute", "claim", "case"} & {*hits}):
        return NoticeKind.RETURN_REQUEST
    return _reason(hits)


def _reason(hits: Hits) -> NoticeKind | None:
    """Why the buyer complains. Several may be listed in one notice: the one that needs the most urgent answer first."""
    for word, kind in (
        ("unauthorised", NoticeKind.UNAUTHORISED),
        ("not_received", NoticeKind.ITEM_NOT_RECEIVED),
        ("not_as_described", NoticeKind.NOT_AS_DESCRIBED),
        ("defective", NoticeKind.DEFECTIVE),
    ):
        if word in hits:
            return kind
    return None


def _is_closed(marks: Marks) -> bool:
    """Closed by the subject; or by the head of the text, when nothing there asks for an answer."""
    if "closed" in marks.subject:
        return "respond" not in marks.subject
    return "closed" in marks.head and not {"respond", "opened"} & {*marks.subject, *marks.head}


def _stage_key(kind: NoticeKind, platform: Platform, marks: Marks) -> str:
    """A claim (PayPal), a complaint (Allegro) and a mediation (Mercado Libre) are further stages of what began as an inquiry."""
    said = {*marks.subject, *marks.head}
    if kind in {NoticeKind.CHARGEBACK, NoticeKind.CLOSED, NoticeKind.RETURN_REQUEST}:
        return kind
    stages = dict(platform.stages)
    # Reports of a dispute often use the word for a claim as a verb ("the buyer claims that").
    if "claim" in stages and ("claim" in marks.subject or ("claim" in marks.head and "dispute" not in said)):
        return "claim"
    return "escalated" if "escalated" in stages and "escalated" in said else kind


def _is_english(text: str) -> bool:
    words = plain(text[:2_000])
    return sum(words.count(f" {word} ") for word in ("the", "your", "you", "to")) >= 3
