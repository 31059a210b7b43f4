"""The conversation set over the real road: kept, read, placed in a SQLite store; then compared with the truth.

In: `conversations.jsonl` and its orders. Out: measures. The store is new each time and thrown away.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from math import comb
from zoneinfo import ZoneInfo

from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.db.engine import Store, open_store
from maildesk.db.schema import upgrade
from maildesk.flow.mail.keep import Arrival, Place, keep
from maildesk.flow.orders import upsert
from maildesk.orders.row import read_row
from maildesk.packs import knowledge
from maildesk.settings import Settings
from maildesk.wiring import walking
from tests.evaluation.letter import MX
from tests.evaluation.measures import Measure
from tests.evaluation.rows import MAILS
from tests.evaluation.stories import StoryMail, story_mails

_SETTINGS = Settings(secret_key="k" * 40, shop_name="Lampenhaus")
_ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Placed:
    """A mail of a story and the conversation it came to; None: it was set aside as a copy, or stands nowhere."""

    mail: StoryMail
    conversation: int | None


def placing_measures() -> list[Measure]:
    """Walk the set and compare."""
    placed = placed_stories()
    return [_whole(placed), _pairs(placed), _strangers(placed), _copies(placed)]


def placed_stories() -> list[Placed]:
    """Every mail through the road, each kept and walked as it arrives."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/evaluation.db")
        try:
            upgrade(store)
            return _walk(store)
        finally:
            store.close()


def _walk(store: Store) -> list[Placed]:
    road = walking.road(_SETTINGS, knowledge.load())
    boxes = _shop(store, road.rules.relays)
    ids: dict[str, int] = {}
    mails = list(story_mails())
    for mail, raw in mails:
        place = Place(boxes[mail.box], mail.direction, _ZONE)
        with store.writing() as session:
            ids[mail.id] = keep(session, place, [Arrival(raw, mail.arrived_at, len(raw))], quiet=False)[0]
        road.run(store, mail.arrived_at + timedelta(seconds=1))
    with store.reading() as session:
        where = {
            row.id: row.conversation_id for row in session.execute(select(t.Message.id, t.Message.conversation_id))
        }
    return [Placed(mail, where[ids[mail.id]]) for mail, _ in mails]


def _shop(store: Store, relays: tuple[object, ...]) -> dict[str, int]:
    with store.writing() as session:
        rows = {
            name: t.Mailbox(name=name, address=f"{name}@shop.example", display_name="Lampenhaus", trust_authserv=[MX])
            for name in ("support", "sales")
        }
        session.add_all(rows.values())
        session.flush()
        for line in (MAILS / "conversations-orders.jsonl").read_text(encoding="utf-8").splitlines():
            order = read_row(json.loads(line))
            upsert(session, order, relays, order.ordered_at)  # type: ignore[arg-type]
        return {name: row.id for name, row in rows.items()}


def _whole(placed: Iterable[Placed]) -> Measure:
    """A conversation is right when it holds all its mails and no other."""
    made = Measure("conversations wholly right")
    true, told = _groups(placed)
    for truth, ids in true.items():
        there = {frozenset(group) for group in told.values() if ids & group}
        good = there == {frozenset(ids)}
        made.count("all", int(good), 1)
        if not good:
            made.misses.append(f"{truth}: {[sorted(group) for group in there]}, wanted {sorted(ids)}")
    return made


def _groups(placed: Iterable[Placed]) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    true: dict[str, set[str]] = defaultdict(set)
    told: dict[str, set[str]] = defaultdict(set)
    for each in placed:
        if each.mail.truth is not None:
            true[each.mail.truth].add(each.mail.id)
            told[f"{each.conversation or 'alone ' + each.mail.id}"].add(each.mail.id)
    return true, told


def _pairs(placed: Iterable[Placed]) -> Measure:
    """Pairwise F1: twice the pairs rightly together, of the pairs told together and the pairs that belong together."""
    made = Measure("pairs of mails, F1")
    true, told = _groups(placed)
    belongs = {pair for ids in true.values() for pair in combinations(sorted(ids), 2)}
    right = sum(1 for ids in told.values() for pair in combinations(sorted(ids), 2) if pair in belongs)
    made.count("all", 2 * right, len(belongs) + sum(comb(len(ids), 2) for ids in told.values()))
    return made


def _strangers(placed: Iterable[Placed]) -> Measure:
    """No stranger's mail stands in a conversation with mails of another."""
    made = Measure("strangers kept apart")
    by_conversation: dict[int | None, set[str | None]] = defaultdict(set)
    mails = list(placed)
    for each in mails:
        by_conversation[each.conversation].add(each.mail.truth)
    for each in mails:
        if each.mail.stranger:
            good = each.conversation is None or by_conversation[each.conversation] == {each.mail.truth}
            made.count("all", int(good), 1)
            made.misses += [] if good else [f"{each.mail.id}: with {by_conversation[each.conversation]}"]
    return made


def _copies(placed: Iterable[Placed]) -> Measure:
    """A second copy in another mailbox is one with the first."""
    made = Measure("second copies known")
    for each in placed:
        if each.mail.same_as:
            made.count("all", int(each.conversation is None), 1)
            made.misses += [] if each.conversation is None else [f"{each.mail.id}: in {each.conversation}"]
    return made
