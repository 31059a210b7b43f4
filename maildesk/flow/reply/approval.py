"""Approval: what a person signed is frozen, hashed, and put into the outbox in the same transaction. It can be sent once.

In: a draft, the version and hash the person saw, who approves, `now`. Out: the outbox row. Within the undo window it can be taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from maildesk.core.mail.parsed import Address
from maildesk.core.placing import token
from maildesk.core.placing.relay import Relay, relay_of
from maildesk.core.queue.roles import Act, may_approve, who_may
from maildesk.core.queue.sending import Sending
from maildesk.core.reply import checks
from maildesk.core.reply.compose import File, Form, Outgoing, approval_hash, compose
from maildesk.db import tables as t
from maildesk.errors import RefusedError, StaleError
from maildesk.flow.cases import withdrawal
from maildesk.flow.clocks import promise
from maildesk.flow.house.person import Doing, Person, Seen
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.peak import tally
from maildesk.flow.reply import review
from maildesk.flow.reply.drafting import Writer
from maildesk.flow.reply.review import Looked
from maildesk.smtp.providers import keeps_a_copy


@dataclass(frozen=True, slots=True)
class Signing:
    """What approval needs besides the draft: the texts, the relays, the secret of reply tokens, the undo window."""

    writer: Writer
    relays: tuple[Relay, ...]
    secret: bytes
    undo: timedelta


@dataclass(frozen=True, slots=True)
class Signature:
    """What a person signs: the hash of what was seen. `unique` goes into the Message-ID, so that a second click is the same mail."""

    hash: str
    unique: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What would leave, and the hash a person signs."""

    to: tuple[str, ...]
    subject: str
    text: str
    files: tuple[File, ...]

    @property
    def hash(self) -> str:
        return approval_hash(self.to, self.subject, self.text, self.files)


def letter(session: Session, looked: Looked) -> Letter:
    """The mail as it would leave now: to the address the buyer wrote from, never to a differing Reply-To."""
    message = session.get_one(t.Message, looked.draft.message_id)
    files = session.scalars(select(t.DraftFile).where(t.DraftFile.draft_id == looked.draft.id).order_by(t.DraftFile.id))
    return Letter(
        (message.from_email,),
        looked.rendered.subject,
        looked.rendered.text,
        tuple(File(f.name, f.content_type, f.body) for f in files),
    )


def approve(session: Session, seen: Seen, signature: Signature, signing: Signing, doing: Doing) -> t.Outbox:
    """Approve a draft and queue it. If it reads otherwise now than what was signed, nothing is sent.

    Raises `RefusedError` (a check stops it, or the person may not), `StaleError` (changed meanwhile, or approved already).
    """
    draft = review.open_draft(session, seen)
    looked = review.look(session, draft, signing.writer, doing.by.locale, doing.now)
    _may(looked, doing.by)
    ready = letter(session, looked)
    if ready.hash != signature.hash:
        raise StaleError(f"draft {seen.id} reads differently now; look at it again")
    row = conversations.get(session, draft.conversation_id)
    before = _turn_of(row)
    waited = row.waiting_since
    outbox = _queue(session, looked, ready, signing, signature.unique)
    draft.state, draft.approved_by, draft.approved_at = "approved", doing.by.id, doing.now
    draft.approved_hash, draft.frozen = signature.hash, _frozen(ready, looked)
    draft.version += 1
    conversations.change(
        session, row, state="waiting_buyer", waiting_since=None, draft_state="approved", checks_green=False,
        owner_id=row.owner_id or doing.by.id,
    )  # fmt: skip
    tally.turned(session, waited, row, doing.now)
    promise.follow(session, row, doing.now)
    withdrawal.follow(session, row, doing.now)
    undo = {"outbox": outbox.id, "draft": draft.id, "draft_state": before.pop("draft"), **before}
    conversations.record(
        session, row.id, "approved", doing.now, by=doing.by.id, detail={"hash": signature.hash}, undo=undo
    )
    return outbox


def _frozen(ready: Letter, looked: Looked) -> dict[str, object]:
    """What was signed, in words: kept for the conversation, the reports and the reviewer of quality."""
    return {
        "to": list(ready.to),
        "subject": ready.subject,
        "text": ready.text,
        "locale": looked.rendered.locale,
        "blocks": [asdict(block) for block in looked.rendered.blocks],
        "mirror": [asdict(block) for block in looked.mirror.blocks],
    }


def take_back(session: Session, deed: t.Deed, doing: Doing) -> None:
    """Undo an approval while the mail has not been claimed. Raises `StaleError` when it is on its way."""
    outbox_id = int(deed.undo["outbox"])
    gone = session.execute(
        delete(t.Outbox).where(t.Outbox.id == outbox_id, t.Outbox.state == Sending.QUEUED, t.Outbox.attempts == 0)
    )
    if gone.rowcount != 1:  # type: ignore[attr-defined]
        raise StaleError("the mail has left already")
    draft = review.get(session, int(deed.undo["draft"]))
    draft.state, draft.approved_by, draft.approved_at = deed.undo["draft_state"], None, None
    draft.approved_hash, draft.frozen = "", {}
    draft.version += 1
    row = conversations.get(session, deed.conversation_id)
    waited = row.waiting_since
    conversations.change(session, row, draft_state=draft.state, **_turn_from(deed.undo))
    tally.turned(session, waited, row, doing.now)
    promise.follow(session, row, doing.now)
    withdrawal.follow(session, row, doing.now)
    deed.undone_at = doing.now
    conversations.record(session, row.id, "approval_taken_back", doing.now, by=doing.by.id)


def _may(looked: Looked, by: Person) -> None:
    failed = [c for c in looked.checks if not c.ok and c.weight is checks.Weight.STOP]
    if failed:
        raise RefusedError(
            "the draft cannot be sent as it is: " + ", ".join(c.code for c in failed), code=f"check.{failed[0].code}"
        )
    mirrored = all(block.mirrored for block in looked.rendered.blocks)
    if not may_approve(by.role, writes_language=by.writes(looked.plan.locale), mirrored=mirrored):
        code = "role.approve" if mirrored else "not_mirrored"
        raise RefusedError("this draft must be approved by somebody else", code=code, who_may=who_may(Act.APPROVE))


def _queue(session: Session, looked: Looked, ready: Letter, signing: Signing, unique: str) -> t.Outbox:
    message = session.get_one(t.Message, looked.draft.message_id)
    box = session.get_one(t.Mailbox, message.mailbox_id)
    mail = _outgoing(looked, ready, message, box, signing, unique)
    outbox = t.Outbox(
        draft_id=looked.draft.id,
        conversation_id=looked.draft.conversation_id,
        mailbox_id=box.id,
        message_id=mail.message_id,
        sender=box.address,
        recipients=list(ready.to),
        body=compose(mail),
        not_before=mail.date + signing.undo,
        copy_state="wanted" if _wants_copy(box) else "none",
        created_at=mail.date,
    )
    session.add(outbox)
    session.flush()
    return outbox


def _outgoing(
    looked: Looked, ready: Letter, message: t.Message, box: t.Mailbox, signing: Signing, unique: str
) -> Outgoing:
    """The answer as a mail. Through a marketplace's relay it is plain text, and its Reply-To stays the relay's."""
    matter, domain = looked.draft.conversation_id, box.address.rpartition("@")[2] or "localhost"
    relayed = any(relay_of(address, signing.relays) for address in ready.to)
    tagged = box.plus_addresses and not relayed
    return Outgoing(
        from_=Address(box.address, box.display_name or looked.facts.shop.name),
        to=tuple(Address(address, message.from_name) for address in ready.to),
        subject=ready.subject,
        text=ready.text,
        message_id=token.message_id_for(matter, unique, domain, signing.secret),
        date=looked.facts.now,
        locale=looked.rendered.locale,
        reply_to=Address(token.plus_address(box.address, matter, signing.secret)) if tagged else None,
        in_reply_to=message.message_id,
        references=_references(message),
        files=ready.files,
        form=Form.PLAIN if relayed else Form.BOTH,
    )


def _wants_copy(box: t.Mailbox) -> bool:
    """Whether a copy is put into Sent by us: not where the provider does it, which would make two."""
    return bool(box.imap_host) and not box.keeps_sent_copy and not keeps_a_copy(box.smtp_host)


def _references(message: t.Message) -> tuple[str, ...]:
    """The ancestors, oldest first, ending with the mail that is answered (RFC 5322 3.6.4)."""
    ids: Sequence[str] = [*message.found.get("references", ()), message.message_id]
    return tuple(dict.fromkeys(each for each in ids if each))


def _turn_of(row: t.Conversation) -> dict[str, str | int | None]:
    """Whose turn it was, in a form that can be kept for undoing."""
    return {
        "state": row.state,
        "waiting_since": row.waiting_since.isoformat() if row.waiting_since else None,
        "owner_id": row.owner_id,
        "checks_green": row.checks_green,
        "draft": row.draft_state or "proposed",
    }


def _turn_from(undo: dict[str, object]) -> dict[str, object]:
    since = datetime.fromisoformat(str(undo["waiting_since"])) if undo["waiting_since"] else None
    return {name: undo[name] for name in ("state", "owner_id", "checks_green")} | {"waiting_since": since}
