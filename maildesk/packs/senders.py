"""Loads all packs by which kinds of mail are told apart: platforms, couriers, and the words of machines.

In: the files beside this one. Out: `MailKnowledge`. Raises `SettingError` naming what is wrong in which pack.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from maildesk.core.mail.kinds.knowledge import Courier, MailKnowledge, ReviewWords, Words, mail_knowledge
from maildesk.errors import SettingError
from maildesk.packs.platforms import load_name_words, load_notice_words, load_phrases, load_platforms

_HERE = Path(__file__).parent


def load_mail_knowledge() -> MailKnowledge:
    """Everything `core.mail.read` wants to know. About 40 ms; built once by the wiring."""
    roles, persons = load_name_words()
    words = Words(
        machines=load_phrases(_text("mail_words.toml")),
        notices=load_notice_words(),
        parcels=load_phrases(_text("courier_words.toml")),
        offers=load_phrases(_text("spam_words.toml")),
        roles=roles,
        persons=persons,
        reviews=load_review_words(),
    )
    return mail_knowledge(load_platforms(), load_couriers(), words)


def load_review_words() -> ReviewWords:
    """The words of reviews; those of stars are looked up one by one, beside their number."""
    text = _text("review_words.toml")
    tables = tomllib.loads(text)
    stars, scored = (
        frozenset(word.casefold() for words in tables[label].values() for word in words)
        for label in ("stars", "scored")
    )
    return ReviewWords(load_phrases(text), stars, scored)


def load_couriers(text: str | None = None) -> tuple[Courier, ...]:
    """Carriers and tracking services in the order of the pack; `text` replaces the pack's own file."""
    rows = tomllib.loads(_text("couriers.toml") if text is None else text)["courier"]
    for row in rows:
        if set(row) != {"name", "domains", "brands"} or not row["domains"]:
            raise SettingError(f"couriers: {row.get('name', 'a row without a name')}: wants name, domains and brands")
    return tuple(Courier(row["name"], tuple(row["domains"]), tuple(row["brands"])) for row in rows)


def _text(name: str) -> str:
    return (_HERE / name).read_text("utf-8")
