"""A backup of one store can be restored into another, of either kind, and goes on from there."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from maildesk.core.search.words import query_groups
from maildesk.db import backup, search
from maildesk.db import tables as t
from maildesk.db.engine import open_store
from maildesk.errors import UsageError

NOW = datetime(2026, 11, 27, 9, 30, 1, 250, tzinfo=UTC)


@pytest.fixture
def filled(store):
    with store.writing() as session:
        session.add(t.Mailbox(name="shop", address="support@shop.example", secret=b"\x00\xffsealed"))
        session.flush()
        session.add(
            t.Message(
                mailbox_id=1,
                direction="in",
                state="kept",
                size=4,
                arrived_at=NOW,
                raw_hash="h",
                subject="退款",
                found={"a": ["ü"]},
            )
        )
        session.flush()
        session.add(t.RawMail(message_id=1, body=b"\x00raw\r\n"))
    return store


def empty_copy(store, tmp_path, fresh_database):
    other = f"sqlite:///{tmp_path / 'other.sqlite'}" if not store.is_sqlite else fresh_database()
    return open_store(other)


def test_a_backup_is_restored_into_the_other_kind_of_store(filled, tmp_path, fresh_database):
    file = tmp_path / "desk.zip"
    assert backup.write(filled, file) == 3
    other = empty_copy(filled, tmp_path, fresh_database)
    assert backup.read(other, file) == 3
    with other.writing() as session:
        message = session.scalars(select(t.Message)).one()
        assert (message.arrived_at, message.found, message.subject) == (NOW, {"a": ["ü"]}, "退款")
        assert session.get(t.RawMail, 1).body == b"\x00raw\r\n"
        assert session.get(t.Mailbox, 1).secret == b"\x00\xffsealed"
        assert search.find(session, query_groups("退款")) == [1]
        session.add(t.Mailbox(name="second", address="b@shop.example"))
        session.flush()
    other.close()


def test_a_store_that_holds_anything_is_not_overwritten(filled, tmp_path):
    file = tmp_path / "desk.zip"
    backup.write(filled, file)
    with pytest.raises(UsageError, match="not empty"):
        backup.read(filled, file)


def test_a_file_that_is_no_backup_is_named(store, tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("hello")
    with pytest.raises(UsageError, match=r"notes\.txt"):
        backup.read(store, file)
