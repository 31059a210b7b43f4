"""CPU time of reading one ordinary mail, beside the standard library's parser alone in the same run.

    python bench/parse.py

Prints milliseconds of CPU per mail (the best of several rounds, so that a busy machine shows least) and the sizes of the mails.
"""

from __future__ import annotations

import email
import time
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

from maildesk.core.mail.parse import parse

ROUNDS, MAILS = 15, 60


def ordinary(charset: str, text: str, *, photo: int = 0) -> bytes:
    """A reply of about 4 KB: plain and HTML, quoted history, ten Received lines, a signature of the sending server."""
    lines = [text] * 4
    history = ["", "Am 01.11.2026 um 10:00 schrieb Shop <shop@shop.example>:", *(f"> {line}" for line in lines)]
    mail = EmailMessage(policy=SMTP)
    for hop in range(10):
        mail[f"X-Hop-{hop}"] = (
            f"from mx{hop}.post.example by mx.shop.example with ESMTPS id abc{hop}; Mon, 2 Nov 2026 10:11:12 +0100"
        )
    mail["DKIM-Signature"] = "v=1; a=rsa-sha256; d=post.example; s=s1; b=" + "A" * 340
    mail["From"] = "Änne Muster <anne@post.example>"
    mail["To"] = "shop@shop.example"
    mail["Subject"] = f"Re: {text[:30]}"
    mail["Message-ID"] = "<1.2.3@post.example>"
    mail["References"] = "<a@shop.example> <b@post.example>"
    mail["Date"] = "Mon, 2 Nov 2026 10:11:12 +0100"
    mail.set_content("\n".join([*lines, *history]), charset=charset)
    html = "".join(f"<div>{line}</div>" for line in lines)
    mail.add_alternative(
        f'<html><body>{html}<blockquote type="cite">{html}</blockquote></body></html>', subtype="html", charset=charset
    )
    if photo:
        mail.add_attachment(b"\xff\xd8" * (photo // 2), maintype="image", subtype="jpeg", filename="photo.jpg")
    return mail.as_bytes()


def milliseconds(work: Callable[[], object]) -> float:
    """Least CPU time of one call, over all rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(MAILS):
            work()
        best = min(best, (time.process_time() - start) / MAILS)
    return best * 1000


def main() -> None:
    mails = {
        "German, utf-8": ordinary(
            "utf-8", "Wo bleibt meine Bestellung #1034? Ich warte schon länger darauf. Viele Grüße"
        ),
        "French, latin1": ordinary("iso-8859-1", "Où est ma commande #1034 ? Je l'attends déjà depuis très longtemps."),
        "Japanese": ordinary("iso-2022-jp", "注文番号1034の商品はいつ届きますか。ご連絡をお待ちしております。"),
        "Chinese, gb2312": ordinary("gb2312", "我的订单1034什么时候到？已经等了很久了，请帮忙查一下。"),
        "English, 100 KB photo": ordinary(
            "us-ascii", "Where is my order #1034? I have waited for it long enough.", photo=75_000
        ),
    }
    for name, raw in mails.items():
        ours, theirs = (
            milliseconds(lambda raw=raw: parse(raw)),
            milliseconds(lambda raw=raw: email.message_from_bytes(raw)),
        )
        print(f"{name:24} {len(raw):7} bytes   parse {ours:.3f} ms   standard library's tree alone {theirs:.3f} ms")


if __name__ == "__main__":
    main()
