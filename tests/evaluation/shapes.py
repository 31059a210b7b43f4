"""Mails that are no letters of a buyer: reports of the post, robots, notices, and mails that mean harm.

In: a row that names its shape. Out: raw bytes.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from email.utils import format_datetime as rfc_date

from tests.evaluation import mime
from tests.evaluation.letter import MX
from tests.evaluation.quoted import SHOP_MAIL, moment
from tests.evaluation.rows import Row

UTF8 = mime.Charset("utf-8", "utf-8")


def _head(row: Row) -> list[tuple[str, str]]:
    """The headers every mail has; what the row names itself stands instead. `-Name`: the header is left out."""
    charset = mime.Charset.of(row.charset)
    sender = f"{mime.word(row.name, charset)} <{row.email}>" if row.name else row.email
    domain = row.email.rpartition("@")[2] or "unknown.example"
    pairs = [
        ("Received", f"from mail.{domain} by {MX} with ESMTPS id {row.id};\r\n {rfc_date(moment(row))}"),
        ("From", sender),
        ("To", SHOP_MAIL),
        ("Subject", mime.word(row.subject, charset)),
        ("Date", rfc_date(moment(row))),
        ("Message-ID", f"<{row.id}@{domain}>"),
    ]
    own = {name.lower().lstrip("-") for name, _ in row.headers}
    kept = [pair for pair in pairs if pair[0].lower() not in own]
    return [*_proof(row, domain), *[p for p in row.headers if not p[0].startswith("-")], *kept]


def _proof(row: Row, domain: str) -> list[tuple[str, str]]:
    """What stands about the sender: by our own server, or by one that anybody can name."""
    good = f"dkim=pass header.d={domain}; spf=pass smtp.mailfrom={domain}; dmarc=pass header.from={domain}"
    verdicts = {
        "pass": [f"{MX}; {good}"],
        "dkim": [f"{MX}; dkim=pass header.d={domain} header.s=s1; spf=neutral"],
        "fail": [f"{MX}; dkim=none; spf=fail smtp.mailfrom={domain}; dmarc=fail header.from={domain}"],
        "stranger": [f"{MX}; dkim=pass header.d=mailer.example; spf=pass smtp.mailfrom=mailer.example; dmarc=none"],
        "forged": [f"mx.google.example; {good}"],
        "below": [f"{MX}; dkim=none; spf=fail; dmarc=fail header.from={domain}", f"{MX}; {good}"],
        "lookalike": [
            f"{MX}; dkim=pass header.d={domain}; spf=pass smtp.mailfrom={domain}; dmarc=pass header.from={domain}"
        ],
    }
    return [("Authentication-Results", told) for told in verdicts.get(row.proof, ())]


def note(row: Row) -> bytes:
    """Text, and HTML when the row has it."""
    charset = mime.Charset.of(row.charset)
    parts = [] if row.html and not row.body else [mime.part(row.body + "\n", "plain", charset, "8bit")]
    if row.html:
        parts.append(mime.part(row.html, "html", charset, "quoted-printable"))
    body = mime.multipart("mixed", [mime.multipart("alternative", parts), *map(mime.attachment, row.attachments)])
    return mime.assemble(_head(row), body)


def _report(row: Row, report: str, content_type: str, facts: str, original: str = "") -> bytes:
    parts = [mime.part(row.body + "\n", "plain", UTF8, "8bit"), f"Content-Type: {content_type}\r\n\r\n{facts}".encode()]
    if original:
        parts.append(f"Content-Type: text/rfc822-headers\r\n\r\n{original}".encode())
    body = mime.multipart("report", parts, f"; report-type={report}")
    return mime.assemble(_head(row), body)


_OURS = f"From: Lampenhaus <{SHOP_MAIL}>\r\nTo: buyer@far.example\r\nSubject: Your order\r\nMessage-ID: <ours.1@shop.example>\r\n"


def bounce(row: Row) -> bytes:
    """RFC 3464, for good or for now."""
    action, status = ("delayed", "4.4.1") if row.proof == "delayed" else ("failed", "5.1.1")
    facts = (
        f"Reporting-MTA: dns; mx.far.example\r\n\r\nFinal-Recipient: rfc822; buyer@far.example\r\n"
        f"Action: {action}\r\nStatus: {status}\r\n"
    )
    return _report(row, "delivery-status", "message/delivery-status", facts, _OURS)


def read_receipt(row: Row) -> bytes:
    """RFC 8098."""
    facts = (
        "Reporting-UA: mail.far.example; client\r\nFinal-Recipient: rfc822;buyer@far.example\r\n"
        "Original-Message-ID: <ours.1@shop.example>\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n"
    )
    return _report(row, "disposition-notification", "message/disposition-notification", facts)


def feedback(row: Row) -> bytes:
    """RFC 5965: a reader pressed "this is spam"."""
    facts = "Feedback-Type: abuse\r\nUser-Agent: Loop/1.0\r\nVersion: 1\r\nOriginal-Rcpt-To: <buyer@far.example>\r\n"
    return _report(row, "feedback-report", "message/feedback-report", facts, _OURS)


def invitation(row: Row) -> bytes:
    """A calendar's invitation."""
    event = (
        "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@cal.example\r\nDTSTART:20261201T090000Z\r\n"
        f"SUMMARY:{row.subject}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    calendar = f"Content-Type: text/calendar; charset=utf-8; method=REQUEST\r\n\r\n{event}".encode()
    parts = [mime.part(row.body + "\n", "plain", UTF8, "8bit"), calendar]
    return mime.assemble(_head(row), mime.multipart("alternative", parts))


def signed(row: Row) -> bytes:
    """S/MIME signature beside the text."""
    seal = (
        b'Content-Type: application/pkcs7-signature; name="smime.p7s"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\nMIAGCSqGSIb3DQEHAqCA\r\n"
    )
    parts = [mime.part(row.body + "\n", "plain", UTF8, "8bit"), seal]
    kind = '; protocol="application/pkcs7-signature"; micalg=sha-256'
    return mime.assemble(_head(row), mime.multipart("signed", parts, kind))


def forwarded_whole(row: Row) -> bytes:
    """A buyer hands on a whole mail as an attachment."""
    inner = f"{_OURS}Content-Type: text/plain\r\n\r\nYour order is on its way.\r\n"
    parts = [mime.part(row.body + "\n", "plain", UTF8, "8bit"), f"Content-Type: message/rfc822\r\n\r\n{inner}".encode()]
    return mime.assemble(_head(row), mime.multipart("mixed", parts))


def bytes_as_told(row: Row) -> bytes:
    """Hostile mails: a pattern written once and said how often, so that the row stays short.

    `html` holds `unit*count` lines, each appended to the body; the headers come as they are, broken or not.
    """
    grown = "".join(_grown(line) for line in row.html.split("\n") if line)
    head = "".join(f"{name}: {_grown(value)}\r\n" for name, value in _head(row))
    return (head + "\r\n" + row.body + "\r\n" + grown).encode("utf-8", "surrogateescape")


def _grown(told: str) -> str:
    unit, times, count = told.rpartition("*^")
    return unit.replace("\\n", "\r\n") * int(count) if times else told


def nested(row: Row) -> bytes:
    """Five hundred multiparts in each other, the words inside the last."""
    depth = 500
    opening = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth))
    closing = "".join(f"\r\n--b{n}--\r\n" for n in reversed(range(depth)))
    head = "".join(f"{name}: {value}\r\n" for name, value in _head(row))
    return (head + opening + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + row.body + closing).encode()


def broken_base64(row: Row) -> bytes:
    """Base64 with a strange sign in the middle and no end."""
    coded = base64.b64encode(row.body.encode()).decode()
    coded = coded[:8] + "*!" + coded[8:].rstrip("=")
    head = "".join(f"{name}: {value}\r\n" for name, value in _head(row))
    return f"{head}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{coded}".encode()


def unended(row: Row) -> bytes:
    """A multipart that stops in the middle."""
    head = "".join(f"{name}: {value}\r\n" for name, value in _head(row))
    parts = f'Content-Type: multipart/alternative; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{row.body}'
    return (head + parts).encode()


SHAPES: dict[str, Callable[[Row], bytes]] = {
    "note": note,
    "bounce": bounce,
    "read_receipt": read_receipt,
    "feedback": feedback,
    "invitation": invitation,
    "signed": signed,
    "forwarded_whole": forwarded_whole,
    "as_told": bytes_as_told,
    "nested": nested,
    "broken_base64": broken_base64,
    "unended": unended,
}
