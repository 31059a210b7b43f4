"""The desk's own errors: one root, a paragraph of situation each.

Edges translate foreign exceptions into these in one table; everything above speaks only of them.
"""

from __future__ import annotations


class DeskError(Exception):
    """Anything the desk can name. `str()` is one line for a person: the thing, what it held, what to do."""


class SettingError(DeskError):
    """A setting is missing or wrong. Names the variable, what it held and what was wanted. Exit code 2."""


class UsageError(DeskError):
    """A command was called with words it does not know, or with a file that is not there. Exit code 2."""


class RefusedError(DeskError):
    """A rule forbids what was asked. `who_may` names the roles that may do it; empty when nobody may."""

    def __init__(self, message: str, *, code: str = "refused", who_may: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.who_may = who_may


class NotFoundError(DeskError):
    """The thing named does not exist, or the asker may not know that it does."""


class StaleError(DeskError):
    """Somebody was first: the version the caller saw is no longer the newest. Nothing was written."""


class EdgeError(DeskError):
    """The world outside (IMAP, SMTP, HTTP) failed. `permanent`: trying again unchanged cannot help. `code` says what failed."""

    def __init__(self, message: str, *, permanent: bool = False, code: str = "edge") -> None:
        super().__init__(message)
        self.permanent = permanent
        self.code = code


class UncertainError(EdgeError):
    """The connection broke after the mail's bytes were handed over: it may have left or not. Never tried again by itself."""
