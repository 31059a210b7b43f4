"""The platform's checklist for a case: what it asks for at this stage, what is there, what is missing.

In: a case file, the packs of deadlines (their rows say what is asked), and the table that says which needs a sentence means. Out: rows in
the platform's order, each with what people added to it; what they added to rows that no stage asks for now stands at the end. Where the
rows of a stage ask for nothing, those of the seller's other stages of the same case stand in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from maildesk.core.dispute.lookup import UnknownDeadlineError, plausible
from maildesk.core.dispute.row import Actor, DeadlineRow, DisputePacks
from maildesk.core.evidence.case_file import Added, CaseFile
from maildesk.core.evidence.need import Need, State, state_of

#: What every answer to a case is better with, where no row asks for anything.
USUAL = (Need.TRACKING, Need.DELIVERY_SCAN, Need.MESSAGES, Need.POLICY)
_ALTERNATIVE = ("or:", "or ")


@dataclass(frozen=True, slots=True)
class Asked:
    """One row. `sentence`: the pack's own words, empty for a usual need. `alternative`: instead of what stands before it.

    `found`: the facts that answer it (a day and place, a tracking number, names of files); `added`: what people put to it.
    """

    need: Need
    state: State
    found: tuple[str, ...] = ()
    sentence: str = ""
    alternative: bool = False
    added: tuple[Added, ...] = ()


def checklist(file: CaseFile, packs: DisputePacks, meanings: Mapping[str, Sequence[Need]]) -> tuple[Asked, ...]:
    """The rows, each need once, in the order it is asked for. A sentence without a meaning is a person's (`Need.OTHER`)."""
    rows: dict[tuple[str, str], Asked] = {}
    for sentence, need in _wanted(file, packs, meanings):
        rows.setdefault(_key(need, sentence), _row(need, sentence, file))
    for each in file.added:
        rows.setdefault(_key(each.need, each.sentence), _row(Need(each.need), each.sentence, file))
    return tuple(rows.values())


def _key(need: str, sentence: str) -> tuple[str, str]:
    return need, sentence if need == Need.OTHER else ""


def _row(need: Need, sentence: str, file: CaseFile) -> Asked:
    """How a need stands. What a person added answers it, whatever the desk sees."""
    added = tuple(each for each in file.added if _key(each.need, each.sentence) == _key(need, sentence))
    state, found = state_of(need, file)
    return Asked(need, State.THERE if added else state, found, sentence, sentence.startswith(_ALTERNATIVE), added)


def still_missing(rows: Sequence[Asked]) -> tuple[Need, ...]:
    """What the platform asks for and the desk has not found. One of several alternatives is enough."""
    met = any(row.alternative and row.state is State.THERE for row in rows)
    return tuple(row.need for row in rows if row.state is State.MISSING and not row.alternative and not met)


def _wanted(file: CaseFile, packs: DisputePacks, meanings: Mapping[str, Sequence[Need]]) -> Iterator[tuple[str, Need]]:
    asked = [sentence for row in _rows(file, packs) for sentence in row.evidence]
    for sentence in dict.fromkeys(asked):
        for need in meanings.get(sentence, (Need.OTHER,)):
            yield sentence, need
    if not asked:
        yield from (("", need) for need in USUAL)


def _rows(file: CaseFile, packs: DisputePacks) -> Sequence[DeadlineRow]:
    try:
        found = plausible(packs, file.platform, file.case, file.stage, file.region, file.opened_at.date()).rows
    except UnknownDeadlineError:
        found = ()
    asking = [row for row in found if row.evidence]
    of_platform = packs.platforms[file.platform].rows if file.platform in packs.platforms else ()
    return asking or [r for r in of_platform if r.case == file.case and r.actor is Actor.SELLER and r.evidence]
