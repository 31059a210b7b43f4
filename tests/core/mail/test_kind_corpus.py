"""The aims on a corpus that was written after the rules, lot by lot: kinds, buyers, forged notices, missed notices."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from maildesk.core.mail.read import ReadMail, read
from maildesk.packs.senders import load_mail_knowledge
from tests.support.mail_builder import MX, OWN, failed, mail, proven

KNOWN = load_mail_knowledge()
ROWS = tomllib.loads((Path(__file__).parent / "kind_corpus.toml").read_text("utf-8"))["rows"]


@pytest.fixture(scope="module")
def told() -> list[tuple[list[str], ReadMail]]:
    return [(row, _read(row)) for row in ROWS]


def test_kinds_are_right_in_nineteen_of_twenty(told: list[tuple[list[str], ReadMail]]) -> None:
    missed = [
        (row[0], found.mail.kind.value, row[2], row[3], found.mail.kind_because)
        for row, found in told
        if row[0] != found.mail.kind
    ]
    print(f"kind {len(told) - len(missed)}/{len(told)}", *missed, sep="\n")
    assert len(missed) <= 0.05 * len(told), missed


def test_no_buyer_is_taken_for_a_machine(told: list[tuple[list[str], ReadMail]]) -> None:
    assert [row[2] for row, found in told if row[0] == "buyer" != found.mail.kind] == []


def test_no_forged_notice_opens_a_case(told: list[tuple[list[str], ReadMail]]) -> None:
    opened = [row[3] for row, found in told if row[5] != "pass" and found.notice and found.notice.opens_case]
    assert opened == []
    assert [row[3] for row, found in told if row[0] == "phishing" and found.notice and found.notice.opens_case] == []


def test_at_most_one_genuine_notice_in_twenty_is_missed(told: list[tuple[list[str], ReadMail]]) -> None:
    genuine = [(row, found) for row, found in told if row[0] == "dispute_notice"]
    missed = [row[3] for row, found in genuine if found.notice is None]
    assert len(missed) <= len(genuine) / 20, missed


def _read(row: list[str]) -> ReadMail:
    _, _, sender, subject, text, auth = row
    domain = sender.rpartition("@")[2].strip(">")
    headers = {
        "pass": proven(domain),
        "fail": failed(domain),
        "none": {"Authentication-Results": f"{MX}; dkim=none; spf=none; dmarc=none"},
        "": {},
    }.get(auth, {"Authentication-Results": auth.removeprefix("Authentication-Results: ")})
    return read(mail(sender, subject, text, headers), KNOWN, (MX,), frozenset({OWN}))
