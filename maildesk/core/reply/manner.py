"""How a locale writes dates, money, numbers, lists and plurals, by CLDR (Babel).

In: a value and the `Manner` of the reader. Out: text. Dates are days of the reader's own zone, without the year where it is
plain; codes and foreign names are isolated in texts written from right to left (Unicode UAX 9, isolates), else their parts change places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import lru_cache
from unicodedata import bidirectional
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import Locale, UnknownLocaleError, get_global
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

from maildesk.core.locales import direction
from maildesk.core.reply.carriers import carrier_name
from maildesk.core.reply.facts import Carrier, Code, Country, Line, Link, Money, Name, Percent, Value

#: Where most people of a country with several zones live.
_ZONES = {
    "US": "America/New_York", "CA": "America/Toronto", "BR": "America/Sao_Paulo", "MX": "America/Mexico_City",
    "AU": "Australia/Sydney", "RU": "Europe/Moscow", "ID": "Asia/Jakarta", "KZ": "Asia/Almaty", "CN": "Asia/Shanghai",
    "ES": "Europe/Madrid", "PT": "Europe/Lisbon", "DE": "Europe/Berlin", "UA": "Europe/Kyiv", "CL": "America/Santiago",
    "AR": "America/Argentina/Buenos_Aires", "EC": "America/Guayaquil", "NZ": "Pacific/Auckland", "MY": "Asia/Kuala_Lumpur",
    "FR": "Europe/Paris",
}  # fmt: skip
#: Locales whose name for Babel is not their own.
_BABEL = {"zh-Hans": "zh_Hans_CN", "zh-Hant": "zh_Hant_TW", "pt-BR": "pt_BR", "en": "en_GB"}
_LRI, _FSI, _PDI = "\u2066", "\u2068", "\u2069"
#: The first of a month is an ordinal in these languages; CLDR writes a bare number.
_FIRST = {"fr": "1er", "it": "1º", "pt": "1º"}
#: Italian words that lose their vowel before "8" (otto) and "11" (undici).
_ELIDED = {"il ": "l'", "dal ": "dall'", "del ": "dell'", "al ": "all'", "Il ": "L'", "Dal ": "Dall'"}
#: Languages that say what before how many in a list of goods.
_TITLE_FIRST = frozenset({"zh", "ja", "ko"})
#: The place between the code of a currency and its amount (CLDR, currencySpacing).
_CODE_BEFORE = re.compile(r"(?<=[A-Z])(?=\d)")
#: A year is said only for days further away than this.
_PLAIN_DAYS = 200


@dataclass(frozen=True, slots=True)
class Manner:
    """The way of one reader: `locale` is ours (BCP 47), `babel` its data, `today` the day there."""

    locale: str
    babel: Locale
    zone: tzinfo
    today: date

    @property
    def rtl(self) -> bool:
        return direction(self.locale) == "rtl"


def manner(locale: str, country: str, now: datetime) -> Manner:
    """The manner of a reader of `locale` in `country` (either may be empty), at the moment `now` (aware)."""
    zone = _zone(country)
    return Manner(locale, _babel(locale, country), zone, now.astimezone(zone).date())


def write(value: Value, how: Manner) -> str:
    """The value as the reader writes it. A flag has no words: it raises TypeError."""
    if isinstance(value, bool):
        raise TypeError("a flag can be asked, not written")
    if isinstance(value, date):
        return _day(value.astimezone(how.zone).date() if isinstance(value, datetime) else value, how)
    if isinstance(value, Money):
        return _money(value, how.babel)
    if isinstance(value, Percent):
        return format_percent(Decimal(value) / 100, locale=how.babel)
    if isinstance(value, int):
        return number(value, how)
    if isinstance(value, tuple):
        return _several(value, how)
    return _words(value, how)


def number(value: int, how: Manner) -> str:
    return _number(value, how.babel)


def joined(before: str, words: str, how: Manner) -> str:
    """The words before a fact as they stand before this one: "entro il " and "8 ottobre" become "entro l'8 ottobre"."""
    if how.babel.language != "it" or not words.startswith(("8 ", "11 ")):
        return before
    ending = next((each for each in _ELIDED if before.endswith((f" {each}", f"({each}")) or before == each), "")
    return before[: -len(ending)] + _ELIDED[ending] if ending else before


def plural_category(value: int, how: Manner) -> str:
    """The CLDR category of a number in this language: zero, one, two, few, many or other."""
    return how.babel.plural_form(value)


def _several(values: tuple[Name, ...] | tuple[Line, ...], how: Manner) -> str:
    """Names in a sentence; the lines of an order below each other."""
    names = [_own_name(each, how) for each in values if isinstance(each, Name)]
    lines = [_line(each, how) for each in values if isinstance(each, Line)]
    return "\n".join(lines) or format_list(names, locale=how.babel)


def _line(line: Line, how: Manner) -> str:
    title, quantity = _own_name(line.title, how), number(line.quantity, how)
    return f"{title} × {quantity}" if how.babel.language in _TITLE_FIRST or how.rtl else f"{quantity} × {title}"


def _words(value: str, how: Manner) -> str:
    if isinstance(value, Carrier):
        return _own_name(carrier_name(value, how.locale), how)
    if isinstance(value, Country):
        return str(how.babel.territories.get(value, value))
    if isinstance(value, Link) and how.rtl:
        # Programs make a link of everything up to the next blank; the mark would become part of the address.
        return f"{_LRI}{value} {_PDI}"
    if isinstance(value, Code) and how.rtl:
        return f"{_LRI}{value}{_PDI}"
    return _own_name(value, how)


def _own_name(text: str, how: Manner) -> str:
    """Isolated where any of its letters runs against the text: behind "ספל 0.3L" a number would join the Latin letter."""
    ways = {"L"} if text.isascii() else {bidirectional(c) for c in text}
    to_the_left = bool(ways & {"R", "AL"})
    against = ("L" in ways or not to_the_left) if how.rtl else to_the_left
    return f"{_FSI}{text}{_PDI}" if against else text


def _day(day: date, how: Manner) -> str:
    return _written_day(day, abs((day - how.today).days) <= _PLAIN_DAYS, str(how.babel))


@lru_cache(maxsize=4096)
def _written_day(day: date, near: bool, babel: str) -> str:
    text = format_skeleton("MMMMd", day, locale=babel) if near else format_date(day, "long", locale=babel)
    first = _FIRST.get(babel.partition("_")[0])
    return first + text[1:] if first and text.startswith("1 ") else text


@lru_cache(maxsize=4096)
def _number(value: int, babel: Locale) -> str:
    return format_decimal(value, locale=babel)


@lru_cache(maxsize=4096)
def _money(money: Money, babel: Locale) -> str:
    text = format_currency(money.amount, money.currency, locale=babel)
    # CLDR's Ukrainian writes the euro's code, Ukrainians its sign. Babel leaves out the space that CLDR puts after a code.
    return _CODE_BEFORE.sub("\u00a0", text.replace("EUR", "€"))


@lru_cache(maxsize=512)
def _babel(locale: str, country: str) -> Locale:
    """The data of the language as it is written in that country; zh-Hant of Hong Kong is not that of Taiwan."""
    region = locale.partition("-")[2]
    tags = [_BABEL.get(locale, locale.replace("-", "_")), "en_GB"]
    if country and (not region or locale == "zh-Hant"):
        tags.insert(0, f"{locale.replace('-', '_')}_{country}")
    for tag in tags:
        try:
            return Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


@lru_cache(maxsize=512)
def _zone(country: str) -> tzinfo:
    zones = get_global("territory_zones").get(country, ())
    try:
        return ZoneInfo(_ZONES.get(country) or (zones[0] if zones else "UTC"))
    except ZoneInfoNotFoundError:
        return ZoneInfo("UTC")
