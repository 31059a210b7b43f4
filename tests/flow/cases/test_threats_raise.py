"""Threats before there is a case, in every buyer's language: each brings its conversation to the lead, through the whole road."""

import pytest

from maildesk.core.clock.escalation import Cause
from maildesk.core.intent.threats import flags
from maildesk.core.locales import BUYER_LOCALES
from maildesk.db import tables as t
from maildesk.flow.matters import escalations

#: Of each locale: a dispute, a chargeback, an A-to-z claim, a consumer agency, a lawyer, a bad review.
THREATS = {
    "en": (
        "If this isn't sorted by tomorrow I'm going to raise a dispute through eBay.",
        "I'll get my bank to do a chargeback on my card.",
        "I will have to file an A-to-Z claim with Amazon.",
        "I will report you to Trading Standards.",
        "My solicitor will be in touch.",
        "You'll be getting a one star review from me.",
    ),
    "de": (
        "Sonst eröffne ich bei eBay einen Fall.",
        "Ich lasse den Betrag über meine Bank zurückbuchen.",
        "Dann stelle ich bei Amazon einen A-bis-z-Garantieantrag.",
        "Ich werde die Verbraucherzentrale einschalten.",
        "Andernfalls übergebe ich die Sache meinem Rechtsanwalt.",
        "Sie bekommen von mir eine schlechte Bewertung.",
    ),
    "fr": (
        "Sinon j'ouvre un litige sur eBay.",
        "Je vais demander une rétrofacturation à ma banque.",
        "Je vais faire une réclamation garantie A à Z auprès d'Amazon.",
        "Je vais signaler votre boutique à la répression des fraudes.",
        "Mon avocat prendra contact avec vous.",
        "Je laisserai un avis négatif partout.",
    ),
    "es": (
        "Si no, abriré una disputa en AliExpress.",
        "Voy a pedir a mi banco la devolución del cargo.",
        "Pondré una reclamación de garantía de la A a la Z en Amazon.",
        "Lo denunciaré ante consumo.",
        "Lo dejo en manos de mi abogado.",
        "Les voy a poner una reseña negativa.",
    ),
    "it": (
        "Altrimenti apro una controversia su PayPal.",
        "Chiederò lo storno dell'addebito alla mia banca.",
        "Aprirò un reclamo con la garanzia dalla A alla Z di Amazon.",
        "Mi rivolgerò a un'associazione dei consumatori.",
        "Passo la pratica al mio legale.",
        "Lascerò una recensione negativa.",
    ),
    "pt-BR": (
        "Vou abrir uma disputa no AliExpress.",
        "Vou pedir o estorno junto ao meu cartão de crédito.",
        "Vou abrir uma reclamação da Garantia de A a Z na Amazon.",
        "Vou registrar queixa no Procon.",
        "Vou acionar meu advogado.",
        "Vou deixar uma avaliação negativa.",
    ),
    "nl": (
        "Anders start ik een geschil via PayPal.",
        "Ik laat het bedrag door mijn bank terugboeken.",
        "Ik dien een A-tot-Z-garantieclaim in bij Amazon.",
        "Ik meld dit bij de Consumentenbond.",
        "Ik schakel mijn advocaat in.",
        "Jullie krijgen van mij een negatieve beoordeling.",
    ),
    "pl": (
        "W przeciwnym razie otworzę spór w PayPal.",
        "Zgłoszę chargeback w banku.",
        "Złożę roszczenie z gwarancji od A do Z w Amazon.",
        "Zgłoszę sprawę do rzecznika konsumentów.",
        "Oddam sprawę do adwokata.",
        "Wystawię wam negatywną opinię.",
    ),
    "sv": (
        "Annars öppnar jag ett ärende hos PayPal.",
        "Jag begär återbetalning via min bank, en chargeback.",
        "Jag gör ett A till Ö-garantianspråk hos Amazon.",
        "Jag anmäler er till ARN.",
        "Jag kommer att kontakta min advokat.",
        "Ni får ett dåligt omdöme av mig.",
    ),
    "ru": (
        "Иначе открываю спор на АлиЭкспресс.",
        "Оформлю чарджбэк через банк.",
        "Подам претензию по гарантии от А до Я на Amazon.",
        "Напишу жалобу в Роспотребнадзор.",
        "Обращусь к юристу и в суд.",
        "Оставлю вам отрицательный отзыв.",
    ),
    "uk": (
        "Інакше відкрию спір на PayPal.",
        "Оформлю чарджбек через банк.",
        "Подам скаргу за гарантією A-to-z на Amazon.",
        "Напишу скаргу в Держпродспоживслужбу.",
        "Звернуся до юриста.",
        "Залишу вам негативний відгук.",
    ),
    "tr": (
        "Aksi halde PayPal'da anlaşmazlık açacağım.",
        "Bankamdan ters ibraz talep edeceğim.",
        "Amazon'da A'dan Z'ye garanti talebi açacağım.",
        "Tüketici hakem heyetine şikayet edeceğim.",
        "Avukatım sizinle iletişime geçecek.",
        "Size kötü yorum yazacağım.",
    ),
    "ja": (
        "対応いただけない場合はeBayでケースを開きます。",
        "クレジットカード会社にチャージバックを申請します。",
        "Amazonマーケットプレイス保証を申請します。",
        "消費生活センターに相談します。",
        "弁護士に相談します。",
        "低評価のレビューを書きます。",
    ),
    "ko": (
        "해결해 주지 않으시면 이베이에 분쟁을 제기하겠습니다.",
        "카드사에 차지백을 신청하겠습니다.",
        "아마존 A-to-z 보증 클레임을 제기하겠습니다.",
        "한국소비자원에 신고하겠습니다.",
        "변호사를 선임하겠습니다.",
        "나쁜 리뷰를 남기겠습니다.",
    ),
    "zh-Hant": (
        "再不處理我就在蝦皮提出爭議。",
        "我會向銀行申請退單。",
        "我會向亞馬遜提出A到Z保障索賠。",
        "我要向消基會投訴。",
        "我會請律師處理。",
        "我會給你們負評。",
    ),
    "ar": (
        "سأفتح نزاعا على باي بال.",
        "سأطلب من البنك استرداد المبلغ عن طريق البطاقة.",
        "سأقدم مطالبة ضمان من الألف إلى الياء لدى أمازون.",
        "سأقدم شكوى إلى جمعية حماية المستهلك.",
        "سيتواصل معكم المحامي الخاص بي.",
        "سأكتب تقييما سلبيا عن متجركم.",
    ),
    "he": (
        "אפתח מחלוקת בפייפאל.",
        "אבקש מחברת האשראי הכחשת עסקה.",
        "אגיש תביעת A-to-z באמזון.",
        "אגיש תלונה לרשות להגנת הצרכן.",
        "עורך הדין שלי יפנה אליכם.",
        "אכתוב עליכם ביקורת שלילית.",
    ),
    "cs": (
        "Jinak otevřu spor přes PayPal.",
        "Nechám si částku vrátit bankou přes chargeback.",
        "Podám reklamaci v rámci záruky A-Z u Amazonu.",
        "Obrátím se na Českou obchodní inspekci.",
        "Předám to svému právníkovi.",
        "Dám vám negativní hodnocení.",
    ),
}


def test_every_buyers_language_has_its_threats():
    assert set(THREATS) == set(BUYER_LOCALES)


@pytest.mark.parametrize(("locale", "text"), [(locale, text) for locale, rows in THREATS.items() for text in rows])
@pytest.mark.parametrize("known", [True, False])
def test_a_threat_is_heard_whether_or_not_the_language_is_known(locale, text, known):
    assert "threat" in {sign.code for sign in flags("", text, locale if known else None)}


@pytest.mark.parametrize("place", range(6), ids=("dispute", "chargeback", "a_to_z", "agency", "lawyer", "review"))
def test_a_threat_in_any_language_brings_the_conversation_to_the_lead(office, place):
    mails = {
        locale: office.mail(rows[place], sender=f"{locale.lower()}@kunde.example") for locale, rows in THREATS.items()
    }
    ups = {up.conversation_id: up for up in office.all(t.EscalationRow)}
    missed = [locale for locale, mail in mails.items() if mail.conversation_id not in ups]
    assert missed == []
    assert {(up.cause, up.level) for up in ups.values()} == {(str(Cause.THREAT), "lead")}
    raised = [office.conversation(mail.conversation_id) for mail in mails.values()]
    assert all({"threat", escalations.FLAG} <= set(row.flags) and row.due_at is not None for row in raised)
    told = {note.conversation_id for note in office.all(t.Notification) if note.user_id == office.people["lead"].id}
    assert told >= set(ups)
