"""A desk with a mailbox, people, orders and mails, for looking at the screens and for testing them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from maildesk.db import tables as t
from maildesk.db.base import Base
from maildesk.db.engine import Store
from maildesk.flow.mail.keep import Arrival, Place, keep
from maildesk.flow.mail.road import Road
from maildesk.flow.orders import upsert
from maildesk.orders.row import read_row
from maildesk.settings import Settings
from maildesk.web.app import create_app
from maildesk.web.desk import WebDesk
from maildesk.web.desk import keep as keep_desk
from maildesk.web.health import Figures
from maildesk.web.pace import Pace
from maildesk.wiring import serving

START = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
SETTINGS = Settings(secret_key="k" * 40, shop_name="Lampenhaus")
PASSWORD = "a long password"
Row = TypeVar("Row", bound=Base)


@cache
def _hashed() -> str:
    """Hashing takes its time by design; all people of the tests have one password."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


_APPS: dict[Settings, tuple[Flask, dict[str, Any]]] = {}


def _made(settings: Settings, desk: WebDesk) -> Flask:
    """The app of these settings, as new: who called how often, the figures and what a test set belong to one test."""
    if settings not in _APPS:
        made = create_app(desk)
        _APPS[settings] = made, dict(made.config)
    app, config = _APPS[settings]
    app.config.clear()
    app.config.update(config)
    for key, kept in list(app.extensions.items()):
        if isinstance(kept, Pace):
            app.extensions[key] = Pace(kept._burst, kept._per_second)
        elif isinstance(kept, Figures):
            app.extensions[key] = Figures()
    return app


@dataclass
class Shop:
    """`now` is the one clock: mails arrive at it, and the screens read it."""

    store: Store
    road: Road
    settings: Settings = SETTINGS
    now: datetime = START
    box: int = 0
    people: dict[str, int] = field(default_factory=dict)

    def open(self) -> Shop:
        with self.store.writing() as session:
            box = t.Mailbox(name="shop", address="support@shop.example", display_name="Lampenhaus", trust_authserv=[])
            session.add(box)
            session.flush()
            self.box = box.id
        self.person("mei", "陈美", role="agent", languages=("de",))
        self.person("lin", "林悦", role="lead")
        self.person("wang", "王磊", role="supervisor")
        self.person("xiao", "小周", role="trainee")
        return self

    def person(self, login: str, name: str, *, role: str, languages: tuple[str, ...] = (), locale: str = "en") -> int:
        with self.store.writing() as session:
            row = t.User(
                login=login,
                name=name,
                password_hash=_hashed(),
                role=role,
                locale=locale,
                languages=list(languages),
                created_at=self.now,
            )
            session.add(row)
            session.flush()
            self.people[login] = row.id
        return row.id

    def order(self, number: str, **columns: str) -> int:
        row = {"order_number": number, "channel": "shopify", "status": "shipped", "currency": "EUR", "total": "84.00"}
        with self.store.writing() as session:
            return upsert(session, read_row({**row, **columns}), self.road.rules.relays, self.now).id

    def mail(self, text: str, sender: str = "anna@kunde.example", subject: str = "Frage", **headers: str) -> t.Message:
        """One mail comes and walks the road."""
        lines = {"From": sender, "To": "support@shop.example", "Subject": subject}
        lines |= {"Message-ID": f"<{self.now.timestamp()}@kunde.example>", "Content-Type": "text/plain; charset=utf-8"}
        lines |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.raw(("".join(f"{n}: {v}\r\n" for n, v in lines.items() if v) + "\r\n" + text + "\r\n").encode())

    def raw(self, raw: bytes) -> t.Message:
        self.now += timedelta(minutes=1)
        place = Place(self.box, "in", ZoneInfo("Asia/Shanghai"))
        with self.store.writing() as session:
            (kept,) = keep(session, place, [Arrival(raw, self.now, len(raw))], quiet=False)
        self.road.run(self.store, self.now)
        with self.store.reading() as session:
            return session.get_one(t.Message, kept)

    def app(self) -> Flask:
        """The app of these settings, made once a run: its addresses and templates take half a second to compile."""
        desk = serving.web_desk(self.settings, self.store, clock=lambda: self.now)
        app = _made(self.settings, desk)
        keep_desk(app.extensions, desk)
        return app

    def get(self, table: type[Row], number: int) -> Row:
        with self.store.reading() as session:
            return session.get_one(table, number)

    def all(self, table: type[Row]) -> list[Row]:
        with self.store.reading() as session:
            return list(session.scalars(select(table).order_by(table.id)))  # type: ignore[attr-defined]

    def newest(self, table: type[Row]) -> Row:
        return self.all(table)[-1]


def token(client: FlaskClient) -> str:
    """The form token of this client's session, as its pages carry it."""
    page = client.get("/sign-in", follow_redirects=True).get_data(as_text=True)
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]


def sign_in(client: FlaskClient, login: str = "mei", password: str = PASSWORD) -> None:
    answer = client.post("/sign-in", data={"csrf_token": token(client), "login": login, "password": password})
    assert answer.status_code == 303, answer.get_data(as_text=True)
