"""What a mail says, as values. Everything downstream reads these and nothing else of the mail.

In: nothing (only shapes). Out: `ParsedMail` and its parts. What is unusual about a mail is a code in `defects`, not an exception.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of mail (design 5). Only `buyer` has an intent and gets a draft."""

    BUYER = "buyer"
    DISPUTE_NOTICE = "dispute_notice"
    PHISHING = "phishing"
    PLATFORM_INFO = "platform_info"
    BOUNCE = "bounce"
    AUTO_REPLY = "auto_reply"
    BULK = "bulk"
    SPAM = "spam"
    COURIER_NOTICE = "courier_notice"
    RECEIPT = "receipt"
    REPORT = "report"
    OUTBOUND = "outbound"


class Proof(StrEnum):
    """What is proven about the sender's domain (design 5, "Proof of a notice")."""

    PASS = "pass"  # noqa: S105 - the word of RFC 8601
    FAIL = "fail"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Address:
    """`email` is lower-cased, free of controls, and empty when the header held none; `name` is decoded."""

    email: str
    name: str = ""

    @property
    def domain(self) -> str:
        return self.email.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Attachment:
    """One non-text leaf. `part` is its index in the walk of the mail, by which the bytes are found again in the raw mail.

    `name` is safe to save under (no path, no controls, never empty). `size` counts decoded bytes. `content_id` without <>.
    """

    part: int
    name: str
    content_type: str
    size: int
    content_id: str = ""
    inline: bool = False


class FoldKind(StrEnum):
    """Why a piece of text is folded away on screen instead of shown as the newest words."""

    QUOTE = "quote"
    FORWARD = "forward"
    SIGNATURE = "signature"
    FOOTER = "footer"
    WRAPPER = "wrapper"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of whole lines of the plain text. `fold` None: the sender's own newest words. Joined, all segments give the text."""

    text: str
    fold: FoldKind | None = None


@dataclass(frozen=True, slots=True)
class Authenticity:
    """The verdicts on From's own domain: from the trusted Authentication-Results, or DKIM verified from the bytes.

    `domain` is the aligned domain that was proven (organisational domain), empty if none.
    `seen_authserv_ids` are all ids seen, topmost first (set-up proposes the first). `judged`: a trusted verdict was there at all;
    `strangers` are the domains of others that it passed: who really sent the mail. `signers`: all domains whose DKIM passed.
    """

    proof: Proof = Proof.NONE
    domain: str = ""
    seen_authserv_ids: tuple[str, ...] = ()
    judged: bool = False
    strangers: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Headers:
    """Decoded, unfolded headers in order, capped; names lower-case. `first` and `all` cost O(headers)."""

    pairs: tuple[tuple[str, str], ...] = ()

    def first(self, name: str) -> str:
        return next((v for n, v in self.pairs if n == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(v for n, v in self.pairs if n == name)

    def __contains__(self, name: str) -> bool:
        return any(n == name for n, _ in self.pairs)


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """One mail. Ids come without <>; moments are aware UTC; all texts are free of NUL and of lone surrogates.

    `sender` is who the mail is from for the desk: From, or Reply-To for a shop's contact form.
    `text` is the whole readable plain text (from text/plain, else from the HTML); `segments` cut it; `newest_text` joins the
    unfolded ones, stripped. `content_hash` is of the decoded content without transport headers: equal for the same mail in two mailboxes.
    """

    message_id: str
    sender: Address
    subject: str
    newest_text: str
    kind: Kind = Kind.BUYER
    kind_because: tuple[str, ...] = ()
    from_: Address = Address("")
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    date: datetime | None = None
    received_at: datetime | None = None
    text: str = ""
    html: str = ""
    segments: tuple[Segment, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    headers: Headers = field(default_factory=Headers)
    authenticity: Authenticity = Authenticity()
    bounce_of: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()
    content_hash: str = ""
    size: int = 0

    @property
    def thread_ids(self) -> tuple[str, ...]:
        """Ancestors' ids, nearest first, each once."""
        return tuple(dict.fromkeys((*self.in_reply_to, *reversed(self.references))))
