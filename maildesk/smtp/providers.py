"""Providers that put what leaves over their SMTP server into Sent by themselves: a copy of ours would stand there twice."""

from __future__ import annotations

#: The submission hosts of Gmail, Exchange Online (also as run in China) and Outlook.com.
KEEP_A_COPY = (
    "smtp.gmail.com",
    "smtp.googlemail.com",
    "smtp.office365.com",
    "smtp-mail.outlook.com",
    "smtp.partner.outlook.cn",
)


def keeps_a_copy(smtp_host: str) -> bool:
    """True: do not append to Sent. False says nothing sure: look for the Message-ID in Sent before appending."""
    return smtp_host.rstrip(".").lower() in KEEP_A_COPY
