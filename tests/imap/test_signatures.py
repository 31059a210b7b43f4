"""DKIM verified from the bytes: what holds, what was tampered with, what is missing."""

import base64

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from maildesk.imap.signatures import MOST, verified_domains

MAIL = (
    b"From: service@paypal.com\r\nTo: shop@shop.example\r\nSubject: Case PP-R-ABC-123456\r\n\r\nA case was opened.\r\n"
)


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def ask(key):
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
    return lambda name, timeout=5: record if name == b"s1._domainkey.paypal.com." else None


@pytest.fixture
def signed(key):
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())
    return dkim.sign(MAIL, b"s1", b"paypal.com", key.private_bytes(*form)) + MAIL


def test_a_signature_that_holds_names_its_domain(signed, ask):
    assert verified_domains(signed, ask) == ("paypal.com",)


def test_a_changed_mail_proves_nothing(signed, ask):
    assert verified_domains(signed.replace(b"opened", b"closed"), ask) == ()


def test_a_key_that_is_not_in_the_dns_proves_nothing(signed):
    assert verified_domains(signed, lambda name, timeout=5: None) == ()


@pytest.mark.parametrize(
    "raw", [b"", b"DKIM-Signature: nonsense\r\n\r\n", MAIL, b"DKIM-Signature: v=1; d=\xff; s=x; b=1\r\n" + MAIL]
)
def test_broken_signatures_raise_nothing(raw, ask):
    assert verified_domains(raw, ask) == ()


def test_a_thousand_signatures_ask_the_dns_only_a_few_times(signed):
    asked = []
    one = signed.partition(b"From:")[0]
    verified_domains(one * 1000 + MAIL, lambda name, timeout=5: asked.append(name))
    assert len(asked) <= MOST
