"""Sending what waits in one mailbox's outbox: each mail is claimed, handed over, and settled before the next.

In: the desk and a mailbox's id. Out: rows. A kill at any line loses no mail and sends none twice: see `flow.reply.outbox`.
"""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime

import structlog

from maildesk.core.queue.sending import Outcome, Sending
from maildesk.errors import EdgeError, UncertainError
from maildesk.flow.house import jobs, mailboxes
from maildesk.flow.reply import outbox
from maildesk.flow.reply.outbox import Parcelled, Tried
from maildesk.imap.folders import sent_folder
from maildesk.jobs.accounts import imap_account, smtp_account
from maildesk.jobs.desk import Desk
from maildesk.smtp.sender import Sender

log = structlog.get_logger()
WORKER = f"{socket.gethostname()}:{os.getpid()}"
#: Errors of the mail itself. A wrong password or certificate is the mailbox's: its mails wait until somebody mends it.
THE_MAILS_OWN = frozenset({"bad_bytes", "bad_address", "too_big", "no_smtputf8"})
#: Between two looks into an outbox that nothing was asked for.
QUIET = 5.0


def send(desk: Desk, mailbox_id: int) -> float:
    """Send what is due; returns the seconds until the next look."""
    now = datetime.now(UTC)
    with desk.store.reading() as session:
        box = mailboxes.get(session, mailbox_id)
        waiting = outbox.due(session, mailbox_id, now, box.per_minute or desk.settings.send_per_minute)
        last = outbox.next_due(session, mailbox_id)
    if waiting and box.smtp_host:
        account = smtp_account(desk, box)
        with desk.lines.sender(mailbox_id, account) as sender:
            for outbox_id in waiting:
                _send_one(desk, sender, outbox_id)
        with desk.store.writing() as session:
            jobs.ask(session, "copies", now, {"mailbox_id": mailbox_id}, key=f"copies:{mailbox_id}")
        return 0.2
    return min(QUIET, max((last - now).total_seconds(), 0.05)) if last else QUIET


def _send_one(desk: Desk, sender: Sender, outbox_id: int) -> None:
    with desk.store.writing() as session:
        mail = outbox.claim(session, outbox_id, WORKER, datetime.now(UTC))
    if mail is None:
        return  # taken back, or another worker's
    tried = _hand_over(sender, mail)
    with desk.store.writing() as session:
        state = outbox.settle(session, tried, desk.settings.timezone, datetime.now(UTC))
    if state is not Sending.SENT:
        log.warning("not_sent", outbox=outbox_id, state=str(state), said=tried.said)


def _hand_over(sender: Sender, mail: Parcelled) -> Tried:
    try:
        receipt = sender.send(mail.sender, mail.recipients, mail.body)
    except UncertainError as error:
        return Tried(mail.outbox_id, Outcome.UNCLEAR, str(error))
    except EdgeError as error:
        final = error.permanent and (error.code.startswith("smtp_5") or error.code in THE_MAILS_OWN)
        return Tried(mail.outbox_id, Outcome.PERMANENT if final else Outcome.TEMPORARY, str(error))
    refused = "; ".join(f"{r.address}: {r.code} {r.text}" for r in receipt.refused)
    return Tried(
        mail.outbox_id, Outcome.ACCEPTED, f"{receipt.reply}; refused for {refused}" if refused else receipt.reply
    )


def file_copies(desk: Desk, mailbox_id: int) -> None:
    """Copies of sent mails into the Sent folder: a step of its own that may fail without harm (pain 9)."""
    with desk.store.reading() as session:
        box = mailboxes.get(session, mailbox_id)
        rows = outbox.to_copy(session, mailbox_id)
    if not rows or not box.imap_host:
        return
    with desk.lines.mailbox(mailbox_id, imap_account(desk, box)) as mailbox:
        folder = sent_folder(mailbox.folders())
        name = folder.name if folder else "Sent"
        for row in rows:
            if folder is None or mailbox.find_by_message_id(name, row.message_id) is None:
                mailbox.append(name, row.body, ("\\Seen",), row.sent_at)
            with desk.store.writing() as session:
                outbox.copied(session, row.id)


def settle_uncertain(desk: Desk, mailbox_id: int) -> None:
    """Mails whose fate SMTP left open are looked for in the Sent folder; what is not found waits for a person."""
    with desk.store.writing() as session:
        outbox.abandon(session, datetime.now(UTC))
    with desk.store.reading() as session:
        box = mailboxes.get(session, mailbox_id)
        rows = outbox.uncertain(session, mailbox_id)
    if not rows or not box.imap_host:
        return
    with desk.lines.mailbox(mailbox_id, imap_account(desk, box)) as mailbox:
        folder = sent_folder(mailbox.folders())
        for row in rows if folder else ():
            if folder and mailbox.find_by_message_id(folder.name, row.message_id) is not None:
                with desk.store.writing() as session:
                    outbox.found_in_sent(session, row.id, desk.settings.timezone, datetime.now(UTC))
