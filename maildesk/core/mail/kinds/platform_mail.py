"""Mails from platforms' own domains: a buyer's words passed on, a notice, news, advertising, or a forgery.

In: a look at a mail. Out: kind, reasons and the notice; nothing when From is no platform's domain. It opens no case.

What decides, from top to bottom (proof is that of the trusted server or of the bytes; `said` is what the mail says):

| From               | proof                              | said                                    | kind                             |
|--------------------|------------------------------------|-----------------------------------------|----------------------------------|
| relay of buyers    | pass or none (fail: phishing)      | a machine's sign of a notice            | dispute_notice, proven if pass   |
| relay of buyers    | pass or none                       | a machine's sign of news                | platform_info (copy of our own)  |
| relay of buyers    | any                                | anything else                           | buyer                            |
| platform's domain  | fail                               | anything                                | phishing                         |
| platform's domain  | none, others passed                | anything                                | phishing (signed by a stranger)  |
| platform's domain  | none, only strange servers' word   | anything                                | phishing (a pass we can't trust) |
| platform's domain  | none: no word at all               | a bait, and links to strangers          | phishing                         |
| platform's domain  | pass or none                       | sign: buyer's words; "message from"     | buyer                            |
| platform's domain  | pass or none                       | a person's address and no mark          | buyer (employees buy, too)       |
| platform's domain  | pass                               | stranger's invoice with a telephone     | phishing (PayPal's abused mails) |
| platform's domain  | pass or none                       | stranger's invoice or money request     | platform_info, never a case      |
| platform's domain  | pass                               | marks of a notice                       | dispute_notice, proven           |
| platform's domain  | none                               | marks of a notice                       | dispute_notice, not proven       |
| platform's domain  | pass or none                       | advertising                             | bulk                             |
| platform's domain  | pass or none                       | anything else                           | platform_info                    |

"Strange servers' word": a trusted id is set, the mail carries Authentication-Results, and none of them is of that id. A forger writes
such headers; a mailbox whose server was renamed sees them too, so the notice stays with the mail for a person to look at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from maildesk.core.mail.kinds.look import Look
from maildesk.core.mail.parsed import Kind, Proof
from maildesk.core.notice.platform import Platform
from maildesk.core.notice.recognise import MATTERS, Marks, Notice, marks_of, notice_in

_PHONE = re.compile(r"(?:\+\d|\(?\d{3}\)?[ .-]\d{3})[\d ().-]{5,16}\d")
_PERSON = re.compile(r"^([a-z]{2,20})[._]([a-z]{2,25})\d{0,2}$")


@dataclass(frozen=True, slots=True)
class PlatformMail:
    kind: Kind
    because: tuple[str, ...]
    notice: Notice | None = None


def from_platform(look: Look) -> PlatformMail | None:
    """See the table above."""
    mail = look.mail
    platform = look.known.platform_at(mail.from_.domain)
    if platform is None:
        return None
    return _relayed(look, platform) if platform.relays_for(mail.from_.domain) else _judged(look, platform)


def _relayed(look: Look, platform: Platform) -> PlatformMail:
    marks = marks_of(look.mail, platform, look.known.words.notices)
    proof = _proof(look, platform)
    signed = any(sign.header != "from" and sign.header in look.headers for sign in platform.signs)
    notice = notice_in(look.mail, platform, marks, proof) if signed and marks.meaning else None
    if notice:
        kind = Kind.PHISHING if proof is Proof.FAIL else Kind.DISPUTE_NOTICE
        return PlatformMail(kind, (f"platform_{platform.name}", marks.because), notice)
    if signed and marks.meaning == "info" and proof is not Proof.FAIL:
        return PlatformMail(Kind.PLATFORM_INFO, (f"relay_{platform.name}", marks.because))
    return PlatformMail(Kind.BUYER, (f"relay_{platform.name}",))


def _proof(look: Look, platform: Platform) -> Proof:
    """The verdict on From; a signature of another domain of the same platform proves as well (`ebay.com` signs for `ebay.de`)."""
    verdict = look.mail.authenticity
    if verdict.proof is Proof.NONE and any(platform.owns(signer) for signer in verdict.signers):
        return Proof.PASS
    return verdict.proof


def _judged(look: Look, platform: Platform) -> PlatformMail:
    marks = marks_of(look.mail, platform, look.known.words.notices)
    proof = _proof(look, platform)
    notice = notice_in(look.mail, platform, marks, proof)
    name = f"platform_{platform.name}"
    forged = _forged(look, platform, proof, marks)
    if forged:
        return PlatformMail(Kind.PHISHING, (name, *forged), notice)
    if marks.meaning == "buyer" or _carries_message(marks, notice) or _is_person(look, marks, notice):
        return PlatformMail(Kind.BUYER, (name, "passed_on"))
    if marks.meaning == "abused" or "request_money" in marks.subject:
        called = bool(_PHONE.search(look.mail.text[:4_000]))
        return PlatformMail(Kind.PHISHING if called else Kind.PLATFORM_INFO, (name, "abused_template"))
    if notice:
        return PlatformMail(Kind.DISPUTE_NOTICE, (name, marks.because), notice)
    if _advertises(look, platform, marks):
        return PlatformMail(Kind.BULK, (name, "advertising"))
    return PlatformMail(Kind.PLATFORM_INFO, (name, "news"))


def _forged(look: Look, platform: Platform, proof: Proof, marks: Marks) -> tuple[str, ...]:
    """Why a mail in the platform's name is not the platform's; empty when nothing says so."""
    verdict = look.mail.authenticity
    if proof is Proof.PASS:
        return ()
    if proof is Proof.FAIL:
        return ("auth_fail",)
    if any(not platform.owns(stranger) for stranger in verdict.strangers):
        return ("signed_by_stranger",)
    if look.trusted and not verdict.judged and verdict.seen_authserv_ids:
        return ("untrusted_results",)
    baited = "bait" in marks.subject or "bait" in marks.head
    strange = any(look.known.platform_at(host) is None for host in look.link_hosts)
    return ("bait",) if baited and strange else ()


def _carries_message(marks: Marks, notice: Notice | None) -> bool:
    """`You have a new message from a buyer`: somebody waits for an answer. A copy of our own message is news."""
    about_case = bool(MATTERS & {*marks.subject}) and notice is not None
    return "message" in marks.subject and "info" not in marks.subject and not about_case


def _is_person(look: Look, marks: Marks, notice: Notice | None) -> bool:
    if notice or marks.meaning or look.by_machine or "list-unsubscribe" in look.headers:
        return False
    name = _PERSON.match(look.local)
    office = name and not look.known.words.roles.isdisjoint(name.groups())
    return bool(name) and not office and not MATTERS & {*marks.subject}


def _advertises(look: Look, platform: Platform, marks: Marks) -> bool:
    if platform.advertises_from(look.mail.from_.domain):
        return True
    if "list-unsubscribe" in look.headers and look.header("precedence").lower() in {"bulk", "list", "junk"}:
        return "info" not in marks.subject
    lists = "list-unsubscribe" in look.headers or "bulk" in look.tail
    return lists and ("offer" in look.subject or ("offer" in look.head and "info" not in marks.subject))
