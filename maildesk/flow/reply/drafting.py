"""The first draft of an answer: a plan, stored; its words are rendered when somebody looks.

In: a conversation and the buyer's mail. Out: a draft row in state `proposed`, and what the queue shows of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from maildesk.core.language.detect import Detector
from maildesk.core.reply.catalogue import Catalogue
from maildesk.core.reply.checks import Check, Checked, all_green, check
from maildesk.core.reply.draft import draft
from maildesk.core.reply.facts import Facts, Shop
from maildesk.core.reply.plan import Plan, from_values, to_values
from maildesk.core.reply.render import render
from maildesk.core.reply.rendered import Rendered
from maildesk.db import tables as t
from maildesk.flow.house.shop import shop
from maildesk.flow.matters import conversation as conversations
from maildesk.flow.reply import facts as facts_of

#: States in which a draft still waits for a person.
OPEN = ("proposed", "edited", "sent_back")
#: Fewer words say too little about their language to stop anybody.
_ENOUGH_WORDS, _SURE = 4, 0.9


@dataclass(frozen=True, slots=True)
class Writer:
    """What drafting works with: the texts and the shop they speak for."""

    texts: Catalogue
    shop: Shop
    detector: Detector

    def language_of(self, rendered: Rendered) -> str:
        """The language of an agent's own words, empty when there are none or they do not say."""
        words = " ".join(block.text for block in rendered.blocks if not block.mirrored)
        found = self.detector.detect(words) if len(words.split()) >= _ENOUGH_WORDS else None
        return found.language or "" if found and found.confidence >= _SURE else ""


def propose(session: Session, row: t.Conversation, message: t.Message, writer: Writer, now: datetime) -> t.Draft | None:
    """Draft an answer to a buyer's newest mail, and look at it at once."""
    facts = facts_of.load(session, row, message, shop(session, writer.shop), now)
    proposed = drafted(newest(session, row.id), row, message, facts, writer)
    if proposed is not None:
        session.add(proposed)
        green = all_green(looked_at(plan_of(proposed), facts, writer.texts)[1])
        conversations.change(session, row, draft_state="proposed", checks_green=green)
    return proposed


def drafted(
    current: t.Draft | None, row: t.Conversation, message: t.Message, facts: Facts, writer: Writer
) -> t.Draft | None:
    """A new draft, not yet added to any session.

    A draft nobody touched is withdrawn for the new one; what an agent has typed stays and now answers the new mail.
    """
    if current is not None and current.state in ("edited", "sent_back"):
        current.message_id, current.version = message.id, current.version + 1
        return None
    if current is not None and current.state == "proposed":
        current.state = "withdrawn"
    plan, _ = draft(facts.intent, facts, writer.texts)
    return t.Draft(
        conversation_id=row.id,
        message_id=message.id,
        state="proposed",
        plan=to_values(plan),
        created_at=facts.now,
    )


def newest(session: Session, conversation_id: int) -> t.Draft | None:
    """The newest draft of a conversation, whatever its state."""
    query = select(t.Draft).where(t.Draft.conversation_id == conversation_id).order_by(t.Draft.id.desc()).limit(1)
    return session.scalar(query)


def plan_of(row: t.Draft) -> Plan:
    return from_values(row.plan)


def looked_at(plan: Plan, facts: Facts, texts: Catalogue) -> tuple[Rendered, tuple[Check, ...]]:
    """A draft of the desk's own as it reads now, and its checks: nobody's free words are in it."""
    rendered = render(plan, facts, texts)
    return rendered, check(Checked(plan, rendered, facts))
