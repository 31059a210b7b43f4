"""Whatever an order, a mail or an agent holds: a reply is rendered, checked and composed, and nothing leaves its place."""

import email
from dataclasses import replace
from datetime import UTC, date, datetime
from email.policy import default

from hypothesis import given, settings
from hypothesis import strategies as st

from maildesk.core.mail.parsed import Address
from maildesk.core.reply.checks import Checked, check
from maildesk.core.reply.compose import File, Outgoing, compose
from maildesk.core.reply.facts import Coupon, Outreach, Percent, Told
from maildesk.core.reply.families import MailClass
from maildesk.core.reply.plan import AddedBlock, Outcome, Plan, Slot, SlotKind
from maildesk.core.reply.render import mirror, render
from maildesk.texts.load import load
from maildesk.texts.samples import samples

TEXTS = load()
LOCALES = ("en", "ar", "ja", "ru", "it")
MOVING = {locale: next(each for each in samples(locale) if each.name == "in_transit").facts for locale in LOCALES}
ANY = st.text(st.characters(exclude_categories=()), max_size=60)
MARKS = set("\ue000\ue001\ue002\u202a\u202b\u202d\u202e\x00\r")


@settings(max_examples=60, deadline=None)
@given(locale=st.sampled_from(LOCALES), name=ANY, number=ANY, place=ANY, subject=ANY, typed=ANY)
def test_any_value_stays_in_its_place(locale, name, number, place, subject, typed):
    facts = MOVING[locale]
    order = replace(facts.order, buyer_name=name, number=number)
    parcel = replace(facts.parcel, carrier=place, tracking_number=number)
    facts = replace(facts, order=order, parcel=parcel, told=Told(subject=subject))
    plan = Plan("status_in_transit", locale, Outcome.INFORM, slots=(Slot("scan_place", SlotKind.TEXT, typed),))
    reply = render(plan, facts, TEXTS)
    for block in reply.blocks:
        assert not MARKS & set(block.text)
        assert block.text.count("\u2069") == sum(block.text.count(c) for c in "\u2066\u2067\u2068")
        assert all(0 <= s.start <= s.end <= len(block.text) for s in block.spans)
    assert len(reply.blocks) == len(mirror(plan, facts, TEXTS, "zh-Hans").blocks)
    assert check(Checked(plan, reply, facts))


@settings(max_examples=60, deadline=None)
@given(locale=st.sampled_from(LOCALES), title=ANY, coupon=ANY, page=ANY)
def test_any_value_of_an_occasion_stays_in_its_place(locale, title, coupon, page):
    facts = MOVING[locale]
    order = replace(facts.order, lines=(replace(facts.order.lines[0], title=title),))
    own = Outreach(MailClass.MARKETING, page, page, coupon=Coupon(coupon, Percent(10), date(2026, 11, 30)))
    facts = replace(facts, order=order, outreach=own)
    plan = Plan("followup_confirm", locale, Outcome.INFORM, added=(AddedBlock("coupon_note", "coupon"),))
    for block in render(plan, facts, TEXTS).blocks:
        assert not MARKS & set(block.text)
        assert block.text.count("\u2069") == sum(block.text.count(c) for c in "\u2066\u2067\u2068")


@settings(max_examples=60, deadline=None)
@given(subject=ANY, text=ANY, name=ANY, ids=st.lists(ANY, max_size=4), file=ANY, kind=ANY)
def test_any_reply_is_a_mail_with_its_own_headers_only(subject, text, name, ids, file, kind):
    mail = Outgoing(
        from_=Address("shop@lumen.example", name),
        to=(Address("anna@mail.example", name),),
        subject=subject,
        text=text,
        message_id="a@lumen.example",
        date=datetime(2026, 10, 8, tzinfo=UTC),
        in_reply_to=ids[0] if ids else "",
        references=tuple(ids),
        files=(File(file, kind, b"x"),),
    )
    raw = compose(mail)
    allowed = {
        "from", "to", "subject", "date", "message-id", "in-reply-to", "references", "mime-version", "content-type",
        "content-language",
    }  # fmt: skip
    assert {key.lower() for key in email.message_from_bytes(raw, policy=default)} <= allowed
    assert raw.count(b"\r\n") == raw.count(b"\n")
