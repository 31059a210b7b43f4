"""`maildesk doctor`: what is wrong with this installation, and what to do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select

from maildesk.cli.words import command
from maildesk.core.clock.clock import State
from maildesk.core.clock.ladder import Act
from maildesk.core.dispute.row import STALE_AFTER
from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.db.schema import differences
from maildesk.db.standing import standing
from maildesk.errors import DeskError
from maildesk.evidence import fonts
from maildesk.flow.clocks import mending, told_twice
from maildesk.flow.mail import ledger
from maildesk.imap.mailbox import open_mailbox
from maildesk.jobs.accounts import imap_account, smtp_account
from maildesk.jobs.desk import Desk
from maildesk.packs import knowledge
from maildesk.packs.care import load_care
from maildesk.packs.disputes import load_disputes
from maildesk.packs.peaks import load_peaks
from maildesk.settings import Settings
from maildesk.smtp.sender import Sender
from maildesk.texts.check import check
from maildesk.texts.load import folders, load_all
from maildesk.wiring import opening, working


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and if not, what to do."""

    subject: str
    well: bool
    said: str


def run(argv: Sequence[str]) -> int:
    """Look at everything; exit 1 when something is wrong."""
    words = command("doctor", "Settings, database, mailboxes, texts, packs: what is wrong and what to do.")
    words.add_argument("--json", action="store_true")
    given = words.parse_args(argv)
    well = True
    for finding in _look():
        well = well and finding.well
        mark = "ok   " if finding.well else "WRONG"
        print(
            json.dumps(asdict(finding), ensure_ascii=False)
            if given.json
            else f"{mark} {finding.subject}: {finding.said}",
            flush=True,
        )
    return 0 if well else 1


def _look() -> Iterator[Finding]:
    settings = opening.settings()
    yield Finding("settings", True, f"read; data in {settings.data_dir}")
    if not settings.public_url:
        yield Finding("public address", True, "MAILDESK_PUBLIC_URL is not set: mails to colleagues carry no links")
    yield from _packs(settings.text_folders)
    yield _evidence(settings)
    with closing(opening.store(settings)) as store:
        yield from _store(store)
        desk = working.desk(settings, store)
        yield from _mailboxes(store, desk)
        yield from _work(store)
        yield from clocks(store)


def _packs(text_folders: str) -> Iterator[Finding]:
    known = knowledge.load()
    formats, platforms = len(known.numbering.formats), len(known.senders.platforms)
    yield Finding("packs", True, f"{formats} order formats, {platforms} platforms, {len(load_peaks().events)} events")
    yield deadlines(datetime.now(UTC).date())
    loaded = load_all(folders(text_folders))
    wrong = [*loaded.wrong, *map(str, check(loaded.catalogue, load_care().offers))]
    said = (
        f"{len(loaded.catalogue.texts)} texts"
        if not wrong
        else f"{len(wrong)} findings; run `maildesk templates check`"
    )
    yield Finding("texts", not wrong, said)


def deadlines(today: date) -> Finding:
    """Rows that nobody has checked for half a year still count, and say on every case that they are old."""
    packs = load_disputes()
    old = ", ".join(f"{name} {count}" for name, count in packs.stale_on(today).items())
    rows = sum(len(pack.rows) for pack in packs.platforms.values())
    said = f"{rows} rows of {len(packs.platforms)} platforms"
    return Finding("deadlines", True, f"{said}; checked over {STALE_AFTER.days} days ago: {old}" if old else said)


def _evidence(settings: Settings) -> Finding:
    """Pages of evidence are an extra: what is missing for them is said, and nothing is wrong."""
    families = fonts.available(fonts.folders(settings.font_folders))
    missing = ", ".join(fonts.missing_scripts(families))
    if not families:
        return Finding("evidence", True, "originals only; for pages: pip install 'maildesk[evidence]'")
    return Finding("evidence", True, f"no fonts for {missing}; install Noto's" if missing else "pages in every script")


def _store(store: Store) -> Iterator[Finding]:
    at, _ = standing(store)
    unlike = differences(store)
    yield Finding("database", not unlike, f"revision {at}" if not unlike else "; ".join(unlike[:3]))
    with store.reading() as session:
        uneven = ledger.unbalanced(session)
        people = session.scalar(select(func.count()).select_from(t.User).where(t.User.active))
    yield Finding("ledger", not uneven, "adds up" if not uneven else f"does not add up: {uneven[:3]}")
    yield Finding(
        "people",
        bool(people),
        f"{people} active" if people else "nobody can sign in; run `maildesk user add LOGIN --role supervisor`",
    )


def _mailboxes(store: Store, desk: Desk) -> Iterator[Finding]:
    with store.reading() as session:
        boxes = session.scalars(select(t.Mailbox).where(t.Mailbox.active).order_by(t.Mailbox.id)).all()
    if not boxes:
        yield Finding("mailboxes", False, "none yet; run `maildesk mailbox add NAME --address ...`")
    for box in boxes:
        if box.imap_host:
            yield _tried(f"mailbox {box.name}, reading", _reads, desk, box)
        if box.smtp_host:
            yield _tried(f"mailbox {box.name}, sending", _sends, desk, box)
        if box.imap_host and not box.trust_authserv:
            said = f"no trusted authserv-id: notices of platforms stay unproven; `maildesk mailbox test {box.name}` proposes one"
            yield Finding(f"mailbox {box.name}, proof", True, said)


def _tried(subject: str, login: Callable[[Desk, t.Mailbox], str], desk: Desk, box: t.Mailbox) -> Finding:
    try:
        return Finding(subject, True, login(desk, box))
    except DeskError as error:
        return Finding(subject, False, str(error))


def _reads(desk: Desk, box: t.Mailbox) -> str:
    with open_mailbox(imap_account(desk, box)) as mailbox:
        return f"{mailbox.examine('INBOX').exists} mails in INBOX"


def _sends(desk: Desk, box: t.Mailbox) -> str:
    with Sender(smtp_account(desk, box)) as sender:
        sender.check()
    return f"logged in at {box.smtp_host}:{box.smtp_port}"


def _work(store: Store) -> Iterator[Finding]:
    late = datetime.now(UTC) - timedelta(minutes=5)
    with store.reading() as session:
        overdue = session.scalars(
            select(t.Job.key).where(t.Job.due_at < late, t.Job.claimed_at.is_(None)).limit(5)
        ).all()
        aside = session.scalar(select(func.count()).select_from(t.SetAside).where(t.SetAside.done_at.is_(None)))
        stuck = session.scalar(
            select(func.count()).select_from(t.Outbox).where(t.Outbox.state.in_(("uncertain", "failed")))
        )
    said = "on time" if not overdue else f"overdue: {', '.join(overdue)}; is `maildesk worker` running?"
    yield Finding("jobs", not overdue, said)
    yield Finding("set aside", not aside, f"{aside} mails; `maildesk set-aside list`" if aside else "nothing")
    yield Finding(
        "sending",
        not stuck,
        f"{stuck} mails uncertain or failed; see the home page" if stuck else "nothing uncertain or failed",
    )


def clocks(store: Store) -> Iterator[Finding]:
    """Clocks that ring nobody, ends that nobody was told of, and escalations that nobody took within a day."""
    running = t.ClockRow.state.in_((State.RUNNING, State.EXPIRED))
    open_since = t.Ring.rung_at < datetime.now(UTC) - timedelta(days=1)
    unanswered = (t.Ring.act == str(Act.ESCALATE), t.Ring.acknowledged_at.is_(None), t.Ring.passed_on_at.is_(None))
    with store.reading() as session:
        aside = mending.aside(session)
        untold = told_twice.checked(session).untold
        waiting = select(func.count(func.distinct(t.Ring.clock_id))).join(t.ClockRow, t.ClockRow.id == t.Ring.clock_id)
        nobody = session.scalar(waiting.where(running, open_since, *unanswered))
    said = (
        f"{len(aside)} set aside, such as {aside[0].kind}: {aside[0].failed}; page /set-aside"
        if aside
        else "none set aside"
    )
    yield Finding("clocks", not aside, said)
    said = f"{len(untold)} ran out without somebody told twice; page /reports" if untold else "nothing ran out untold"
    yield Finding("told twice", not untold, said)
    said = (
        f"{nobody} rang over a day ago and nobody took them; page /told" if nobody else "none waits longer than a day"
    )
    yield Finding("escalations", not nobody, said)
