"""Order files: good rows are taken, bad ones named by line and column."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from maildesk.core.order import Channel, Order, OrderLine, OrderStatus, Parcel
from maildesk.errors import UsageError
from maildesk.orders.file import BadRow, read_file

HEAD = "order_number,channel,buyer_name,buyer_email,country,language,currency,total,items,status,ordered_at,tracking_number,carrier\n"


def rows(tmp_path, text, name="orders.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(read_file(path))


def test_a_csv_row_becomes_an_order(tmp_path):
    line = (
        '#1034,shopify,Anna Krüger,Anna@Kunde.example,de,de-DE,eur,84.9,"[{""sku"":""A1"",""title"":""Lampe"",""qty"":2,""price"":42.45}]",'
        "shipped,2026-11-05T14:30:00+01:00,YT2600000000000001,YunExpress\n"
    )
    (order,) = rows(tmp_path, HEAD + line)
    assert order == Order(
        channel=Channel.SHOPIFY,
        number="#1034",
        status=OrderStatus.SHIPPED,
        buyer_name="Anna Krüger",
        buyer_email="anna@kunde.example",
        country="DE",
        language="de-DE",
        currency="EUR",
        total=Decimal("84.90"),
        lines=(OrderLine("A1", "Lampe", 2, Decimal("42.45")),),
        parcels=(Parcel("YT2600000000000001", "YunExpress"),),
        ordered_at=datetime(2026, 11, 5, 13, 30, tzinfo=UTC),
    )


def test_json_lines_carry_the_same_keys(tmp_path):
    (order,) = rows(
        tmp_path,
        '{"order_number": "A-1", "items": [{"sku": "x", "title": "Tasse", "qty": 1, "price": 9}]}\n',
        "o.jsonl",
    )
    assert (order.number, order.lines[0].title) == ("A-1", "Tasse")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("channel", "amazone"),
        ("buyer_email", "anna at kunde"),
        ("country", "XQ"),
        ("language", "klingon!"),
        ("currency", "EURO"),
        ("total", "12,50"),
        ("total", "NaN"),
        ("items", "[{'sku': 1}]"),
        ("status", "lost"),
        ("ordered_at", "05.11.2026"),
        ("order_number", ""),
    ],
)
def test_a_bad_value_is_named_by_line_and_column_and_the_others_are_kept(tmp_path, column, value):
    good = {"order_number": "1", "channel": "own"}
    bad = {**good, column: value}
    found = rows(tmp_path, "\n".join(json.dumps(r) for r in (good, bad, good)), "o.jsonl")
    assert isinstance(found[1], BadRow)
    assert (found[1].line, found[1].column) == (2, column)
    assert repr(value) in found[1].why
    assert isinstance(found[0], Order) and isinstance(found[2], Order)


def test_semicolons_and_a_byte_order_mark_of_spreadsheets_are_understood(tmp_path):
    (order,) = rows(tmp_path, "\ufefforder_number;buyer_name\n7001;Zoé\n")
    assert (order.number, order.buyer_name) == ("7001", "Zoé")


def test_a_row_with_too_many_columns_is_named(tmp_path):
    (bad,) = rows(tmp_path, "order_number,channel\n1,own,more\n")
    assert bad.line == 2


def test_a_quote_that_is_never_closed_is_named_by_its_line_and_the_rows_before_it_are_read(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text('order_number\n1034\n"' + "x" * 200_000, "utf-8")
    rows = read_file(path)
    assert next(rows).number == "1034"
    with pytest.raises(UsageError, match="cannot be read beyond line"):
        next(rows)


def test_a_line_of_brackets_without_end_is_a_bad_row(tmp_path):
    path = tmp_path / "orders.jsonl"
    path.write_text('{"order_number": ' + "[" * 100_000 + "\n", "utf-8")
    assert [row.column for row in read_file(path)] == ["line"]


def test_a_separator_of_lines_inside_a_field_is_no_end_of_the_row(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text("order_number,buyer_name,channel\n1034,Anna\u2028Krüger\x85,shopify\n", "utf-8")
    assert [row.number for row in read_file(path)] == ["1034"]


def test_a_file_without_order_numbers_is_refused(tmp_path):
    with pytest.raises(UsageError, match="order_number"):
        rows(tmp_path, "a,b\n1,2\n")
