"""What a text itself says, with the line and the block of each word."""

from maildesk.core.reply.said import GAP, Forms, Said, forms, said, starts
from maildesk.core.reply.text import compile_text

SOURCE = """{% block understood %}
Your order {{ order_number }} came.
{% endblock %}
{% block facts %}
{% if carrier %}With {{ carrier }}.{% else %}Nobody
brought it.{% endif %}
It took {{ quiet_days|plural(one="# day", other="# days") }}.
{% endblock %}
"""


def test_the_words_of_each_line_are_told_without_the_facts():
    lines = said(compile_text("own", "en", SOURCE))
    assert lines[0] == Said("understood", 2, f"Your order {GAP} came.")
    assert [(each.line, each.words.replace(GAP, "_")) for each in lines[1:]] == [
        (5, "_With _._Nobody"),
        (6, "brought it._"),
        (7, "It took _# day_# days_."),
    ]


def test_two_branches_are_never_read_as_one_word():
    line = said(
        compile_text("own", "en", "{% block facts %}{% if carrier %}sent{% else %}kept{% endif %}{% endblock %}")
    )
    assert "sentkept" not in line[0].words


def test_each_block_begins_in_a_line():
    assert starts(compile_text("own", "en", SOURCE)) == {"understood": 1, "facts": 4}


def test_each_choice_by_number_tells_its_categories():
    assert forms(compile_text("own", "en", SOURCE)) == (Forms("facts", 7, frozenset({"one", "other"})),)
