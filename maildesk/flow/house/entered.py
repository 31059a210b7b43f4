"""A field of a form that will not do: what it is called, what it held, and a code for what was wanted, which a screen words."""

from __future__ import annotations

from maildesk.errors import UsageError


class EnteredError(UsageError):
    """`field` and `wanted` are stable codes; `value` is what was typed (never a secret)."""

    def __init__(self, field: str, value: str, wanted: str) -> None:
        super().__init__(f"{field} is {value!r}; {wanted.replace('_', ' ')} was wanted")
        self.field, self.value, self.wanted = field, value[:100], wanted
