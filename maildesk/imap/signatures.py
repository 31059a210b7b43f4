"""DKIM verified from the bytes, for mailboxes whose server writes no Authentication-Results (extra `mail-auth`).

In: raw bytes and a function that asks the DNS. Out: the signing domains whose signature holds. Without the extra, or with
`MAILDESK_VERIFY_DKIM` off (the default), nothing is asked and nothing is proven this way.
"""

from __future__ import annotations

from collections.abc import Callable

try:
    import dkim
    import dns.resolver
except ImportError:  # the extra is not installed
    dkim = None

#: Name and time-out to the TXT record of that name, None when there is none.
AskDns = Callable[..., bytes | None]
#: Signatures beyond these are not looked at: each costs a question to the DNS.
MOST = 4
SECONDS = 5


def ask_dns(name: bytes, timeout: int = SECONDS) -> bytes | None:
    """The TXT record, by the machine's own resolver."""
    try:
        answer = dns.resolver.resolve(name.decode("ascii"), "TXT", lifetime=timeout)
    except (dns.exception.DNSException, UnicodeError):
        return None
    return b"".join(next(iter(answer)).strings)


def verified_domains(raw: bytes, ask: AskDns = ask_dns) -> tuple[str, ...]:
    """The domains whose signature over these bytes holds, each once, topmost first."""
    if dkim is None:
        return ()
    mail = dkim.DKIM(raw, timeout=SECONDS)
    signed = [n for n, _ in mail.headers if n.lower() == b"dkim-signature"][:MOST]
    found = (_domain(mail, index, ask) for index in range(len(signed)))
    return tuple(dict.fromkeys(domain for domain in found if domain))


def _domain(mail: dkim.DKIM, index: int, ask: AskDns) -> str:
    try:
        return mail.domain.decode("ascii").lower() if mail.verify(index, dnsfunc=ask) and mail.domain else ""
    except (dkim.DKIMException, ValueError, UnicodeError):
        return ""
