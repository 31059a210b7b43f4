"""Whose Authentication-Results count, and what they prove. The headers are shaped as servers of the field write them."""

from __future__ import annotations

import pytest

from maildesk.core.mail.kinds.authenticity import judge
from maildesk.core.mail.kinds.results import parse_results
from maildesk.core.mail.parsed import Headers, Proof
from maildesk.core.mail.wire.domain import aligned, organisational

MX = "mx.shop.example"
GMAIL = """mx.google.com; dkim=pass header.i=@paypal.com header.s=pp-dkim1 header.b="Ab+/c=d;e";
 spf=pass (google.com: domain of service@paypal.com designates 173.0.84.226 as permitted (really; yes) sender)
 smtp.mailfrom=service@paypal.com; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=paypal.com"""
MICROSOFT = (
    "spf=pass (sender IP is 173.0.84.226) smtp.mailfrom=paypal.com; dkim=pass (signature was verified)"
    " header.d=paypal.com;dmarc=pass action=none header.from=paypal.com;compauth=pass reason=100"
)


def _headers(*results: str, sender: str = "PayPal <service@paypal.com>", above: tuple[str, ...] = ()) -> Headers:
    pairs = [("received", f"from a by {host} with ESMTP; Mon, 2 Nov 2026 10:00:00 +0000") for host in above]
    pairs += [("authentication-results", " ".join(value.split())) for value in results]
    return Headers((*pairs, ("from", sender)))


@pytest.mark.parametrize(
    ("value", "proof"),
    [
        (f"{MX}; dkim=pass header.d=paypal.com", Proof.PASS),
        (f"{MX} 1; dkim=pass header.d=paypal.com", Proof.PASS),
        (f"{MX.upper()}; DKIM=Pass header.d=PayPal.com", Proof.PASS),
        (f'"{MX}"; dkim = pass header.i="@intl.paypal.com"', Proof.PASS),
        (f"{MX}; dkim/1=pass (2048-bit key; unprotected) header.d=e.paypal.com", Proof.PASS),
        (f"{MX}; dmarc=pass header.from=paypal.com", Proof.PASS),
        (f"{MX}; dmarc=pass (p=reject dis=none)", Proof.PASS),
        (f"{MX}; dkim=fail (body hash) header.d=paypal.com; dkim=pass header.d=paypal.com", Proof.PASS),
        (f"{MX}; dkim=fail header.d=paypal.com; spf=pass smtp.mailfrom=paypal.com; dmarc=pass header.from=paypal.com", Proof.PASS),
        (f"{MX}; spf=pass smtp.mailfrom=service@paypal.com", Proof.NONE),
        (f"{MX}; dkim=pass header.d=evil.example", Proof.NONE),
        (f"{MX}; dkim=pass header.d=paypal.com.evil.example", Proof.NONE),
        (f"{MX}; dkim=pass header.d=notpaypal.com", Proof.NONE),
        (f"{MX}; dmarc=pass header.from=evil.example", Proof.NONE),
        (f"{MX}; dkim=pass (header.d=paypal.com) header.d=evil.example", Proof.NONE),
        (f'{MX}; dkim=pass header.d="evil.example; dmarc=pass header.from=paypal.com"', Proof.NONE),
        (f"{MX}; none", Proof.NONE),
        (f"{MX}; dkim=temperror header.d=paypal.com", Proof.NONE),
        (f"{MX}; dkim=fail header.d=paypal.com", Proof.FAIL),
        (f"{MX}; spf=softfail smtp.mailfrom=paypal.com; dkim=none", Proof.FAIL),
        (f"{MX}; dkim=pass header.d=evil.example; dmarc=fail header.from=paypal.com", Proof.FAIL),
        (f"{MX}; dmarc=fail action=quarantine header.from=paypal.com; dkim=pass header.d=paypal.com", Proof.FAIL),
        ("", Proof.NONE),
        (";;;(((", Proof.NONE),
        ("(" * 9_000 + f"{MX}; dkim=pass header.d=paypal.com", Proof.NONE),
    ],
)  # fmt: skip
def test_only_an_aligned_pass_of_the_trusted_server_proves(value: str, proof: Proof) -> None:
    assert judge(_headers(value), "paypal.com", (MX,)).proof is proof


@pytest.mark.parametrize(
    ("name", "headers", "trusted", "proof"),
    [
        ("Gmail", _headers(GMAIL, above=("2002:a05:6a10::1", "mx.google.com")), "mx.google.com", Proof.PASS),
        ("Exchange Online", _headers(MICROSOFT, above=("x.mail.protection.outlook.com",)), "outlook.com", Proof.PASS),
        ("Exchange Online under its other name", _headers(MICROSOFT, above=("a.prod.outlook.com",)), "mx.microsoft.com", Proof.PASS),
        ("Exchange Online, no Received", _headers(MICROSOFT), "protection.outlook.com", Proof.PASS),
        ("no id, another server", _headers(MICROSOFT, above=(MX,)), "outlook.com", Proof.NONE),
        ("one of a farm", _headers("mx7.post.example; dkim=pass header.d=paypal.com"), "post.example", Proof.PASS),
        ("one header per method", _headers("bimi.icloud.com; bimi=skipped", "dmarc.icloud.com; dmarc=pass header.from=paypal.com"),
         "dmarc.icloud.com", Proof.PASS),
    ],
)  # fmt: skip
def test_headers_of_the_great_providers_are_read(name: str, headers: Headers, trusted: str, proof: Proof) -> None:
    assert judge(headers, "paypal.com", (trusted,)).proof is proof, name


FORGED = f"{MX}; dkim=pass header.d=paypal.com; dmarc=pass header.from=paypal.com"


@pytest.mark.parametrize(
    ("name", "headers", "proof"),
    [
        ("ours above it", _headers(f"{MX}; dmarc=fail header.from=paypal.com", FORGED), Proof.FAIL),
        ("ours above it found nothing", _headers(f"{MX}; dkim=none; dmarc=none", FORGED), Proof.NONE),
        ("a server after ours", _headers("mx.forwarder.example; dkim=none", FORGED), Proof.NONE),
        ("an id of another", _headers("mx.evil.example; dkim=pass header.d=paypal.com"), Proof.NONE),
        ("an id that looks like ours", _headers("mx.shop.example.evil.example; dkim=pass header.d=paypal.com"), Proof.NONE),
        ("below the line of the sender's server", _headers(FORGED, above=(MX, "out.evil.example")), Proof.NONE),
        ("only ARC says so", Headers((("arc-authentication-results", "i=1; " + FORGED), ("from", "a@paypal.com"))), Proof.NONE),
        ("two From headers", Headers((*_headers(FORGED).pairs, ("from", "b@evil.example"))), Proof.NONE),
        ("two authors", _headers(FORGED, sender="service@paypal.com, x@evil.example"), Proof.NONE),
    ],
)  # fmt: skip
def test_a_header_that_a_sender_could_have_written_proves_nothing(name: str, headers: Headers, proof: Proof) -> None:
    assert judge(headers, "paypal.com", (MX,)).proof is proof, name


def test_without_a_trusted_server_nothing_is_proven_and_the_ids_seen_are_told() -> None:
    verdict = judge(_headers(FORGED, "mx.evil.example; none"), "paypal.com", ())
    assert (verdict.proof, verdict.judged) == (Proof.NONE, False)
    assert verdict.seen_authserv_ids == (MX, "mx.evil.example")


def test_dkim_verified_from_the_bytes_proves_without_any_header() -> None:
    assert judge(Headers((("from", "service@paypal.com"),)), "paypal.com", (), ("paypal.com",)).proof is Proof.PASS
    assert judge(Headers((("from", "service@paypal.com"),)), "paypal.com", (), ("evil.example",)).proof is Proof.NONE


def test_a_strangers_signature_verified_from_the_bytes_names_the_stranger() -> None:
    verdict = judge(Headers((("from", "service@paypal.com"),)), "paypal.com", (), ("evil.example",))
    assert (verdict.proof, verdict.strangers) == (Proof.NONE, ("evil.example",))


def test_the_domains_that_really_sent_are_named() -> None:
    verdict = judge(
        _headers(f"{MX}; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=x@evil.example"), "paypal.com", (MX,)
    )
    assert verdict.strangers == ("evil.example",)


def test_a_trailing_property_keeps_its_quotes_and_semicolons_to_itself() -> None:
    results = parse_results(
        'mx.a.example; dkim=pass reason="good; really" header.d=a.example (a (nested) remark); spf=none'
    )
    assert [(r.method, r.value) for r in results.results] == [("dkim", "pass"), ("spf", "none")]
    assert results.results[0].domain("header.d") == "a.example"


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("mail.notice.paypal.co.uk", "paypal.co.uk"),
        ("amazon.com.br", "amazon.com.br"),
        ("a.b.amazon.co.jp", "amazon.co.jp"),
        ("rakuten.ne.jp", "rakuten.ne.jp"),
        ("mail.shopee.co.th", "shopee.co.th"),
        ("noreply.hepsiburada.com.tr", "hepsiburada.com.tr"),
        ("x.co.de", "co.de"),
        ("one.myshopify.com", "one.myshopify.com"),
        ("PAYPAL.COM.", "paypal.com"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_the_organisation_of_a_host(host: str, domain: str) -> None:
    assert organisational(host) == domain


def test_empty_domains_align_with_nothing() -> None:
    assert not aligned("", "")
    assert not aligned("", "paypal.com")
