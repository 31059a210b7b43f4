"""The kind of a mail (design 5): an ordered table of small rules, the first that holds decides; any doubt is a buyer.

In: a parsed mail with its authenticity, what the desk knows, its own addresses. Out: the kind with stable reason codes, the notice, and
for a bounce the ids of the mails it is about. It reads no store, and opens, sends or answers nothing.

The order is that of certainty. Forms of the post come first (RFC 3464, 8098, 5965), then what is proven or forged in a platform's name,
then words. A mail that no rule claims is a buyer's: calling a buyer a robot loses a customer, the reverse costs a glance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from maildesk.core.mail.kinds import automatic, bounce, unasked
from maildesk.core.mail.kinds.courier import courier
from maildesk.core.mail.kinds.knowledge import MailKnowledge
from maildesk.core.mail.kinds.look import Look
from maildesk.core.mail.kinds.platform_mail import from_platform
from maildesk.core.mail.parsed import Kind, ParsedMail, Proof
from maildesk.core.mail.wire.domain import organisational
from maildesk.core.notice.imitation import imitates
from maildesk.core.notice.recognise import Notice, marks_of, notice_in


@dataclass(frozen=True, slots=True)
class KindFound:
    """`because` are stable codes, the rule's name first. `bounce_of`: ids without <>, likeliest first."""

    kind: Kind
    because: tuple[str, ...]
    notice: Notice | None = None
    bounce_of: tuple[str, ...] = ()


def kind_of(
    mail: ParsedMail,
    known: MailKnowledge,
    own: frozenset[str] = frozenset(),
    trusted: tuple[str, ...] = (),
    raw: bytes = b"",
) -> KindFound:
    """What kind of mail this is. `raw` are its bytes: they name the mail that bounced. Never raises, linear in the mail."""
    look = Look(mail, known, own, trusted, raw)
    for rule in _RULES:
        found = rule(look)
        if found is not None:
            return found
    return KindFound(Kind.BUYER, ("no_rule",))


Rule = Callable[[Look], KindFound | None]


def _when(kind: Kind, holds: Callable[[Look], tuple[str, ...]]) -> Rule:
    def rule(look: Look) -> KindFound | None:
        because = holds(look)
        return KindFound(kind, because) if because else None

    return rule


def _outbound(look: Look) -> tuple[str, ...]:
    """Our own address, unless it is forged or a contact form wrote in it for somebody."""
    sender = _without_tag(look.mail.from_.email)
    ours = sender in look.own and not look.from_form
    return ("own_address",) if ours and look.mail.authenticity.proof is not Proof.FAIL else ()


def _without_tag(email: str) -> str:
    local, at, domain = email.rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def _bounce(look: Look) -> KindFound | None:
    because = bounce.bounced(look)
    return KindFound(Kind.BOUNCE, because, bounce_of=bounce.failed_ids(look.mail, look.raw)) if because else None


def _bounce_in_words(look: Look) -> KindFound | None:
    because = bounce.bounced_in_words(look)
    return KindFound(Kind.BOUNCE, because, bounce_of=bounce.failed_ids(look.mail, look.raw)) if because else None


def _platform(look: Look) -> KindFound | None:
    found = from_platform(look)
    if found is None or (found.kind is Kind.BUYER and found.notice is None and _answers_by_itself(look)):
        return None
    return KindFound(found.kind, found.because, found.notice)


def _imitation(look: Look) -> KindFound | None:
    """What an imitation says of a case stays with it, unproven: platforms write from new domains, and a deadline must not be lost."""
    because = imitates(look)
    if not because:
        return None
    platform = next((each for each in look.known.platforms if because[0] == f"claims_{each.name}"), None)
    if platform is None:
        return KindFound(Kind.PHISHING, because)
    marks = marks_of(look.mail, platform, look.known.words.notices)
    return KindFound(Kind.PHISHING, because, notice_in(look.mail, platform, marks, Proof.NONE))


def _shop_news(look: Look) -> tuple[str, ...]:
    """The shop's own software tells of an order (`[Shop] New order #1034`): it writes from our domain, often with the buyer in Reply-To."""
    ours = organisational(look.mail.from_.domain) in look.own_domains and look.mail.from_.email not in look.own
    numbered = any(character.isdigit() for character in look.mail.subject)
    return ("own_shop",) if ours and numbered and "info" in look.notice_subject and not look.is_answer else ()


def _answers_by_itself(look: Look) -> bool:
    """A buyer behind a relay is away, too."""
    return bool(automatic.auto_reply(look))


def _courier(look: Look) -> KindFound | None:
    found = courier(look)
    return KindFound(*found) if found else None


_RULES: tuple[Rule, ...] = (
    _when(Kind.OUTBOUND, _outbound),
    _when(Kind.REPORT, automatic.feedback_report),
    _when(Kind.RECEIPT, automatic.receipt),
    _bounce,
    _platform,
    _imitation,
    _bounce_in_words,
    _when(Kind.RECEIPT, automatic.receipt_in_words),
    _when(Kind.AUTO_REPLY, automatic.challenge),
    _when(Kind.AUTO_REPLY, automatic.auto_reply),
    _courier,
    _when(Kind.PLATFORM_INFO, _shop_news),
    _when(Kind.SPAM, unasked.spam),
    _when(Kind.BULK, unasked.bulk),
)
