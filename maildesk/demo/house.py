"""The whole demo in one process: mail server, sample shop, worker and screens, built in order and taken down in reverse.

In: settings, and somebody to tell how far it is. Out: a `House` while the block lasts: its app and what the visitor should know.
Nothing but loopback is used, and no account.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flask import Flask

from maildesk.db.engine import Store
from maildesk.demo import inbox, web
from maildesk.demo.book import book
from maildesk.demo.consented import agree
from maildesk.demo.furnish import connect, fill_book, furnish, must_be_ours
from maildesk.demo.letters import Letter, Phase, letters
from maildesk.demo.lived import live
from maildesk.demo.planned import plan_ahead
from maildesk.demo.post import Post, Round
from maildesk.demo.server import DemoServer
from maildesk.demo.shop import Shop, load_shop
from maildesk.flow.care.house import Care
from maildesk.flow.house import mailboxes
from maildesk.jobs.desk import Desk
from maildesk.jobs.fetch import fetch
from maildesk.jobs.worker import Worker
from maildesk.settings import Settings
from maildesk.web.app import create_app
from maildesk.wiring import opening, serving, working

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class House:
    """The running demo."""

    app: Flask
    shop: Shop
    server: DemoServer
    store: Store
    letters: tuple[Letter, ...]


@contextmanager
def house(of: Settings, tell: Tell, every: float) -> Iterator[House]:
    """The demo, running. A sample mail comes `every` so many seconds. Raises `UsageError` when the store is another desk's."""
    shop, now = load_shop(), datetime.now(UTC)
    with ExitStack() as stack:
        tell("the database")
        store = stack.enter_context(closing(opening.store(of)))
        must_be_ours(store, shop)
        tell("the mail server")
        server = stack.enter_context(DemoServer({box.address: shop.password for box in shop.boxes}))
        tell("what the desk knows of languages and buyers")
        desk = working.desk(of, store)
        desk = replace(desk, care=_reachable(desk.care, shop))
        tell("people, mailboxes and orders")
        orders = book(shop, now)
        with store.writing() as session:
            furnish(session, shop, now)
            connect(session, shop, server, desk.vault)
            fill_book(session, orders.values(), desk.road.rules.relays, now)
            agree(session, desk.care, orders.values(), now)
            plan_ahead(session, now)
        post = Post(server, store, shop, letters(shop, orders))
        tell("older mails")
        waiting = _move_in(desk, post, now)
        tell("three weeks in which the shop wrote first")
        for address, mail in live(desk, shop.supervisor, now):
            server.deliver(address, mail)
        tell("the worker and the screens")
        stack.enter_context(Worker(desk))
        stack.enter_context(Round(post, waiting, every))
        screens = serving.web_desk(of, store)
        app = create_app(replace(screens, care=_reachable(screens.care, shop)))
        web.install(app, server, shop, orders)
        inbox.install(app, server, shop.public_url)
        yield House(app, shop, server, store, post.letters)


def _reachable(care: Care, shop: Shop) -> Care:
    """The rule stands in the demo, too: no advertising without a public https address. The sample shop has one of its own."""
    return care if care.public_url else replace(care, public_url=shop.public_url)


def _move_in(desk: Desk, post: Post, now: datetime) -> list[Letter]:
    """What was there before the desk is read in silence; then the mails of the last hours come. Returns the letters still to come."""
    post.put_back()
    new = post.new()
    history = [letter for letter in new if letter.phase is Phase.HISTORY]
    for letter in history:
        post.deliver(letter, now - letter.age)
    with desk.store.reading() as session:
        boxes = [row.id for box in post.shop.boxes if (row := mailboxes.named(session, box.name))]
    for box_id in boxes:
        fetch(desk, box_id)
    post.solve(history, now)
    for letter in new:
        if letter.phase is Phase.START:
            post.deliver(letter, now - letter.age)
    return [letter for letter in new if letter.phase is Phase.LATER]
