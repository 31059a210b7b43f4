"""What IMAP servers say when they refuse, as rows. The words are those of RFC 5530 and of the large providers."""

from __future__ import annotations

from imapclient import exceptions as imap

from maildesk.edge import Cause

THROTTLED = (
    "[limit]",
    "[inuse]",
    "[unavailable]",
    "[throttled]",
    "[serverbug]",
    "throttled",
    "too many simultaneous",
    "too many connections",
    "too many login",
    "maximum number of connections",
    "bandwidth limits",
    "try again later",
    "temporary",
    "temporarily",
    "not connected",  # Exchange Online, when its own back end is away: "User is authenticated but not connected."
)

CAUSES: tuple[Cause, ...] = (
    Cause(
        imap.LoginError,
        "app_password",
        "{who}: {where} wants an app password instead of the account's own ({detail}); make one in the provider's settings",
        permanent=True,
        words=(
            "application-specific",
            "app password",
            "app-specific",
            "authorization code",
            "授权码",
            "via your web browser",
        ),
    ),
    Cause(
        imap.LoginError,
        "imap_disabled",
        "{who}: IMAP is switched off for this account at {where} ({detail}); switch it on in the provider's settings",
        permanent=True,
        words=(
            "imap access is disabled",
            "imap is disabled",
            "not enabled for imap",
            "service not open",
            "login disabled",
        ),
    ),
    Cause(
        imap.LoginError,
        "unsafe_login",
        "{who}: {where} took this for an unsafe login ({detail}); allow mail programs in the provider's settings",
        permanent=True,
        words=("unsafe login",),
    ),
    Cause(
        imap.LoginError,
        "needs_tls",
        "{who}: {where} takes no password over an open line ({detail}); set the security to tls or starttls",
        permanent=True,
        words=("[privacyrequired]", "plaintext authentication disallowed", "logindisabled"),
    ),
    Cause(imap.IMAPClientError, "throttled", "{who}: {where} asks to come back later ({detail})", words=THROTTLED),
    Cause(
        imap.LoginError,
        "token_refused",
        "{who}: {where} refused the access token ({detail}); sign in to the mailbox again",
        permanent=True,
        auth="xoauth2",
    ),
    Cause(
        imap.IMAPClientAbortError,
        "closed",
        "{who}: {where} closed the connection ({detail})",
    ),
    Cause(
        imap.LoginError,
        "wrong_password",
        "{who}: {where} refused the user name or password ({detail}); set the password of this mailbox anew",
        permanent=True,
    ),
    Cause(
        imap.CapabilityError,
        "not_offered",
        "{who}: {where} cannot do what is asked ({detail}); check the security setting",
        permanent=True,
    ),
    Cause(
        imap.IMAPClientError,
        "full",
        "{who}: the mailbox at {where} is full ({detail}); delete mails or ask for more room",
        permanent=True,
        words=("[overquota]", "quota exceeded", "mailbox is full"),
    ),
    Cause(
        imap.IMAPClientError,
        "no_folder",
        "{who}: the folder is not there at {where} ({detail}); choose another folder for this mailbox",
        permanent=True,
        words=("[nonexistent]", "[trycreate]", "doesn't exist", "does not exist", "unknown mailbox"),
    ),
    Cause(
        imap.IMAPClientError,
        "forbidden",
        "{who}: {where} does not allow this ({detail})",
        permanent=True,
        words=("[noperm]", "permission denied", "read-only", "[cannot]"),
    ),
    Cause(imap.IMAPClientError, "no", "{who}: {where} answered: {detail}"),
)
