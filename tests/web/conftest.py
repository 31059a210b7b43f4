"""The shop of these tests, on both stores, and a browserless client for whoever is signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from maildesk.db.engine import Store
from maildesk.flow.mail.road import Road
from maildesk.packs import knowledge
from maildesk.wiring import walking
from tests.web.desk import SETTINGS, Shop, sign_in


@pytest.fixture(scope="session")
def road() -> Road:
    return walking.road(SETTINGS, knowledge.load())


@pytest.fixture
def shop(store: Store, road: Road) -> Shop:
    return Shop(store, road).open()


@pytest.fixture
def app(shop: Shop) -> Flask:
    return shop.app()


@pytest.fixture
def signed_in(app: Flask) -> Callable[[str], FlaskClient]:
    """A client signed in under a login."""

    def client(login: str = "mei") -> FlaskClient:
        fresh = app.test_client()
        sign_in(fresh, login)
        return fresh

    return client
