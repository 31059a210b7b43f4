"""The demo, running: one for all tests that only look, with every sample mail delivered."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from maildesk.db import tables as t
from maildesk.demo.house import House, house
from maildesk.settings import Settings


def settings(directory: Path) -> Settings:
    return Settings(data_dir=directory, secret_key="k" * 40, shop_name="Lampenhaus", undo_seconds=0, port=0)


@contextmanager
def running(directory: Path, every: float = 0.0) -> Iterator[House]:
    with house(settings(directory), lambda _: None, every) as built:
        yield built


def wait_for(ready: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def walked(demo: House, message_ids: set[str]) -> bool:
    """Whether every one of these mails has been through all rooms."""
    with demo.store.reading() as session:
        done = select(func.count(t.Message.message_id.distinct())).where(t.Message.message_id.in_(message_ids))
        return session.scalar(done.where(t.Message.state != "kept")) == len(message_ids)


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running(tmp_path_factory.mktemp("demo")) as built:
        wait_for(lambda: walked(built, {letter.message_id for letter in built.letters}))
        yield built
