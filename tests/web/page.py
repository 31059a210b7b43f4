"""Reading a page as its reader does: its forms with everything they would send, its words."""

from __future__ import annotations

from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser, LexborNode
from werkzeug.test import TestResponse


def words(answer: TestResponse) -> str:
    """The text of a page, blanks made one."""
    return " ".join(LexborHTMLParser(answer.get_data(as_text=True)).text(separator=" ").split())


def form(answer: TestResponse, action: str) -> dict[str, str]:
    """What the form with this action would send as it stands."""
    tree = LexborHTMLParser(answer.get_data(as_text=True))
    node = next((each for each in tree.css("form") if (each.attributes.get("action") or "") == action), None)
    assert node is not None, f"no form to {action} in: {words(answer)[:400]}"
    return {
        name: value
        for each in node.css("[name]")
        if (name := each.attributes.get("name")) and (value := _value(each)) is not None
    }


def send(client: FlaskClient, page: str, action: str, **changed: object) -> TestResponse:
    """Open a page, fill in one of its forms, send it."""
    return client.post(action, data={**form(client.get(page), action), **changed})


def _value(node: LexborNode) -> str | None:
    given = node.attributes
    if node.tag == "textarea":
        return (node.text() or "").removeprefix("\n")
    if node.tag == "select":
        chosen = node.css_first("option[selected]") or node.css_first("option")
        return (chosen.attributes.get("value") or "") if chosen else ""
    if (
        node.tag == "button"
        or given.get("type") == "file"
        or (given.get("type") in ("checkbox", "radio") and "checked" not in given)
    ):
        return None
    return given.get("value") or ""
