"""Machines are told from people: receipts, bounces, absence notes, lists, offers, couriers. Texts are our own, in all locales."""

# ruff: noqa: E501 - a mail is one row

from __future__ import annotations

import pytest

from maildesk.core.mail.parsed import Kind, ParsedMail
from maildesk.core.mail.read import read
from maildesk.packs.senders import load_mail_knowledge
from tests.support.mail_builder import MX, OWN, failed, mail, proven, report

KNOWN = load_mail_knowledge()

#: (locale, subject, text) of absence notes as people set them up; sent without any header that says so.
AWAY = [
    ("en", "Automatic reply: Your order #1034", "I am out of the office until 5 June with limited access to email. In urgent cases please contact my colleague."),
    ("en", "Out of Office", "Hi, I'm on annual leave and will be back on Monday."),
    ("en", "Re: Your order", "Thank you for your message. I am away from the office and will reply upon my return. For urgent matters call 555 0100."),
    ("de", "Abwesenheitsnotiz: Ihre Bestellung", "Guten Tag, ich bin bis 12.06. nicht im Büro. In dringenden Fällen hilft Frau Maier."),
    ("de", "AW: Ihre Bestellung", "Ich bin derzeit im Urlaub. Ihre E-Mail wird nicht weitergeleitet. Nach meiner Rückkehr melde ich mich."),
    ("fr", "Réponse automatique : votre commande", "Bonjour, je suis absente du bureau jusqu'au 12 juin. En cas d'urgence, appelez le standard."),
    ("es", "Respuesta automática: su pedido", "Estoy fuera de la oficina hasta el 12 de junio. A mi regreso le responderé."),
    ("it", "Risposta automatica: il tuo ordine", "Sono assente fino al 12 giugno. Per urgenze chiamare il numero 02 0000."),
    ("pt-BR", "Resposta automática: seu pedido", "Estou de férias até 12 de junho. Em caso de urgência ligue para a Ana."),
    ("nl", "Automatisch antwoord: uw bestelling", "Ik ben afwezig tot 12 juni. Bij spoed kunt u bellen."),
    ("pl", "Automatyczna odpowiedź: zamówienie", "Jestem na urlopie do 12 czerwca. W pilnych sprawach proszę dzwonić."),
    ("sv", "Autosvar: din beställning", "Jag har semester till den 12 juni. Vid brådskande ärenden ring växeln."),
    ("ru", "Автоматический ответ: ваш заказ", "Нахожусь в отпуске до 12 июня. По срочным вопросам звоните коллеге."),
    ("uk", "Автоматична відповідь: замовлення", "Я у відпустці до 12 червня. З термінових питань телефонуйте."),
    ("tr", "Otomatik yanıt: siparişiniz", "12 Haziran'a kadar izindeyim. Acil durumlarda arayabilirsiniz."),
    ("ja", "自動返信: ご注文について", "6月12日まで休暇をいただいております。お急ぎの場合は会社までお電話ください。"),
    ("ko", "자동 회신: 주문", "6월 12일까지 휴가 중입니다. 급한 용무는 전화 주세요."),
    ("zh-Hant", "自動回覆: 您的訂單", "我目前休假中,6月12日返回辦公室。如有急事請致電。"),
    ("ar", "رد تلقائي: طلبك", "أنا في إجازة حتى 12 يونيو. في الحالات العاجلة اتصل بزميلي."),
    ("he", "תגובה אוטומטית: ההזמנה", "אני בחופשה עד 12 ביוני. במקרים דחופים נא להתקשר."),
    ("cs", "Automatická odpověď: objednávka", "Jsem na dovolené do 12. června. V naléhavých případech volejte kolegovi."),
]  # fmt: skip

AUTOMATIC = [
    ("RFC 3834", mail("a@firm.example", "Re: order", "I am away", {"Auto-Submitted": "auto-replied (vacation)"})),
    ("X-Autoreply", mail("a@firm.example", "Thanks", "Thanks", {"X-Autoreply": "yes"})),
    ("Precedence", mail("a@firm.example", "Thanks", "Thanks", {"Precedence": "auto_reply"})),
    ("Exchange", mail("a@firm.example", "Out of Office: x", "Back on Monday", {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"})),
    ("behind a relay", mail("a <x7@marketplace.amazon.de>", "Automatische Antwort: x", "Bin im Urlaub.", {"Auto-Submitted": "auto-replied"})),
    ("a ticket system", mail("Help <support@vendor.example>", "[#5521] Your request has been received", "We have received your request. Your ticket number is 5521. A member of our team will get back to you within 24 hours. Please do not reply to this email.")),
    ("a ticket system, de", mail("support@lieferant.example", "Eingangsbestätigung", "Dies ist eine automatisch generierte Nachricht. Wir haben Ihre Anfrage erhalten. Ihre Ticketnummer: 77.")),
    ("boxbe", mail("Jo <notification@boxbe.com>", "Please verify", "Jo uses a guest list. Click https://boxbe.com/x")),
    ("a challenge", mail("Jo <jo@firm.example>", "Re: order", "To complete the delivery of your message, verify you are human: https://check.firm.example/1")),
]  # fmt: skip

QMAIL = """Hi. This is the qmail-send program at far.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<tom@far.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <support@shop.example>
Message-ID: <reply.77@shop.example>
Subject: Your order
"""
BOUNCES = [
    ("RFC 3464", report("delivery-status", "Sorry", (("message/delivery-status", "Final-Recipient: rfc822; t@far.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"), ("message/rfc822", "Message-ID: <reply.77@shop.example>\r\nSubject: Your order\r\n\r\nDear"))), "reply.77@shop.example"),
    ("only the headers returned", report("delivery-status", "Sorry", (("message/delivery-status", "Action: failed\r\n"), ("text/rfc822-headers", "Message-ID:\r\n <reply.77@shop.example>\r\nSubject: x\r\n"))), "reply.77@shop.example"),
    ("a delay", report("delivery-status", "Will try again", (("message/delivery-status", "Action: delayed\r\nStatus: 4.4.1\r\n"), ("message/rfc822", "Message-ID: <reply.77@shop.example>\r\n\r\n"))), "reply.77@shop.example"),
    ("qmail", mail("MAILER-DAEMON@far.example", "failure notice", QMAIL, {"Return-Path": "<>"}), "reply.77@shop.example"),
    ("Gmail", mail("Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "Delivery Status Notification (Failure)", "Address not found. Your message wasn't delivered to x@far.example because the address couldn't be found.", {"X-Failed-Recipients": "x@far.example", "In-Reply-To": "<reply.77@shop.example>"}), "reply.77@shop.example"),
    ("Exchange", mail("Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@far.example>", "Unzustellbar: Ihre Bestellung", "Ihre Nachricht konnte nicht zugestellt werden.", {"In-Reply-To": "<reply.77@shop.example>"}), "reply.77@shop.example"),
    ("163", mail("postmaster@163.com", "系统退信", "抱歉，您的邮件被退回来了。收件人不存在。"), ""),
    ("QQ", mail("PostMaster@qq.com", "系统退信", "您发送的邮件被退回，收件人邮箱已满。"), ""),
    ("mail.ru", mail("mailer-daemon@corp.mail.ru", "Mail failure.", "Сообщение не может быть доставлено: ящик переполнен."), ""),
    ("Yahoo", mail("MAILER-DAEMON@yahoo.com", "Failure Notice", "Sorry, we were unable to deliver your message to the following address."), ""),
    ("Postfix warns", mail("Mail Delivery System <MAILER-DAEMON@far.example>", "Delayed Mail (still being retried)", "Your message could not be delivered for 4 hours. It will be retried."), ""),
    ("French", mail("postmaster@loin.example", "Non remis : votre commande", "Le message n'a pas pu être remis. Destinataire inconnu."), ""),
    ("Japanese", mail("MAILER-DAEMON@docomo.ne.jp", "配信エラー", "宛先不明のため配信できません。"), ""),
    ("Korean", mail("mailer-daemon@naver.com", "반송 메일", "수신자를 찾을 수 없어 배달되지 않았습니다."), ""),
    ("Spanish, a robot's name only", mail("Mail Delivery System <mds@lejos.example>", "Mensaje no entregado", "No se pudo entregar: usuario desconocido. 550 5.1.1", {"Return-Path": "<>"}), ""),
]  # fmt: skip

OTHERS = [
    (Kind.RECEIPT, "an MDN", report("disposition-notification", "Read", (("message/disposition-notification", "Disposition: manual-action/MDN-sent-manually; displayed\r\n"),))),
    (Kind.RECEIPT, "delivered well", report("delivery-status", "Ok", (("message/delivery-status", "Action: relayed\r\nStatus: 2.0.0\r\n"),))),
    (Kind.RECEIPT, "Outlook en", mail("a@firm.example", "Read: Your order", "Your message was read on Monday.")),
    (Kind.RECEIPT, "Outlook de", mail("a@firm.example", "Gelesen: Ihre Bestellung", "Ihre Nachricht wurde gelesen am Montag.")),
    (Kind.RECEIPT, "Outlook fr", mail("a@firm.example", "Lu : votre commande", "Votre message a été lu le lundi.")),
    (Kind.RECEIPT, "Outlook ja", mail("a@firm.example", "開封済み: ご注文", "メッセージは開封されました。")),
    (Kind.RECEIPT, "Outlook ru", mail("a@firm.example", "Прочитано: заказ", "Ваше сообщение было прочитано.")),
    (Kind.RECEIPT, "Outlook pl", mail("a@firm.example", "Przeczytano: zamówienie", "Wiadomość została przeczytana.")),
    (Kind.RECEIPT, "empty", mail("a@firm.example", "Gelezen: bestelling", "", {"In-Reply-To": "<1@shop.example>"})),
    (Kind.REPORT, "ARF", report("feedback-report", "Abuse", (("message/feedback-report", "Feedback-Type: abuse\r\n"),))),
    (Kind.OUTBOUND, "our own", mail(f"Shop <{OWN}>", "Re: order", "Dear Anna")),
    (Kind.OUTBOUND, "our own with a tag", mail("Shop <support+t1@shop.example>", "Re: order", "Dear Anna")),
    (Kind.PLATFORM_INFO, "the shop's own software", mail("Lamp Shop <wordpress@shop.example>", "[Lamp Shop]: New order #1034", "You have received an order.", {"Reply-To": "anna@gmail.com"})),
    (Kind.BUYER, "our own contact form", mail(f"Lamp Shop <{OWN}>", "Contact form", "Name: Anna\nWhere is my order?", {"Reply-To": "anna@gmail.com"})),
    (Kind.BULK, "a list", mail("Club <hello@club.example>", "News", "Hello", {"List-Unsubscribe": "<https://club.example/u>"})),
    (Kind.BULK, "a newsletter without headers", mail("news@mode.example", "20% off everything", "Shop now https://mode.example/a\nView in browser https://mode.example/b\nTo unsubscribe click https://mode.example/c")),
    (Kind.BULK, "a newsletter, de", mail("newsletter@mode.example", "Sale: bis zu 50 % Rabatt", "Jetzt kaufen https://mode.example/\nNewsletter abbestellen: https://mode.example/c")),
    (Kind.BULK, "a newsletter, ja", mail("news@mode.example", "期間限定セール", "お得なクーポン https://mode.example/\n配信停止はこちら https://mode.example/c")),
    (Kind.BULK, "a newsletter, tr", mail("bulten@mode.example", "Kampanya: %50 indirim", "Fırsatları kaçırma https://mode.example/ \nAbonelikten çıkmak için https://mode.example/c. Bu e-postayı almak istemiyorsanız tıklayın.")),
    (Kind.BULK, "a platform advertises", mail("AliExpress <promotion@promotion.aliexpress.com>", "Super deals", "Buy now", proven("aliexpress.com"))),
    (Kind.BULK, "a platform's list", mail("eBay <ebay@ebay.de>", "Diese Woche für Verkäufer", "Neues aus dem Haus", {"List-Unsubscribe": "<https://ebay.de/u>", "Precedence": "bulk", **proven("ebay.de")})),
    (Kind.PLATFORM_INFO, "a platform's news of a sale, sent in bulk", mail("eBay <ebay@ebay.com>", "Your eBay item sold! Lamp", "Ship it.", {"List-Unsubscribe": "<https://ebay.com/u>", "Precedence": "bulk", **proven("ebay.com")})),
    (Kind.PLATFORM_INFO, "a copy of our own answer, from the relay", mail("Jo <x7@marketplace.amazon.de>", "Ihre Nachricht an Jo", "Guten Tag", {"X-Space-Notification-Type": "BBC_MESSAGE_CONFIRMATION_TO_MERCHANT", **proven("amazon.de")})),
    (Kind.PHISHING, "a false Allegro wants password and card", mail("Allegro <info@konto-sprawdz.example>", "Weryfikacja konta sprzedawcy", "Prosimy o podanie hasła do konta Allegro oraz danych karty.")),
    (Kind.BUYER, "a person called as a platform", mail("Wish <wish@gmail.com>", "My order", "Where is my parcel? My card was charged. Photos: https://photos.example/1")),
    (Kind.SPAM, "the server's flag", mail("x@y.example", "Hello", "Hi", {"X-Spam-Flag": "YES"})),
    (Kind.SPAM, "the server's status", mail("x@y.example", "Hello", "Hi", {"X-Spam-Status": "Yes, score=9.1"})),
    (Kind.SPAM, "Exchange's level", mail("x@y.example", "Hello", "Hi", {"X-MS-Exchange-Organization-SCL": "6"})),
    (Kind.SPAM, "Forefront", mail("x@y.example", "Hello", "Hi", {"X-Forefront-Antispam-Report": "CIP:1.2.3.4;SCL:9;SFV:SPM;"})),
    (Kind.SPAM, "SEO", mail("Rick <rick@gmail.com>", "First page of Google", "I visited your website and found errors. We offer SEO services and backlinks to rank your website.")),
    (Kind.SPAM, "an offer dressed as an answer", mail("Rick <rick@gmail.com>", "Re: your website", "We noticed your shop and would like to redesign your website. We build websites and offer SEO services.")),
    (Kind.BUYER, "an answer about the website", mail("Anna <anna@gmail.com>", "Re: your website", "I could not order on your website, the payment page shows an error.")),
    (Kind.SPAM, "a loan", mail("Loans <x@y.example>", "Loan offer", "Get an unsecured loan, a low interest loan with fast loan approval.")),
    (Kind.SPAM, "an inheritance", mail("Barrister <x@y.example>", "Urgent business proposal", "My late client, deceased, left 5 million dollars. You are next of kin.")),
    (Kind.SPAM, "a supplier", mail("Linda <linda@lamps-factory.example>", "LED lamps from factory", "Dear purchasing manager, we are a leading manufacturer of lamps. MOQ 100, OEM welcome, FOB Shenzhen.")),
    (Kind.SPAM, "invoices in Chinese", mail("x@qq.com", "代开发票", "本公司代开发票，厂家直销。")),
    (Kind.COURIER_NOTICE, "DHL", mail("DHL Paket <noreply@dhl.de>", "Ihr Paket kommt heute", "Ihre Sendung 0034043416 wird zugestellt.")),
    (Kind.COURIER_NOTICE, "Royal Mail", mail("Royal Mail <no-reply@royalmail.com>", "Your parcel is on its way", "Tracking number AB123456785GB")),
    (Kind.COURIER_NOTICE, "Colissimo", mail("Colissimo <noreply@notif-colissimo-laposte.info>", "Votre colis arrive", "Votre colis sera livré demain.")),
    (Kind.COURIER_NOTICE, "Yamato", mail("ヤマト運輸 <mail@kuronekoyamato.co.jp>", "お荷物お届けのお知らせ", "お荷物をお届けします。")),
    (Kind.COURIER_NOTICE, "Nova Poshta", mail("Нова Пошта <info@novaposhta.ua>", "Посилка прибула", "Ваша посилка прибула у відділення.")),
    (Kind.COURIER_NOTICE, "a small carrier", mail("Parcel Star <notify@parcelstar.example>", "Your parcel is out for delivery", "Track your parcel, tracking number PS123. Estimated delivery today.")),
    (Kind.PHISHING, "a false DHL", mail("DHL Express <dhl@parcel-pay.example>", "Your parcel is on hold", "Your parcel is held. Pay the customs fee of 1,99 EUR here: http://parcel-pay.example/x")),
    (Kind.PHISHING, "a false Correos", mail("Correos <aviso@mail-envios.example>", "Su paquete está retenido", "Pague la tasa de aduana: http://mail-envios.example/pago")),
    (Kind.PHISHING, "a forged carrier", mail("USPS <no-reply@usps.com>", "Your package", "Your package is on hold", failed("usps.com"))),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "text"), [row[1:] for row in AWAY], ids=[row[0] for row in AWAY])
def test_an_absence_note_is_known_without_headers(subject: str, text: str) -> None:
    assert _read(mail("Anna <anna@firm.example>", subject, text)).kind is Kind.AUTO_REPLY


@pytest.mark.parametrize("raw", [row[1] for row in AUTOMATIC], ids=[row[0] for row in AUTOMATIC])
def test_an_automatic_answer_is_no_buyer(raw: bytes) -> None:
    assert _read(raw).kind is Kind.AUTO_REPLY


@pytest.mark.parametrize(("raw", "about"), [row[1:] for row in BOUNCES], ids=[row[0] for row in BOUNCES])
def test_a_bounce_is_known_and_tells_what_it_is_about(raw: bytes, about: str) -> None:
    found = _read(raw)
    assert found.kind is Kind.BOUNCE
    assert found.bounce_of[:1] == ((about,) if about else ())


@pytest.mark.parametrize(("kind", "raw"), [(row[0], row[2]) for row in OTHERS], ids=[row[1] for row in OTHERS])
def test_each_kind_is_known_by_its_signs(kind: Kind, raw: bytes) -> None:
    found = _read(raw)
    assert found.kind is kind, found.kind_because


def test_every_mail_says_why_it_is_of_its_kind() -> None:
    assert all(_read(row[2]).kind_because for row in OTHERS)


def test_our_own_address_forged_is_not_ours() -> None:
    assert _read(mail(f"Shop <{OWN}>", "Invoice", "see file", failed("shop.example"))).kind is not Kind.OUTBOUND


def _read(raw: bytes) -> ParsedMail:
    return read(raw, KNOWN, (MX,), frozenset({OWN})).mail
