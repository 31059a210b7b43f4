"""Bytes with right, wrong and missing labels to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maildesk.core.mail.wire import charset

#: What the label says, what the bytes are, a text that tells them apart.
LABELLED = [
    ("gb2312", "gb18030", "朱镕基說：㐀你好"),
    ("GBK", "gb18030", "您好，€12"),
    ("iso-8859-1", "cp1252", "It’s “fine” – 5 €"),
    ("us-ascii", "cp1252", "Grüße aus Köln"),
    ("Shift_JIS", "cp932", "①髙橋様 ㈱"),
    ("ks_c_5601-1987", "cp949", "안녕하세요 똠방각하"),
    ("euc-kr", "cp949", "주문 번호를 확인해 주세요"),
    ("big5", "big5hkscs", "您好，我想退貨"),
    ("koi8-r", "koi8-u", "Де моє замовлення?"),
    ("windows-1251", "cp1251", "Где мой заказ?"),
    ("windows-1255", "cp1255", "איפה ההזמנה שלי?"),
    ("iso-8859-8-i", "cp1255", "שלום, תודה רבה"),
    ("windows-1256", "cp1256", "أين طلبي من فضلك؟"),
    ("iso-8859-9", "cp1254", "Siparişim nerede?"),
    ("iso-8859-2", "iso-8859-2", "Gdzie jest moja przesyłka?"),
    ("iso-8859-15", "iso-8859-15", "5 € zurück, schöne Grüße"),
    ("cp-850", "cp850", "Größe"),
    ("utf-16", "utf-16", "Hello, wo ist"),
    ('"UTF8"', "utf-8", "Où est ma commande ?"),
    ("iso-2022-jp", "iso2022_jp", "お世話になっております。"),
    ("iso-2022-kr", "iso2022_kr", "안녕하세요"),
    ("hz-gb-2312", "hz", "你好"),
]


@pytest.mark.parametrize(("label", "codec", "text"), LABELLED)
def test_a_label_means_what_senders_mean_by_it(label: str, codec: str, text: str) -> None:
    assert charset.decode(text.encode(codec), label).text == text


SENTENCES = [
    ("cp1252", "Wo bleibt meine Bestellung? Viele Grüße aus Köln"),
    ("cp1252", "Bonjour, où est ma commande ? Je suis très déçu"),
    ("cp1252", "¿Dónde está mi pedido? No llegó todavía"),
    ("cp1252", "Perché il pacco non è ancora arrivato?"),
    ("cp1252", "Não recebi meu pedido, já faz três semanas"),
    ("cp1252", "Var är min beställning? Hälsningar från Malmö"),
    ("cp1250", "Dzień dobry, gdzie jest moja paczka? Proszę o odpowiedź"),
    ("iso-8859-2", "Dobrý den, kde je moje zásilka? Děkuji za odpověď"),
    ("cp1254", "Merhaba, kargo yanlış geldi, değişim yapabilir miyiz?"),
    ("cp1251", "Здравствуйте, посылка до сих пор не пришла"),
    ("koi8-r", "Здравствуйте, посылка до сих пор не пришла"),
    ("koi8-u", "Доброго дня, де моє замовлення? Дякую"),
    ("iso-8859-5", "Где мой заказ?"),
    ("cp1255", "לא קיבלתי את החבילה"),
    ("cp1256", "لم أستلم الطلب حتى الآن"),
    ("cp932", "注文した商品はいつ届きますか？"),
    ("euc-jp", "返品したいのですが、どうすればいいですか"),
    ("iso2022_jp", "ありがとうございます。"),
    ("cp949", "환불해 주세요. 감사합니다"),
    ("gb18030", "快递还没收到，请帮忙查一下"),
    ("big5", "包裹還沒收到，請幫忙查一下"),
]


@pytest.mark.parametrize("label", ["", "x-unknown-8bit", "us-ascii", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize(("codec", "text"), SENTENCES)
def test_text_with_a_missing_or_wrong_label_is_read_by_its_letters(codec: str, text: str, label: str) -> None:
    assert charset.decode(text.encode(codec), label).text == text


@pytest.mark.parametrize(("codec", "label"), [("cp1250", "iso-8859-2"), ("iso-8859-2", "windows-1250")])
@pytest.mark.parametrize(
    "text",
    [
        "Metki są.",
        "buty są za ciasne, proszę o wymianę",
        "Kde je můj balíček? Prosím pošlete mi číslo",
        "prosím, těšil jsem se",
        "byly poškozené, žádám o výměnu",
    ],
)
def test_the_two_alphabets_of_central_europe_are_told_apart_by_their_letters(codec: str, label: str, text: str) -> None:
    assert charset.decode(text.encode(codec), label).text == text
    assert charset.decode(text.encode(codec), codec).text == text


@pytest.mark.parametrize(
    "label", ["iso-8859-1", "gb2312", "shift_jis", "koi8-r", "big5", "euc-kr", "windows-1251", "windows-1255"]
)
@pytest.mark.parametrize("text", [text for _, text in SENTENCES])
def test_utf8_is_utf8_whatever_the_label(text: str, label: str) -> None:
    found = charset.decode(text.encode(), label)

    assert found.text == text
    assert found.guessed


def test_vendor_characters_in_iso_2022_jp_are_read() -> None:
    circled_one, half_width_kana = b"\x1b$B-!\x1b(B", b"\x1b(I1\x1b(B"
    assert charset.decode(circled_one + b" " + half_width_kana, "iso-2022-jp").text == "① ｱ"


def test_a_character_cut_in_half_costs_only_itself() -> None:
    found = charset.decode("您好，我的订单".encode("gb18030")[:-1], "gb2312")

    assert found.text.startswith("您好，我的订")
    assert found.lost


def test_stray_windows_bytes_in_utf8_are_read_as_windows_1252() -> None:
    assert charset.decode("Grüße für Änne, ".encode() + b"5 \x80", "utf-8").text == "Grüße für Änne, 5 €"


def test_utf7_is_never_decoded_unless_it_is_named_and_then_it_is_said() -> None:
    assert charset.decode(b"+ADw-script+AD4-", "us-ascii").text == "+ADw-script+AD4-"
    assert charset.decode(b"+ADw-b+AD4-", "utf-7").guessed


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_a_byte_order_mark_is_no_text(mark: bytes) -> None:
    codec = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}[mark]
    assert charset.decode(mark + "Grüße".encode(codec), "").text == "Grüße"


@given(
    st.binary(max_size=600),
    st.sampled_from(
        ["", "utf-8", "gb2312", "iso-2022-jp", "utf-7", "utf-16", "hz", "punycode", "idna", "base64", "\0"]
    ),
)
def test_any_bytes_under_any_label_give_clean_text(data: bytes, label: str) -> None:
    text = charset.decode(data, label).text

    assert "\0" not in text
    text.encode("utf-8")
