"""What is checked and changed about a mail's bytes and addresses before they go over the line. Pure."""

from __future__ import annotations

from maildesk.errors import EdgeError

#: Bytes of a line without its CRLF (RFC 5321, 4.5.3.1.6). Servers cut or refuse longer ones.
LONGEST_LINE = 998


def check_bytes(raw: bytes) -> None:
    """Refuses what would arrive as another mail than was approved: bare CR or LF, NUL, over-long lines.

    A bare LF before a dot can end the mail early on some servers and smuggle in a second one (RFC 5321, 2.3.8).
    """
    if b"\0" in raw:
        raise EdgeError("the mail holds a NUL byte; it was not sent", permanent=True, code="bad_bytes")
    ends = raw.count(b"\r\n")
    if raw.count(b"\n") != ends or raw.count(b"\r") != ends:
        raise EdgeError(
            "the mail has a line that does not end in CRLF; it was not sent", permanent=True, code="bad_bytes"
        )
    if max(map(len, raw.split(b"\r\n"))) > LONGEST_LINE:
        raise EdgeError(
            f"the mail has a line over {LONGEST_LINE} bytes; it was not sent", permanent=True, code="bad_bytes"
        )


def with_dots(raw: bytes) -> bytes:
    """What is sent after DATA: each leading dot doubled (RFC 5321, 4.5.2), ended by the lone dot."""
    stuffed = raw.replace(b"\r\n.", b"\r\n..")
    if stuffed.startswith(b"."):
        stuffed = b"." + stuffed
    return stuffed + (b".\r\n" if stuffed.endswith(b"\r\n") or not stuffed else b"\r\n.\r\n")


def on_the_line(address: str) -> str:
    """`address` as MAIL and RCPT take it: the domain in ASCII (IDNA). Empty stays empty: the null sender of RFC 5321, 4.5.5."""
    if not address.isprintable() or any(c in " <>" for c in address):
        raise EdgeError(f"{address!a} is not an address", permanent=True, code="bad_address")
    local, at, domain = address.rpartition("@")
    if domain.isascii():
        return address
    try:
        return local + at + domain.encode("idna").decode()
    except UnicodeError:
        raise EdgeError(f"{address!a} is not an address", permanent=True, code="bad_address") from None
