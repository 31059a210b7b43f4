"""The whole demo: history in silence, mails that go on where they stopped, an approved answer in the buyer's mailbox."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from maildesk.db import tables as t
from maildesk.db.engine import Store
from maildesk.demo.house import House
from maildesk.demo.letters import Phase
from maildesk.errors import UsageError
from maildesk.flow.house.person import Doing, Seen, person
from maildesk.flow.reply.approval import Signature, approve, letter
from maildesk.flow.reply.review import look
from maildesk.wiring import opening, serving
from tests.demo.conftest import running, settings, wait_for, walked

#: Long enough that no mail of the later ones comes during a test.
NEVER = 3600.0


def count(store: Store, table: type) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def ids(demo: House, *phases: Phase) -> set[str]:
    return {each.message_id for each in demo.letters if each.phase in phases}


def approve_for(demo: House, directory: Path, email: str) -> str:
    """Approve the draft that waits for a buyer; returns the address it goes to."""
    of, now = settings(directory), datetime.now(UTC)
    signing = serving.web_desk(of, demo.store).signing
    with demo.store.writing() as session:
        mei = person(session.scalars(select(t.User).where(t.User.login == "mei")).one())
        draft = session.scalars(select(t.Draft).join(t.Message).where(t.Message.from_email == email)).one()
        looked = look(session, draft, signing.writer, mei.locale, now)
        signature = Signature(letter(session, looked).hash, "test")
        return approve(session, Seen(draft.id, draft.version), signature, signing, Doing(mei, now)).recipients[0]


def test_what_was_there_before_is_silent_and_partly_solved(demo: House) -> None:
    with demo.store.reading() as session:
        quiet = set(session.scalars(select(t.Message.message_id).where(t.Message.quiet, t.Message.direction == "in")))
        states = Counter(session.scalars(select(t.Conversation.state)))
    assert quiet == ids(demo, Phase.HISTORY)
    assert states["solved"] == sum(each.solved for each in demo.letters)
    assert states["open"] > 40


def test_every_mailbox_is_well_and_nothing_is_set_aside(demo: House) -> None:
    with demo.store.reading() as session:
        boxes = session.scalars(select(t.Mailbox)).all()
    assert len(boxes) == 3
    assert all(box.last_good_fetch_at and not box.failure for box in boxes)
    assert count(demo.store, t.SetAside) == 0


def test_an_approved_answer_arrives_in_the_buyers_mailbox_and_a_second_start_doubles_nothing(tmp_path: Path) -> None:
    emily = "emily.carter@postbox.example"
    with running(tmp_path, NEVER) as first:
        wait_for(lambda: walked(first, ids(first, Phase.HISTORY, Phase.START)))
        assert approve_for(first, tmp_path, emily) == emily
        wait_for(lambda: len(first.server.mails_of(emily)) == 2)
        wait_for(
            lambda: count(first.store, t.Message) > len(ids(first, Phase.HISTORY)) * 2 + len(ids(first, Phase.START))
        )
        before = [count(first.store, table) for table in (t.Message, t.Conversation, t.OrderRow, t.User, t.Mailbox)]
        mails = first.server.mails_of(emily)
    with running(tmp_path, NEVER) as second:
        assert [
            count(second.store, table) for table in (t.Message, t.Conversation, t.OrderRow, t.User, t.Mailbox)
        ] == before
        assert second.server.mails_of(emily) == mails


def test_the_store_of_another_desk_is_left_alone(tmp_path: Path) -> None:
    store = opening.store(settings(tmp_path))
    with store.writing() as session:
        session.add(t.Mailbox(name="real", address="support@real.example", trust_authserv=[]))
    store.close()
    with pytest.raises(UsageError, match="another desk"), running(tmp_path):
        pass
