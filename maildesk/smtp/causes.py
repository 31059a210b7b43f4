"""What SMTP servers say when they refuse, as rows. Codes are those of RFC 5321 and RFC 4954, words those of large providers.

A reply's own class decides whether trying again can help: 4xx may, 5xx cannot.
"""

from __future__ import annotations

import smtplib

from maildesk.edge import Account, Cause, edge_error
from maildesk.errors import EdgeError

CAUSES: tuple[Cause, ...] = (
    Cause(
        smtplib.SMTPAuthenticationError,
        "app_password",
        "{who}: {where} wants an app password instead of the account's own ({detail}); make one in the provider's settings",
        permanent=True,
        words=("534 ", "application-specific", "app password", "authorization code", "授权码"),
    ),
    Cause(
        smtplib.SMTPAuthenticationError,
        "smtp_disabled",
        "{who}: sending by SMTP is switched off for this account at {where} ({detail}); ask its administrator",
        permanent=True,
        words=("smtpclientauthentication is disabled", "5.7.139"),
    ),
    Cause(
        smtplib.SMTPAuthenticationError,
        "throttled",
        "{who}: {where} asks to come back later ({detail})",
        words=("421 ", "432 ", "450 ", "451 ", "454 ", "too many", "try again later", "temporar"),
    ),
    Cause(
        smtplib.SMTPAuthenticationError,
        "token_refused",
        "{who}: {where} refused the access token ({detail}); sign in to the mailbox again",
        permanent=True,
        auth="xoauth2",
    ),
    Cause(
        smtplib.SMTPAuthenticationError,
        "wrong_password",
        "{who}: {where} refused the user name or password ({detail}); set the password of this mailbox anew",
        permanent=True,
    ),
    Cause(
        smtplib.SMTPNotSupportedError,
        "not_offered",
        "{who}: {where} cannot do what is asked ({detail}); check the security setting",
        permanent=True,
    ),
    Cause(smtplib.SMTPServerDisconnected, "closed", "{who}: {where} closed the connection ({detail})"),
    Cause(smtplib.SMTPConnectError, "busy", "{who}: {where} takes no mail now ({detail})"),
    Cause(smtplib.SMTPException, "no", "{who}: {where} answered: {detail}"),
)


def foreign_error(error: BaseException, account: Account) -> EdgeError:
    """smtplib calls a server that does not answer in time a disconnected one; the time-out is looked at instead."""
    late = error.__context__ if isinstance(error.__context__, TimeoutError) else error
    return edge_error(late, account, CAUSES)
