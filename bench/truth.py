"""Whether the desk took in everything, and rightly: a fast wrong run is no result.

In: the desk after a run, and the mails with their truth. Out: sentences about what is wrong; none when all is well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select

from bench.desk import Desk
from bench.mails import Mail, Mailing
from maildesk.db import tables as t
from maildesk.flow.mail import ledger


def compared(desk: Desk, sent: Mailing) -> list[str]:
    """Mails lost or twice, texts damaged, drafts missing, threads torn or mixed, a ledger that does not add up."""
    with desk.store.reading() as session:
        kept = select(t.Message, t.RawMail.body).join(t.RawMail, t.RawMail.message_id == t.Message.id)
        rows = session.execute(kept.where(t.Message.id > desk.before).order_by(t.Message.id)).all()
        drafted = set(session.scalars(select(t.Draft.message_id)))
        unbalanced = ledger.unbalanced(session)
    found = {bytes(body): row for row, body in rows}
    wrong = [f"{len(rows)} mails kept of {len(sent.mails)}"] if len(rows) != len(sent.mails) else []
    wrong += [f"the ledger does not add up: {day}" for day in unbalanced]
    for mail in sent.mails:
        row = found.get(mail.raw)
        wrong += [f"{mail.token}: lost"] if row is None else _of_mail(mail, row, drafted)
    return [*wrong, *_of_threads(sent, found)]


def _of_mail(mail: Mail, row: t.Message, drafted: set[int]) -> Iterator[str]:
    if row.state != "placed":
        yield f"{mail.token}: {row.state} as {row.kind}"
    if row.newest_text.split() != mail.text.split():
        yield f"{mail.token}: the text is {row.newest_text!r}, not {mail.text!r}"
    if row.id not in drafted:
        yield f"{mail.token}: no draft"
    if row.language is None:
        yield f"{mail.token}: no language"


def _of_threads(sent: Mailing, found: dict[bytes, t.Message]) -> Iterator[str]:
    """Each thread of the truth is one conversation, and each conversation one thread."""
    conversations: dict[int, set[int | None]] = defaultdict(set)
    threads: dict[int | None, set[int]] = defaultdict(set)
    for mail in sent.mails:
        if mail.raw in found:
            conversation = found[mail.raw].conversation_id
            conversations[mail.thread].add(conversation)
            threads[conversation].add(mail.thread)
    yield from (f"thread {n} stands in {len(c)} conversations" for n, c in conversations.items() if len(c) > 1)
    yield from (f"conversation {c} mixes threads {sorted(n)}" for c, n in threads.items() if len(n) > 1)
