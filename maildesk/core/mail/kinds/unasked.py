"""Mails nobody asked for: lists and newsletters (`bulk`), and offers (`spam`).

In: a look at a mail. Out: reason codes, empty when the rule does not hold. It never calls an answer to our own mail either of them, and
never a mail because of one word: a buyer may ask for a discount, and may ask to be taken off a list.
"""

from __future__ import annotations

import re

from maildesk.core.mail.kinds.look import Look
from maildesk.core.mail.wire.domain import organisational

_LIST_HEADERS = (
    "list-unsubscribe", "list-id", "list-post", "list-help", "list-subscribe", "mailing-list", "x-mailing-list",
    "x-campaign-id", "x-campaign", "x-mailchimp-id", "x-csa-complaints", "x-mc-user",
)  # fmt: skip
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}\.[A-Za-z]{2,24}")
_SENDERS = re.compile(
    r"^(?:news|newsletter|mag\b|mailmag|edm|nieuws\w*|nyhet\w*|novita|noticias|boletin|infolettre|actu\w*|aktuality|haber\w*|bulten|nowosci|kampan\w*|contato|rassylka|marketing|promo\w*|offers?|deals?|info|hello|mailing|no-?reply|noreply|email|shop|sale|club)",
    re.IGNORECASE,
)
_SCORE = re.compile(r"SCL:\s*(-?\d)|^\s*(-?\d)\s*$", re.IGNORECASE)
_FOREFRONT = re.compile(r"\bSFV:(?:SPM|SKB|SKS)\b|\bCAT:(?:SPM|HSPM|PHSH|HPHISH|HPHSH|BULK|MALW)\b", re.IGNORECASE)
#: Labels of who speaks rather than of what is offered.
_VOICES = frozenset({"pitch", "buys"})
_ASKED = re.compile("[?？؟]")
_LOOKED_AT = 1_500
_SPAM_SUBJECT = re.compile(r"^\s*(?:\[|\*{2,})\s*spam\s*(?:\]|\*{2,})", re.IGNORECASE)


def bulk(look: Look) -> tuple[str, ...]:
    """A list or newsletter: by headers of lists that aren't our own, or by two signs of a newsletter."""
    if look.answers_us or look.from_form:
        return ()
    return _by_list_headers(look) or _by_newsletter_words(look)


def spam(look: Look) -> tuple[str, ...]:
    """Spam: the mail server's own verdict first, then sure signs. Never an answer to our mail."""
    if look.answers_us:
        return ()
    return _by_server(look) or _by_offer(look)


def _by_list_headers(look: Look) -> tuple[str, ...]:
    found = [name for name in _LIST_HEADERS if name in look.headers]
    if look.header("precedence").lower().strip() in {"bulk", "list", "junk"}:
        found.append("precedence")
    if not found or _own_list(look):
        return ()
    return ("list_headers",)


def _own_list(look: Look) -> bool:
    """Many shops' address is a group (Google Groups): then every buyer's mail carries the headers of our own list."""
    values = " ".join(look.header(name)[:500] for name in ("list-id", "list-post"))
    return any(organisational(host) in look.own_domains for host in _HOST.findall(values))


def _by_newsletter_words(look: Look) -> tuple[str, ...]:
    if look.is_answer or look.is_forwarded:
        return ()
    footer = {*look.tail.get("bulk", ()), *look.head.get("bulk", ())}
    offers = {*look.subject.get("offer", ()), *look.head.get("offer", ())}
    robot = look.by_machine or bool(_SENDERS.match(look.local))
    if robot:
        # A buyer who wants to be taken off a list says so in the subject, too.
        footer |= {*look.subject.get("bulk", ())}
    if len(footer) >= 2 or (footer and (robot or len(offers) >= 2)):
        # A person without a link asks to be taken off a list; a newsletter shows where to click.
        return ("newsletter_words",) if robot or len(look.link_hosts) >= 2 - bool(offers) else ()
    many = len(offers) >= 3 and robot and bool(look.link_hosts)
    return ("offers",) if many else ()


def _by_server(look: Look) -> tuple[str, ...]:
    flags = {look.header(name).lower() for name in ("x-spam-flag", "x-spam", "x-barracuda-spam-flag", "x-vr-spamstate")}
    if flags & {"yes", "true", "spam"} or look.header("x-spam-status").lower().startswith("yes"):
        return ("server_spam",)
    if look.header("x-rspamd-action").lower() in {"reject", "add header", "rewrite subject"}:
        return ("server_spam",)
    forefront = f"{look.header('x-forefront-antispam-report')} {look.header('x-microsoft-antispam-report')}"[:4_000]
    score = _SCORE.search(look.header("x-ms-exchange-organization-scl") or forefront)
    if (score and int(score[1] or score[2]) >= 5) or _FOREFRONT.search(forefront):
        return ("server_scl",)
    return ("server_subject",) if _SPAM_SUBJECT.match(look.mail.subject) else ()


def _by_offer(look: Look) -> tuple[str, ...]:
    # Offers come with "Re:" in the subject to look like answers; an answer names what it answers.
    if look.mail.in_reply_to or look.mail.references or look.from_form:
        return ()
    subject = look.known.words.offers.find(look.plain_subject)
    text = look.known.words.offers.find(look.plain_head)
    signs = {label: {*subject.get(label, ()), *text.get(label, ())} for label in {*subject, *text}}
    if "supplier" not in signs:
        signs.pop("trade", None)
    pitch, buys = signs.pop("pitch", set()), signs.pop("buys", set())
    heaviest = max((len(found) for found in signs.values()), default=0)
    total = sum(len(found) for found in signs.values())
    # "Do you accept bitcoin?" under the subject "crypto" is a question.
    told = not _VOICES.issuperset(subject) and not _ASKED.search(look.mail.newest_text[:_LOOKED_AT])
    heavy = heaviest >= 3 or (heaviest >= 2 and (told or total >= 3))
    # Fewer do where nothing speaks of a purchase: beside a seller's voice, or of riches that fall from heaven.
    light = not buys and (len(signs.get("luck", ())) >= 2 or bool(heaviest and pitch))
    return ("offer", *sorted(signs)) if heavy or light else ()
