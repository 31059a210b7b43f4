"""Builds raw mails for tests: one call a mail, real bytes as a client or a server would send them."""

from __future__ import annotations

from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP

OWN = "support@shop.example"
MX = "mx.shop.example"
#: The standard library loses a space where it folds a subject that is not ASCII.
_UNFOLDED = SMTP.clone(max_line_length=2_000)
SENT = "Fri, 20 Nov 2026 10:00:00 +0000"


def mail(
    sender: str,
    subject: str = "",
    text: str = "",
    headers: Mapping[str, str] | None = None,
    *,
    html: str = "",
    date: str = SENT,
    message_id: str = "<m1@sender.example>",
) -> bytes:
    """A mail to the shop. `headers` come on top, in their order."""
    message = EmailMessage(policy=_UNFOLDED)
    for name, value in (headers or {}).items():
        message[name] = value
    message["From"], message["To"], message["Subject"] = sender, OWN, subject
    message["Date"], message["Message-ID"] = date, message_id
    message.set_content(text + "\n")
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def proven(domain: str) -> dict[str, str]:
    """What the shop's own server writes when it has proven the domain."""
    results = f"dkim=pass header.d={domain}; spf=pass smtp.mailfrom={domain}; dmarc=pass header.from={domain}"
    return {"Authentication-Results": f"{MX}; {results}"}


def failed(domain: str) -> dict[str, str]:
    return {
        "Authentication-Results": f"{MX}; dkim=none; spf=fail smtp.mailfrom={domain}; dmarc=fail header.from={domain}"
    }


def report(
    kind: str, text: str, parts: tuple[tuple[str, str], ...], headers: tuple[tuple[str, str], ...] = ()
) -> bytes:
    """A multipart/report (RFC 6522) from the post's robot: `parts` are (content type, body)."""
    lines = [f"{name}: {value}" for name, value in headers]
    lines += [
        "From: Mail Delivery System <MAILER-DAEMON@mx.far.example>",
        f"To: {OWN}",
        "Subject: Undelivered Mail Returned to Sender",
        "Message-ID: <bounce1@mx.far.example>",
        f"Date: {SENT}",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/report; report-type={kind}; boundary="=_b"',
        "",
        "--=_b",
        "Content-Type: text/plain; charset=utf-8",
        "",
        text,
    ]
    for content_type, body in parts:
        lines += ["--=_b", f"Content-Type: {content_type}", "", body]
    return "\r\n".join([*lines, "--=_b--", ""]).encode()
