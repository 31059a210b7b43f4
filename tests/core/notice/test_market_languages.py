"""Notices in the languages of each platform's markets: recognised, of the right kind, with their facts."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from maildesk.core.mail.parsed import Kind
from maildesk.core.mail.read import ReadMail, read
from maildesk.packs.senders import load_mail_knowledge
from tests.support.mail_builder import MX, OWN, mail, proven

KNOWN = load_mail_knowledge()
ROWS = tomllib.loads((Path(__file__).parent / "market_notices.toml").read_text("utf-8"))["rows"]
SENT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def _read(sender: str, subject: str, text: str) -> ReadMail:
    raw = mail(sender, subject, text, proven(sender.rpartition("@")[2]), date=format_datetime(SENT))
    return read(raw, KNOWN, trusted=(MX,), own=frozenset({OWN}))


def _day(by: str) -> str:
    return (SENT + timedelta(days=int(by))).date().isoformat() if by.isdigit() else by


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_a_genuine_notice_is_recognised_with_its_facts(row: list[str]) -> None:
    sender, subject, text, kind, amount, by, order = row
    told = _read(sender, subject, text)
    assert (told.mail.kind, told.notice is not None) == (Kind.DISPUTE_NOTICE, True)
    assert told.notice is not None
    assert told.notice.kind == kind
    assert told.notice.opens_case is (kind != "closed")
    assert str(told.notice.amount or "") == amount or not amount
    assert not by or (told.notice.respond_by is not None and told.notice.respond_by.date().isoformat() == _day(by))
    assert not order or told.notice.order_number == order
