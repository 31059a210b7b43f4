"""Early warnings: what buyers write when they are about to escalate, and what only sounds like it."""

from __future__ import annotations

import pytest

from maildesk.core.intent.threat_rows import WARNING_ROWS
from maildesk.core.intent.threats import flags
from maildesk.core.locales import BUYER_LOCALES

THREATS = [
    ("en", "If I hear nothing by Friday I will open a dispute with PayPal."),
    ("en", "I'll file a chargeback with my bank"),
    ("en", "this is my last mail before I take legal action!!"),
    ("en", "Next step is an A-to-z claim."),
    ("de", "Wenn bis Montag nichts kommt, schalte ich meinen Anwalt ein."),
    ("de", "dann hole ich mir das geld über paypal zurück und werde einen fall eröffnen"),
    ("de", "Ich werde Sie bei der Verbraucherzentrale melden"),
    ("fr", "Sans réponse de votre part, j'ouvrirai un litige sur PayPal."),
    ("fr", "je vais saisir la DGCCRF et porter plainte"),
    ("es", "Voy a abrir una disputa en PayPal si no me contestan."),
    ("es", "os voy a denunciar a la OCU"),
    ("it", "Se non ricevo risposta mi rivolgo al mio avvocato."),
    ("it", "aprirò una contestazione con PayPal"),
    ("pt-BR", "Vou reclamar no Procon e no Reclame Aqui"),
    ("pt-BR", "vou contestar a compra no cartão"),
    ("nl", "Anders open ik een geschil bij PayPal."),
    ("nl", "ik doe aangifte bij de politie"),
    ("pl", "Jeśli nie odpowiecie, zgłaszam sprawę na policję."),
    ("pl", "otwieram spór na PayPal"),
    ("sv", "Annars anmäler jag er till Konsumentverket."),
    ("sv", "Då blir det polisanmälan"),
    ("ru", "Если не ответите, открою спор и подам в суд."),
    ("ru", "буду жаловаться в роспотребнадзор"),
    ("uk", "Я звернуся до Держпродспоживслужби"),
    ("uk", "відкриваю спір через банк"),
    ("tr", "Cevap vermezseniz tüketici hakem heyetine başvuracağım."),
    ("tr", "paypal üzerinden itiraz edeceğim"),
    ("ja", "返信がなければ消費者センターに相談します。"),
    ("ja", "PayPalに異議を申し立てます"),
    ("ko", "답변 없으시면 소비자보호원에 신고하겠습니다."),
    ("ko", "카드사에 이의제기 하겠습니다"),
    ("zh-Hant", "再不處理我就向消保官申訴。"),
    ("zh-Hant", "我會跟銀行申請爭議款"),
    ("ar", "سأفتح نزاع في باي بال إذا لم تردوا"),
    ("ar", "سوف أتقدم بشكوى إلى حماية المستهلك"),
    ("he", "אם לא תענו אפנה לעורך דין."),
    ("he", "אני אכחיש את העסקה מול חברת האשראי"),
    ("cs", "Pokud se neozvete, obrátím se na ČOI."),
    ("cs", "otevřu spor u PayPal"),
]

WITHDRAWALS = [
    ("en", "I hereby withdraw from the contract."),
    ("de", "Hiermit widerrufe ich den von mir abgeschlossenen Vertrag."),
    ("fr", "Je vous notifie par la présente ma rétractation du contrat."),
    ("es", "Por la presente le comunico que desisto de mi contrato de venta."),
    ("it", "Con la presente comunico il recesso dal contratto di vendita"),
    ("pt-BR", "quero exercer meu direito de arrependimento"),
    ("nl", "Ik herroep hierbij onze overeenkomst"),
    ("pl", "Niniejszym odstępuję od umowy sprzedaży"),
    ("sv", "Jag vill ångra köpet av lampan."),
    ("ru", "Отказываюсь от договора купли-продажи, прошу вернуть деньги"),
    ("uk", "Відмовляюся від договору, поверніть гроші"),
    ("tr", "Cayma hakkımı kullanmak istiyorum"),
    ("ja", "クーリングオフをお願いします"),
    ("ko", "청약철회 신청합니다"),
    ("zh-Hant", "我要在七天鑑賞期內退貨"),
    ("ar", "أرغب في فسخ العقد واسترداد المبلغ"),
    ("he", "אני מבקשת לבטל את העסקה לפי חוק"),
    ("cs", "Tímto odstupuji od kupní smlouvy."),
]

HARMLESS = [
    ("en", "I paid with PayPal last week, where is my parcel?"),
    ("en", "How do I leave a review? The lamp is lovely, five stars!"),
    ("en", "Please refund to my PayPal account, my bank statement shows nothing yet."),
    ("en", "I have closed the dispute with PayPal, the parcel came."),
    ("de", "Ich habe per PayPal bezahlt und brauche es auf jeden Fall bis Freitag."),
    ("de", "Bitte melden Sie sich, bezahlt per PayPal."),
    ("de", "Ich habe eine gute Bewertung geschrieben."),
    ("fr", "J'ai payé par PayPal, quand arrive mon colis ?"),
    ("fr", "Je voudrais faire une réclamation, le vase payé par carte bancaire est cassé."),
    ("es", "He pagado con PayPal y no me llega el pedido"),
    ("es", "¿Cuál es el consumo de la lámpara?"),
    ("it", "Ho pagato con PayPal, il reclamo riguarda la giacca"),
    ("pt-BR", "Podem processar o reembolso? Paguei com PayPal."),
    ("nl", "Ik heb betaald met PayPal, aan de kassa ging het goed."),
    ("pl", "Kupiłam na Allegro, zgłaszam problem z butami."),
    ("sv", "Jag betalade med Klarna, när kommer paketet?"),
    ("ru", "Нам нужны документы на юридическое лицо, оплата через банк."),
    ("uk", "Оплатила через PayPal, де моя посилка?"),
    ("tr", "PayPal ile ödedim, kargom nerede?"),
    ("ja", "PayPalで支払いました。いつ届きますか？"),
    ("ko", "세관 신고 금액을 알려주세요. 페이팔로 결제했어요."),
    ("zh-Hant", "我用PayPal付款，請告訴我什麼時候出貨，訂單165203"),
    ("ar", "دفعت عن طريق باي بال، متى يصل الطرد؟"),
    ("he", "שילמתי בפייפאל, מתי החבילה תגיע?"),
    ("cs", "Platil jsem přes PayPal, reklamace rozbité lampy."),
]


def _codes(text: str, locale: str | None) -> list[str]:
    return [sign.code for sign in flags("", text, locale)]


@pytest.mark.parametrize(("locale", "text"), THREATS)
def test_a_buyer_about_to_escalate_is_flagged(locale: str, text: str) -> None:
    assert "threat" in _codes(text, locale)


@pytest.mark.parametrize(("locale", "text"), WITHDRAWALS)
def test_a_withdrawal_from_the_contract_is_flagged(locale: str, text: str) -> None:
    assert _codes(text, locale) == ["withdrawal"]


@pytest.mark.parametrize(("locale", "text"), HARMLESS)
def test_a_payment_service_or_an_everyday_word_alone_is_no_warning(locale: str, text: str) -> None:
    assert _codes(text, locale) == []


@pytest.mark.parametrize(("locale", "text"), [*THREATS, *WITHDRAWALS])
def test_the_evidence_stands_in_the_mail(locale: str, text: str) -> None:
    assert all(sign.evidence and sign.evidence in text for sign in flags("", text, locale))


def test_the_evidence_is_the_buyers_words_from_the_service_to_the_act() -> None:
    (sign,) = flags("", "Hello, I will complain to PayPal about you. Bye", "en")
    assert sign.evidence == "complain to PayPal"


def test_a_threat_in_the_subject_counts() -> None:
    assert [s.code for s in flags("LAST WARNING before chargeback", "see order 1034", "en")] == ["threat"]


def test_english_counts_beside_the_mails_own_language() -> None:
    assert _codes("Dann eben chargeback oder open a dispute", "de") == ["threat"]


def test_without_a_language_every_locale_is_read() -> None:
    assert _codes("Ich schalte meinen Anwalt ein", None) == ["threat"]


def test_a_threat_and_a_withdrawal_may_stand_together() -> None:
    assert _codes("Ich widerrufe den Kauf. Sonst hören Sie von meinem Anwalt!", "de") == ["threat", "withdrawal"]


def test_every_locale_has_a_row_and_no_stem_folds_to_a_bare_number() -> None:
    assert tuple(row.locale for row in WARNING_ROWS) == BUYER_LOCALES
    stems = [s for row in WARNING_ROWS for s in (row.sure + "|" + row.withdrawal).split("|")]
    assert not [s for s in stems if any(c.isdigit() for c in s)]
