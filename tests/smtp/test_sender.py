"""How each mail ends: taken, refused for now, refused for good, or nobody knows."""

from __future__ import annotations

import pytest

from maildesk.errors import EdgeError, UncertainError
from maildesk.smtp.sender import Refused, Sender
from tests.support.certificates import Certificate, make_certificate
from tests.support.silent import silent_port
from tests.support.smtp_sink import Misbehaviour, Sink, smtp_sink

SHOP = "support@shop.example"
ANNA = "anna@buyer.example"
BEN = "ben@buyer.example"
RAW = b"Subject: Your order\r\n\r\nHello Anna,\r\n.a line with a dot\r\n..two\r\n.\r\ngoodbye\r\n"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("tls"))


def send(sink: Sink, *recipients: str, raw: bytes = RAW, **account: object) -> None:
    with Sender(sink.account(**account)) as sender:
        sender.send(SHOP, recipients or (ANNA,), raw)


@pytest.mark.parametrize("raw", [RAW, b".\r\n.\r\n", b"Subject: 8 bit\r\n\r\n\xc3\xa9\xff\r\n", b"", b"no end of line"])
def test_the_bytes_arrive_as_they_were_given(sink: Sink, raw: bytes) -> None:
    send(sink, raw=raw)
    assert sink.arrived[0].raw.removesuffix(b"\r\n") == raw.removesuffix(b"\r\n")
    assert sink.arrived[0].recipients == (ANNA,)
    assert sink.arrived[0].envelope_from == SHOP


def test_the_receipt_holds_the_servers_own_words(sink: Sink) -> None:
    with Sender(sink.account()) as sender:
        assert sender.send(SHOP, [ANNA], RAW).reply == "250 2.0.0 kept as 4711"


def test_many_mails_go_over_one_connection(sink: Sink) -> None:
    with Sender(sink.account()) as sender:
        for _ in range(20):
            sender.send(SHOP, [ANNA], RAW)
    assert len(sink.arrived) == 20
    assert sink.connections == 1


def test_a_server_that_has_enough_of_one_connection_gets_the_next_mail_over_another(sink: Sink) -> None:
    sink.mails_per_connection = 2
    with Sender(sink.account()) as sender:
        for _ in range(5):
            sender.send(SHOP, [ANNA], RAW)
    assert [len(sink.arrived), sink.connections] == [5, 3]


def test_a_bounce_address_may_be_empty(sink: Sink) -> None:
    with Sender(sink.account()) as sender:
        sender.send("", [ANNA], RAW)
    assert sink.arrived[0].envelope_from == "<>"


@pytest.mark.parametrize(
    ("misbehaviour", "permanent", "code"),
    [
        (Misbehaviour(rcpt="450 4.2.1 come back later"), False, "smtp_450"),
        (Misbehaviour(rcpt="550 5.1.1 nobody of that name"), True, "smtp_550"),
        (Misbehaviour(rcpt="421 4.3.2 going down"), False, "smtp_421"),
        (Misbehaviour(answer="451 4.3.0 disk full"), False, "smtp_451"),
        (Misbehaviour(answer="554 5.7.1 looks like spam"), True, "smtp_554"),
        (Misbehaviour(drop="rcpt"), False, "closed"),
        (Misbehaviour(drop="data"), False, "closed"),
    ],
)
def test_what_was_refused_says_whether_trying_again_can_help(
    sink: Sink, misbehaviour: Misbehaviour, permanent: bool, code: str
) -> None:
    sink.when(ANNA, misbehaviour)
    with pytest.raises(EdgeError) as error:
        send(sink)
    assert not isinstance(error.value, UncertainError)
    assert (error.value.permanent, error.value.code) == (permanent, code)


@pytest.mark.parametrize("drop", ["payload", "answer"])
def test_a_line_that_broke_after_the_first_byte_of_the_mail_leaves_its_fate_open(sink: Sink, drop: str) -> None:
    sink.when(ANNA, Misbehaviour(drop=drop))  # type: ignore[arg-type]
    with pytest.raises(UncertainError, match="it may have left or not"):
        send(sink)


def test_an_answer_that_takes_too_long_leaves_the_mails_fate_open(sink: Sink) -> None:
    sink.when(ANNA, Misbehaviour(seconds=2))
    with Sender(sink.account(), answer_seconds=0.2) as sender, pytest.raises(UncertainError):
        sender.send(SHOP, [ANNA], RAW)


def test_an_answer_without_meaning_leaves_the_mails_fate_open(sink: Sink) -> None:
    sink.when(ANNA, Misbehaviour(answer="354 go on"))
    with pytest.raises(UncertainError):
        send(sink)


def test_the_server_may_think_longer_about_a_mail_than_about_a_command(sink: Sink) -> None:
    sink.when(ANNA, Misbehaviour(seconds=1.5))
    send(sink, timeout=1.0)
    assert len(sink.arrived) == 1


def test_after_an_open_fate_the_next_mail_takes_a_new_connection(sink: Sink) -> None:
    sink.when(ANNA, Misbehaviour(drop="answer"))
    with Sender(sink.account()) as sender:
        with pytest.raises(UncertainError):
            sender.send(SHOP, [ANNA], RAW)
        sender.send(SHOP, [BEN], RAW)
    assert [len(sink.arrived), sink.connections] == [2, 2]


def test_after_a_refusal_the_next_mail_takes_the_same_connection(sink: Sink) -> None:
    sink.when(ANNA, Misbehaviour(rcpt="550 5.1.1 nobody"))
    with Sender(sink.account()) as sender:
        with pytest.raises(EdgeError):
            sender.send(SHOP, [ANNA], RAW)
        sender.send(SHOP, [BEN], RAW)
    assert sink.connections == 1


def test_recipients_that_were_refused_are_named_while_the_others_get_the_mail(sink: Sink) -> None:
    sink.when(ANNA, Misbehaviour(rcpt="550 5.1.1 nobody"))
    with Sender(sink.account()) as sender:
        receipt = sender.send(SHOP, [ANNA, BEN], RAW)
    assert receipt.refused == (Refused(ANNA, 550, "5.1.1 nobody"),)
    assert receipt.refused[0].permanent
    assert sink.arrived[0].recipients == (BEN,)


def test_a_refused_recipient_is_named_as_the_caller_did(sink: Sink) -> None:
    sink.when("anna@xn--bcher-kva.example", Misbehaviour(rcpt="550 5.1.1 nobody"))
    with Sender(sink.account()) as sender:
        receipt = sender.send(SHOP, ["anna@bücher.example", BEN], RAW)
    assert [one.address for one in receipt.refused] == ["anna@bücher.example"]


def test_a_mail_may_go_later_as_long_as_one_of_its_recipients_may(sink: Sink) -> None:
    sink.when(ANNA, Misbehaviour(rcpt="550 5.1.1 nobody"))
    sink.when(BEN, Misbehaviour(rcpt="450 4.2.1 later"))
    with pytest.raises(EdgeError) as error:
        send(sink, ANNA, BEN)
    assert not error.value.permanent


def test_a_mail_without_recipients_is_refused_for_good(sink: Sink) -> None:
    with Sender(sink.account()) as sender, pytest.raises(EdgeError) as error:
        sender.send(SHOP, [], RAW)
    assert error.value.permanent


@pytest.mark.parametrize(
    "raw",
    [
        b"Subject: x\n\nbare LF\r\n",
        b"Subject: x\r\n\r\n\n.\r\nMAIL FROM:<x@evil.example>\r\n",
        b"Subject: x\r\n\r\nbare\rCR\r\n",
        b"Subject: x\r\n\r\nnul\0\r\n",
        b"Subject: x\r\n\r\n" + b"a" * 999 + b"\r\n",
    ],
)
def test_bytes_that_would_arrive_as_another_mail_are_not_sent(sink: Sink, raw: bytes) -> None:
    with pytest.raises(EdgeError) as error:
        send(sink, raw=raw)
    assert (error.value.permanent, error.value.code) == (True, "bad_bytes")
    assert sink.connections == 0


@pytest.mark.parametrize(
    "address", ["a b@buyer.example", "a@b.example>\r\nRCPT TO:<c@d.example", "<a@b.example>", "a\0@b.example"]
)
def test_an_address_that_could_carry_a_command_is_not_sent(sink: Sink, address: str) -> None:
    with pytest.raises(EdgeError) as error:
        send(sink, address)
    assert (error.value.permanent, error.value.code) == (True, "bad_address")


def test_a_mail_larger_than_the_server_takes_is_refused_before_it_is_sent() -> None:
    with smtp_sink(max_bytes=1000) as sink, pytest.raises(EdgeError) as error:
        send(sink, raw=b"Subject: x\r\n\r\n" + b"0123456789\r\n" * 100)
    assert (error.value.permanent, error.value.code) == (True, "too_big")


def test_a_name_beyond_ascii_needs_a_server_that_takes_it(sink: Sink) -> None:
    send(sink, "анна@buyer.example")
    assert sink.arrived[0].recipients == ("анна@buyer.example",)
    assert "SMTPUTF8" in sink.arrived[0].options
    with smtp_sink(smtputf8=False) as old, pytest.raises(EdgeError) as error:
        send(old, "анна@buyer.example")
    assert (error.value.permanent, error.value.code) == (True, "no_smtputf8")


def test_a_domain_beyond_ascii_goes_to_any_server() -> None:
    with smtp_sink(smtputf8=False) as sink:
        send(sink, "anna@bücher.example")
        assert sink.arrived[0].recipients == ("anna@xn--bcher-kva.example",)


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_the_line_is_encrypted_and_the_certificate_checked(certificate: Certificate, security: str) -> None:
    with smtp_sink(security=security, certificate=certificate) as sink:  # type: ignore[arg-type]
        send(sink, security=security, ca_file=str(certificate.certificate))
        assert len(sink.arrived) == 1
        with pytest.raises(EdgeError) as error:
            send(sink, security=security)
    assert (error.value.permanent, error.value.code) == (True, "certificate")
    assert "localhost" in str(error.value)


def test_without_the_wanted_encryption_nothing_is_sent(sink: Sink) -> None:
    with pytest.raises(EdgeError) as error:
        send(sink, security="starttls")
    assert (error.value.permanent, error.value.code) == (True, "not_offered")
    assert not sink.arrived


@pytest.mark.parametrize(("secret", "auth"), [("päss wörd", "password"), ("plain", "password"), ("token", "xoauth2")])
def test_it_logs_in_by_password_or_access_token(secret: str, auth: str) -> None:
    with smtp_sink(passwords={SHOP: secret}) as sink:
        send(sink, username=SHOP, secret=secret, auth=auth)
        assert len(sink.arrived) == 1


@pytest.mark.parametrize(("auth", "code"), [("password", "wrong_password"), ("xoauth2", "token_refused")])
def test_a_refused_login_names_the_mailbox_and_what_to_do(auth: str, code: str) -> None:
    with smtp_sink(passwords={SHOP: "right"}) as sink, pytest.raises(EdgeError) as error:
        send(sink, username=SHOP, secret="wrong", auth=auth)
    assert (error.value.permanent, error.value.code) == (True, code)
    assert SHOP in str(error.value)
    assert "wrong" not in str(error.value)


def test_a_server_that_says_nothing_is_given_up() -> None:
    with silent_port() as port, pytest.raises(EdgeError) as error:
        send(Sink(port=port), timeout=0.2)
    assert (error.value.permanent, error.value.code) == (False, "timeout")


def test_a_port_where_nobody_listens_is_named() -> None:
    with pytest.raises(EdgeError, match="nobody listens at localhost:1;") as error:
        send(Sink(port=1))
    assert not error.value.permanent


def test_a_login_can_be_checked_without_sending() -> None:
    with smtp_sink(passwords={SHOP: "right"}) as sink:
        with Sender(sink.account(username=SHOP, secret="right")) as sender:
            sender.check()
        assert not sink.arrived
