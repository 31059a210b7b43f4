"""The rows of the corpus: one mail each, with its labels. Reads JSON lines; builds no mail.

In: `tests/corpus/mails/*.jsonl`. Out: frozen rows. `half` says which half of the corpus a matter belongs to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

MAILS = Path(__file__).resolve().parents[1] / "corpus" / "mails"
BUYERS = "buyers-*.jsonl"
#: Rows with higher numbers were written by another hand, who knew neither the desk nor the other rows.
_OWN_HAND = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One mail. `body` is the newest text, exactly. `history` counts the quoted mails below it.

    `charset` is `encoded` or `encoded>label` where a client labels wrongly. `answers`: the body's paragraphs stand between
    the lines of the quoted mail. `kind`: several kinds that are all right stand with a bar between. `headers` come on top of
    those of the client. `notice` holds what a notice must tell. `shape`: `ticket` and `below` (typed under the quoted mail) are
    letters, all others are told in shapes.py.
    """

    id: str
    subject: str
    body: str
    kind: str = "buyer"
    locale: str = "en"
    language: str | None = None
    intent: str | None = None
    client: str = "plain"
    form: str = "plain"
    charset: str = "utf-8"
    name: str = ""
    email: str = ""
    history: int = 0
    forward: bool = False
    answers: bool = False
    sign: str = ""
    footer: str = ""
    wrapper: str = ""
    attachments: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    trackings: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    shape: str = ""
    proof: str = ""
    notice: dict[str, Any] = field(default_factory=dict)
    html: str = ""
    newest: str | None = None

    @property
    def newest_text(self) -> str:
        """What the sender typed: the body, unless a mail is written so that its body holds more."""
        return self.body if self.newest is None else self.newest

    @property
    def number(self) -> int:
        """The number that ends the id: up to a hundred it is the matter, the same in every locale."""
        return int(self.id.rpartition("-")[2])

    @property
    def half(self) -> str:
        """`tuning` for odd numbers, `judging` for even ones: a matter judges in every language or in none."""
        return "tuning" if self.number % 2 else "judging"

    @property
    def of_another_hand(self) -> bool:
        return self.number > _OWN_HAND


def rows(pattern: str = BUYERS, folder: Path = MAILS) -> Iterator[Row]:
    """The rows of the files that fit the pattern, in the order of the files' names."""
    for path in sorted(folder.glob(pattern)):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield row_of(json.loads(line))


def row_of(told: dict[str, Any]) -> Row:
    """A row from its JSON object; lists become tuples."""
    known = {each.name for each in fields(Row)}
    return Row(**{name: frozen(value) for name, value in told.items() if name in known or _unknown(name)})


def frozen(value: Any) -> Any:
    """A JSON value with tuples for lists."""
    return tuple(frozen(each) for each in value) if isinstance(value, list) else value


def _unknown(name: str) -> bool:
    raise ValueError(f"a row of the corpus has no field {name!r}")
