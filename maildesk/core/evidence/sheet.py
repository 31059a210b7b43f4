"""The pages of the evidence as values: sections of facts, tables, letters, pictures and prose, in the platform's language.

In: a case file as a level shows it, what that leaves out, the words of a locale. Out: `Sheet`; a typesetter draws it and decides nothing.
Moments are written as ISO days and times in UTC: read the same way in every language. Words of others pass `paper` and nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from maildesk.core.evidence.case_file import Added, CaseFile, CaseMail, Picture
from maildesk.core.evidence.fit import LeftOut
from maildesk.core.evidence.handover import came_back, handed_over
from maildesk.core.evidence.paper import Paragraph, is_rtl, one_line, paragraphs
from maildesk.core.evidence.timeline import Entry, timeline
from maildesk.core.order import Order, Parcel, ParcelEvent, ParcelState
from maildesk.core.reply.facts import Money
from maildesk.core.reply.manner import manner, write

_MAIL, _LINE = 12_100, 400


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, one under the other."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`wide`: the column that takes the width the others leave. `marked`: the rows that prove most, by index."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: int
    marked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail: its headers, and its words in `language`."""

    head: tuple[tuple[str, str], ...]
    body: tuple[Paragraph, ...]
    language: str
    from_buyer: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A photograph with what is known of it."""

    picture: Picture
    caption: str


Block = Facts | Table | Letter | Figure


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`page` is the word beside the page's number; `made_at` the moment the document says it is of."""

    locale: str
    rtl: bool
    title: str
    author: str
    page: str
    made_at: datetime
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the pages in one locale. A word that is not there is said in English, so that no page stays without its heading."""

    locale: str
    own: Mapping[str, str]
    english: Mapping[str, str]

    def __call__(self, key: str) -> str:
        return self.own.get(key) or self.english.get(key) or key.replace("_", " ")


def sheet(file: CaseFile, left: LeftOut, words: Words) -> Sheet:
    """All sections that have something to show."""
    sections = (
        Section(words("case"), (Facts(tuple(_case(file, words))),)),
        Section(words("timeline"), (_timeline(file, words),)),
        Section(words("order"), tuple(_order(file.order, file.as_of, words)) if file.order else ()),
        Section(words("delivery"), tuple(_delivery(file, words))),
        Section(words("conversation"), tuple(_letter(mail, words) for mail in file.mails)),
        Section(words("photographs"), tuple(_figure(each, words) for each in file.pictures)),
        Section(words("added"), tuple(_added(each, words) for each in file.added)),
        Section(words("policy"), (Facts(tuple(_policy(file, words))),)),
        Section(words("left_out"), (Facts(tuple(_left(left, words))),) if left else ()),
    )
    kept = tuple(section for section in sections if section.blocks)
    title = f"{words('title')} {one_line(file.number or file.order_number, _LINE)}".strip()
    return Sheet(
        words.locale, is_rtl(words("title")), title, one_line(file.shop.name, _LINE), words("page"), file.as_of, kept
    )


def moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else ""


def _present(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, value in rows:
        clean = one_line(value, _LINE)
        if clean:
            yield name, clean


def _case(file: CaseFile, words: Words) -> Iterator[tuple[str, str]]:
    order = file.order
    yield from _present((
        (words("on_platform"), words(f"platform.{file.platform}")),
        (words("case_number"), file.number),
        (words("matter"), words(f"kind.{file.kind}")),
        (words("order"), file.order_number or (order.number if order else "")),
        (words("amount"), _money(file.amount, file, words)),
        (words("opened"), moment(file.opened_at)),
        (words("due"), moment(file.respond_by)),
        (words("seller"), file.shop.name),
        (words("buyer"), order.buyer_name if order else ""),
        (words("as_of"), moment(file.as_of)),
    ))  # fmt: skip


def _timeline(file: CaseFile, words: Words) -> Table:
    entries = timeline(file)
    proof = tuple(i for i, e in enumerate(entries) if e.state is ParcelState.DELIVERED or e.code == "delivered")
    rows = tuple((moment(e.at), _event(e, words), one_line(e.detail, _LINE)) for e in entries)
    return Table((words("date"), words("what"), words("detail")), rows, 2, proof)


def _event(entry: Entry, words: Words) -> str:
    return words(f"parcel.{entry.state}") if entry.state else words(f"event.{entry.code}")


def _order(order: Order, now: datetime, words: Words) -> Iterator[Block]:
    how = manner(words.locale, order.country, now)
    lines = [
        (
            one_line(line.title, _LINE),
            one_line(line.sku, 80),
            str(line.qty),
            write(Money(line.price, order.currency), how),
        )
        for line in order.lines
    ]
    if lines:
        yield Table((words("item"), words("sku"), words("quantity"), words("price")), tuple(lines), 0)
    total = write(Money(order.total, order.currency), how) if order.total is not None and order.currency else ""
    yield Facts(tuple(_present((
        (words("order"), order.number),
        (words("total"), total),
        (words("event.ordered"), moment(order.ordered_at)),
        (words("event.shipped"), moment(order.shipped_at)),
        (words("event.delivered"), moment(order.delivered_at)),
        (words("country"), order.country),
    ))))  # fmt: skip


def _delivery(file: CaseFile, words: Words) -> Iterator[Block]:
    proof = file.delivery
    if proof:
        yield Facts(((words("proof"), f"{moment(proof.at)} {one_line(f'{proof.place} {proof.text}', _LINE)}".strip()),))
    for parcel in file.parcels:
        yield from _parcel(parcel, words)


def _parcel(parcel: Parcel, words: Words) -> Iterator[Block]:
    yield Facts(tuple(_present(((words("carrier"), parcel.carrier), (words("tracking"), parcel.tracking_number)))))
    if parcel.events:
        back, proofs = came_back(parcel), handed_over(parcel)
        rows = tuple(_scan(event, words, event in back) for event in parcel.events)
        marked = tuple(i for i, event in enumerate(parcel.events) if event in proofs)
        yield Table((words("date"), words("what"), words("place"), words("detail")), rows, 3, marked)


def _scan(event: ParcelEvent, words: Words, is_back: bool) -> tuple[str, ...]:
    return (
        moment(event.at),
        words("event.returned" if is_back else f"parcel.{event.state}"),
        one_line(event.place, _LINE),
        one_line(event.text, _LINE),
    )


def _letter(mail: CaseMail, words: Words) -> Letter:
    head = _present((
        (words("date"), moment(mail.at)),
        (words("from"), mail.sender),
        (words("to"), mail.to),
        (words("subject"), mail.subject),
        ("Message-ID", mail.message_id),
        ("SHA-256", mail.sha256),
    ))  # fmt: skip
    return Letter(tuple(head), paragraphs(mail.text, _MAIL), mail.language, mail.from_buyer)


def _figure(picture: Picture, words: Words) -> Figure:
    whose = words("from_buyer" if picture.from_buyer else "from_seller")
    return Figure(picture, f"{one_line(picture.name, _LINE)} · {moment(picture.at)} · {whose}")


def _added(each: Added, words: Words) -> Letter:
    """What the seller added to a row of the checklist. A file that is no picture is handed in beside the pages, and named here."""
    head = _present((
        (words("matter"), each.sentence or words(f"need.{each.need}")),
        (words("date"), moment(each.at)),
        (words("file"), each.name),
        ("SHA-256", each.sha256),
    ))  # fmt: skip
    return Letter(tuple(head), paragraphs(each.text, _LINE * 5), "", from_buyer=False)


def _policy(file: CaseFile, words: Words) -> Iterator[tuple[str, str]]:
    policy = file.shop.policy
    yield from _present((
        (words("return_days"), str(policy.return_days)),
        (words("refund_days"), str(policy.refund_days)),
        (words("return_address"), ", ".join(file.shop.return_address.splitlines())),
    ))  # fmt: skip


def _left(left: LeftOut, words: Words) -> Iterator[tuple[str, str]]:
    counts = (
        ("photographs", left.pictures), ("scans", left.scans), ("older_mails", left.mails), ("shortened", left.shortened),
    )  # fmt: skip
    yield from ((words(key), str(count)) for key, count in counts if count)
    yield words("originals"), words("on_request")


def _money(money: Money | None, file: CaseFile, words: Words) -> str:
    return write(money, manner(words.locale, file.region, file.opened_at)) if money and money.currency else ""
