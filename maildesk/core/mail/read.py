"""From raw bytes to everything a mail says about itself: parse, judge, kind. The one way in, for the road and for `inspect`.

In: bytes, what the desk knows, the mailbox's trusted servers and own addresses, domains whose DKIM was verified from the bytes.
Out: `ReadMail`: the parsed mail with its authenticity and kind, and the notice. It verifies no signature itself and asks no network.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from maildesk.core.mail.kinds.authenticity import judge
from maildesk.core.mail.kinds.kind import kind_of
from maildesk.core.mail.kinds.knowledge import MailKnowledge
from maildesk.core.mail.parse import parse
from maildesk.core.mail.parsed import ParsedMail
from maildesk.core.notice.recognise import Notice


@dataclass(frozen=True, slots=True)
class ReadMail:
    mail: ParsedMail
    notice: Notice | None = None


def read(
    raw: bytes,
    known: MailKnowledge,
    trusted: tuple[str, ...] = (),
    own: frozenset[str] = frozenset(),
    dkim_domains: tuple[str, ...] = (),
) -> ReadMail:
    """Read one mail. `own`: the mailbox's addresses, lower-case. Never raises, whatever the bytes."""
    return judged(parse(raw), raw, known, trusted, own, dkim_domains)


def judged(
    parsed: ParsedMail,
    raw: bytes,
    known: MailKnowledge,
    trusted: tuple[str, ...] = (),
    own: frozenset[str] = frozenset(),
    dkim_domains: tuple[str, ...] = (),
) -> ReadMail:
    """The second half of `read`: who the mail is proven to be from, and its kind. `raw` are the bytes it was parsed from."""
    verdict = judge(parsed.headers, parsed.from_.domain, trusted, dkim_domains)
    proven = replace(parsed, authenticity=verdict)
    found = kind_of(proven, known, own, trusted, raw)
    mail = replace(proven, kind=found.kind, kind_because=found.because, bounce_of=found.bounce_of)
    return ReadMail(mail, found.notice)
