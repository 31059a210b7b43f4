"""The commands that other tools rely on: their words, their JSON, their exit codes (design 5)."""

from __future__ import annotations

import json

import pytest

from tests.support import command

MAIL = """From: Anna Krüger <anna@kunde.example>
To: support@shop.example
Subject: Bestellung #1034
Message-ID: <a1@kunde.example>
Date: Fri, 20 Nov 2026 09:00:00 +0100
Content-Type: text/plain; charset=utf-8

Guten Tag, wo bleibt meine Bestellung #1034?

Viele Grüße
Anna
"""
ANSWER = """From: support@shop.example
To: anna@kunde.example
Subject: Re: Bestellung #1034
Message-ID: <s1@shop.example>
In-Reply-To: <a1@kunde.example>
Date: Fri, 20 Nov 2026 11:00:00 +0100
Content-Type: text/plain; charset=utf-8

Guten Tag, das Paket ist unterwegs.
"""
ORDERS = """order_number,channel,buyer_name,buyer_email,country,language,status
#1034,shopify,Anna Krüger,anna@kunde.example,DE,de,shipped
#1035,shopify,Bernd,bernd@kunde.example,XX,de,shipped
"""
NOTICE = """From: eBay <ebay@ebay.com>
To: support@shop.example
Subject: A buyer opened a return request for order 12-34567-89012
Message-ID: <n{number}@ebay.com>
Date: Fri, 20 Nov 2026 09:00:00 +0100
Authentication-Results: {server}; dmarc=pass header.from=ebay.com
Content-Type: text/plain; charset=utf-8

Your buyer opened a return for order 12-34567-89012. Return ID 512345678{number}. Please respond.
"""
INSPECTED = {
    "file", "message_id", "kind", "from", "subject", "language", "language_confidence", "newest_text", "orders", "trackings",
    "intent", "intents", "notice", "defects",
}  # fmt: skip
MESSAGE = INSPECTED | {"id", "direction", "conversation", "order", "placed_because", "flags"}
CONVERSATION = {"conversation", "orders", "buyer", "state", "desk", "language", "messages", "flags", "clocks"}
CASE = {
    "case", "platform", "kind", "stage", "order", "conversation", "amount", "currency", "opened_at", "due_at", "state", "proven",
    "source_message",
}  # fmt: skip


@pytest.fixture(params=["sqlite", "postgresql"])
def maildesk(request, tmp_path):
    """Runs a command in a process of its own, with nothing but the store and the data directory set."""
    database = {} if request.param == "sqlite" else {"MAILDESK_DATABASE_URL": request.getfixturevalue("postgres_url")}
    settings = {"MAILDESK_DATA_DIR": str(tmp_path / "data"), **database}

    def run(*words: str):
        return command.maildesk(*words, at=tmp_path, **settings)

    if database:
        assert run("db", "upgrade").returncode == 0
    return run


@pytest.fixture
def files(tmp_path):
    for name, text in (("a.eml", MAIL), ("s.eml", ANSWER), ("orders.csv", ORDERS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def lines(done):
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_orders_mails_and_answers_are_imported_and_exported_with_the_keys_others_rely_on(maildesk, files):
    orders = maildesk("import", "orders", "orders.csv")
    assert orders.returncode == 1
    assert "orders.csv:3: country is 'XX'" in orders.stderr
    assert (
        maildesk("import", "mail", "a.eml", "--mailbox", "season", "--address", "support@shop.example").returncode == 0
    )
    assert maildesk("import", "mail", "s.eml", "--mailbox", "season", "--sent").returncode == 0
    asked, answer = lines(maildesk("export", "messages", "--json"))
    assert set(asked) >= MESSAGE
    assert (asked["direction"], asked["kind"], asked["language"], asked["intent"], asked["order"]) == (
        "in",
        "buyer",
        "de",
        "order_status",
        "#1034",
    )
    assert (answer["direction"], answer["kind"], answer["intent"]) == ("out", "outbound", None)
    (conversation,) = lines(maildesk("export", "conversations", "--json"))
    assert set(conversation) == CONVERSATION
    assert conversation["messages"] == ["a1@kunde.example", "s1@shop.example"]
    assert (conversation["orders"], conversation["buyer"], conversation["state"]) == (
        ["#1034"],
        "anna@kunde.example",
        "waiting_buyer",
    )


def test_importing_again_changes_nothing_and_is_no_error(maildesk, files):
    for _ in range(2):
        assert maildesk("import", "mail", "a.eml", "--mailbox", "season").returncode == 0
    assert len(lines(maildesk("export", "messages"))) == 1


def test_an_import_is_silent(maildesk, files):
    maildesk("import", "mail", "a.eml", "--mailbox", "season")
    (conversation,) = lines(maildesk("export", "conversations"))
    assert conversation["clocks"] == []


def test_a_proven_notice_is_exported_as_a_case_and_a_forged_one_is_not(maildesk, files):
    for number, server in ((1, "mx.shop.example"), (2, "mx.elsewhere.example")):
        (files / f"n{number}.eml").write_text(NOTICE.format(number=number, server=server), encoding="utf-8")
    trusting = ("--mailbox", "season", "--trust-authserv", "mx.shop.example")
    assert maildesk("import", "mail", "n1.eml", "n2.eml", *trusting).returncode == 0
    (case,) = lines(maildesk("export", "cases", "--json"))
    assert set(case) >= CASE
    assert (case["platform"], case["case"], case["stage"], case["state"]) == ("ebay", "return", "respond", "open")
    assert (case["proven"], case["source_message"], case["opened_at"]) == (True, "n1@ebay.com", "2026-11-20T08:00:00Z")
    assert case["due_at"] > case["opened_at"]


def test_the_database_is_checked_backed_up_and_restored_only_into_an_empty_one(maildesk, files):
    maildesk("import", "mail", "a.eml", "--mailbox", "season")
    assert maildesk("db", "check").returncode == 0
    assert maildesk("db", "backup", "desk.zip").returncode == 0
    again = maildesk("db", "restore", "desk.zip")
    assert again.returncode == 2
    assert "not empty" in again.stderr


def test_a_secret_key_is_made_that_only_the_owner_can_read(maildesk, files):
    maildesk("export", "messages")
    assert (files / "data" / "secret.key").stat().st_mode & 0o777 == 0o600


class TestInspect:
    """`inspect` needs no store."""

    @staticmethod
    def run(*words: str):
        return command.maildesk("inspect", *words)

    def test_gives_one_object_per_mail_in_the_order_given_and_nothing_else(self, files):
        found = lines(
            self.run(str(files / "s.eml"), str(files / "a.eml"), "--address", "support@shop.example", "--json")
        )
        assert [row["message_id"] for row in found] == ["s1@shop.example", "a1@kunde.example"]
        assert all(set(row) == INSPECTED for row in found)
        assert [row["kind"] for row in found] == ["outbound", "buyer"]
        assert found[1]["newest_text"] == "Guten Tag, wo bleibt meine Bestellung #1034?\n\nViele Grüße\nAnna"

    def test_prints_numbers_as_the_order_book_writes_them(self, files):
        (files / "book.csv").write_text("order_number\nPK1034\n")
        (row,) = lines(self.run(str(files / "a.eml"), "--orders", str(files / "book.csv"), "--json"))
        assert row["orders"] == ["PK1034"]

    def test_knows_the_form_of_the_shops_own_numbers_from_its_book(self, files):
        (files / "book.csv").write_text("order_number\n" + "".join(f"LM-{n}\n" for n in range(10230, 10240)))
        (files / "b.eml").write_text(MAIL.replace("#1034", "LM-10877"))
        (row,) = lines(self.run(str(files / "b.eml"), "--orders", str(files / "book.csv"), "--json"))
        assert row["orders"] == ["LM-10877"]

    def test_explains_in_words(self, files):
        done = self.run(str(files / "a.eml"), "--explain")
        assert "because" in done.stdout and "#1034" in done.stdout

    def test_reads_a_folder_of_many_mails_on_all_cores_in_order(self, files):
        folder = files / "many"
        folder.mkdir()
        for number in range(70):
            (folder / f"{number:03}.eml").write_text(MAIL.replace("a1@", f"m{number}@"))
        found = lines(self.run(str(folder), "--json"))
        assert [row["message_id"] for row in found] == [f"m{number}@kunde.example" for number in range(70)]

    def test_survives_what_is_no_mail(self, files):
        (files / "x.eml").write_bytes(b"\x00\xff\xfe" * 1000)
        (row,) = lines(self.run(str(files / "x.eml"), "--json"))
        assert row["defects"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["frobnicate"], "frobnicate"),
        (["inspect", "/nowhere.eml"], "/nowhere.eml"),
        (["import", "orders", "/nowhere.csv"], "/nowhere.csv"),
        (["db", "backup"], "FILE"),
        (["user", "add", "mei", "--password", "short"], "short"),
    ],
)
def test_wrong_use_is_exit_code_two_and_names_the_thing(tmp_path, words, said):
    done = command.maildesk(*words, MAILDESK_DATA_DIR=str(tmp_path))
    assert done.returncode == 2
    assert said in done.stderr or "5 characters" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MAILDESK_DATABASE_URL", "mysql://x", "sqlite:///FILE or postgresql://"),
        ("MAILDESK_TIMEZONE", "Mars/Base", "Asia/Shanghai"),
        ("MAILDESK_PORT", "many", "whole number"),
        ("MAILDESK_SECRET_KEY", "short", "at least 32"),
        ("MAILDESK_SECRET_KEY_FILE", "/nowhere", "/nowhere"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_held_and_what_was_wanted(tmp_path, name, value, said):
    done = command.maildesk("export", "messages", MAILDESK_DATA_DIR=str(tmp_path), **{name: value})
    assert done.returncode == 2
    assert name.removesuffix("_FILE") in done.stderr and said in done.stderr
