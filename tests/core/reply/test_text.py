"""What a text for buyers may be made of."""

import pytest

from maildesk.core.reply.text import TextError, compile_text


@pytest.mark.parametrize(
    "source",
    [
        "{% for x in items %}{{ x }}{% endfor %}",
        "{{ 'a' * 1000000000 }}",
        "{{ items[0] }}",
        "{{ order_number.__class__ }}",
        "{{ order_number.upper() }}",
        "{% set a = 1 %}",
        "{% include 'other' %}",
        "{% extends '_base.j2' %}",
        "{% import 'other' as o %}",
        "{% macro m() %}{% endmacro %}",
        "{{ order_number|upper }}",
        "{{ order_number|plural('a') }}",
        "{{ 2 ** 9 }}",
        "{% if order_number == '1' %}{% endif %}",
        "{{ range(9) }}",
        "{% filter upper %}a{% endfilter %}",
        "{{ order_number ~ items }}",
        "{% call m() %}{% endcall %}",
        "{{ items is defined }}",
    ],
)
def test_a_text_can_do_nothing_but_write_facts_and_ask_for_them(source):
    with pytest.raises(TextError):
        compile_text("own", "en", f"{{% block facts %}}{source}{{% endblock %}}")


@pytest.mark.parametrize("source", ["Hello", "{{ order_number }}", "{% if items %}x{% endif %}"])
def test_words_outside_of_a_block_are_refused(source):
    with pytest.raises(TextError, match="outside of a block"):
        compile_text("own", "en", source)


def test_an_unknown_block_is_refused():
    with pytest.raises(TextError, match="no block greetings"):
        compile_text("own", "en", "{% block greetings %}Hello{% endblock %}")


def test_an_error_names_the_text_and_the_line():
    with pytest.raises(TextError, match=r"^de/own.j2:3: "):
        compile_text("own", "de", "{% block facts %}\nGut\n{% if %}\n{% endblock %}")


def test_a_text_knows_the_facts_it_mentions_and_those_it_writes():
    text = compile_text("own", "en", "{% block facts %}{% if items %}{{ carrier }}{% endif %}{% endblock %}")
    assert text.names == {"items", "carrier"}
    assert text.writes == {"facts": {"carrier"}}
