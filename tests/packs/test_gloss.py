"""The term lists of the gloss: complete, well formed, and right on mails people write."""

import tomllib
from importlib.resources import files

import pytest

from maildesk.core.language.gloss import NO_TERM, gloss
from maildesk.core.locales import BUYER_LOCALES, DESK_LOCALES
from maildesk.packs import gloss as pack

TERMS = pack.load()


def rows(name):
    return tomllib.loads(files("maildesk.packs").joinpath("gloss", f"{name}.toml").read_text("utf-8"))


@pytest.mark.parametrize("locale", BUYER_LOCALES)
def test_each_locale_has_a_list_of_known_terms(locale):
    listed = set(rows(locale)) - {NO_TERM}
    assert len(listed) >= 150
    assert listed <= set(TERMS.meanings)


def test_each_term_has_a_meaning_in_both_of_the_agents_languages():
    assert all(set(texts) == set(DESK_LOCALES) and all(texts.values()) for texts in TERMS.meanings.values())


@pytest.mark.parametrize(
    ("locale", "text", "terms"),
    [
        ("en", "My parcel hasn't arrived, I want a refund", ["parcel", "not_arrived", "want", "refund"]),
        ("de", "Die Tassen sind zerbrochen, ich will mein Geld zurück", ["cup", "broken", "want", "money_back"]),
        (
            "fr",
            "Je n'ai toujours pas reçu mon colis, merci de me rembourser",
            ["not_received", "parcel", "please", "refund"],
        ),
        ("es", "Me mandaron la talla equivocada", ["sent", "wrong_size"]),
        ("it", "Il pacco non è ancora arrivato", ["parcel", "not_arrived"]),
        ("pt-BR", "Quero meu dinheiro de volta", ["want", "money_back"]),
        ("nl", "Ik heb het verkeerde artikel ontvangen", ["wrong_item", "received"]),
        ("pl", "Paczka nie dotarła", ["parcel", "not_arrived"]),
        ("sv", "Jag vill ha pengarna tillbaka", ["want", "money_back"]),
        ("ru", "Посылка до сих пор не пришла", ["parcel", "not_arrived"]),
        ("uk", "Поверніть гроші, товар зламаний", ["money_back", "item", "broken"]),
        ("tr", "Siparişim kırık geldi, iade etmek istiyorum", ["order", "broken", "arrived", "return", "want"]),
        ("ja", "注文した商品が届きません", ["ordered", "item", "not_arrived"]),
        ("ko", "주문 취소해 주세요", ["order", "cancel", "please"]),
        ("zh-Hant", "我的包裹還沒收到,請退款", ["parcel", "not_arrived", "please", "refund"]),
        ("ar", "لم يصل الطرد وأريد استرداد المبلغ", ["not_arrived", "parcel", "want", "refund"]),
        ("he", "החבילה הגיעה שבורה ואני רוצה החזר כספי", ["parcel", "arrived", "broken", "want", "refund"]),
        ("cs", "Zásilka nedorazila, chci zrušit objednávku", ["parcel", "not_arrived", "want", "cancel", "order"]),
    ],
)
def test_a_plain_complaint_is_understood_in_every_locale(locale, text, terms):
    assert [span.term for span in gloss(text, locale, "zh-Hans", TERMS)] == terms


def test_portuguese_of_portugal_reads_the_brazilian_list():
    assert gloss("A encomenda", "pt-PT", "en", TERMS)[0].meaning == "parcel"


@pytest.mark.parametrize("locale", BUYER_LOCALES)
def test_no_form_stands_under_two_terms(locale):
    forms = [form.strip().lower() for listed in rows(locale).values() for form in listed.split("|")]
    assert sorted(forms) == sorted(set(forms))
