"""One mail as the rules of kinds look at it: with the words found in it, who may speak for us, and whether it is an answer.

In: a parsed mail and what the desk knows. Out: small facts, each computed once and only when a rule asks. It decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from maildesk.core.mail.kinds.knowledge import MailKnowledge
from maildesk.core.mail.kinds.phrases import Hits, plain
from maildesk.core.mail.parsed import ParsedMail
from maildesk.core.mail.wire.domain import organisational

#: A machine says what it is at the beginning; footers of newsletters stand at the end.
_HEAD = 1_500
_TAIL = 1_500
_MOST_LINKS = 200
_LINK = re.compile(r"https?://([A-Za-z0-9.\-\u0080-\uffff]{1,253})", re.IGNORECASE)
_FORWARDED = re.compile(
    r"^\s*(?:fwd?|wg|tr|rv|i|enc|doorst|pd|vb|пересл|转发|轉寄|fs|ilt|yönl|הועבר|přep)\s*[:：]", re.IGNORECASE
)
_ANSWER = re.compile(
    r"^\s*(?:re|r|aw|sv|antw|antwort|svar|vá|odp|ref|rif|res|ynt|vs|回复|回覆|答复|答覆|返信|回信|отв|відп|השב|رد|ответ)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"^(?:[a-z0-9._+-]{0,40}no-?_?\.?reply|do-?_?not-?_?reply|donotreply|noreply|noti(?:f|ce)\w*|verif\w*|secur\w*|compliance|protection|alerts?|auto\w*|mailer|system|service|support|info|"
    r"news\w*|marketing|tracking|track|ship\w*|deliver\w*|parcel|paket|pakete|sendung\w*|robot|bounce\w*|postmaster|mailer-daemon|helpdesk|"
    r"update\w*|account\w*|billing|security|admin\w*|contact|hello|team|sales|customer\w*|case\w*|dispute\w*|resolution\w*|"
    r"kundenservice|kontakt|servicio|assistenza|atendimento|nao-?responda|ne-?pas-?repondre|noresponder|no-?responder)(?:[\W_\d]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Look:
    """`own`: the desk's addresses, lower-case. `raw`: the mail's bytes, read by bounces only; may be empty."""

    mail: ParsedMail
    known: MailKnowledge
    own: frozenset[str] = frozenset()
    trusted: tuple[str, ...] = ()
    raw: bytes = field(default=b"", repr=False)

    @cached_property
    def headers(self) -> dict[str, str]:
        """The first value of each header."""
        return dict(reversed(self.mail.headers.pairs))

    def header(self, name: str) -> str:
        """The first value, stripped; empty when there is none."""
        return self.headers.get(name, "").strip()

    @cached_property
    def plain_subject(self) -> str:
        return plain(self.mail.subject[:500])

    @cached_property
    def plain_head(self) -> str:
        """What the sender typed or the machine wrote first, without quoted mail, as plain words."""
        return plain((self.mail.newest_text or self.mail.text)[:_HEAD])

    @cached_property
    def subject(self) -> Hits:
        return self.known.words.machines.find(self.plain_subject)

    @cached_property
    def head(self) -> Hits:
        return self.known.words.machines.find(self.plain_head)

    @cached_property
    def tail(self) -> Hits:
        """The end of the whole text: footers."""
        if len(self.mail.text) <= _HEAD and self.mail.text == self.mail.newest_text:
            return self.head
        return self.known.words.machines.find(plain(self.mail.text[-_TAIL:]))

    @cached_property
    def notice_subject(self) -> Hits:
        return self.known.words.notices.find(self.plain_subject)

    @cached_property
    def notice_head(self) -> Hits:
        return self.known.words.notices.find(self.plain_head)

    @cached_property
    def parcel(self) -> Hits:
        return self.known.words.parcels.find(f"{self.plain_subject}{self.plain_head}")

    @cached_property
    def local(self) -> str:
        return self.mail.from_.email.rpartition("@")[0]

    @cached_property
    def by_machine(self) -> bool:
        """The address is a role or a robot, not a person."""
        return bool(_MACHINE.match(self.local))

    @cached_property
    def own_domains(self) -> frozenset[str]:
        return frozenset(organisational(address.rpartition("@")[2]) for address in self.own if "@" in address)

    @cached_property
    def answers_us(self) -> bool:
        """It refers to a mail whose id is of one of our own domains."""
        ids = self.mail.thread_ids[:50]
        return any(organisational(each.rpartition("@")[2]) in self.own_domains for each in ids)

    @cached_property
    def is_answer(self) -> bool:
        return bool(self.mail.in_reply_to or self.mail.references or _ANSWER.match(self.mail.subject))

    @cached_property
    def is_forwarded(self) -> bool:
        return bool(_FORWARDED.match(self.mail.subject))

    @cached_property
    def from_form(self) -> bool:
        """A shop's contact form: the sender is not who From says, or From is our own address and answers go elsewhere."""
        mail = self.mail
        elsewhere = any(each.email and each.email not in self.own for each in mail.reply_to)
        return mail.sender.email != mail.from_.email or (mail.from_.email in self.own and elsewhere)

    @cached_property
    def link_hosts(self) -> tuple[str, ...]:
        """Hosts of the links, from text and HTML, each once."""
        hosts: dict[str, None] = {}
        for source in (self.mail.newest_text[:20_000], self.mail.html[:60_000]):
            for count, match in enumerate(_LINK.finditer(source)):
                if count == _MOST_LINKS:
                    break
                hosts[match[1].lower().rstrip(".")] = None
        return tuple(hosts)
