"""One conversation: is this draft right?"""

from __future__ import annotations

from flask import Blueprint

from maildesk.flow import conversation as conversations
from maildesk.web.desk import desk
from maildesk.web.show import show

pages = Blueprint("conversation", __name__)


@pages.get("/c/<int:number>")
def page(number: int) -> str:
    with desk().store.reading() as session:
        return show(session, "conversation.html", row=conversations.get(session, number))
