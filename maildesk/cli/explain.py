"""What the desk made of a mail, and why, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from maildesk.core.inspection import Inspected, moment


def explain(name: str, told: Inspected) -> str:
    """A few lines: each finding with its reasons."""
    return "\n".join([name, *(f"  {line}" for line in _lines(told))])


def _lines(told: Inspected) -> Iterator[str]:
    mail, understood = told.mail, told.understood
    yield f"from      {mail.sender.email or '(nobody)'}  subject {mail.subject!r}"
    yield f"kind      {mail.kind}  because {_codes(mail.kind_because)}"
    yield f"sender    proof {mail.authenticity.proof}" + (
        f" for {mail.authenticity.domain}" if mail.authenticity.domain else ""
    )
    language = understood.language
    ranked = ", ".join(f"{tag} {chance:.2f}" for tag, chance in language.ranked[:3])
    yield f"language  {language.language or 'not known'} ({language.confidence:.2f}; {ranked})  because {_codes(language.because)}"
    yield f"orders    {', '.join(f'{n.number} ({n.because})' for n in understood.numbers.orders) or 'none'}"
    yield f"parcels   {', '.join(f'{n.number} ({n.carrier})' for n in understood.numbers.trackings) or 'none'}"
    if understood.intents:
        for scored in understood.intents.ranked[:3]:
            yield f"intent    {scored.intent} {scored.score:.2f}  words {', '.join(map(repr, scored.evidence)) or '-'}"
        yield f"          because {_codes(understood.intents.because)}"
    for warning in understood.warnings:
        yield f"warning   {warning.code}: {warning.evidence!r}"
    if told.notice:
        notice = told.notice
        yield f"notice    {notice.platform} {notice.case} {notice.stage} ({notice.kind})"
        yield f"          proven {notice.proven}, opens case {notice.opens_case}"
        yield f"          order {notice.order_number or '-'}, case {notice.case_id or '-'}, respond by {moment(notice.respond_by) or '-'}"
    folded = [str(segment.fold) for segment in mail.segments if segment.fold]
    yield f"folded    {', '.join(dict.fromkeys(folded)) or 'nothing'}"
    yield f"defects   {_codes(mail.defects)}"
    yield "newest    " + mail.newest_text.replace("\n", "\n            ")


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(map(str, codes)) or "nothing"
