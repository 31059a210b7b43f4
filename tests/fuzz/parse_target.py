"""Random damage to real-looking mails: the parser never raises, never loses text between its segments, never names two parts alike.

The long form needs `atheris` (not among the project's dependencies) and runs until stopped:

    python -m pip install atheris
    python tests/fuzz/parse_target.py -max_len=65536

The short form is `test_parse_short.py` beside it: the same check over seeded mutations, a few seconds long.
"""

from __future__ import annotations

import random
import sys

from maildesk.core.mail.attachments import part_bytes
from maildesk.core.mail.parse import parse
from maildesk.core.mail.text.sanitise import safe_html

SEEDS = (
    b"From: =?utf-8?B?w4RubmU=?= <a@x.example>\r\nTo: shop@shop.example\r\nSubject: =?iso-2022-jp?B?GyRCQ21KOBsoQg==?=\r\n"
    b"Message-ID: <1@x>\r\nReferences: <0@x> <1@x>\r\nDate: Mon, 2 Nov 2026 10:11:12 +0100\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n'
    b"--c\r\nContent-Type: text/plain; charset=gb2312; format=flowed\r\nContent-Transfer-Encoding: base64\r\n\r\nxPq6ww==\r\n"
    b"--c\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Gr=C3=BC=C3=9Fe<br>\r\n"
    b"--c--\r\n--b\r\nContent-Type: image/png; name*=utf-8''%E4%BD%A0.png\r\nContent-ID: <p@x>\r\n\r\nPNG\r\n"
    b"--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nhi\r\n--b--\r\n",
    b"From: wordpress@shop.example\nTo: info@shop.example\nReply-To: a@x.example\n\nName: Anna\nEmail: a@x.example\nMessage: hi\n-- \n",
    b"From: a@x.example\n\n\xc4\xe3\xba\xc3\n> quoted\n\nOn Monday B wrote:\n> a\nbegin 644 cat.txt\n#0V%T\n`\nend\n",
    b"From: t..@docomo.ne.jp\nContent-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B2YJ*\x1b(B\n",
)
_PIECES = (
    *(
        b"--b",
        b"--c--",
        b"\r\n\r\n",
        b"\n",
        b"\0",
        b"\xff",
        b"\x1b$B",
        b"=?utf-8?q?",
        b"?=",
        b"=",
        b'"',
        b"<",
        b">",
        b";",
        b"(",
        b"\\",
    ),
    *(
        b"Content-Type: multipart/mixed; boundary=b\n",
        b"Content-Transfer-Encoding: base64\n",
        b"<div>",
        b"charset=utf-7",
        b"@",
    ),
)


def check(raw: bytes) -> None:
    """What holds for every input."""
    mail = parse(raw)
    assert "".join(segment.text for segment in mail.segments) == mail.text
    assert len({one.part for one in mail.attachments}) == len(mail.attachments)
    for one in mail.attachments:
        assert len(part_bytes(raw, one.part)) == one.size
    for text in (mail.text, mail.html, mail.subject, mail.sender.name, mail.newest_text):
        text.encode("utf-8")
        assert "\0" not in text
    safe_html(mail.html, {})


def mutated(seed: bytes, chance: random.Random) -> bytes:
    """A seed with one to eight pieces cut, doubled, moved in or changed."""
    raw = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(raw) + 1)
        end = min(len(raw), at + chance.randrange(1, 40))
        match chance.randrange(5):
            case 0:
                del raw[at:end]
            case 1:
                raw[at:at] = chance.choice(_PIECES)
            case 2:
                raw[at:at] = raw[at:end] * chance.randrange(1, 20)
            case 3:
                raw[at:end] = chance.randbytes(end - at)
            case _:
                raw[at:at] = chance.choice(SEEDS)[: chance.randrange(200)]
    return bytes(raw)


def main() -> None:
    """The long form."""
    import atheris  # noqa: PLC0415 - only here, and only when somebody fuzzes for hours

    atheris.instrument_all()
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
