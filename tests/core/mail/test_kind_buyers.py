"""Buyers are buyers, whatever they mention, wherever they write from."""

# ruff: noqa: E501 - a mail is one row

from __future__ import annotations

import pytest

from maildesk.core.mail.parsed import Kind
from maildesk.core.mail.read import read
from maildesk.packs.senders import load_mail_knowledge
from tests.support.mail_builder import MX, OWN, mail, proven

KNOWN = load_mail_knowledge()

#: (what it is, From, subject, text): plain mails of people, in all of the desk's languages.
PEOPLE = [
    ("an empty mail", "Ana Ruiz <ana.ruiz@gmail.com>", "", ""),
    ("only a subject", "Tom <tom@icloud.com>", "#1034", ""),
    ("says PayPal", "Jo <jo@gmail.com>", "PayPal dispute", "I paid with PayPal and if I don't hear back I will open a dispute and a chargeback."),
    ("quotes an absence note", "Kim <kim@web.de>", "Re: order", 'All I ever get from you is "out of office" and "this is an automated reply". Where is my parcel?'),
    ("works in customer service", "Lea <lea@firm.example>", "Order 1034", "I work in customer service myself. The customer is king! See my photos: https://photos.example/x1 . Paid by PayPal, case not solved, dispute next."),
    ("on holiday", "Bo <bo@gmail.com>", "Delivery next week", "I will be on vacation until 5 June, can you hold my order please?"),
    ("on holiday, no question", "Eva <eva@gmx.de>", "Lieferung", "Ich bin im Urlaub bis 12. Juni. Bitte das Paket erst danach verschicken."),
    ("out of the office", "Max <max@firm.example>", "Address", "I'm out of the office until Monday so please deliver after that."),
    ("wants off the list", "Pam <pam@aol.com>", "unsubscribe", "Please unsubscribe me from this list, I no longer wish to receive your newsletter"),
    ("asks for a discount", "Ron <ron@gmail.com>", "Discount code", "Do you have a coupon or a discount code for the sale? Free shipping on my order would be great."),
    ("names a carrier", "Ute <ute@t-online.de>", "DHL Sendung", "Laut DHL wurde mein Paket zugestellt, Sendungsnummer 00340434161094042557, aber hier ist nichts."),
    ("asked to pay customs", "Luc <luc@orange.fr>", "Frais de douane", "La Poste me demande de payer les frais de douane pour mon colis, est-ce normal ?"),
    ("writes from laposte.net", "Marie <marie.durand@laposte.net>", "Mon colis", "Bonjour, où est mon colis ? Le numéro de suivi ne marche pas."),
    ("writes from post.cz", "Jana <jana@post.cz>", "Objednávka 1034", "Dobrý den, kde je moje zásilka?"),
    ("is called like a brand", "Wish Anderson <wish.a@gmail.com>", "My case", "The phone case I ordered is broken. I want to open a return request."),
    ("is called Allegro", "Allegro Rossi <arossi@libero.it>", "Reclamo", "Vorrei aprire un reclamo, il prodotto è difettoso."),
    ("an Amazon customer by name", "Amazon Customer <joe1987@hotmail.com>", "Return", "I would like to return the lamp, it was not as described."),
    ("an employee of PayPal", "Nina Berg <nina.berg@paypal.com>", "My shoes", "Hi, I ordered shoes at your shop, which size should I take?"),
    ("threatens", "Al <al@gmail.com>", "LAST WARNING", "Refund me within 24 hours or I will file an A-to-z claim and dispute the charge with my bank!!!"),
    ("asks about an automatic product", "Su <su@gmail.com>", "Automatic reply function", "Does the camera have an automatic reply function?"),
    ("asks about reading glasses", "Di <di@gmail.com>", "Read: which strength?", "Which strength of reading glasses do you have?"),
    ("not delivered", "Ed <ed@gmail.com>", "Not delivered", "My order was not delivered. The address does not exist says the courier, but I live there!"),
    ("returned to sender", "Flo <flo@gmail.com>", "Returned to sender", "Your parcel was returned to sender, please send it again."),
    ("the mail bounced, they say", "Gus <gus@gmail.com>", "Undeliverable?", "My last mail to you could not be delivered, trying again: where is order 1034?"),
    ("sells on eBay", "Hal <hal@gmail.com>", "eBay", "I saw your item on eBay, is it cheaper here?"),
    ("talks of crypto", "Ian <ian@gmail.com>", "Payment", "Can I pay with bitcoin?"),
    ("wants wholesale", "Mia <mia@boutique.example>", "Wholesale", "We run a boutique and would like your price list for 50 pieces. What is your MOQ and lead time?"),
    ("de", "Jan Voß <jan.voss@gmx.net>", "Bestellung 1034", "Wo bleibt meine Bestellung? Wenn bis Freitag nichts kommt, eröffne ich einen Fall bei PayPal."),
    ("fr", "Léa <lea@free.fr>", "Litige", "Je n'ai pas reçu ma commande, je vais ouvrir un litige PayPal."),
    ("es", "Pablo <pablo@yahoo.es>", "Reclamación", "No he recibido mi pedido, voy a abrir una disputa."),
    ("it", "Sara <sara@libero.it>", "Rimborso", "Vorrei il rimborso, altrimenti apro una contestazione con PayPal."),
    ("pt-BR", "João <joao@uol.com.br>", "Reclamação", "Não recebi meu pedido, vou abrir uma disputa no Mercado Pago."),
    ("nl", "Sanne <sanne@ziggo.nl>", "Retour", "Ik wil graag retourneren, het artikel is beschadigd. Ik ben volgende week op vakantie."),
    ("pl", "Ola <ola@wp.pl>", "Reklamacja", "Chcę złożyć reklamację, paczka nie dotarła. Kurier twierdzi, że doręczył."),
    ("sv", "Nils <nils@telia.com>", "Reklamation", "Jag vill göra en reklamation, varan är trasig. Mitt paket kom aldrig fram."),
    ("ru", "Иван <ivan@yandex.ru>", "Возврат", "Хочу открыть спор, посылка не пришла. Я в отпуске до 10 июня."),
    ("uk", "Оля <olia@ukr.net>", "Замовлення", "Моя посилка не прийшла, відкрию спір у PayPal."),
    ("tr", "Ayşe <ayse@gmail.com>", "İade", "İade talebi oluşturmak istiyorum, kargo gelmedi."),
    ("ja", "佐藤 <sato@docomo.ne.jp>", "注文1034について", "お荷物がまだ届きません。配達予定日を教えてください。返品の申請もしたいです。"),
    ("ko", "김민수 <minsu@naver.com>", "반품 요청", "택배가 아직 안 왔어요. 반품 요청하고 환불 받고 싶습니다."),
    ("zh-Hant", "陳小姐 <chen@yahoo.com.tw>", "退貨申請", "我的包裹還沒收到,要申請退貨退款。"),
    ("ar", "سارة <sara@outlook.com>", "طلب إرجاع", "لم تصل شحنتي وأريد فتح نزاع في باي بال."),
    ("he", "דנה <dana@walla.co.il>", "החזר", "החבילה לא הגיעה, אפתח מחלוקת בפייפאל. אני בחופשה עד יום ראשון."),
    ("cs", "Petr <petr@seznam.cz>", "Reklamace", "Zásilka nedorazila, chci podat reklamaci. Příští týden jsem na dovolené."),
]  # fmt: skip

OTHER_WAYS = [
    ("Amazon's relay", mail("Joe - Amazon Marketplace <x7f3k2@marketplace.amazon.co.uk>", "Inquiry from Amazon customer Joe", "My item has not arrived. Please help.", proven("amazon.co.uk"))),
    ("Amazon's relay, its header", mail("joe <x7@marketplace.amazon.de>", "Frage", "Wo ist mein Paket?", {"X-Space-Notification-Type": "BBC_MESSAGE_SENT_TO_MERCHANT"})),
    ("eBay's relay", mail("eBay - tom_77 <a1b2c3d4e5f6a7b8c9@members.ebay.com>", "tom_77 sent a message about lamp", "Is it still available?", {"X-eBay-MailTracker": "11051"})),
    ("Walmart's relay", mail("Ann <0A1B2C3D4E5F60718293A4B5C6D7E8F9@relay.walmart.com>", "Return", "How do I return this?")),
    ("Allegro's relay", mail("kupujacy12 <abc+def@allegromail.pl>", "Pytanie o zamówienie", "Kiedy wyślecie paczkę?")),
    ("Etsy's conversation", mail("Etsy <conversations@etsy.com>", "New message from Mia", "Mia: can you make it in blue?", proven("etsy.com"))),
    ("Shopify's contact form", mail("Shop <mailer@shopify.com>", "New customer message on November 20", "Name: Mia\nEmail: mia@gmail.com\nBody: where is my order?", {"Reply-To": "mia@gmail.com", **proven("shopify.com")})),
    ("a platform passes a question on", mail("Mercado Libre <no-responder@mercadolibre.com>", "Tienes una pregunta sobre tu producto", "¿Tienen stock?", proven("mercadolibre.com"))),
    ("forwards a notice", mail("Mo <mo@gmail.com>", "Fwd: PayPal: you opened a dispute", "See below\n\n---------- Forwarded message ---------\nFrom: service@paypal.com\nSubject: Dispute opened\n\nDear customer, click here to respond https://x.example/", {})),
    ("our own group address", mail("Mo <mo@gmail.com>", "Order", "Where is it?", {"List-ID": "<support.shop.example>", "List-Unsubscribe": "<mailto:googlegroups-manage@shop.example>", "Precedence": "list"})),
    ("an answer that a filter calls spam", mail("Mo <mo@gmail.com>", "Re: Order", "Thanks!", {"X-Spam-Flag": "YES", "In-Reply-To": "<1.2@shop.example>"})),
    ("an invitation", b"From: Zoe <zoe@firm.example>\r\nTo: support@shop.example\r\nSubject: Call about order\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
    ("signed", b"From: Zoe <zoe@firm.example>\r\nSubject: Order\r\nMIME-Version: 1.0\r\nContent-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nWhere is my order?\r\n--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n"),
    ("nothing but bytes", b"\x00\xff\xfe"),
    ("no sender", mail("", "Order 1034", "Where is it?")),
    ("Exchange suppresses answers", mail("Zoe <zoe@firm.example>", "Order 1034", "Where is it?", {"X-Auto-Response-Suppress": "DR, OOF, AutoReply"})),
]  # fmt: skip


@pytest.mark.parametrize(("sender", "subject", "text"), [row[1:] for row in PEOPLE], ids=[row[0] for row in PEOPLE])
def test_a_person_is_a_buyer_whatever_they_mention(sender: str, subject: str, text: str) -> None:
    assert (
        _kind(mail(sender, subject, text)) == (Kind.BUYER, ("no_rule",))
        or _kind(mail(sender, subject, text))[0] is Kind.BUYER
    )


@pytest.mark.parametrize("raw", [row[1] for row in OTHER_WAYS], ids=[row[0] for row in OTHER_WAYS])
def test_a_buyer_may_come_by_any_way(raw: bytes) -> None:
    kind, because = _kind(raw)
    assert kind is Kind.BUYER, because


def _kind(raw: bytes) -> tuple[Kind, tuple[str, ...]]:
    found = read(raw, KNOWN, (MX,), frozenset({OWN})).mail
    return found.kind, found.kind_because
