"""A mail as a page, read by lexbor: another hand's reader of HTML, by the rules of browsers."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from maildesk.core.reply.page import page

WAY_OUT = "https://desk.shop.example/p/3-k7-abc/stop"
END = f"Lampenhaus GmbH, Kaistraße 12\nAbmelden: {WAY_OUT}\n"
TEXT = f"Guten Tag,\n\nein Gruß\nfür Sie.\n\n{END}"


def read(text, locale="en", subject="", small=""):
    return LexborHTMLParser(page(text, locale, subject, small))


def links(text, locale="en"):
    return [(each.attributes["href"], each.text()) for each in read(text, locale).css("a")]


@pytest.mark.parametrize(
    ("line", "link"),
    [
        (f"Abmelden: {WAY_OUT}", (WAY_OUT, "Abmelden")),
        (f"Se désabonner : {WAY_OUT}", (WAY_OUT, "Se désabonner")),
        (f"取消訂閱\uff1a{WAY_OUT}", (WAY_OUT, "取消訂閱")),
        (f"لإلغاء الاشتراك: \u2066{WAY_OUT}\u2069", (WAY_OUT, "لإلغاء الاشتراك")),
        (f"See {WAY_OUT}.", (WAY_OUT, WAY_OUT)),
        (f"(see {WAY_OUT})", (WAY_OUT, WAY_OUT)),
        (f"請見{WAY_OUT}。謝謝", (WAY_OUT, WAY_OUT)),
        ("https://a.example/x_(y)", ("https://a.example/x_(y)", "https://a.example/x_(y)")),
        ("https://a.example/?a=1&lt=2", ("https://a.example/?a=1&lt=2", "https://a.example/?a=1&lt=2")),
        (f"{'A sentence that goes on and on before it ends ' * 2}: {WAY_OUT}", (WAY_OUT, WAY_OUT)),
    ],
)
def test_an_address_is_a_link_to_where_it_says(line, link):
    assert links(f"Hello,\n\n{line}") == [link]


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", 'https:"onmouseover=x', "ftp://a.example/x", "www.shop.example", "data:text/html,x"]
)
def test_nothing_else_is_a_link(text):
    assert links(text) == []


def test_no_word_is_markup_and_no_address_ends_its_attribute():
    found = read('<script>alert(1)</script> <img src=x> https://a.example/"><b onclick=x>')
    assert {each.tag for each in found.css("body *")} == {"div", "p", "a"}
    assert [each.attributes for each in found.css("a")] == [{"href": "https://a.example/", "dir": "ltr"}]
    assert "<script>alert(1)</script>" in found.body.text()


def test_nothing_is_fetched_and_nobody_is_counted():
    found = read(TEXT, "de", "Ein Gruß", END)
    assert found.css("img, script, link, iframe, object, form, [background], [onload]") == []
    assert "url(" not in found.html
    assert [each.attributes["href"] for each in found.css("a")] == [WAY_OUT]


@pytest.mark.parametrize(("locale", "way"), [("de", "ltr"), ("ja", "ltr"), ("ar", "rtl"), ("he", "rtl")])
def test_language_and_direction_stand_where_webmail_keeps_them(locale, way):
    found = read(TEXT, locale)
    assert found.root.attributes == {"lang": locale, "dir": way}
    outer = found.css_first("body > div").attributes
    assert (outer["lang"], outer["dir"]) == (locale, way)


def test_an_address_among_words_from_right_to_left_keeps_its_order():
    assert read(f"אפשר לראות ב-{WAY_OUT} עוד", "he").css_first("a").attributes["dir"] == "ltr"


def test_it_says_the_same_in_the_same_order_as_the_text():
    found = read(TEXT, "de", "Ein Gruß", END)
    said = found.body.text(separator=" ").split()
    assert said == TEXT.replace(f": {WAY_OUT}", "").split()
    assert found.css_first("title").text() == "Ein Gruß"


def test_small_print_is_set_apart_where_the_text_ends_in_it():
    assert [each.text() for each in read(TEXT, small=END).css("div > div a")] == ["Abmelden"]
    assert read(TEXT, small="other words").css("div > div") == []


def test_it_fits_a_phone_and_follows_the_colours_of_the_program():
    found = read(TEXT)
    metas = {each.attributes.get("name"): each.attributes.get("content") for each in found.css("meta[name]")}
    assert metas == {"viewport": "width=device-width,initial-scale=1", "color-scheme": "light dark"}
    assert "overflow-wrap:anywhere" in found.css_first("body > div").attributes["style"]


def test_hostile_length_costs_no_more_than_its_length():
    assert len(links("https://a.example/" + ")" * 200_000)) == 1
    assert len(links("https://a.example/" + "(.)" * 100_000)) == 1
