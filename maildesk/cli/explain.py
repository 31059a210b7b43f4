"""What the desk made of a mail, and why, in words for a terminal.

In: an inspected mail. Out: a few lines; each finding with its reasons in words, and their codes in brackets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from maildesk.cli import reasons
from maildesk.core.inspection import Inspected
from maildesk.core.moment import moment
from maildesk.core.notice.recognise import Notice
from maildesk.core.understanding import Understood

#: Where the second line of a finding begins.
_INDENT = " " * 10


def explain(name: str, told: Inspected) -> str:
    """A few lines: each finding with its reasons."""
    return "\n".join([name, *(f"  {line}" for line in _lines(told))])


def _lines(told: Inspected) -> Iterator[str]:
    mail = told.mail
    yield f"from      {mail.sender.email or '(nobody)'}  subject {mail.subject!r}"
    yield from _because(f"kind      {mail.kind}", reasons.KIND, mail.kind_because)
    proof = mail.authenticity.proof
    proven = f"{mail.authenticity.domain} proven" if mail.authenticity.domain else f"proof {proof}"
    yield from _because(f"sender    {proven}", reasons.SENDER, [str(proof)])
    yield from _understood(told.understood)
    if told.notice:
        yield from _notice(told.notice)
    folded = dict.fromkeys(str(segment.fold) for segment in mail.segments if segment.fold)
    yield f"folded    {', '.join(folded) or 'nothing: all of it is new'}"
    yield f"unusual   {', '.join(code.replace('_', ' ') for code in mail.defects) or 'nothing'}"
    yield "newest    " + mail.newest_text.replace("\n", f"\n  {_INDENT}")


def _understood(found: Understood) -> Iterator[str]:
    language = found.language
    ranked = ", ".join(f"{tag} {chance:.2f}" for tag, chance in language.ranked[:3])
    sure = f"language  {language.language or 'not known'}, {language.confidence:.0%} sure ({ranked})"
    yield from _because(sure, reasons.LANGUAGE, language.because)
    for number in found.numbers.orders:
        yield from _because(f"order     {number.number}", reasons.NUMBER, [number.because])
    for tracking in found.numbers.trackings:
        carrier = f"{tracking.carrier}'s form" if tracking.carrier else "a word for parcels stands before it"
        yield f"parcel    {tracking.number}, because {carrier}"
    if not found.numbers.orders:
        yield "order     none: no number has an order's form, word or place in the order book"
    if found.intents is None:
        yield "intent    none: only buyers' mails have one"
        return
    for scored in found.intents.ranked[:3]:
        words = ", ".join(map(repr, scored.evidence))
        yield f"intent    {scored.intent} {scored.score:.2f}" + (f", because of {words}" if words else "")
    yield from _because(f"{_INDENT}decided", reasons.INTENT, found.intents.because)
    for warning in found.warnings:
        yield f"warning   {warning.code}, because of {warning.evidence!r}"


def _notice(notice: Notice) -> Iterator[str]:
    yield f"notice    {notice.platform}: {notice.kind}, that is {notice.case} {notice.stage} for `maildesk deadline`"
    amount = f"{notice.amount} {notice.currency}" if notice.amount is not None else "no amount"
    due = moment(notice.respond_by) or "-"
    yield f"{_INDENT}order {notice.order_number or '-'}, case {notice.case_id or '-'}, {amount}, answer by {due}"
    if notice.opens_case:
        yield f"{_INDENT}opens a case, because the sender is proven"
    else:
        yield f"{_INDENT}opens no case, because " + (
            "it tells of an end" if notice.proven else "the sender is not proven"
        )


def _because(finding: str, family: dict[str, str], codes: Iterable[str]) -> Iterator[str]:
    """The finding with its first reason, further reasons below it."""
    words = [reasons.said(family, code) for code in codes] or ["nothing was needed"]
    yield f"{finding}, because {words[0]}"
    for more in words[1:]:
        yield f"{_INDENT}and {more}"
