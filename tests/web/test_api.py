"""The API takes orders from whoever holds the channel's key, names every bad row, and is not moved by hostile JSON."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from maildesk.core.order import Channel, ParcelState
from maildesk.db import tables as t
from maildesk.flow.house import api_tokens
from maildesk.flow.house.person import Doing, Person
from maildesk.web import api

BOOK = {"order_number": "#1034", "buyer_name": "Anna Krüger", "buyer_email": "anna@kunde.example", "currency": "EUR"}
PARCEL = {
    "tracking_number": "YT2628100700001234",
    "carrier": "yunexpress",
    "events": [
        {"at": "2026-11-06T09:00:00Z", "state": "delivered", "place": "Leipzig"},
        {"at": "2026-11-05T09:00:00+01:00", "state": "in_transit"},
    ],
}


@pytest.fixture
def key(shop):
    """Makes a key for a channel."""

    def make(channel: str = "shopify") -> str:
        with shop.store.writing() as session:
            return api_tokens.create(
                session, channel, "the shop", Doing(Person(shop.people["wang"], "王磊", "supervisor"), shop.now)
            )

    return make


@pytest.fixture
def put(app, key):
    """Puts a body under a key, the channel's own if none is given."""
    own = key()

    def call(body: object, bearer: str = own, **headers: str):
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return app.test_client().put(
            "/api/v1/orders", data=raw, headers={"Authorization": f"Bearer {bearer}", **headers}
        )

    call.key = own
    return call


def _numbers(shop) -> list[str]:
    with shop.store.reading() as session:
        return list(session.scalars(select(t.OrderRow.number).order_by(t.OrderRow.id)))


def test_one_order_is_taken_under_the_keys_channel(shop, put):
    answer = put(BOOK)
    assert (answer.status_code, answer.json) == (200, {"kept": 1, "errors": []})
    with shop.store.reading() as session:
        row = session.scalar(select(t.OrderRow))
        assert (row.channel, row.number, row.buyer_name) == ("shopify", "#1034", "Anna Krüger")


def test_the_same_order_again_changes_it(shop, put):
    put(BOOK)
    put({"order_number": "#1034", "status": "shipped"})
    with shop.store.reading() as session:
        (row,) = session.scalars(select(t.OrderRow))
        assert (row.status, row.buyer_name) == ("shipped", "Anna Krüger")


def test_bad_rows_are_named_and_the_others_are_kept(shop, put):
    answer = put(
        [
            BOOK,
            {**BOOK, "order_number": "#1035", "currency": "EURO"},
            {"buyer_name": "x"},
            {**BOOK, "order_number": "#1036"},
        ]
    )
    assert answer.status_code == 422
    assert answer.json["kept"] == 2
    assert [(each["row"], each["column"]) for each in answer.json["errors"]] == [(2, "currency"), (3, "order_number")]
    assert _numbers(shop) == ["#1034", "#1036"]


def test_parcels_come_with_their_events_in_order_of_time_and_are_read_back(app, put):
    assert put({**BOOK, "parcels": [PARCEL]}).status_code == 200
    put({**BOOK, "parcels": [PARCEL]})
    answer = app.test_client().get("/api/v1/orders/shopify/%231034", headers={"Authorization": f"Bearer {put.key}"})
    (parcel,) = answer.json["parcels"]
    assert [event["state"] for event in parcel["events"]] == ["in_transit", "delivered"]
    assert (parcel["carrier"], answer.json["buyer_name"]) == ("yunexpress", "Anna Krüger")


@pytest.mark.parametrize("number", ["9", "9%00", "x" * 3_000, "%F0%9F%98%80"])
def test_an_order_that_is_not_there_is_not_found(app, put, number):
    answer = app.test_client().get(f"/api/v1/orders/shopify/{number}", headers={"Authorization": f"Bearer {put.key}"})
    assert (answer.status_code, answer.json["error"]) == (404, "no_order")


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer mdk_wrong", "Basic bWVpOnB3", "Bearer " + "x" * 5000])
def test_without_a_good_key_nothing_is_written(app, shop, header):
    answer = app.test_client().put("/api/v1/orders", json=BOOK, headers={"Authorization": header} if header else {})
    assert (answer.status_code, answer.json["error"]) == (401, "no_key")
    assert _numbers(shop) == []


def test_a_revoked_key_opens_nothing(shop, put):
    with shop.store.writing() as session:
        row = session.scalar(select(t.ApiToken))
        api_tokens.revoke(session, row.id, Doing(Person(shop.people["wang"], "王磊", "supervisor"), shop.now))
    assert put(BOOK).status_code == 401


def test_a_key_writes_only_its_own_channel(shop, put):
    answer = put([BOOK, {**BOOK, "order_number": "2", "channel": "amazon"}])
    assert (answer.status_code, answer.json["error"]) == (403, "other_channel")
    assert _numbers(shop) == []


def test_a_key_reads_only_its_own_channel(app, put, key):
    put(BOOK)
    answer = app.test_client().get(
        "/api/v1/orders/shopify/%231034", headers={"Authorization": f"Bearer {key('amazon')}"}
    )
    assert answer.status_code == 403


def test_a_signed_in_session_is_no_key(signed_in):
    assert signed_in("wang").put("/api/v1/orders", json=BOOK).status_code == 401


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400), (b"{", 400), (b"[" * 100_000, 400), (b'{"order_number": NaN}', 400), (b"\xff\xfe\x00", 400),
        (b'{"order_number": ' + b"9" * 5000 + b"}", 400), (b"[]", 422), (b"null", 422), (b"[[]]", 422), (b'"x"', 422),
        (b'{"order_number": {"a": 1}}', 422), (b'{"order_number": true}', 422),
        (b'{"order_number": "1", "buyer_name": "\\ud800"}', 422), (b'{"order_number": "1\\u0000"}', 422),
        (b'{"order_number": "1", "items": [{"title": "\\udfff"}]}', 422), (b'{"order_number": "1", "items": {"a": 1}}', 422),
        (b'{"order_number": "1", "items": [{"qty": 1e999}]}', 422), (b'{"order_number": "1", "total": 1e999}', 422),
        (b'{"order_number": "1", "ordered_at": "0001-01-01T00:00:00+14:00"}', 422), (b'{"order_number": "1", "parcels": "x"}', 422),
        (b'{"order_number": "1", "parcels": [{"tracking_number": "A", "events": [{"at": "never", "state": "lost"}]}]}', 422),
        (b'{"order_number": "1", "parcels": [{"tracking_number": "A", "events": [{"at": "2026-11-05", "state": "eaten"}]}]}', 422),
        (b'{"order_number": "1", "parcels": [{"tracking_number": ["A"]}]}', 422),
    ],
)  # fmt: skip
def test_hostile_json_is_answered_and_writes_nothing(shop, put, body, status):
    answer = put(body)
    assert answer.status_code == status, answer.json
    assert answer.is_json
    assert _numbers(shop) == []


def test_a_bad_event_is_named_by_its_place(put):
    answer = put({**BOOK, "parcels": [{"tracking_number": "A", "events": [{"at": "2026-11-05", "state": "eaten"}]}]})
    assert answer.json["errors"][0]["column"] == "parcels[0].events[0].state"


def test_too_much_at_once_is_refused(put):
    assert put(b'"' + b"x" * (api.MOST_BYTES + 1) + b'"').status_code == 413
    assert put([BOOK] * (api.MOST_ROWS + 1)).json["error"] == "row_count"


def test_too_many_calls_are_told_when_to_come_back(shop, put):
    statuses = [put(b"{").status_code for _ in range(70)]
    assert statuses.count(429) == 10
    refused = put(b"{")
    assert int(refused.headers["Retry-After"]) >= 1


def test_the_description_for_machines_names_the_calls_and_words_of_the_code(app):
    told = json.loads((Path(__file__).parents[2] / "docs/openapi.json").read_text("utf-8"))
    rules = {
        rule.rule.replace("<path:number>", "{number}").replace("<channel>", "{channel}")
        for rule in app.url_map.iter_rules()
    }
    assert {f"/api/v1{path}" for path in told["paths"]} <= rules
    shapes = told["components"]["schemas"]
    assert shapes["Event"]["properties"]["state"]["enum"] == list(ParcelState)
    assert shapes["Order"]["properties"]["channel"]["enum"] == list(Channel)


def test_what_a_channel_tells_asks_for_its_follow_ups_since_the_key_was_made(shop, put):
    put([{**BOOK, "order_number": "#1"}, {**BOOK, "order_number": "#2"}])
    with shop.store.reading() as session:
        [job] = session.scalars(select(t.Job).where(t.Job.name == "care_orders"))
        since = session.scalars(select(t.ApiToken.created_at)).one()
    assert (len(job.args["order_ids"]), job.args["since"]) == (2, since.isoformat())


CLAIM = {
    "platform": "paypal",
    "case": "claim",
    "number": "PP-D-1",
    "amount": "84.90",
    "currency": "EUR",
    "opened_at": "2026-11-20T09:30:00Z",
}


def test_cases_are_entered_once_under_their_number_and_bad_ones_are_named(app, shop, key):
    def call(body, bearer):
        return app.test_client().put("/api/v1/cases", json=body, headers={"Authorization": f"Bearer {bearer}"})

    own = key("shopify")
    answer = call([CLAIM, {**CLAIM, "platform": "paypall"}, {**CLAIM, "opened_at": ""}], own)
    assert answer.status_code == 422
    assert answer.json["kept"] == 1
    assert [error["column"] for error in answer.json["errors"]] == ["platform", "opened_at"]
    assert call(CLAIM, own).json["cases"] == answer.json["cases"]
    assert [(row.number, row.source, str(row.amount)) for row in shop.all(t.Case)] == [("PP-D-1", "api", "84.90")]
    assert call(CLAIM, key("ebay")).status_code == 403
