"""Mails that a shop's own contact form sent: who wrote, and what.

In: the addresses of a mail and its text. Out: the buyer's address, the text with the message on lines of its own, and its segments; or
None for every other mail. Only mails sent by a known form script or by the shop's own domain count: a buyer who types "Name:" is no form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from maildesk.core.mail.kinds import form_labels
from maildesk.core.mail.newest import quote
from maildesk.core.mail.parsed import Address, FoldKind, Segment

#: Senders of shop systems and form scripts: local part and domain as patterns.
_SCRIPTS = re.compile(
    r"(?:mailer|noreply|no-reply)@(?:[\w-]+\.)*(?:shopify|shopifyemail)\.com"
    r"|[\w.+-]+@(?:[\w-]+\.)*(?:squarespace\.info|squarespace\.com|wix\.com|wixforms\.com|wix-forms\.com|wixsite\.com|ascendbywix\.com"
    r"|jimdo\.com|jimdo-platform\.net|weebly\.com|typeform\.com|jotform\.com|formspree\.io|form-submissions\.net|webflow\.com|hubspot\.com"
    r"|123formbuilder\.com|formsubmit\.co|getform\.io|cafe24\.com|shopline\.com|shoplazza\.com|ecwid\.com|prestashop\.com)"
)
#: Senders that nobody answers: with somebody else as Reply-To they speak for a form.
_NOBODY = re.compile(
    r"wordpress|woocommerce|no[-_.]?reply|do[-_.]?not[-_.]?reply|nicht[-_.]?antworten|form(?:s|mailer)?|mailer|webmaster"
)
_LOCAL = re.compile(
    r"form(?:s|mailer|ulier|ular)?|contact(?:-?form|us)?|kontakt(?:formular)?"
    r"|webform|website|web|www|www-data|apache|mailer|kontakt|info|shop|store|support|service|hello|sales|admin"
)
_LINE = re.compile(
    r"[ \t]*+(?:[*•\-][ \t]+|\*\*|\*)?([^:：\n]{1,48}?)[ \t]*+\*{0,2}[ \t]*+[:：]\*{0,2}[ \t]*+([^\n]*+)"
)
_ADDRESS = re.compile(r"[^\s<>\"(),:;@\[\]]{1,64}@[^\s<>\"(),:;@\[\]]{1,255}\.[^\s<>\"(),:;@\[\]]{2,63}")
_RULE = re.compile(r"[-_=*–—]{2,}\s*$")
_MOST_LINES = 5_000


class _Field(Enum):
    NAME = "name"
    EMAIL = "email"
    MESSAGE = "message"
    ORDER = "order"
    OTHER = "other"
    TRAILER = "trailer"


def _rows(field: _Field, rows: Sequence[str]) -> dict[str, _Field]:
    return {label: field for row in rows for label in row.split("|")}


#: Where a word means two things the later row counts: "内容" is a message, "Date" a trailer.
_LABELS = (
    _rows(_Field.TRAILER, form_labels.TRAILERS)
    | _rows(_Field.OTHER, form_labels.OTHER)
    | _rows(_Field.ORDER, form_labels.ORDER)
    | _rows(_Field.NAME, form_labels.NAME)
    | _rows(_Field.EMAIL, form_labels.EMAIL)
    | _rows(_Field.MESSAGE, form_labels.MESSAGE)
)
#: Beginnings that only a script writes: whole sentences, not words that a buyer may start a line with.
_SENTENCES = tuple(
    label
    for row in form_labels.TRAILERS
    for label in row.split("|")
    if label.count(" ") >= 2
    or label.startswith(("sent ", "この", "이 메", "이 이", "此郵", "這封", "本郵", "此邮", "这封", "本邮"))
)


@dataclass(frozen=True, slots=True)
class Form:
    """`sender` wrote `message`; `segments` joined give `text`, all but the message folded as wrapper."""

    sender: Address
    message: str
    text: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class _Label:
    """A field at line `line`; `value` is what follows on the same line."""

    line: int
    field: _Field
    head: str
    value: str


def read(from_: Address, to: Sequence[Address], reply_to: Sequence[Address], text: str) -> Form | None:
    """The form's content, or None. The writer is Reply-To, else the address in the form's own e-mail field."""
    if not _is_form_sender(from_, to, reply_to):
        return None
    lines = text.split("\n")
    if len(lines) > _MOST_LINES:
        return None
    found = _labels(lines, loose=False)
    if not _is_form(found):
        found = _labels(lines, loose=True)
        if not _is_form(found):
            return None
    sender = _writer(from_, reply_to, lines, found)
    return _cut(sender, lines, found) if sender else None


def _is_form_sender(from_: Address, to: Sequence[Address], reply_to: Sequence[Address]) -> bool:
    if _SCRIPTS.fullmatch(from_.email):
        return True
    local = from_.email.partition("@")[0]
    if _NOBODY.fullmatch(local):
        answers_elsewhere = any(a.domain and a.domain != from_.domain for a in reply_to)
        return local == "wordpress" or answers_elsewhere or _own(from_, to) or _is_below(from_.domain, to)
    return _own(from_, to) or (bool(_LOCAL.fullmatch(local)) and _is_below(from_.domain, to))


def _own(from_: Address, to: Sequence[Address]) -> bool:
    return any(address.domain and address.domain == from_.domain for address in to)


def _is_below(domain: str, to: Sequence[Address]) -> bool:
    """`mail.shop.example` sends to `shop.example`, or the other way round."""
    return any(a.domain and (domain.endswith("." + a.domain) or a.domain.endswith("." + domain)) for a in to)


def _labels(lines: list[str], *, loose: bool) -> list[_Label]:
    """Fields in order. Within the message only those count that end it, so that no word of the buyer's is lost."""
    labels = [_label(number, line, loose=loose) for number, line in enumerate(lines)]
    words = (n for n, line in enumerate(lines) if labels[n] is None and line.strip() and not _RULE.match(line))
    last_words = max(words, default=-1)
    found: list[_Label] = []
    seen: set[_Field] = set()
    for label in labels:
        in_message = bool(found) and found[-1].field is _Field.MESSAGE
        if label is None:
            continue
        below = next((other for other in labels[label.line + 1 : label.line + 3] if other), None)
        if in_message and not _ends_message(label, below, seen, last_words):
            continue
        found.append(label)
        seen.add(label.field)
        if in_message and label.field is _Field.TRAILER:
            break
    return found


def _ends_message(label: _Label, below: _Label | None, seen: set[_Field], last_words: int) -> bool:
    """A script's sentence or two of its fields in a row; a contact field that had not come yet; a field with only fields below."""
    if label.field in (_Field.MESSAGE, _Field.ORDER):
        return False
    if label.line > last_words:
        return True
    if label.field is _Field.TRAILER:
        return not label.value or (below is not None and below.field is _Field.TRAILER)
    if label.field is _Field.OTHER:
        return False
    return label.field not in seen and (label.field is not _Field.EMAIL or "@" in label.value)


def _label(number: int, line: str, *, loose: bool) -> _Label | None:
    stripped = line.strip()
    if not stripped or len(line) > 2_000:
        return None
    found = _LINE.match(line)
    if found:
        field = _LABELS.get(_plain(found[1]))
        if field:
            return _Label(number, field, line[: found.start(2)].rstrip(), found[2])
    field = _LABELS.get(_plain(stripped))
    if field:
        return _Label(number, field, line, "")
    low = stripped.lower()
    if low.startswith(_SENTENCES):
        return _Label(number, _Field.TRAILER, line, "")
    return _loose(number, stripped) if loose else None


def _loose(number: int, line: str) -> _Label | None:
    """A row of a table whose cells came out as one line: "Name Anna"."""
    words = line.split(" ")
    for count in (3, 2, 1):
        head = " ".join(words[:count])
        field = _LABELS.get(_plain(head)) if len(words) > count else None
        if field and field is not _Field.TRAILER:
            return _Label(number, field, head, " ".join(words[count:]))
    return None


def _plain(label: str) -> str:
    return label.strip(" \t*:：?？[]()（）【】■□●○•-・").lower()


def _is_form(found: list[_Label]) -> bool:
    fields = {label.field for label in found}
    return _Field.MESSAGE in fields and len(fields - {_Field.TRAILER}) > 1


def _writer(from_: Address, reply_to: Sequence[Address], lines: list[str], found: list[_Label]) -> Address | None:
    person = next((address for address in reply_to if address.email and address.email != from_.email), None)
    if person is None:
        emails = [_value(label, lines) for label in found if label.field in (_Field.EMAIL, _Field.NAME)]
        address = next((match for value in emails if (match := _ADDRESS.search(value))), None)
        person = Address(address[0].lower()) if address else None
    if person is None or person.name:
        return person
    names = [_value(label, lines) for label in found if label.field is _Field.NAME]
    return Address(person.email, " ".join(_ADDRESS.sub("", " ".join(names)).replace("<>", "").split())[:200])


def _value(label: _Label, lines: list[str]) -> str:
    if label.value:
        return label.value
    following = next((line for line in lines[label.line + 1 : label.line + 3] if line.strip()), "")
    return "" if _label(0, following, loose=False) else following.strip()


def _cut(sender: Address, lines: list[str], found: list[_Label]) -> Form:
    """The message field on lines of its own, everything else folded."""
    start = next(label for label in found if label.field is _Field.MESSAGE)
    after = next((label.line for label in found if label.line > start.line), len(lines))
    body = [start.value, *lines[start.line + 1 : after]] if start.value else lines[start.line + 1 : after]
    body, rest = _without_rule(body, lines[after:])
    before = "\n".join([*lines[: start.line], start.head]) + "\n"
    message = "\n".join(body) + ("\n" if rest else "")
    segments = [Segment(before, FoldKind.WRAPPER), *quote.cut(message)]
    if rest:
        segments.append(Segment("\n".join(rest), FoldKind.WRAPPER))
    newest = "".join(segment.text for segment in segments if segment.fold is None).strip()
    return Form(sender, newest, "".join(segment.text for segment in segments), tuple(segments))


def _without_rule(body: list[str], rest: list[str]) -> tuple[list[str], list[str]]:
    """Dashes and blank lines between the message and what the script wrote below it belong to the script."""
    end = len(body)
    while end and (not body[end - 1].strip() or _RULE.match(body[end - 1])):
        end -= 1
    return body[:end], body[end:] + rest
