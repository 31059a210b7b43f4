"""Loads and checks the packs of what the desk writes of itself: laws, channels, follow-up rules, caps, occasions, words of offers.

In: the folder `care/` beside this file. Out: core values. Raises `SettingError` naming file and row, and what it held, for a row that
cannot be: a country in two laws, an unknown class, condition, trigger or purpose, no source. It leaves no row out in silence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from babel.core import get_global

from maildesk.core.care.caps import Cap
from maildesk.core.care.channel import ALL, ContactRule
from maildesk.core.care.classes import Offers
from maildesk.core.care.followup import Rule, Trigger
from maildesk.core.care.law import Basis, Law, Laws
from maildesk.core.care.occasion import Kind, Occasion
from maildesk.core.care.quiet import Hours
from maildesk.core.care.standing import CONDITIONS
from maildesk.core.clock.span import span_of
from maildesk.core.order import Channel
from maildesk.core.placing.relay import Relay
from maildesk.core.reply.families import FAMILIES, Family, MailClass
from maildesk.errors import SettingError

FOLDER = Path(__file__).parent / "care"
#: What a greeting is called among the purposes of the channels and the caps.
GREETING = "greeting"
_FILES = ("channels", "laws", "occasions", "offers", "rules")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Table = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CarePacks:
    """Everything of the folder. `version` names the rules a mail was judged by: the day of the laws and a hash of all files."""

    version: str
    laws: Laws
    channels: Mapping[str, ContactRule]
    rules: Mapping[str, Rule]
    caps: tuple[Cap, ...]
    hours: Hours
    occasions: Mapping[str, Occasion]
    offers: Offers
    zones: Mapping[str, tuple[ZoneInfo, ...]]
    no_contacts: tuple[Relay, ...] = ()

    def zones_of(self, country: str) -> tuple[ZoneInfo, ...]:
        """The zones in which a buyer of this country may be; for an unknown one from one end of Europe to the other."""
        if country in self.zones:
            return self.zones[country]
        known = [zone for zone in get_global("territory_zones").get(country, ()) if not zone.startswith("Etc/")]
        return (ZoneInfo(known[0]),) if known else self.zones["unknown"]


@cache
def load_care(folder: Path = FOLDER) -> CarePacks:
    """All packs of a folder; `SettingError` names the first thing that is wrong."""
    texts = {name: (folder / f"{name}.toml").read_bytes() for name in _FILES}
    tables = {name: _toml(name, text) for name, text in texts.items()}
    hashed = sha256(b"".join(texts[name] for name in _FILES)).hexdigest()[:8]
    rules = _named("rules", tables["rules"]["rule"], _rule)
    purposes = {ALL, GREETING, *rules}
    channels = _named("channels", tables["channels"]["channel"], lambda row: _channel(row, purposes))
    if absent := {str(each) for each in Channel} - set(channels):
        raise SettingError(f"care: channels: no row for {', '.join(sorted(absent))}")
    hours = tables["rules"]["hours"]
    return CarePacks(
        version=f"{tables['laws']['version']}.{hashed}",
        laws=_laws(tables["laws"]),
        channels=channels,
        rules=rules,
        caps=tuple(_row("rules", row, lambda row: _cap(row, purposes)) for row in tables["rules"]["cap"]),
        hours=_row("rules", hours, lambda row: Hours(_time(row["opens"]), _time(row["closes"]))),
        occasions=_named("occasions", tables["occasions"]["occasion"], _occasion),
        offers=_row("offers", tables["offers"], lambda row: Offers(_words(row["words"]), frozenset(row["facts"]))),
        no_contacts=_row("channels", tables["channels"], _no_contacts),
        zones={code: tuple(ZoneInfo(zone) for zone in zones) for code, zones in tables["rules"]["zones"].items()},
    )


def occasion_rows(folder: Path = FOLDER) -> Mapping[str, Table]:
    """The occasions' rows as written, with how each day is found (`packs.care_days`)."""
    return {row["name"]: row for row in _toml("occasions", (folder / "occasions.toml").read_bytes())["occasion"]}


def _toml(name: str, text: bytes) -> Table:
    try:
        return tomllib.loads(text.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise SettingError(f"care: {name}.toml: {wrong}") from wrong


def _row(file: str, row: Table, read: Callable[[Table], T]) -> T:
    try:
        return read(row)
    except (KeyError, ValueError, TypeError) as wrong:
        name = row.get("name") or row.get("channel") or dict(row)
        raise SettingError(f"care: {file}.toml: {name} is wrong: {wrong!r}") from wrong


def _named(file: str, rows: Iterable[Table], read: Callable[[Table], T]) -> dict[str, T]:
    found: dict[str, T] = {}
    for row in rows:
        name = str(row.get("name") or row.get("channel") or "")
        if not name or name in found:
            raise SettingError(f"care: {file}.toml: a row has no name, or one that is taken: {dict(row)!r}")
        found[name] = _row(file, row, read)
    return found


def _laws(table: Table) -> Laws:
    laws = _named("laws", table["law"], _law)
    countries = [country for law in laws.values() for country in law.countries]
    if twice := {country for country in countries if countries.count(country) > 1}:
        raise SettingError(f"care: laws.toml: in two laws: {', '.join(sorted(twice))}")
    if table["default"] not in laws:
        raise SettingError(f"care: laws.toml: the default {table['default']!r} is no law")
    return Laws(tuple(laws.values()), laws[table["default"]])


def _law(row: Table) -> Law:
    if not row["source"] or not row["countries"] or not row["grounds"]:
        raise ValueError("a law needs a source, countries and grounds")
    return Law(
        name=row["name"],
        countries=frozenset(row["countries"]),
        gated=_classes(row["gated"]),
        grounds=tuple((Basis(name), int(months)) for name, months in row["grounds"].items()),
        postal_address=_classes(row["postal_address"]),
        label=row.get("label", ""),
        closed_weekdays=frozenset(_WEEKDAYS.index(name) for name in row.get("closed_weekdays", ())),
        closed_holidays=row.get("closed_holidays", False),
        honour_days=row.get("honour_days", 2),
        source=row["source"],
        grade=row["grade"],
    )


def _classes(names: Iterable[str]) -> frozenset[MailClass]:
    return frozenset(MailClass(name) for name in names)


def _channel(row: Table, purposes: set[str]) -> ContactRule:
    if unknown := set(row["purposes"]) - purposes:
        raise ValueError(f"no rule is called {', '.join(sorted(unknown))}")
    channel = str(Channel(row["channel"]))
    return ContactRule(channel, frozenset(row["purposes"]), row.get("within_days", 0), row["source"], row["grade"])


def _no_contacts(table: Table) -> tuple[Relay, ...]:
    return tuple(Relay(str(Channel.OTHER), str(domain)) for domain in table["no_contacts"])


def _rule(row: Table) -> Rule:
    needs = tuple(row.get("needs", ()))
    if unknown := set(needs) - set(CONDITIONS):
        raise ValueError(f"no condition is called {', '.join(sorted(unknown))}")
    return Rule(
        name=row["name"],
        trigger=Trigger(row["trigger"]),
        delay=span_of(row["delay"]),
        keeps=span_of(row["keeps"]),
        mail_class=FAMILIES[row["template"]].mail_class,
        template=row["template"],
        needs=needs,
        automatic=row.get("automatic", False),
    )


def _cap(row: Table, purposes: set[str]) -> Cap:
    purpose = row.get("purpose", "")
    if purpose and purpose not in purposes:
        raise ValueError(f"no rule is called {purpose}")
    return Cap(row["name"], MailClass(row["class"]), int(row["most"]), int(row["days"]), purpose)


def _occasion(row: Table) -> Occasion:
    if FAMILIES[row["template"]].family is not Family.GREETING:
        raise ValueError(f"{row['template']} is no greeting")
    return Occasion(row["name"], Kind(row["kind"]), row["template"], int(row["before"]), int(row["after"]))


def _time(value: time) -> time:
    if not isinstance(value, time):
        raise TypeError(f"{value!r} is no time of day")
    return value


def _words(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.casefold() for word in words))
