"""The HTTP API: a shop's or channel's system writes its orders, and reads one back. No session, no cookie, no form.

In: JSON under a key (`Authorization: Bearer …`) that belongs to one channel. Out: JSON; a bad row is named and does not stop the others.
`docs/api.md` says it to those who call it, `docs/openapi.json` to their machines.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Flask, current_app, g, jsonify, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from maildesk.core.dispute.case import Entered
from maildesk.core.order import Order
from maildesk.db import tables as t
from maildesk.flow import orders
from maildesk.flow.cases import acts
from maildesk.flow.house import api_tokens, jobs
from maildesk.orders.api import case_of, read_order
from maildesk.orders.row import RowError
from maildesk.packs.disputes import load_disputes
from maildesk.web.desk import desk
from maildesk.web.pace import Pace

pages = Blueprint("api", __name__, url_prefix="/api/v1")
MOST_BYTES, MOST_ROWS = 4_000_000, 1_000
#: Rows written in one transaction: the road writes in between.
_AT_ONCE = 100
_OWN_SHOPS = frozenset({"own", "shopify", "woocommerce"})
_BURST, _PER_SECOND = 60.0, 2.0
_KEY = "maildesk_pace"
Answer = tuple[Response, int]


class ApiError(Exception):
    """A call that cannot be answered: the status, a stable code, a sentence."""

    def __init__(self, status: int, code: str, why: str) -> None:
        super().__init__(why)
        self.status, self.code = status, code


def install(app: Flask) -> None:
    app.extensions[_KEY] = Pace(_BURST, _PER_SECOND)


@pages.before_request
def _key() -> None:
    """Whose key it is. A wrong one, a revoked one and none at all are told apart by nobody."""
    scheme, _blank, key = request.headers.get("Authorization", "").partition(" ")
    now = desk().now()
    with desk().store.reading() as session:
        row = api_tokens.presented(session, key.strip()) if scheme.lower() == "bearer" else None
        if row is None:
            raise ApiError(401, "no_key", "a key of this desk was wanted: Authorization: Bearer KEY")
        g.token_id, g.channel, used_at = row.id, row.channel, row.used_at
    pace: Pace = current_app.extensions[_KEY]
    wait = pace.wait(str(g.token_id), now)
    if wait:
        g.retry_after = str(int(wait) + 1)
        raise ApiError(429, "too_many_calls", f"too many calls; the next one in {g.retry_after} s")
    if used_at is None or request.method == "PUT":
        with desk().store.writing() as session:
            api_tokens.used(session, g.token_id, now)


@pages.put("/orders")
def put_orders() -> Answer:
    """Upsert one order or a list of them by (channel, order_number)."""
    request.max_content_length = MOST_BYTES
    good: list[Order] = []
    wrong: list[dict[str, object]] = []
    for line, value in enumerate(_rows(_body()), start=1):
        try:
            good.append(_own(read_order(value, g.channel)))
        except RowError as error:
            wrong.append({"row": line, "column": error.column, "why": str(error)})
    _write(good)
    return jsonify(kept=len(good), errors=wrong), 422 if wrong else 200


@pages.put("/cases")
def put_cases() -> Answer:
    """Enter one case or a list of them; one that stands under its number stays as it is."""
    request.max_content_length = MOST_BYTES
    good: list[Entered] = []
    wrong: list[dict[str, object]] = []
    for line, value in enumerate(_rows(_body()), start=1):
        try:
            good.append(_own_case(case_of(value, load_disputes())))
        except RowError as error:
            wrong.append({"row": line, "column": error.column, "why": str(error)})
    kept = [_entered(told) for told in good]
    return jsonify(kept=len(kept), cases=kept, errors=wrong), 422 if wrong else 200


@pages.get("/orders/<channel>/<path:number>")
def get_order(channel: str, number: str) -> Answer:
    """One order with its parcels, as the desk holds it."""
    if channel != g.channel:
        raise ApiError(403, "other_channel", f"this key is for {g.channel}")
    number = number[:80].replace("\x00", "")  # PostgreSQL takes none, even to look for it
    with desk().store.reading() as session:
        row = session.query(t.OrderRow).filter_by(channel=channel, number=number).one_or_none()
        if row is None:
            raise ApiError(404, "no_order", f"there is no order {number} of {channel}")
        return jsonify(_shown(row)), 200


@pages.errorhandler(ApiError)
def _refused(error: ApiError) -> Answer:
    answer = jsonify(error=error.code, why=str(error))
    if error.status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if error.status == 429:
        answer.headers["Retry-After"] = g.retry_after
    return answer, error.status


@pages.errorhandler(HTTPException)
def _http(error: HTTPException) -> Answer:
    code = {413: "too_large", 404: "not_found", 405: "no_such_method"}.get(error.code or 0, "bad_call")
    return jsonify(error=code, why=error.description), error.code or 400


def _body() -> Any:
    try:
        return json.loads(request.get_data(cache=False), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise ApiError(400, "no_json", f"the body is no JSON: {str(error)[:120]}") from None


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _rows(body: Any) -> Sequence[Any]:
    rows = body if isinstance(body, list) else [body]
    if not rows or len(rows) > MOST_ROWS:
        raise ApiError(422, "row_count", f"{len(rows)} orders came; 1 to {MOST_ROWS} in one call were wanted")
    return rows


def _own(order: Order) -> Order:
    if order.channel != g.channel:
        raise ApiError(403, "other_channel", f"this key is for {g.channel}; a row names {order.channel}")
    return order


def _own_case(told: Entered) -> Entered:
    """A marketplace's key tells of its own cases; a shop of its own has payment services besides."""
    if told.platform != g.channel and g.channel not in _OWN_SHOPS:
        raise ApiError(403, "other_channel", f"this key is for {g.channel}; a row names {told.platform}")
    return told


def _entered(told: Entered) -> int:
    with desk().store.writing() as session:
        return acts.enter(session, told, desk().now()).id


def _write(good: Sequence[Order]) -> None:
    relays, now = desk().signing.relays, desk().now()
    for start in range(0, len(good), _AT_ONCE):
        with desk().store.writing() as session:
            rows = [orders.upsert(session, order, relays, now) for order in good[start : start + _AT_ONCE]]
            ids = [row.id for row in rows]
            # What happened before the channel was connected is old news.
            since = session.get_one(t.ApiToken, g.token_id).created_at.isoformat()
            args = {"order_ids": ids, "since": since}
            jobs.ask(session, "care_orders", now, args, key=f"care_orders:{ids[0]}:{now.timestamp():.6f}")


def _shown(row: t.OrderRow) -> dict[str, object]:
    """An order under the names it came by."""
    plain = ("channel", "buyer_name", "buyer_email", "country", "language", "currency", "status")
    moments = ("ordered_at", "shipped_at", "delivered_at", "updated_at")
    return {
        "order_number": row.number,
        **{name: getattr(row, name) for name in plain},
        **{name: at.isoformat() if (at := getattr(row, name)) else None for name in moments},
        "total": str(row.total) if row.total is not None else None,
        "items": row.lines,
        "parcels": [
            {"tracking_number": parcel.tracking_number, "carrier": parcel.carrier, "events": parcel.events}
            for parcel in row.parcels
        ],
    }
