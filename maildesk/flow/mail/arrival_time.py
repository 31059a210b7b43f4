"""When an imported mail arrived: its topmost Received, else its Date, else now (design 5)."""

from __future__ import annotations

from datetime import datetime

from maildesk.core.mail.wire.moments import of_date, of_received


def arrival_of(raw: bytes, now: datetime) -> datetime:
    """The arrival of raw bytes, from their headers alone; a moment in the future is not believed."""
    head = raw[:200_000].replace(b"\r\n", b"\n").partition(b"\n\n")[0].replace(b"\n ", b" ").replace(b"\n\t", b" ")
    lines = head.decode("latin-1").split("\n")
    for name, read in (("received:", of_received), ("date:", of_date)):
        line = next((x for x in lines if x.lower().startswith(name)), "")
        moment = read(line[len(name) :].strip()) if line else None
        if moment is not None and moment <= now:
            return moment
    return now
