"""What leaves, as a stranger reads it: the raw bytes with the standard library, its page with lexbor, a signature over it with dkimpy."""

import re
from base64 import b64encode
from datetime import UTC, datetime
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from selectolax.lexbor import LexborHTMLParser

from maildesk.flow.care import batches
from tests.support.prepared import prepared

#: The bytes are the same whatever store they come from.
pytestmark = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
LOCALES = (("de", "DE"), ("ja", "JP"), ("ar", "AE"), ("he", "IL"), ("pt-BR", "BR"))
SIGNED = (
    b"from", b"to", b"subject", b"date", b"message-id", b"mime-version", b"content-type", b"content-language", b"auto-submitted",
    b"list-unsubscribe", b"list-unsubscribe-post",
)  # fmt: skip


@pytest.fixture(scope="module")
def key():
    """A private key, and the record that a sender's domain would publish for it."""
    made = generate_private_key(65537, 2048)
    public = made.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    private = made.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    return private, b"v=DKIM1; k=rsa; p=" + b64encode(public)


def greeted(parlour, locale="de", country="DE", buyer="anna@kunde.example"):
    """The raw bytes of a greeting that was approved and left."""
    parlour.agree(buyer, country=country, locale=locale, chosen=("christmas",))
    parlour.now = datetime(2026, 12, 14, 9, tzinfo=UTC)
    with parlour.store.writing() as session:
        prepared(session, parlour.care, "christmas", parlour.now)
    with parlour.store.writing() as session:
        batches.approve(session, parlour.seen_batch(), parlour.doing("lead"))
    for day, hour in ((24, 12), (25, 2), (25, 9), (25, 17)):  # wherever the buyer's day opens
        parlour.at(datetime(2026, 12, day, hour, tzinfo=UTC))
    [mail] = parlour.left()
    return mail.body


def confirmed(parlour):
    """The raw bytes of a mail that an order needs."""
    parlour.alone("order_confirm")
    parlour.told(ordered_at=parlour.now.isoformat())
    parlour.wait(hours=5)
    [mail] = parlour.left()
    return mail.body


def test_a_greeting_can_be_unsubscribed_from_with_one_click(parlour):
    mail = message_from_bytes(greeted(parlour), policy=policy.default)
    [out] = mail.get_all("List-Unsubscribe")
    assert re.fullmatch(r"<https://[^<>\s,]+>", out)
    address = urlsplit(out.strip("<>"))
    assert (address.scheme, address.hostname, address.query) == ("https", "desk.lampen.example", "")
    assert "anna" not in out
    assert "kunde" not in out
    assert mail.get_all("List-Unsubscribe-Post") == ["List-Unsubscribe=One-Click"]


def test_it_says_that_a_machine_wrote_it_and_is_no_mailing_list(parlour):
    mail = message_from_bytes(greeted(parlour), policy=policy.default)
    assert mail.get_all("Auto-Submitted") == ["auto-generated"]
    assert mail["Precedence"] is None
    assert mail["X-Mailer"] is None


def test_who_writes_to_whom_stands_once(parlour):
    mail = message_from_bytes(greeted(parlour), policy=policy.default)
    [sender], [to] = mail["From"].addresses, mail["To"].addresses
    assert (sender.addr_spec, to.addr_spec) == ("support@shop.example", "anna@kunde.example")
    assert mail["Reply-To"] is None
    assert mail["Message-ID"].endswith("@shop.example>")
    names = [name.lower() for name in mail.keys()]  # noqa: SIM118 - a mail may have a header twice
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("locale", "country"), LOCALES)
def test_text_and_page_are_in_the_buyers_language_and_direction(parlour, locale, country):
    mail = message_from_bytes(greeted(parlour, locale, country), policy=policy.default)
    assert mail["Content-Language"] == locale
    assert mail.get_content_type() == "multipart/alternative"
    plain, page = mail.iter_parts()
    assert (plain.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    read, way = LexborHTMLParser(page.get_content()), "rtl" if locale in ("ar", "he") else "ltr"
    assert read.root.attributes == {"lang": locale, "dir": way}
    assert read.css_first("title").text() == mail["Subject"]


@pytest.mark.parametrize(("locale", "country"), LOCALES)
def test_its_page_has_two_named_links_and_fetches_nothing(parlour, locale, country):
    mail = message_from_bytes(greeted(parlour, locale, country), policy=policy.default)
    read = LexborHTMLParser(mail.get_body(("html",)).get_content())
    choose, stop = read.css("a")
    assert stop.attributes["href"] == choose.attributes["href"] + "/stop" == mail["List-Unsubscribe"].strip("<>")
    assert "http" not in choose.text() + stop.text()
    assert read.css("img, script, link, iframe, form") == []
    assert [each.text() for each in read.css("div > div a")] == [choose.text(), stop.text()], (
        "they stand in the small print"
    )
    for link in (choose.attributes["href"], stop.attributes["href"]):
        assert link in mail.get_body(("plain",)).get_content()


def test_the_end_of_the_mail_says_who_writes_from_where_why_and_how_to_stop(parlour):
    mail = message_from_bytes(greeted(parlour), policy=policy.default)
    for part in mail.iter_parts():
        words = part.get_content()
        assert "Lampenhaus GmbH, Kaistraße 12, 20457 Hamburg" in words
        assert re.search(r"https://desk\.lampen\.example/p/[a-z0-9-]+/stop", words)
        assert re.search(r"https://desk\.lampen\.example/p/[a-z0-9-]+(?!/stop)\b", words)


def test_a_mail_that_an_order_needs_cannot_be_unsubscribed_from(parlour):
    mail = message_from_bytes(confirmed(parlour), policy=policy.default)
    assert mail["List-Unsubscribe"] is None
    assert mail["List-Unsubscribe-Post"] is None
    assert mail["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(("locale", "country"), LOCALES)
def test_a_signature_over_it_holds(parlour, key, locale, country):
    private, record = key
    raw = greeted(parlour, locale, country)
    signature = dkim.sign(raw, b"desk", b"shop.example", private, include_headers=SIGNED)
    assert dkim.verify(signature + raw, dnsfunc=lambda *_args, **_more: record)


def test_no_server_on_the_way_has_a_reason_to_change_a_byte(parlour):
    """RFC 6376 5.3: bare line ends, 8-bit bytes and long lines are rewritten on the way, and then no signature holds."""
    raw = greeted(parlour, "ja", "JP")
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    head = raw.partition(b"\r\n\r\n")[0]
    assert b"=?" not in b"".join(line for line in head.split(b"\r\n") if line.lower().startswith(b"list-"))
    assert re.search(rb"(?m)^List-Unsubscribe: <https://\S+>\r?$", head)
