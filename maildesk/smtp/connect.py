"""From an account to a logged-in SMTP connection: TLS, EHLO, AUTH. Foreign errors pass; the sender translates them."""

from __future__ import annotations

import base64
import smtplib

from maildesk.edge import Account, send_at_once

#: What we call ourselves in EHLO, as mail programs do: looking up the machine's own name may take seconds, and tells it.
OWN_NAME = "[127.0.0.1]"


def connect(account: Account) -> smtplib.SMTP:
    """A logged-in connection, encrypted as the account says: without the wanted encryption there is none."""
    line = reach(account)
    try:
        if line.sock is not None:
            send_at_once(line.sock)
        line.command_encoding = "utf-8"
        line.ehlo_or_helo_if_needed()
        if account.security == "starttls":
            line.starttls(context=account.tls_context())
            line.ehlo_or_helo_if_needed()
        if account.username:
            log_in(line, account)
    except BaseException:
        line.close()
        raise
    return line


def reach(account: Account) -> smtplib.SMTP:
    if account.security == "tls":
        context = account.tls_context()
        return smtplib.SMTP_SSL(account.host, account.port, OWN_NAME, timeout=account.timeout, context=context)
    return smtplib.SMTP(account.host, account.port, OWN_NAME, timeout=account.timeout)


def log_in(line: smtplib.SMTP, account: Account) -> None:
    """AUTH by access token, or by password in UTF-8 (RFC 4616), which smtplib itself limits to ASCII."""
    mechanisms = line.esmtp_features.get("auth", "").upper().split()
    if account.auth == "xoauth2":
        authenticate(line, "XOAUTH2", f"user={account.username}\1auth=Bearer {account.secret}\1\1")
    elif "PLAIN" in mechanisms:
        authenticate(line, "PLAIN", f"\0{account.username}\0{account.secret}")
    else:
        line.login(account.username, account.secret)


def authenticate(line: smtplib.SMTP, mechanism: str, answer: str) -> None:
    code, text = line.docmd("AUTH", f"{mechanism} {base64.b64encode(answer.encode()).decode()}")
    if code == 334:  # XOAUTH2 tells the reason as a challenge; only after an empty answer comes the refusal itself
        code, text = line.docmd("")
    if code not in (235, 503):
        raise smtplib.SMTPAuthenticationError(code, text)
