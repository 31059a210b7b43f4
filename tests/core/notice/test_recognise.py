"""Notices of platforms: known by machine signs, senders and words in all locales; what they say about the case."""

# ruff: noqa: E501 - a mail is one row

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from maildesk.core.mail.kinds.phrases import plain
from maildesk.core.mail.parsed import Kind
from maildesk.core.mail.read import ReadMail, read
from maildesk.core.notice.platform import NoticeKind as N
from maildesk.packs.senders import load_mail_knowledge
from tests.support.mail_builder import MX, OWN, failed, mail, proven

KNOWN = load_mail_knowledge()

#: (locale, From, subject, text, platform, kind, case, stage)
NOTICES = [
    ("en", "PayPal <service@paypal.com>", "A buyer opened a dispute (PP-D-12345678)", "Your customer says the item was not received. Disputed amount: $25.90 USD. Respond by November 30, 2026.", "paypal", N.ITEM_NOT_RECEIVED, "inquiry", "respond"),
    ("en", "service@intl.paypal.com", "Dispute PP-R-ABC-1234567 escalated to a claim", "The buyer escalated the dispute to a claim: item significantly not as described. Please respond within 10 days.", "paypal", N.NOT_AS_DESCRIBED, "claim", "respond"),
    ("en", "service@paypal.com", "Chargeback received", "The cardholder filed a chargeback. Case ID PP-D-7654321. Amount: US $80.00", "paypal", N.CHARGEBACK, "chargeback", "respond"),
    ("en", "service@paypal.com", "We're investigating a dispute", "A customer reported an unauthorized transaction.", "paypal", N.UNAUTHORISED, "claim", "respond"),
    ("en", "eBay <ebay@ebay.com>", "The buyer opened a case: item not received", "Order number 12-34567-89012. Respond within 3 business days.", "ebay", N.ITEM_NOT_RECEIVED, "item_not_received", "respond"),
    ("en", "eBay <ebay@ebay.co.uk>", "Return request for lamp", "The buyer wants to return the item. Reason: doesn't match the description.", "ebay", N.RETURN_REQUEST, "return", "respond"),
    ("en", "eBay <ebay@ebay.com>", "A payment dispute was opened", "The buyer disputed the charge. You have 5 calendar days to respond.", "ebay", N.CHARGEBACK, "payment_dispute", "respond"),
    ("en", "Amazon <atoz-guarantee-no-reply@amazon.com>", "Action required: Claim received on order 123-1234567-1234567", "Respond within 3 calendar days.", "amazon", N.A_TO_Z_CLAIM, "a_to_z_claim", "respond"),
    ("en", "Amazon <cb-seller-notification@amazon.com>", "Order 123-1234567-1234567", "A chargeback was filed. Reply within 7 days.", "amazon", N.CHARGEBACK, "chargeback", "respond"),
    ("en", "donotreply@amazon.com", "Return authorization request for order 123-1234567-1234567", "The buyer wants to return the item.", "amazon", N.RETURN_REQUEST, "return_request", "reply"),
    ("en", "AliExpress <transaction@notice.aliexpress.com>", "The buyer has opened a dispute for order 8123456789012345", "Please respond within 5 days.", "aliexpress", N.INQUIRY, "dispute", "respond"),
    ("en", "Etsy <transaction@etsy.com>", "Help request for order #2345678901", "A buyer requested help: item not received. You have 48 hours to respond.", "etsy", N.ITEM_NOT_RECEIVED, "help_request", "respond"),
    ("en", "Stripe <notifications@stripe.com>", "A payment of $45.00 was disputed", "The cardholder disputed this charge as fraudulent. dp_1ABCdef23456. Submit evidence by December 1, 2026.", "stripe", N.CHARGEBACK, "chargeback", "respond"),
    ("en", "Shopify <no-reply@shopify.com>", "Chargeback opened for order #1034", "The customer's bank opened a chargeback of €59.90. Respond by December 2, 2026.", "shopify", N.CHARGEBACK, "chargeback", "respond"),
    ("en", "Walmart Marketplace <no-reply@walmart.com>", "New customer inquiry on PO 1234567890123", "A customer reported a problem with an order. Respond within 48 hours.", "walmart", N.INQUIRY, "inquiry", "respond"),
    ("en", "Shopee <info@mail.shopee.sg>", "Return/Refund request for order 261105ABCD1234", "The buyer requested a refund. Please respond by 24-11-2026.", "shopee", N.RETURN_REQUEST, "return", "respond"),
    ("en", "Lazada <noreply@support.lazada.sg>", "Return request 1234567890123456", "The customer wants to return an item.", "lazada", N.RETURN_REQUEST, "return", "respond"),
    ("en", "TikTok Shop <no-reply@shop.tiktok.com>", "New return request", "Order 512345678901234567. Please respond within 48 hours.", "tiktok", N.RETURN_REQUEST, "return", "respond"),
    ("en", "Temu <seller@orders.temu.com>", "Return request PO-211-12345678901234567", "The buyer has requested a return.", "temu", N.RETURN_REQUEST, "return", "respond"),
    ("en", "Wish <merchant-support@wish.com>", "Ticket needs your reply", "A customer opened a ticket about order 5f0c1d2e3a4b5c6d7e8f9a0b. Reply within 48 hours.", "wish", N.INQUIRY, "ticket", "reply"),
    ("de", "PayPal <service@paypal.de>", "Ein Käufer hat einen Konflikt gemeldet", "Ihr Käufer hat den Artikel nicht erhalten. Fall PP-D-22223333. Betrag: 89,90 €. Bitte antworten Sie bis zum 30. November 2026.", "paypal", N.ITEM_NOT_RECEIVED, "inquiry", "respond"),
    ("de", "eBay <ebay@ebay.de>", "Rückgabe angefragt", "Der Käufer möchte den Artikel zurückgeben: defekt.", "ebay", N.RETURN_REQUEST, "return", "respond"),
    ("fr", "service@paypal.fr", "Un litige a été ouvert", "L'acheteur signale un objet non reçu. Montant : 45,00 €. Répondez avant le 30 novembre 2026.", "paypal", N.ITEM_NOT_RECEIVED, "inquiry", "respond"),
    ("fr", "Amazon <donotreply@amazon.fr>", "Réclamation Garantie A à Z pour la commande 402-1234567-1234567", "Le client a déposé une réclamation.", "amazon", N.A_TO_Z_CLAIM, "a_to_z_claim", "respond"),
    ("es", "servicio@paypal.es", "Se ha abierto una disputa", "El comprador indica que el artículo no coincide con la descripción. Importe: 30,50 €.", "paypal", N.NOT_AS_DESCRIBED, "inquiry", "respond"),
    ("es", "Mercado Libre <noreply@mercadolibre.com.mx>", "Nuevo reclamo en tu venta 2000001234567890", "El comprador no recibió el producto. Responde antes del 30/11/2026.", "mercadolibre", N.ITEM_NOT_RECEIVED, "claim", "respond"),
    ("it", "Amazon <donotreply@amazon.it>", "Richiesta di rimborso ricevuta per l'ordine 404-1234567-1234567", "Rispondi entro 3 giorni di calendario.", "amazon", N.A_TO_Z_CLAIM, "a_to_z_claim", "respond"),
    ("it", "assistenza@paypal.it", "È stata aperta una contestazione", "L'acquirente dichiara: oggetto non ricevuto.", "paypal", N.ITEM_NOT_RECEIVED, "inquiry", "respond"),
    ("pt-BR", "Mercado Livre <nao-responda@mercadolivre.com.br>", "O comprador abriu uma reclamação", "Produto com defeito. Valor: R$ 89,90. Responda até 30/11/2026.", "mercadolibre", N.DEFECTIVE, "claim", "respond"),
    ("pt-BR", "Shopee <info@mail.shopee.com.br>", "Solicitação de devolução do pedido 261105ABCD1234", "O comprador solicitou reembolso.", "shopee", N.RETURN_REQUEST, "return", "respond"),
    ("nl", "service@paypal.nl", "Een koper heeft een geschil geopend", "Artikel niet ontvangen. Reageer voor 30 november 2026.", "paypal", N.ITEM_NOT_RECEIVED, "inquiry", "respond"),
    ("pl", "Allegro <powiadomienia@allegro.pl>", "Kupujący rozpoczął dyskusję", "Przedmiot nieotrzymany. Odpowiedz do 30 listopada 2026.", "allegro", N.ITEM_NOT_RECEIVED, "discussion", "respond"),
    ("pl", "Allegro <powiadomienia@allegro.pl>", "Nowa reklamacja do zamówienia", "Kupujący zgłosił: towar uszkodzony.", "allegro", N.DEFECTIVE, "complaint", "respond"),
    ("sv", "service@paypal.se", "En köpare har öppnat en tvist", "Köparen har inte mottagit varan. Belopp: 299,00 kr", "paypal", N.ITEM_NOT_RECEIVED, "inquiry", "respond"),
    ("ru", "AliExpress <transaction@notice.aliexpress.ru>", "Покупатель открыл спор", "Заказ 8123456789012345: товар не получен. Ответьте в течение 5 дней.", "aliexpress", N.ITEM_NOT_RECEIVED, "dispute", "respond"),
    ("uk", "service@paypal.com", "Покупець відкрив суперечку", "Товар не відповідає опису. Сума: 1 200,00 грн", "paypal", N.NOT_AS_DESCRIBED, "inquiry", "respond"),
    ("tr", "Amazon <donotreply@amazon.com.tr>", "A-Z Garantisi talebi: 405-1234567-1234567", "Alıcı bir hak talebi açtı.", "amazon", N.A_TO_Z_CLAIM, "a_to_z_claim", "respond"),
    ("ja", "Amazon <donotreply@amazon.co.jp>", "マーケットプレイス保証の申請 注文番号 250-1234567-1234567", "購入者から申請がありました。3日以内にご返答ください。", "amazon", N.A_TO_Z_CLAIM, "a_to_z_claim", "respond"),
    ("ja", "service-jp@paypal.com", "異議が提起されました", "購入者は商品未着と申し立てています。金額: ¥3,200", "paypal", N.ITEM_NOT_RECEIVED, "inquiry", "respond"),
    ("ko", "eBay <ebay@ebay.com>", "구매자가 반품을 요청했습니다", "주문 12-34567-89012. 기한 이내에 답변해 주세요.", "ebay", N.RETURN_REQUEST, "return", "respond"),
    ("zh-Hant", "蝦皮購物 <info@mail.shopee.tw>", "買家申請退貨退款", "訂單 261105ABCD1234,請於 2026-11-24 前回覆。", "shopee", N.RETURN_REQUEST, "return", "respond"),
    ("ar", "Amazon <donotreply@amazon.sa>", "تم فتح مطالبة ضمان من الألف إلى الياء", "الطلب 406-1234567-1234567", "amazon", N.A_TO_Z_CLAIM, "a_to_z_claim", "respond"),
    ("he", "service@paypal.com", "קונה פתח מחלוקת", "הפריט לא התקבל. סכום: 120.00 ₪", "paypal", N.ITEM_NOT_RECEIVED, "inquiry", "respond"),
    ("cs", "service@paypal.com", "Kupující otevřel spor", "Zboží nebylo doručeno - položka nedorazila. Částka: 1 299,00 Kč", "paypal", N.ITEM_NOT_RECEIVED, "inquiry", "respond"),
]  # fmt: skip

#: What a complaint is called in other forms than "has not received": infinitive, passive, noun.
FORMS = [
    ("de", "Der Käufer gibt an, den Artikel nicht erhalten zu haben", "not_received"),
    ("de", "Grund: Nichterhalt der Ware", "not_received"),
    ("fr", "L'acheteur déclare ne pas avoir reçu l'objet", "not_received"),
    ("fr", "Motif : non-réception du colis", "not_received"),
    ("fr", "L'objet ne correspondrait pas : non-conformité", "not_as_described"),
    ("es", "El comprador afirma no haber recibido el artículo", "not_received"),
    ("es", "Motivo: falta de entrega", "not_received"),
    ("it", "L'acquirente dichiara di non aver ricevuto l'oggetto", "not_received"),
    ("it", "Motivo: mancato recapito", "not_received"),
    ("it", "L'articolo risulterebbe non corrispondente alla descrizione", "not_as_described"),
    ("pt", "O comprador afirma não ter recebido o item", "not_received"),
    ("nl", "De koper zegt het artikel niet te hebben ontvangen", "not_received"),
    ("nl", "Het artikel blijkt niet overeen te komen met de beschrijving", "not_as_described"),
    ("pl", "Powód: brak dostawy", "not_received"),
    ("pl", "Towar nie odpowiada opisowi", "not_as_described"),
    ("sv", "Köparen uppger sig inte ha fått varan", "not_received"),
    ("sv", "Varan uppges inte vara som beskriven", "not_as_described"),
    ("ru", "Покупатель утверждает, что товар не был получен", "not_received"),
    ("uk", "Причина: недоставлення товару", "not_received"),
    ("tr", "Alıcı ürünün teslim edilmediğini bildirdi", "not_received"),
    ("ja", "購入者は商品を受け取っておりません", "not_received"),
    ("ko", "구매자가 상품을 못 받았다고 합니다", "not_received"),
    ("zh", "買家表示從未收到商品", "not_received"),
    ("ar", "السبب: عدم تسليم المنتج", "not_received"),
    ("he", "הסיבה: אי הגעה של הפריט", "not_received"),
    ("cs", "Kupující tvrdí, že zboží nedostal", "not_received"),
]  # fmt: skip

CLOSED = [
    ("service@paypal.com", "Case PP-D-12345678 has been closed", "The dispute was decided in your favor."),
    ("eBay <ebay@ebay.com>", "Case #5012345678 has been closed with a refund to the buyer", "The case is closed."),
    ("donotreply@amazon.com", "Claim Decision on Order 123-1234567-1234567", "The claim was denied."),
    ("Stripe <notifications@stripe.com>", "You won the dispute for $45.00", "The dispute was resolved in your favor."),
    ("service@paypal.de", "Der Konflikt wurde geschlossen", "Der Fall wurde zu Ihren Gunsten entschieden."),
    ("service@paypal.fr", "Litige clôturé", "Le litige a été résolu en votre faveur."),
    ("servicio@paypal.es", "Disputa cerrada", "El caso se ha cerrado a su favor."),
    (
        "AliExpress <transaction@notice.aliexpress.ru>",
        "Спор закрыт",
        "Спор по заказу 8123456789012345 решен в вашу пользу.",
    ),
]

NEWS = [
    (
        "PayPal <service@paypal.com>",
        "You've received a payment from Jo",
        "Amount: $25. If there is a problem, the buyer can open a dispute in the Resolution Center.",
    ),
    (
        "PayPal <service@paypal.de>",
        "Sie haben eine Zahlung erhalten",
        "20,00 EUR von Jo. Käuferschutz und Konfliktlösungen finden Sie auf unserer Website.",
    ),
    ("eBay <ebay@ebay.com>", "Your eBay item sold! Lamp", "Ship by Monday."),
    ("Etsy <transaction@etsy.com>", "You made a sale on Etsy - Ship by Nov 24 - Order #2345678901", "Congratulations."),
    ("Amazon <donotreply@amazon.com>", "Refund initiated for order 123-1234567-1234567", "You refunded $20."),
    ("Amazon <payments-messages@amazon.com>", "Your payout is on its way", "Disbursement of 1,200 EUR"),
    ("Amazon <donotreply@amazon.com.br>", "Seu e-mail para Ana", "Cópia da sua mensagem."),
    ("Shopify <mailer@shopify.com>", "[Lamp Shop] Order #1034 placed by Anna", "New order."),
    ("Stripe <notifications@stripe.com>", "Your payout of $1,200 is on the way", "Payout."),
    ("Allegro <powiadomienia@allegro.pl>", "Sprzedano: lampa", "Gratulacje"),
    ("Temu <temu@orders.temu.com>", "New order PO-211-12345678901234567", "Please ship."),
    ("eBay <ebay@ebay.de>", "Neue Bewertung erhalten", "Ein Käufer hat eine Bewertung abgegeben."),
    ("PayPal <service@paypal.com>", "Invoice from Norton Renewal (0071)", "Note from seller: your plan renews."),
]


@pytest.mark.parametrize(("locale", "sentence", "complaint"), FORMS)
def test_a_complaint_is_known_in_every_grammatical_form(locale: str, sentence: str, complaint: str) -> None:
    assert complaint in KNOWN.words.notices.find(plain(sentence))


@pytest.mark.parametrize("row", NOTICES, ids=[f"{row[0]} {row[4]} {row[5]}" for row in NOTICES])
def test_a_proven_notice_is_known_and_opens_its_case(row: tuple[str, str, str, str, str, N, str, str]) -> None:
    _, sender, subject, text, platform, kind, case, stage = row
    told = _read(sender, subject, text)
    assert told.mail.kind is Kind.DISPUTE_NOTICE, told.mail.kind_because
    assert told.notice is not None
    assert (told.notice.platform, told.notice.kind, told.notice.case, told.notice.stage) == (
        platform,
        kind,
        case,
        stage,
    )
    assert told.notice.proven
    assert told.notice.opens_case


@pytest.mark.parametrize(("sender", "subject", "text"), CLOSED)
def test_a_closed_case_is_a_notice_that_opens_nothing(sender: str, subject: str, text: str) -> None:
    told = _read(sender, subject, text)
    assert told.mail.kind is Kind.DISPUTE_NOTICE
    assert told.notice is not None
    assert (told.notice.kind, told.notice.opens_case) == (N.CLOSED, False)


@pytest.mark.parametrize(("sender", "subject", "text"), NEWS)
def test_news_of_a_platform_is_no_notice(sender: str, subject: str, text: str) -> None:
    told = _read(sender, subject, text)
    assert (told.mail.kind, told.notice) == (Kind.PLATFORM_INFO, None), told.mail.kind_because


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("A_Z_CLAIM_RESPONDENT_NOTIFY", N.A_TO_Z_CLAIM),
        ("A_Z_CLAIM_RESPONDENT_CLOSE", N.CLOSED),
        ("RETURN_REQUEST", N.RETURN_REQUEST),
    ],
)
def test_amazons_machine_header_decides_in_any_language(header: str, kind: N) -> None:
    told = _read("donotreply@amazon.com.be", "404-1234567-1234567", "…", {"X-Space-Notification-Type": header})
    assert told.notice is not None
    assert (told.notice.kind, told.notice.order_number) == (kind, "404-1234567-1234567")


def test_the_facts_of_a_case_are_read() -> None:
    notice = _read(*NOTICES[20][1:4]).notice
    assert notice is not None
    assert (notice.case_id, notice.amount, notice.currency) == ("PP-D-22223333", Decimal("89.90"), "EUR")
    assert notice.respond_by == datetime(2026, 11, 30, tzinfo=UTC)


def test_without_proof_a_notice_opens_no_case() -> None:
    raw = mail(*NOTICES[0][1:4])
    told = read(raw, KNOWN, (), frozenset({OWN}))
    assert told.mail.kind is Kind.DISPUTE_NOTICE
    assert told.notice is not None
    assert (told.notice.proven, told.notice.opens_case) == (False, False)


def test_a_platforms_other_domain_may_sign() -> None:
    results = f"{MX}; dkim=pass header.d=ebay.com; spf=pass smtp.mailfrom=bounce@ebay.com"
    told = read(
        mail("eBay <ebay@ebay.de>", *NOTICES[4][2:4], {"Authentication-Results": results}),
        KNOWN,
        (MX,),
        frozenset({OWN}),
    )
    assert told.notice is not None
    assert told.notice.opens_case


def test_spf_alone_opens_no_case() -> None:
    results = f"{MX}; spf=pass smtp.mailfrom=service@paypal.com"
    told = read(mail(*NOTICES[0][1:4], {"Authentication-Results": results}), KNOWN, (MX,), frozenset({OWN}))
    assert (told.mail.kind, told.notice is not None and told.notice.opens_case) == (Kind.DISPUTE_NOTICE, False)


EVIL = f"{MX}; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example"
FORGED = [
    ("failed", mail(*NOTICES[0][1:4], failed("paypal.com"))),
    ("signed by another", mail(*NOTICES[0][1:4], {"Authentication-Results": EVIL})),
    ("a strange server's pass", mail(*NOTICES[0][1:4], {"Authentication-Results": "mx.evil.example; dkim=pass header.d=paypal.com"})),
    ("display name", mail("PayPal <cases@case-center.example>", *NOTICES[0][2:4])),
    ("address as name", mail('"service@paypal.com" <x@evil.example>', *NOTICES[0][2:4])),
    ("look-alike", mail("PayPal <service@paypa1.com>", *NOTICES[0][2:4], proven("paypa1.com"))),
    ("look-alike, Cyrillic", mail("Service <service@xn--l-7sba6dbr.com>", *NOTICES[0][2:4])),
    ("brand in a subdomain", mail("Service <service@paypal.com.evil.example>", *NOTICES[0][2:4], proven("evil.example"))),
    ("brand in a domain", mail("Notice <no-reply@ebay-resolution.example>", "Case opened against you", "Respond: http://ebay-resolution.example/login")),
    ("freemail", mail("Amazon Seller Central <amazon.seller.central@gmail.com>", "Your selling account is suspended", "Verify your account: http://x.example/a")),
    ("no name, only the voice", mail("Center <notice@case-center.example>", "eBay case 5012345678", "Dear seller, a buyer has opened a case against you. Log in: http://case-center.example")),
    ("de", mail("eBay Kundenservice <kundenservice@faelle.example>", "Käufer hat einen Fall eröffnet", "Klicken Sie hier: http://faelle.example")),
    ("ja", mail("Amazon サポート <info@amzn-co.example>", "アカウントの確認", "リンクをクリックしてください http://amzn-co.example")),
    ("fr", mail("Service PayPal <contact@litige.example>", "Litige ouvert", "Cliquez ici pour répondre http://litige.example")),
    ("an invoice with a telephone on the real domain", mail("PayPal <service@paypal.com>", "Invoice from Bitcoin LLC", "You will be charged $499. Call +1 (888) 555-0199 to dispute.", {"X-Email-Type-Id": "RT000238", **proven("paypal.com")})),
]  # fmt: skip


@pytest.mark.parametrize("raw", [row[1] for row in FORGED], ids=[row[0] for row in FORGED])
def test_what_imitates_a_platform_is_phishing_and_opens_no_case(raw: bytes) -> None:
    told = read(raw, KNOWN, (MX,), frozenset({OWN}))
    assert told.mail.kind is Kind.PHISHING, told.mail.kind_because
    assert told.notice is None or not told.notice.opens_case


def _read(sender: str, subject: str, text: str, headers: dict[str, str] | None = None) -> ReadMail:
    domain = sender.rpartition("@")[2].strip(">")
    return read(mail(sender, subject, text, {**(headers or {}), **proven(domain)}), KNOWN, (MX,), frozenset({OWN}))


def test_what_an_imitation_says_of_a_case_stays_with_it_unproven_and_opens_nothing() -> None:
    text = "Your buyer filed a chargeback of $80.00. Respond within 7 days: https://cases.example/pp"
    told = read(
        mail("PayPal Service <cases@paypal-notices.example>", "Chargeback received", text), KNOWN, own=frozenset({OWN})
    )
    assert told.mail.kind is Kind.PHISHING
    assert told.notice is not None
    assert (told.notice.platform, told.notice.proven, told.notice.opens_case) == ("paypal", False, False)


def test_an_imitation_that_tells_of_no_case_carries_no_notice() -> None:
    text = "Your account has been limited. Click here to confirm your identity: https://login.example/x"
    told = read(
        mail("PayPal Service <cases@paypal-notices.example>", "Account limited", text), KNOWN, own=frozenset({OWN})
    )
    assert (told.mail.kind, told.notice) == (Kind.PHISHING, None)
