"""What is told of a ring outside the house: which clock did what, when it is due, where to look. Never a buyer's name or words.

In: a ring's facts, a reader's language and the desk's zone. Out: a title, a sentence, a link; a mail of one or of many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

#: The act of a message that a supervisor sends to see whether it arrives.
TEST = "test"


@dataclass(frozen=True, slots=True)
class Told:
    """A ring as it may leave the house. `key` is the ring's; `by`: the colleague who passed it on, empty for the clock itself."""

    key: str
    act: str
    family: str
    kind: str
    due_at: datetime
    level: str = ""
    late: bool = False
    conversation: int | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads it: in which language (zh-Hans or en) and zone, and where the desk is found from outside."""

    locale: str
    zone: ZoneInfo
    public_url: str = ""

    def link_to(self, conversation: int | None) -> str:
        """Where one looks; nothing when the desk does not know its own address."""
        if not self.public_url:
            return ""
        where = f"c/{conversation}" if conversation is not None else "told"
        return f"{self.public_url.rstrip('/')}/{where}"


_ZH, _EN = "zh-Hans", "en"
_ACTS: dict[str, dict[str, str]] = {
    _EN: {
        "warn": "Due soon", "warn_again": "Due very soon", "escalate": "Needs you", "expire": "Overdue", TEST: "Test",
    },
    _ZH: {
        "warn": "即将到期", "warn_again": "马上到期", "escalate": "请你处理", "expire": "已逾期", TEST: "测试消息",
    },
}  # fmt: skip
_KINDS: dict[str, dict[str, str]] = {
    _EN: {
        "service first_reply": "first reply", "service resolution": "solution", "escalation": "escalated matter",
    },
    _ZH: {
        "service first_reply": "首次回复", "service resolution": "问题解决", "escalation": "升级事项",
        "check on the platform": "到平台核实", "bad review": "差评处理",
    },
}  # fmt: skip
_SENTENCES: dict[str, dict[str, str]] = {
    _EN: {
        "due": "Due {due}.", "late": "The desk was down when this should have rung.", "by": "{by} passes it on to you.",
        TEST: "If you can read this, the webhook works.",
    },
    _ZH: {
        "due": "截止时间：{due}。", "late": "本应更早提醒，当时系统未运行。", "by": "{by} 转给你处理。",
        TEST: "收到此消息，说明 Webhook 已接通。",
    },
}  # fmt: skip
_MAIL: dict[str, tuple[str, str]] = {
    _EN: ("maildesk: {count} clocks rang, {worst}", "What rang for you:"),
    _ZH: ("maildesk：{count} 个时限提醒，{worst}", "给你的提醒："),
}
#: The worst act first.
_WORST = ("expire", "escalate", "warn_again", "warn")


def title(told: Told, reader: Reader) -> str:
    """ "Due soon: ebay return respond"."""
    act = _ACTS[_known(reader)].get(told.act, told.act)
    kind = kind_words(told.kind, reader)
    return f"{act}：{kind}" if _known(reader) == _ZH else f"{act}: {kind}"


def kind_words(kind: str, reader: Reader) -> str:
    """A clock's kind in words; the words of a platform's case are their own ("ebay return respond")."""
    return _KINDS[_known(reader)].get(kind, kind.replace("_", " "))


def sentence(told: Told, reader: Reader) -> str:
    """When it is due in the desk's zone, and what else there is to say."""
    words = _SENTENCES[_known(reader)]
    if told.act == TEST:
        return words[TEST]
    here = told.due_at.astimezone(reader.zone)
    said = [words["due"].format(due=f"{here:%Y-%m-%d %H:%M} ({reader.zone.key})")]
    if told.by:
        said.append(words["by"].format(by=told.by))
    if told.late:
        said.append(words["late"])
    return ("" if _known(reader) == _ZH else " ").join(said)


def letter(all_told: Sequence[Told], reader: Reader) -> tuple[str, str]:
    """Subject and text of a mail: of one ring, or a digest of many, the worst first."""
    ranked = sorted(all_told, key=lambda each: (_rank(each.act), each.due_at))
    first = title(ranked[0], reader)
    entries = "\n\n".join(_entry(each, reader) for each in ranked)
    if len(ranked) == 1:
        return f"maildesk: {first}", entries + "\n"
    subject, opening = _MAIL[_known(reader)]
    return subject.format(count=len(ranked), worst=first), f"{opening}\n\n{entries}\n"


def _entry(told: Told, reader: Reader) -> str:
    return "\n".join(
        line for line in (title(told, reader), sentence(told, reader), reader.link_to(told.conversation)) if line
    )


def _rank(act: str) -> int:
    return _WORST.index(act) if act in _WORST else len(_WORST)


def _known(reader: Reader) -> str:
    return _ZH if reader.locale == _ZH else _EN
