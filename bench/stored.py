"""A store of many mails, made in seconds: a dozen conversations walk the road, then their rows are copied.

In: an empty store and how many mails. Out: the store's shop and its open conversations. A thousand mails a day; the newest three hundred
conversations and one in forty older ones are open, the others were answered and solved. One in thirty clocks ran out before that, one
conversation in fifty has a case, one in sixty went up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.db.base import Base
from maildesk.db.engine import Store
from maildesk.db.upsert import add_all
from maildesk.flow.mail.road import Road
from maildesk.packs import knowledge
from maildesk.wiring import walking
from tests.web.desk import SETTINGS, Shop

#: Order, country, language, text: what a buyer in each of them writes.
_LETTERS = (
    ("#1034", "DE", "de", "Hallo, wo bleibt mein Paket #1034? Ich warte seit zwei Wochen auf die Lampe."),
    ("#1035", "FR", "fr", "Bonjour, ma commande #1035 est arrivée cassée, je voudrais un remboursement."),
    ("#1036", "ES", "es", "Hola, ¿dónde está mi pedido #1036? No he recibido nada todavía."),
    ("#1037", "US", "en", "Hi, I would like to return order #1037, the lamp is too small for my desk."),
    ("#1038", "IT", "it", "Buongiorno, vorrei annullare l'ordine #1038, per favore."),
    ("#1039", "PL", "pl", "Dzień dobry, gdzie jest moja paczka z zamówienia #1039?"),
    ("#1040", "NL", "nl", "Hallo, ik heb het verkeerde artikel gekregen bij bestelling #1040."),
    ("#1041", "BR", "pt", "Olá, meu pedido #1041 ainda não chegou. Podem verificar?"),
    ("#1042", "SE", "sv", "Hej, lampan i order #1042 fungerar inte. Vad gör jag nu?"),
    ("#1043", "JP", "ja", "注文 #1043 の商品がまだ届きません。いつ届きますか。"),
    ("#1044", "GB", "en", "Where is my refund for order #1044? It has been three weeks."),
    ("#1045", "RU", "ru", "Здравствуйте, где мой заказ #1045? Уже прошло две недели."),
)
_DAY = 1_000
#: Of a copy's numbers; the pattern's own lie far below.
_STRIDE = 1_000
_COPIED: tuple[type[Base], ...] = (
    t.Buyer, t.BuyerAddress, t.OrderRow, t.ParcelRow, t.Conversation, t.ConversationOrder, t.Participant, t.Message,
    t.RawMail, t.Draft, t.Deed, t.ClockRow, t.Outbox, t.Case, t.EscalationRow,
)  # fmt: skip
#: Copies written in one transaction.
_TOGETHER = 100
_Rows = dict[type[Base], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Stored:
    """`open`: ids of conversations that wait for an answer, the newest first."""

    shop: Shop
    mails: int
    open: tuple[int, ...]


def fill(store: Store, mails: int) -> Stored:
    """Two mails to a conversation."""
    shop = Shop(store, _road()).open()
    _pattern(shop)
    rows = _read(shop)
    copies = max(mails // (2 * len(_LETTERS)) - 1, 0)
    for start in range(1, copies + 1, _TOGETHER):
        batch = [_copy(rows, number) for number in range(start, min(start + _TOGETHER, copies + 1))]
        with store.writing() as session:
            for table in _COPIED:
                add_all(session, table, [row for copied in batch for row in copied[table]])
    _around(shop)
    opened = [row["id"] + number * _STRIDE for number in range(1, copies + 1) for row in _open_in(rows, number)]
    return Stored(shop, 2 * len(_LETTERS) * (copies + 1), tuple(opened[:40]))


@cache
def _road() -> Road:
    return walking.road(SETTINGS, knowledge.load())


def _pattern(shop: Shop) -> None:
    for number, country, language, text in _LETTERS:
        sender = f"buyer{number[1:]}@kunde.example"
        columns = {"buyer_email": sender, "buyer_name": "Anna Beispiel", "country": country, "language": language}
        items = '[{"sku": "L1", "title": "Lamp", "qty": 1, "price": "84.00"}]'
        shop.order(
            number, items=items, shipped_at="2026-11-08T09:00:00Z", tracking_number=f"RB{number[1:]}00000CN", **columns
        )
        shop.mail(text, sender, subject=f"{text[:30]}", Message_ID=f"<{number[1:]}@kunde.example>")
    with shop.store.writing() as session:
        for message in session.scalars(select(t.Message)).all():
            session.add(_case(message))
            session.add(_escalation(message))
            session.add(_sent(session.scalars(select(t.Draft).where(t.Draft.message_id == message.id)).one(), message))


def _case(of: t.Message) -> t.Case:
    return t.Case(
        key=f"bench {of.id}", platform="ebay", kind="item_not_received", case="item_not_received", stage="respond",
        conversation_id=of.conversation_id, source="agent", proven=True, opened_at=of.arrived_at,
    )  # fmt: skip


def _escalation(of: t.Message) -> t.EscalationRow:
    return t.EscalationRow(
        conversation_id=of.conversation_id, cause="amount", level="lead", at=of.arrived_at, causes=["amount"]
    )


def _sent(draft: t.Draft, of: t.Message) -> t.Outbox:
    return t.Outbox(
        draft_id=draft.id, conversation_id=of.conversation_id, mailbox_id=of.mailbox_id, message_id=f"<out{of.id}@shop.example>",
        sender="support@shop.example", recipients=[of.from_email], body=b"Subject: answer\r\n\r\nText\r\n" * 40, state="sent",
        not_before=of.arrived_at, sent_at=of.arrived_at + timedelta(hours=2), created_at=of.arrived_at,
    )  # fmt: skip


def _read(shop: Shop) -> _Rows:
    """The pattern's rows; what was added by hand for the copies is taken out of the pattern again."""
    with shop.store.writing() as session:
        rows = {table: [dict(row) for row in session.execute(select(table.__table__)).mappings()] for table in _COPIED}
        for table in (t.Outbox, t.Case, t.EscalationRow):
            for row in session.scalars(select(table)).all():
                session.delete(row)
    return rows


def _is_open(conversation: int, number: int) -> bool:
    at = number * len(_LETTERS) + conversation % len(_LETTERS)
    return at < 300 or at % 40 == 0


def _open_in(rows: _Rows, number: int) -> list[dict[str, Any]]:
    return [row for row in rows[t.Conversation] if _is_open(row["id"], number)]


def _copy(rows: _Rows, number: int) -> _Rows:
    """Every row once more, so many days earlier, with numbers and people of its own."""
    back = timedelta(days=2 * len(_LETTERS) * number / _DAY)
    copied = {table: [_moved(table, row, number, back) for row in rows[table]] for table in _COPIED}
    over = {row["id"] + number * _STRIDE for row in rows[t.Conversation] if not _is_open(row["id"], number)}
    copied[t.Message] += [_second(row, row["conversation_id"] in over) for row in copied[t.Message]]
    for table, finish in _ENDINGS.items():
        key = "id" if table is t.Conversation else "conversation_id"
        copied[table] = [finish(row, row[key] in over) for row in copied[table]]
    copied[t.Outbox] = [row for row in copied[t.Outbox] if row["conversation_id"] in over]
    copied[t.Case] = [row for row in copied[t.Case] if row["conversation_id"] // _STRIDE % 50 == 0]
    copied[t.EscalationRow] = [row for row in copied[t.EscalationRow] if row["conversation_id"] // _STRIDE % 60 == 0]
    return copied


def _moved(table: type[Base], row: dict[str, Any], number: int, back: timedelta) -> dict[str, Any]:
    return {name: _value(table, name, value, number, back) for name, value in row.items()}


def _value(table: type[Base], name: str, value: Any, number: int, back: timedelta) -> Any:
    column = table.__table__.c[name]
    homes = {key.column.table.name for key in column.foreign_keys}
    if isinstance(value, int) and (homes & _NAMES or (name == "id" and not homes)):
        return value + number * _STRIDE
    if isinstance(value, datetime):
        return value - back
    if isinstance(value, str) and value and name in _OWN:
        return _OWN[name](value, number)
    return value


def _subject(value: str, number: int) -> str:
    """Of a clock: whose it is. A mail's subject stays."""
    of, _, own = value.partition(":")
    return f"{of}:{int(own) + number * _STRIDE}" if own.isdecimal() else value


_NAMES = {table.__tablename__ for table in _COPIED}
#: Columns whose value must be another in each copy.
_OWN = {
    **dict.fromkeys(
        ("email", "buyer_email", "from_email", "message_id"), lambda value, number: value.replace("@", f".{number}@")
    ),
    **dict.fromkeys(
        ("number", "key", "digits", "order_number", "tracking_number"), lambda value, number: f"{value}{number:06}"
    ),
    **dict.fromkeys(("raw_hash", "content_hash"), lambda value, number: f"{number:08}{value[8:]}"),
    "subject": _subject,
}


def _second(row: dict[str, Any], over: bool) -> dict[str, Any]:
    """The answer of an ended matter, the buyer's second mail of an open one."""
    later = {
        "id": row["id"] + 500,
        "message_id": f"<2.{row['message_id'][1:]}",
        "arrived_at": row["arrived_at"] + timedelta(hours=2),
    }
    return row | later | {"direction": "out" if over else "in"}


def _conversation(row: dict[str, Any], over: bool) -> dict[str, Any]:
    ended = {"state": "solved", "due_at": None, "waiting_since": None, "draft_state": "approved", "checks_green": False}
    return row | {"mails": 2} | (ended | {"solved_at": row["last_mail_at"], "answers": 1} if over else {})


def _draft(row: dict[str, Any], over: bool) -> dict[str, Any]:
    return row | {"state": "approved", "approved_at": row["created_at"]} if over else row


def _clock(row: dict[str, Any], over: bool) -> dict[str, Any]:
    if not over:
        return row
    return row | {"state": "expired" if row["conversation_id"] // _STRIDE % 30 == 1 else "stopped", "look_at": None}


def _ended_case(row: dict[str, Any], over: bool) -> dict[str, Any]:
    return row | {"state": "closed", "outcome": "won", "closed_at": row["opened_at"]} if over else row


def _came_down(row: dict[str, Any], over: bool) -> dict[str, Any]:
    return row | {"ended_at": row["at"], "end": "solved"} if over else row


_ENDINGS = {
    t.Conversation: _conversation, t.Draft: _draft, t.ClockRow: _clock, t.Case: _ended_case, t.EscalationRow: _came_down,
}  # fmt: skip


def _around(shop: Shop) -> None:
    """Notifications, and for PostgreSQL the statistics that its own collector would have by now."""
    with shop.store.writing() as session:
        for seen, most in ((shop.now, 2_000), (None, 5)):
            row = {"user_id": shop.people["lin"], "code": "mentioned", "at": shop.now, "seen_at": seen, "detail": {}}
            add_all(session, t.Notification, [dict(row) for _ in range(most)])
    if not shop.store.is_sqlite:
        with shop.store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")
