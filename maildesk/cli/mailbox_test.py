"""`maildesk mailbox test NAME`: log in at both servers and look."""

from __future__ import annotations

from maildesk.db.engine import Store
from maildesk.errors import UsageError
from maildesk.flow.house import mailboxes
from maildesk.jobs.trying import Trial, try_logins
from maildesk.settings import Settings
from maildesk.wiring import working


def run(store: Store, settings: Settings, name: str) -> int:
    """Tell what each server said; exit code 1 unless both let us in."""
    with store.reading() as session:
        box = mailboxes.named(session, name)
    if box is None:
        raise UsageError(f"there is no mailbox {name!r}; `maildesk mailbox list` names them")
    trials = try_logins(working.desk(settings, store), box)
    for trial in trials:
        print(f"{trial.protocol}: {_said(trial)}")
        fresh = sorted(set(trial.authserv) - set(box.trust_authserv))
        if fresh:
            print(
                f"Authentication-Results come from {', '.join(fresh)}: if that is your own server, name it with --trust-authserv"
            )
    return 0 if all(trial.well for trial in trials) else 1


def _said(trial: Trial) -> str:
    if not trial.well:
        return trial.said
    return f"logged in at {trial.where}" + (f"; INBOX holds {trial.mails} mails" if trial.protocol == "IMAP" else "")
