"""Mails of the post itself: what could not be delivered, or not yet, and which of our mails that was.

In: a look at a mail; its bytes, for the returned part. Out: reason codes, and message ids. It decides nothing about the send: whether a
failure is permanent is read from `action` and left to the outbox.

RFC 3464 reports are known by their form. Others (qmail, Exchange of old, mail.ru, 163, QQ, Yahoo) have only a robot's address, an
empty Return-Path and words, so two of these must meet.
"""

from __future__ import annotations

import re

from maildesk.core.mail.kinds.look import Look
from maildesk.core.mail.parsed import ParsedMail

_MOST_BYTES = 400_000
_MOST_IDS = 20
_ROBOT = re.compile(
    r"^(?:mailer-?_?daemon|mail-?daemon|postmaster|post_?master|mdaemon|mail\.?system|maildelivery|mail-delivery|bounces?|"
    r"microsoftexchange[0-9a-f]{16,}|mailsystem|email-?daemon|internet-?mail-?delivery)(?:[^a-z]|$)",
    re.IGNORECASE,
)
_ROBOT_NAME = re.compile(
    r"mail delivery (?:sub)?system|mailer.?daemon|system administrator|mail administrator", re.IGNORECASE
)
#: Reason code of a warning: nothing has failed yet.
DELAYED = "delayed"
#: Enhanced status codes (RFC 3463) and plain replies of servers.
_STATUS = re.compile(r"(?<!\d)[45]\.\d{1,2}\.\d{1,3}(?!\d)|(?<![\d.])(?:550|551|552|553|554|450|451|452|421)[ -]")
_ACTION = re.compile(rb"^Action:[ \t]*([A-Za-z]{1,20})", re.IGNORECASE | re.MULTILINE)
_RETURNED_ID = re.compile(
    rb"^[> \t]{0,8}(?:X-)?(?:Original-)?Message-ID:[ \t]*(?:\r?\n[ \t]{1,20})?<?([^\s<>@]{1,400}@[^\s<>]{1,255})>?",
    re.IGNORECASE | re.MULTILINE,
)


def bounced(look: Look) -> tuple[str, ...]:
    """A bounce or delay warning by its form: RFC 3464, or a server's own mark."""
    mail = look.mail
    report = look.header("content-type").lower()
    status = any(each.content_type == "message/delivery-status" for each in mail.attachments)
    if status or ("multipart/report" in report and "delivery-status" in report):
        return ("delivery_status", DELAYED) if _only_delayed(look) else ("delivery_status",)
    if "x-failed-recipients" in look.headers:
        return ("failed_recipients",)
    return ()


def _only_delayed(look: Look) -> bool:
    """The server goes on trying (action `delayed` alone): the mail is not lost, and must not be sent again."""
    return {action.lower() for action in _ACTION.findall(look.raw[:_MOST_BYTES])} == {b"delayed"}


def delivered(look: Look) -> tuple[str, ...]:
    """A report that all went well (actions `delivered`, `relayed`, `expanded` of RFC 3464, 2.3.3): a receipt, no bounce."""
    actions = {action.lower() for action in _ACTION.findall(look.raw[:_MOST_BYTES])}
    return ("delivered_status",) if actions and actions <= {b"delivered", b"relayed", b"expanded"} else ()


def bounced_in_words(look: Look) -> tuple[str, ...]:
    """A bounce without a form: a robot of the post with words of failure, or an empty Return-Path with subject and status code."""
    mail = look.mail
    robot = bool(_ROBOT.match(look.local)) or bool(_ROBOT_NAME.search(mail.from_.name))
    empty_path = look.header("return-path") == "<>" or not mail.from_.email
    if not robot and not empty_path:
        return ()
    in_subject = "bounce_subject" in look.subject
    in_text = "bounce_text" in look.head or "bounce_text" in look.tail
    if robot and (in_subject or in_text or _STATUS.search(mail.text[:4_000])):
        return ("robot", "words")
    coded = bool(_STATUS.search(mail.text[:4_000]))
    returned = any(each.content_type == "message/rfc822" for each in mail.attachments)
    if in_subject and in_text and empty_path and (coded or returned or look.by_machine or not mail.from_.email):
        return ("empty_return_path", "words")
    return ()


def failed_ids(mail: ParsedMail, raw: bytes) -> tuple[str, ...]:
    """Message ids of the mails that a bounce is about, likeliest first: of the returned part, then those it refers to."""
    body = raw[:_MOST_BYTES].partition(b"\r\n\r\n" if b"\r\n\r\n" in raw[:_MOST_BYTES] else b"\n\n")[2]
    sources = (body, mail.text[:_MOST_BYTES].encode("utf-8", "replace"))
    found = [match.decode("ascii", "replace") for source in sources for match in _RETURNED_ID.findall(source)]
    ids = dict.fromkeys((*found[:_MOST_IDS], *mail.thread_ids[:_MOST_IDS]))
    return tuple(each for each in ids if each != mail.message_id)[:_MOST_IDS]
