"""Sends finished mails over SMTP, many over one connection, and says for each exactly how it ended.

In: an `Account`, envelope addresses, a mail's bytes. Out: a `Receipt`, or
- `EdgeError(permanent=False)`: nobody got it, trying again may help (4xx, or no connection before the mail was handed over),
- `EdgeError(permanent=True)`: nobody got it and nobody will (5xx, a wrong password, an impossible address),
- `UncertainError`: the line broke between the first byte of the mail and the server's answer.

It never tries a mail twice after handing over a byte of it, and never changes a byte: what was approved is what leaves.
"""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

from maildesk.edge import Account
from maildesk.errors import EdgeError, UncertainError
from maildesk.smtp.causes import foreign_error
from maildesk.smtp.connect import connect
from maildesk.smtp.payload import check_bytes, on_the_line, with_dots

#: How long a server may think about a mail it has got. Less makes doubles (RFC 5321, 4.5.3.2.6).
ANSWER_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Refused:
    """A recipient, as the caller named it, that the server did not take. `permanent`: a 5xx."""

    address: str
    code: int
    text: str

    @property
    def permanent(self) -> bool:
        return self.code >= 500


@dataclass(frozen=True, slots=True)
class Receipt:
    """The server has the mail for everybody but `refused`. `reply` is its last word, often with its own id of the mail."""

    reply: str
    refused: tuple[Refused, ...] = ()


class Sender:
    """One login at a server. Connects at the first mail and again whenever the server hung up between two mails.

    Not for two threads at once.
    """

    def __init__(self, account: Account, *, answer_seconds: float = ANSWER_SECONDS) -> None:
        self.account = account
        self.answer_seconds = answer_seconds
        self._line: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            with suppress(smtplib.SMTPException, OSError):
                line.quit()
            line.close()

    def check(self) -> None:
        """Connects and logs in, and sends nothing. Raises EdgeError."""
        self._connected()

    def send(self, envelope_from: str, recipients: Sequence[str], raw: bytes) -> Receipt:
        """Hands `raw` (lines ended by CRLF) to the server for `recipients`."""
        check_bytes(raw)
        sender, receivers = on_the_line(envelope_from), [on_the_line(address) for address in recipients]
        try:
            line = self._open_envelope(sender, receivers, raw)
            refused = self._name_recipients(line, recipients)
            self._ask_for_data(line)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise foreign_error(error, self.account) from error
        return Receipt(self._hand_over(line, with_dots(raw)), refused)

    def _connected(self) -> smtplib.SMTP:
        if self._line is None:
            try:
                self._line = connect(self.account)
            except (smtplib.SMTPException, OSError, UnicodeError) as error:
                raise foreign_error(error, self.account) from error
        return self._line

    def _drop(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _open_envelope(self, sender: str, receivers: Sequence[str], raw: bytes) -> smtplib.SMTP:
        """MAIL FROM. A server may hang up between two mails (idle for too long, enough for one connection): then once anew."""
        used = self._line is not None
        line = self._connected()
        try:
            code, text = line.docmd("MAIL", mail_arguments(line, sender, receivers, raw))
        except smtplib.SMTPServerDisconnected:
            code, text = 421, b""
            if not used:
                raise
        if code == 421 and used:
            self._drop()
            line = self._connected()
            code, text = line.docmd("MAIL", mail_arguments(line, sender, receivers, raw))
        if code != 250:
            raise self._refusal(line, code, text)
        return line

    def _name_recipients(self, line: smtplib.SMTP, recipients: Sequence[str]) -> tuple[Refused, ...]:
        refused = []
        for address in recipients:
            code, text = line.docmd("RCPT", f"TO:<{on_the_line(address)}>")
            if code == 421:
                raise self._refusal(line, code, text)
            if code not in (250, 251):
                refused.append(Refused(address, code, words(text)))
        if len(refused) == len(recipients):
            raise self._nobody(line, refused)
        return tuple(refused)

    def _ask_for_data(self, line: smtplib.SMTP) -> None:
        code, text = line.docmd("DATA")
        if code != 354:
            raise self._refusal(line, code, text)

    def _hand_over(self, line: smtplib.SMTP, payload: bytes) -> str:
        """From the first byte on, a broken line leaves open whether the server kept the mail."""
        try:
            set_timeout(line, self.answer_seconds)
            line.send(payload)
            code, text = line.getreply()
            set_timeout(line, self.account.timeout)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise self._uncertain(f"the connection broke while the mail was handed over ({error})") from error
        if 400 <= code < 600:
            raise self._refusal(line, code, text)
        if code // 100 != 2:
            self._drop()
            raise self._uncertain(f"the server's answer makes no sense ({code} {words(text)})")
        return f"{code} {words(text)}"

    def _uncertain(self, why: str) -> UncertainError:
        return UncertainError(
            f"{self._who}: {why}; it may have left or not, look for it before sending it again", code="uncertain"
        )

    @property
    def _who(self) -> str:
        return self.account.username or f"{self.account.host}:{self.account.port}"

    def _nobody(self, line: smtplib.SMTP, refused: Sequence[Refused]) -> EdgeError:
        """As long as one recipient may be taken later, the whole mail may."""
        worst = min(refused, key=lambda one: one.code, default=Refused("", 554, "no recipients"))
        return self._refusal(line, worst.code, f"<{worst.address}> {worst.text}".encode())

    def _refusal(self, line: smtplib.SMTP, code: int, text: bytes) -> EdgeError:
        """The server said no; the connection is good for the next mail, unless the server closes it (421)."""
        if code == 421 or not forget_mail(line):
            self._drop()
        return EdgeError(
            f"{self._who}: the server refused the mail: {code} {words(text)}",
            permanent=code >= 500,
            code=f"smtp_{code}",
        )


def mail_arguments(line: smtplib.SMTP, sender: str, receivers: Sequence[str], raw: bytes) -> str:
    """What follows MAIL: the sender and what the server has to know beforehand, as far as it offers to listen."""
    features = line.esmtp_features
    limit = features.get("size", "").strip()
    if limit.isdigit() and 0 < int(limit) < len(raw):
        raise EdgeError(f"the mail has {len(raw)} bytes, the server takes {limit}", permanent=True, code="too_big")
    options = [f"SIZE={len(raw)}"] if "size" in features else []
    international = not "".join((sender, *receivers)).isascii()
    if international and "smtputf8" not in features:
        raise EdgeError("the server takes no addresses with letters beyond ASCII", permanent=True, code="no_smtputf8")
    if "8bitmime" in features and (international or not raw.isascii()):
        options.append("BODY=8BITMIME")
    if international:
        options.append("SMTPUTF8")
    return " ".join((f"FROM:<{sender}>", *options))


def forget_mail(line: smtplib.SMTP) -> bool:
    """Ends a refused mail. False when the connection is of no more use."""
    try:
        return line.docmd("RSET")[0] == 250
    except (smtplib.SMTPException, OSError):
        return False


def set_timeout(line: smtplib.SMTP, seconds: float) -> None:
    if line.sock is not None:
        line.sock.settimeout(seconds)


def words(text: bytes) -> str:
    return " ".join(text.decode("utf-8", "replace").split())[:300]
