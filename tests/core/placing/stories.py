"""Stories of made-up shops: mails whose right conversation is known, because the story says who writes about what.

A story is a list of `Mail`s of one or more matters; `matter` is the truth. `tell` mixes the stories of a shop in time.
"""

import random
from dataclasses import dataclass, replace
from datetime import timedelta

from tests.core.placing.book import NOON, Book


@dataclass(frozen=True)
class Mail:
    matter: str
    message_id: str
    sender: str
    hours: float
    refs: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    ours: bool = False
    signed: bool = True  # our Message-ID carries a token
    quotes: str = ""  # our reply that is quoted verbatim
    stranger: bool = False
    lost: bool = False  # never reaches the desk
    late: float = 0.0


@dataclass(frozen=True)
class Buyer:
    name: str
    address: str
    second: str
    numbers: tuple[str, ...]
    relay: str = ""


def shop(seed, buyers=60):
    """A book with its orders, and the mails in the order in which they arrive."""
    chance = random.Random(seed)
    book, mails = Book(), []
    people = [_buyer(book, chance, i) for i in range(buyers)]
    for buyer in people:
        for number, story in zip(buyer.numbers, _stories_of(buyer, chance), strict=False):
            start = chance.uniform(0, 700)
            mails += [replace(m, hours=m.hours + start) for m in story(buyer, number) if not m.lost]
    return book, sorted(mails, key=lambda m: (m.hours + m.late, m.message_id))


def _stories_of(buyer, chance):
    """A mail without a number that opens a matter is told of buyers with one order: else nobody could tell where it belongs."""
    if buyer.relay:
        return [_marketplace]
    choice = _STORIES if len(buyer.numbers) == 1 else [s for s in _STORIES if s is not _without_number]
    return chance.sample(choice, k=len(buyer.numbers))


def _buyer(book, chance, i):
    name = f"{chance.choice(['anna', 'li', 'omar', 'jose', 'mia', 'ivan'])}{i}"
    if i % 6 == 5:
        number, relay = f"302-{i:07d}-7654321", f"{name}x@marketplace.amazon.de"
        book.order(number, relay, buyer_id=1000 + i, channel="amazon")
        return Buyer(name, relay, relay, (number,), relay)
    numbers = tuple(str(1000 + 10 * i + k) for k in range(chance.choice([1, 1, 2, 3])))
    address = f"{name}@mail.example"
    for number in numbers:
        book.order(number, address, buyer_id=1000 + i)
        book.order(f"{number}9", address, buyer_id=1000 + i)  # what a reply to an old mail may be about
    return Buyer(name, address, f"{name}@work.example", numbers)


def _plain(b, n):
    m = f"{n}-plain"
    return [
        Mail(m, f"{m}1", b.address, 0, numbers=(n,)),
        Mail(m, f"{m}2", b.address, 5, ours=True, refs=(f"{m}1",)),
        Mail(m, f"{m}3", b.address, 9, refs=(f"{m}1", f"{m}2")),
        Mail(m, f"{m}4", b.address, 30, numbers=(n,)),
    ]


def _without_number(b, n):
    m = f"{n}-bare"
    return [
        Mail(m, f"{m}1", b.address, 0),
        Mail(m, f"{m}2", b.address, 20),
        Mail(m, f"{m}3", b.address, 24, ours=True, refs=(f"{m}2",)),
        Mail(m, f"{m}4", b.address, 30, refs=(f"{m}2", f"{m}3"), numbers=(n,)),
    ]


def _missing_parent(b, n):
    m = f"{n}-missing"
    return [
        Mail(m, f"{m}1", b.address, 0, numbers=(n,)),
        Mail(m, f"{m}2", b.address, 5, ours=True, refs=(f"{m}1",), lost=True),
        Mail(m, f"{m}3", b.address, 9, refs=(f"{m}2",), numbers=(n,)),
        Mail(m, f"{m}4", b.address, 12, refs=(f"{m}2",)),
    ]


def _child_first(b, n):
    m = f"{n}-child"
    return [
        Mail(m, f"{m}1", b.address, 0, numbers=(n,), late=20),
        Mail(m, f"{m}2", b.address, 4, refs=(f"{m}1",)),
        Mail(m, f"{m}3", b.address, 30, ours=True, refs=(f"{m}1", f"{m}2")),
        Mail(m, f"{m}4", b.address, 33, refs=(f"{m}1", f"{m}2", f"{m}3")),
    ]


def _second_address(b, n):
    m = f"{n}-second"
    return [
        Mail(m, f"{m}1", b.address, 0, numbers=(n,)),
        Mail(m, f"{m}2", b.address, 5, ours=True, refs=(f"{m}1",), signed=False),
        Mail(m, f"{m}3", b.second, 9, refs=(f"{m}2",), numbers=(n,)),
        Mail(m, f"{m}4", b.second, 12, refs=(f"{m}2", f"{m}3")),
    ]


def _fished(b, n):
    m = f"{n}-fished"
    return [
        Mail(m, f"{m}1", b.address, 0, numbers=(n,)),
        Mail(m, f"{m}2", b.address, 5, ours=True, refs=(f"{m}1",)),
        Mail(f"{m}-fisher", f"{m}f1", f"fisher{n}@else.example", 7, numbers=(n,), stranger=True),
        Mail(f"{m}-fisher", f"{m}f2", f"fisher{n}@else.example", 8, numbers=(n,), stranger=True),
        Mail(f"{m}-guess", f"{m}g1", f"guess{n}@else.example", 8.5, refs=(f"{m}1",), numbers=(n,), stranger=True),
        Mail(m, f"{m}3", b.address, 9, refs=(f"{m}1", f"{m}2")),
    ]


def _gift(b, n):
    m, gift = f"{n}-gift", f"aunt{n}@else.example"
    return [
        Mail(f"{m}-aunt", f"{m}a1", gift, 0, numbers=(n,), stranger=True),
        Mail(f"{m}-aunt", f"{m}a2", gift, 3, ours=True, refs=(f"{m}a1",), stranger=True),
        Mail(f"{m}-aunt", f"{m}a3", gift, 5, refs=(f"{m}a1", f"{m}a2"), stranger=True),
        Mail(m, f"{m}1", b.address, 6, numbers=(n,)),
        Mail(m, f"{m}2", b.address, 8, refs=(f"{m}1",)),
    ]


def _forwarded(b, n):
    m = f"{n}-forward"
    return [
        Mail(m, f"{m}1", b.address, 0, numbers=(n,)),
        Mail(m, f"{m}2", b.address, 5, ours=True, refs=(f"{m}1",)),
        Mail(m, f"{m}3", f"wife{n}@else.example", 9, quotes=f"{m}2"),
    ]


def _split(b, n):
    """The buyer answers an old mail, but about another order."""
    m, new = f"{n}-old", f"{n}-new"
    return [
        Mail(m, f"{m}1", b.address, 0, numbers=(n,)),
        Mail(m, f"{m}2", b.address, 5, ours=True, refs=(f"{m}1",)),
        Mail(new, f"{new}1", b.address, 200, refs=(f"{m}1", f"{m}2"), numbers=(f"{n}9",)),
        Mail(new, f"{new}2", b.address, 205, ours=True, refs=(f"{new}1",)),
        Mail(new, f"{new}3", b.address, 210, refs=(f"{m}1", f"{m}2", f"{new}1", f"{new}2")),
    ]


def _plus_tag(b, n):
    m, tagged = f"{n}-tag", b.address.replace("@", "+shop@")
    return [
        Mail(m, f"{m}1", b.address, 0, numbers=(n,)),
        Mail(m, f"{m}2", tagged, 5, numbers=(n,)),
        Mail(m, f"{m}3", tagged, 9, refs=(f"{m}2",)),
    ]


def _other_client(b, n):
    """Our answer went out from another client: no token, and it is read from Sent after the buyer's reply."""
    m = f"{n}-sent"
    return [
        Mail(m, f"{m}1", b.address, 0, numbers=(n,)),
        Mail(m, f"{m}2", b.address, 2, ours=True, signed=False, refs=(f"{m}1",), late=10),
        Mail(m, f"{m}3", b.address, 6, refs=(f"{m}2",)),
        Mail(m, f"{m}4", b.address, 30, refs=(f"{m}2", f"{m}3")),
    ]


def _months_later(b, n):
    m = f"{n}-spring"
    return [
        Mail(m, f"{m}1", b.address, 0, numbers=(n,)),
        Mail(m, f"{m}2", b.address, 5, ours=True, refs=(f"{m}1",)),
        Mail(m, f"{m}3", b.address, 100 * 24, numbers=(n,)),
    ]


def _marketplace(b, n):
    m = f"{n}-market"
    return [
        Mail(m, f"{m}1", b.relay, 0, numbers=(n,)),
        Mail(m, f"{m}2", b.relay, 5, ours=True, refs=(f"{m}1",)),
        Mail(m, f"{m}3", b.relay, 9, refs=("relay-made-this-up",), numbers=(n,)),
        Mail(f"{m}-odd", f"{m}o1", f"odd{b.name}@marketplace.amazon.de", 11, numbers=(n,), stranger=True),
    ]


_STORIES = [
    _plain,
    _without_number,
    _missing_parent,
    _child_first,
    _second_address,
    _fished,
    _gift,
    _forwarded,
    _split,
    _plus_tag,
    _other_client,
    _months_later,
]


def tell(book, mails):
    """Let the mails arrive; our answers carry the token of the conversation they were placed in."""
    tokens = {}
    for mail in mails:
        token = next((tokens[r] for r in reversed(mail.refs) if r in tokens), None)
        book.arrive(
            mail.message_id,
            mail.sender,
            at=NOON + timedelta(hours=mail.hours),
            refs=mail.refs,
            numbers=mail.numbers,
            ours=mail.ours,
            token=token,
            subject_key=f"about {mail.matter}",
            is_reply=bool(mail.refs),
            quoted=(book.where(mail.quotes),) if mail.quotes in book.place_of else (),
        )
        if mail.ours and mail.signed:
            tokens[mail.message_id] = book.where(mail.message_id)
    return {m.message_id: book.where(m.message_id) for m in mails}
