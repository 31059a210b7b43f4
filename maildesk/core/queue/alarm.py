"""What supervisors are told by mail when a mailbox cannot be read, and when it can again. In their own language.

In: the alarm's code and facts. Out: subject and text. No buyer's data is in them.
"""

from __future__ import annotations

from enum import StrEnum


class Alarm(StrEnum):
    """What is told."""

    MAILBOX_FAILING = "mailbox_failing"
    MAILBOX_RECOVERED = "mailbox_recovered"


_WORDS: dict[tuple[Alarm, str], tuple[str, str]] = {
    (Alarm.MAILBOX_FAILING, "en"): (
        "maildesk cannot read the mailbox {mailbox}",
        "The mailbox {mailbox} cannot be read since {since}.\n\n{why}\n\n"
        "Nothing is lost: mails stay on the server and are fetched as soon as it answers again. "
        "Until then buyers who write there get no answer from the desk.\n\n{link}",
    ),
    (Alarm.MAILBOX_FAILING, "zh-Hans"): (
        "maildesk 无法读取邮箱 {mailbox}",
        "邮箱 {mailbox} 自 {since} 起无法读取。\n\n{why}\n\n"
        "邮件不会丢失：它们仍在服务器上，连接恢复后会自动收取。"
        "在此之前，写信到该邮箱的买家得不到回复。\n\n{link}",
    ),
    (Alarm.MAILBOX_RECOVERED, "en"): (
        "maildesk reads the mailbox {mailbox} again",
        "The mailbox {mailbox} can be read again. What arrived meanwhile has been fetched.\n\n{link}",
    ),
    (Alarm.MAILBOX_RECOVERED, "zh-Hans"): (
        "maildesk 已恢复读取邮箱 {mailbox}",
        "邮箱 {mailbox} 已恢复正常，期间收到的邮件均已收取。\n\n{link}",
    ),
}


def words(alarm: Alarm, locale: str, facts: dict[str, str]) -> tuple[str, str]:
    """Subject and text of an alarm; English for whoever reads neither."""
    subject, text = _WORDS.get((alarm, locale)) or _WORDS[alarm, "en"]
    return subject.format_map(facts), text.format_map(facts).strip() + "\n"
