"""Names of months in the desk's languages, by their beginnings.

In: a word. Out: 1 to 12, or nothing. Beginnings cover declined forms (`listopada`, `ноября`) and usual abbreviations.
"""

from __future__ import annotations

from maildesk.core.mail.kinds.phrases import plain

#: One row a month; beginnings without accents, lower case. Polish `list` and `lis` are November, Czech `list` October and November:
#: the longer beginnings stand first where they differ.
_BEGINNINGS = (
    ("jan", "ene", "gen", "sty", "янв", "січ", "oca", "led", "يناير", "ינואר", "janv", "كانون الثاني"),
    ("feb", "fev", "lut", "фев", "лют", "sub", "uno", "فبراير", "פברואר", "شباط"),
    ("mar", "maa", "mrt", "маp", "мар", "бер", "brez", "marz", "مارس", "מרץ", "מרס", "اذار"),
    ("apr", "avr", "abr", "kwi", "апр", "кві", "nis", "dub", "ابريل", "أبريل", "אפריל"),
    ("may", "mai", "mag", "mei", "maj", "май", "мая", "тра", "kve", "مايو", "מאי"),
    ("jun", "juin", "giu", "cze", "июн", "чер", "haz", "يونيو", "יוני"),
    ("jul", "juil", "lug", "lip", "июл", "лип", "tem", "يوليو", "יולי", "cervenec", "cervence"),
    ("aug", "aou", "ago", "sie", "авг", "сер", "agu", "srp", "اغسطس", "أغسطس", "אוגוסט"),
    ("sep", "set", "wrz", "сен", "вер", "eyl", "zari", "سبتمبر", "ספטמבר"),
    ("oct", "okt", "ott", "out", "paz", "окт", "жов", "eki", "rij", "اكتوبر", "أكتوبر", "אוקטובר"),
    ("nov", "listopad", "lis", "ноя", "лис", "kas", "نوفمبر", "נובמבר"),
    ("dec", "dez", "dic", "gru", "дек", "гру", "ara", "pros", "ديسمبر", "דצמבר"),
)
_BY_BEGINNING = {plain(b).strip(): month for month, row in enumerate(_BEGINNINGS, 1) for b in row}
#: Czech names that share three letters with another month's.
_WHOLE = {"cerven": 6, "cervna": 6, "cervnu": 6, "cervenec": 7, "cervence": 7, "cervenci": 7, "rijen": 10, "rijna": 10}


def month_of(word: str) -> int | None:
    """`Nov.` is 11, `listopada` 11, `ноября` 11, `יולי` 7; a word that is no month gives None."""
    name = plain(word).strip()
    if name in _WHOLE:
        return _WHOLE[name]
    # Hebrew glues its "in" to the month.
    for candidate in (name, name[1:] if name[:1] == "ב" else name):
        for length in range(min(len(candidate), 12), 2, -1):
            if candidate[:length] in _BY_BEGINNING:
                return _BY_BEGINNING[candidate[:length]]
    return None
