"""What is proven about the domain in From: the trusted server's verdict, or a signature verified from the bytes.

In: a mail's headers, From's domain, the mailbox's trusted authserv-ids, domains whose DKIM was verified elsewhere. Out: `Authenticity`.
It asks no name server and believes no header that a sender could have written.

Whose header counts (RFC 8601, section 5). Anybody can write an Authentication-Results header, with our server's id in it. Our border
server must remove such forgeries and puts its own header above whatever came in, but not every server removes them. So:

1. Headers are walked from the top, in the order servers put them there. The first header of a trusted id is the only one read: below it
   lies what was in the mail when it came. A second one, with the same id, is a forgery or says the same.
2. A header of another organisation *above* the first trusted one ends the walk: the mail was handled by a server we don't know after
   it got that header, so a sender could have put it there.
3. A header below a Received line of another organisation, when our own server's Received line stands above that, is older than the
   mail's arrival with us, whatever it claims.
4. A header without an id (Exchange Online writes none) speaks for the server of the Received line above it.
5. ARC headers are never read: they are the word of somebody on the way.

What remains open: a server that neither writes nor removes such headers and is trusted all the same. `doctor` warns of that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import getaddresses

from maildesk.core.mail.kinds.results import Result, Results, parse_results
from maildesk.core.mail.parsed import Authenticity, Headers, Proof
from maildesk.core.mail.wire.domain import aligned, organisational, within

_MOST_HEADERS = 40
_MICROSOFT = "outlook.com"
#: Exchange Online also calls itself this way; its Received lines always end in outlook.com.
_ALIASES = {"microsoft.com": _MICROSOFT, "office365.com": _MICROSOFT}
_BY_HOST = re.compile(r"\bby\s+\[?([A-Za-z0-9._:-]{1,255})")


def judge(
    headers: Headers, from_domain: str, trusted: tuple[str, ...], dkim_domains: tuple[str, ...] = ()
) -> Authenticity:
    """The verdict on From's domain. Only an aligned DKIM or DMARC pass proves; SPF alone never does.

    `dkim_domains`: the d= of signatures that were verified from the bytes; an aligned one proves by itself.
    Several From headers, or several addresses in it, prove nothing: readers would show different ones (RFC 7489, 6.6.1).
    """
    found = list(_with_speakers(headers))
    seen = tuple(dict.fromkeys(speaker for speaker, _ in found if speaker))
    if any(aligned(domain, from_domain) for domain in dkim_domains) and _one_author(headers):
        return Authenticity(Proof.PASS, organisational(from_domain), seen, judged=True, signers=dkim_domains)
    counted = _counted(found, trusted)
    if counted is None or not _one_author(headers):
        signers = dkim_domains if _one_author(headers) else ()
        return Authenticity(seen_authserv_ids=seen, judged=counted is not None, strangers=signers, signers=signers)
    proof = _proof(counted.results, from_domain)
    return Authenticity(
        proof,
        organisational(from_domain) if proof is Proof.PASS else "",
        seen,
        judged=True,
        strangers=_strangers(counted.results, from_domain),
        signers=tuple(dict.fromkeys((*dkim_domains, *_signers(counted.results)))),
    )


def _with_speakers(headers: Headers) -> Iterator[tuple[str, Results]]:
    """Each Authentication-Results header from the top with who speaks in it; empty for one that is older than our Received."""
    by_hosts: list[str] = []
    count = 0
    for name, value in headers.pairs:
        if name == "received":
            by = _BY_HOST.search(value[:2_000])
            by_hosts.append(by[1].lower() if by else "")
        elif name == "authentication-results":
            count += 1
            if count > _MOST_HEADERS:
                return
            results = parse_results(value)
            speaker = results.authserv_id or _anonymous_speaker(value, by_hosts)
            yield ("" if _older_than_arrival(speaker, by_hosts) else speaker), results


def _anonymous_speaker(value: str, by_hosts: list[str]) -> str:
    """Who wrote a header without an id: the server of the Received line above it, or Exchange Online by its own words."""
    if by_hosts and by_hosts[-1]:
        return organisational(by_hosts[-1])
    microsoft = "compauth=" in value or "sender ip is" in value.lower()
    return _MICROSOFT if microsoft else ""


def _older_than_arrival(speaker: str, by_hosts: list[str]) -> bool:
    """Our server's Received line is above, and then one of somebody else: what follows came with the mail (rule 3)."""
    ours = [_organisation(host) == _organisation(speaker) for host in by_hosts if "." in host]
    return True in ours and not ours[-1]


def _counted(found: list[tuple[str, Results]], trusted: tuple[str, ...]) -> Results | None:
    """The one header that is believed (rules 1 and 2)."""
    ids = tuple(each.strip().lower().removeprefix("*.").strip(".") for each in trusted if each.strip())
    for speaker, results in found:
        if any(_speaks_for(speaker, results, each) for each in ids):
            return results
        if not any(_organisation(speaker) == _organisation(each) for each in ids):
            return None
    return None


def _speaks_for(speaker: str, results: Results, trusted: str) -> bool:
    if results.authserv_id:
        return within(speaker, trusted)
    return bool(speaker) and _organisation(speaker) == _organisation(trusted)


def _organisation(host: str) -> str:
    name = organisational(host)
    return _ALIASES.get(name, name)


def _one_author(headers: Headers) -> bool:
    values = headers.all("from")
    if len(values) > 1 or "".join(values).count("@") <= 1:
        return len(values) <= 1
    return len([a for _, a in getaddresses([v[:2_000] for v in values]) if "@" in a]) <= 1


def _proof(results: tuple[Result, ...], from_domain: str) -> Proof:
    """DMARC's word first: it is about From itself. Then an aligned signature; then what failed."""
    verdicts = {_verdict(result, from_domain) for result in results}
    if "dmarc_fail" in verdicts:
        return Proof.FAIL
    if verdicts & {"dmarc_pass", "dkim_pass"}:
        return Proof.PASS
    return Proof.FAIL if verdicts & {"dkim_fail", "spf_fail"} else Proof.NONE


def _verdict(result: Result, from_domain: str) -> str:
    """One result as a word about From's domain; empty when it says nothing about it."""
    if result.method == "dmarc":
        about = result.domain("header.from", "from.header") or from_domain
        word = {"pass": "pass", "fail": "fail"}.get(result.value, "")
    elif result.method in {"dkim", "domainkeys"}:
        about = result.domain("header.d", "header.i", "header.from", "header.sender")
        word = {"pass": "pass", "fail": "fail", "permerror": "fail", "policy": "fail"}.get(result.value, "")
    elif result.method == "spf":
        about = result.domain("smtp.mailfrom", "smtp.mail", "envelope.from", "smtp.helo")
        word = "fail" if result.value in {"fail", "hardfail", "softfail"} else ""
    else:
        return ""
    return f"{result.method}_{word}" if word and aligned(about, from_domain) else ""


def _strangers(results: tuple[Result, ...], from_domain: str) -> tuple[str, ...]:
    """Domains of other organisations that DKIM or SPF passed for: who really sent the mail."""
    domains = (
        result.domain("header.d", "header.i", "smtp.mailfrom", "smtp.mail")
        for result in results
        if result.method in {"dkim", "spf"} and result.value == "pass"
    )
    return tuple(dict.fromkeys(d for d in domains if d and not aligned(d, from_domain)))


def _signers(results: tuple[Result, ...]) -> Iterator[str]:
    """Domains whose signature the server verified."""
    for result in results:
        if result.method == "dkim" and result.value == "pass":
            yield result.domain("header.d", "header.i")
