"""Every text and every code has its words in both of the agents' languages."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from jinja2 import Environment

from maildesk import web
from maildesk.core.care.asked import Gate
from maildesk.core.care.batch import BatchState, Limits
from maildesk.core.care.contact import Scope, Trouble
from maildesk.core.care.law import Basis
from maildesk.core.care.occasion import Kind as OccasionKind
from maildesk.core.care.standing import CONDITIONS
from maildesk.core.clock import ladder
from maildesk.core.clock.escalation import CHAIN
from maildesk.core.clock.span import Unit
from maildesk.core.dispute.case import CaseState, Outcome
from maildesk.core.dispute.row import Grade
from maildesk.core.evidence.need import Need
from maildesk.core.evidence.need import State as NeedState
from maildesk.core.intent.found import Intent
from maildesk.core.mail.defects import Defect
from maildesk.core.mail.parsed import FoldKind, Kind
from maildesk.core.order import Channel, OrderStatus, ParcelState
from maildesk.core.peak.event import Kind as PeakKind
from maildesk.core.peak.plan import Phase
from maildesk.core.peak.switches import What
from maildesk.core.peak.waves import Supply
from maildesk.core.placing.signs import Because, Flag
from maildesk.core.queue.roles import Act, Role
from maildesk.core.queue.sending import Sending
from maildesk.core.reply.families import FAMILIES, MailClass
from maildesk.core.reply.plan import BLOCKS, FOOTER, NOTE_BLOCKS, SlotKind
from maildesk.core.reply.vocabulary import VOCABULARY
from maildesk.core.rules.decision import TEMPLATES
from maildesk.core.rules.tracking import Story
from maildesk.db.queries.outreach import View as Outreaches
from maildesk.db.queries.queue import Sort, View
from maildesk.packs.care import GREETING, load_care
from maildesk.packs.disputes import load_disputes
from maildesk.web.cases.board import FAMILIES as BOARDS
from maildesk.web.i18n import catalogue
from maildesk.web.matters.queue import DESKS, DRAFT_STATES, FLAGS
from maildesk.web.moments import Urgency

ROOM = Path(web.__file__).parent
CHECKS = re.findall(r'^    \("(\w+)", Weight', (ROOM.parent / "core/reply/checks.py").read_text("utf-8"), re.M)
DEADLINES = [row for platform in load_disputes().platforms.values() for row in platform.rows]
CARE = load_care()
PURPOSES = (GREETING, *CARE.rules)
CARE_TASKS = ("write_first", "revisit", "personal_note")
LIMITED = {limit.count for limit in Limits().stops}
#: Whole codes of the gates, or their beginning where a law, a channel or a cap follows; the conditions; what people and batches leave.
WHY = (
    *{code.rstrip(".") for code in re.findall(r'Stopped\(f?"([a-z_.]+)', (ROOM.parent / "core/care/gates.py").read_text("utf-8"))}
    - {"consent", "cap", "trouble", "suppression"},
    *(f"trouble.{trouble}" for trouble in Trouble), *(f"suppression.{scope}" for scope in Scope),
    "consent.none", "consent.expired", "cap", "channel", "channel.unknown",
    *CONDITIONS, *(f"too_many_{count}" for count in LIMITED), "key_customer", "no_such_rule", "lost_its_sense", "became_a_task",
    "kept_already", "by_person", "batch_stopped", "left_out",
)  # fmt: skip
CODES: dict[str, object] = {
    "intent": Intent, "kind": Kind, "because": Because, "flag": (*FLAGS, *Flag), "channel": Channel, "order": OrderStatus,
    "parcel": ParcelState, "role": Role, "outbox": Sending, "block": (*BLOCKS, FOOTER, *NOTE_BLOCKS),
    "slot_kind": SlotKind, "fact": VOCABULARY,
    "template": (*TEMPLATES, *FAMILIES),
    "view": View, "empty": View, "empty_help": View, "sort": Sort,
    "urgency": set(Urgency) - {Urgency.NONE},
    "peak_kind": PeakKind, "peak_phase": Phase, "switch": What, "supply": Supply, "switched": ("comes", "on", "over"),
    "need": Need, "need_how": Need, "need_state": NeedState, "grade": Grade,
    "desk": DESKS, "draft": DRAFT_STATES, "defect": Defect, "fold": FoldKind, "check": CHECKS, "check_ok": CHECKS,
    "source": {word.source for word in VOCABULARY.values()}, "refused": {f"role.{act}" for act in Act},
    "reason": {f"story.{story}" for story in Story},
    "platform": load_disputes().platforms, "case": {row.case for row in DEADLINES}, "stage": {row.stage for row in DEADLINES},
    "case_state": CaseState, "outcome": set(Outcome) - {Outcome.UNKNOWN}, "family": BOARDS, "ring": ladder.Act, "level": CHAIN,
    "doubt": {"past_date", "several_dates", "order_not_named", "order_not_in_book", "currency_differs", "amount_above_order", "reopened"},
    "case_event": {"told_again", "paper", "paper_out"}, "bar": ("won", "back", "gone", "open"),
    "notice": {"batch_stopped", "clock_aside", *(f"clock_{act}" for act in ladder.Act)},
    "gate": Gate, "gate_follows": Gate, "mail_class": MailClass, "basis": Basis, "scope": Scope, "batch_state": BatchState,
    "outreach_view": Outreaches, "outreach_none": Outreaches, "outreach_none_help": Outreaches, "occasion": CARE.occasions,
    "occasion_kind": OccasionKind, "cap": {cap.name for cap in CARE.caps},
    "law": {CARE.laws.default.name, *(law.name for law in CARE.laws.rows)},
    "outreach_purpose": PURPOSES, "outreach_because": PURPOSES, "span_unit": Unit,
    "outreach_state": ("planned", "waiting", "queued", "sent", "stopped", "cancelled", "failed"), "outreach_why": WHY,
    "stopped_because": ("one_click", "preferences", "reply", "bounce", "complaint", "agent", "erasure", "import"),
    "task": CARE_TASKS, "task_help": CARE_TASKS, "next": CARE_TASKS, "outreach_result": {"sent", "answered", *LIMITED},
}  # fmt: skip


def _texts():
    read = Environment(extensions=["jinja2.ext.i18n"])
    for file in sorted((ROOM / "templates").glob("**/*.html")):
        for _line, _function, told in read.extract_translations(file.read_text("utf-8")):
            yield told if isinstance(told, str) else told[0], file.name
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2)}
    for file, _line, told, _comments, _context in extract_from_dir(str(ROOM), [("**.py", "python")], keywords=keywords):
        yield told if isinstance(told, str) else told[0], file


@pytest.mark.parametrize("kind", CODES)
@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
def test_every_code_has_words(locale, kind):
    codes = [str(code) for code in CODES[kind]]  # type: ignore[attr-defined]
    assert codes
    missing = [code for code in codes if catalogue(locale).gettext(f"{kind}.{code}") == f"{kind}.{code}"]
    assert missing == []


def test_every_text_of_the_screens_stands_in_chinese():
    missing = {(text, where) for text, where in _texts() if catalogue("zh-Hans").gettext(text) == text}
    assert {(text, where) for text, where in missing if re.search("[a-zA-Z]{2}", text)} == set()


def test_what_follows_from_a_missed_deadline_stands_in_chinese():
    said = {row.on_expiry for row in DEADLINES}
    assert {text for text in said if catalogue("zh-Hans").gettext(text) == text} == set()


def test_a_translation_has_the_places_of_its_text():
    for text, where in _texts():
        places = sorted(re.findall(r"%\(\w+\)", text))
        assert sorted(re.findall(r"%\(\w+\)", catalogue("zh-Hans").gettext(text))) == places, where
