"""What the desk makes of one parsed mail: numbers, language, intent, early warnings. One value for the road and for `inspect`.

In: `ParsedMail`, what the desk knows (`Knowledge`), and what the store tells of buyer and order. Out: `Understood`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from maildesk.core.intent.classify import Classifier
from maildesk.core.intent.found import Intent, IntentFound, OrderHints
from maildesk.core.intent.threats import WarningSign, flags
from maildesk.core.language.detect import Detector
from maildesk.core.language.found import Hints, LanguageFound
from maildesk.core.mail.defects import Defect
from maildesk.core.mail.kinds.knowledge import MailKnowledge
from maildesk.core.mail.parsed import Kind, ParsedMail
from maildesk.core.placing.numbering import FoundNumber, FoundTracking, Numbering
from maildesk.core.placing.order_format import learn_formats
from maildesk.core.placing.order_number import find_orders
from maildesk.core.placing.tracking_number import find_trackings

#: Below this the language of a mail is a guess, and a threat counts in any; from this chance on another language counts beside it.
_SURE, _MAY_BE = 0.5, 0.1
_NO_BOOK: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the desk knows before any mail comes: packs and models, built once by the wiring."""

    numbering: Numbering
    senders: MailKnowledge
    detector: Detector
    classifier: Classifier


def taught(known: Knowledge, numbers: Iterable[str]) -> Knowledge:
    """The same knowledge with the forms in which the shop itself writes its order numbers, learnt from its book."""
    formats = (*learn_formats(numbers), *known.numbering.formats)
    return replace(known, numbering=replace(known.numbering, formats=formats))


@dataclass(frozen=True, slots=True)
class Numbers:
    """The order and tracking numbers a mail names in its subject and newest text, in that order, each once."""

    orders: tuple[FoundNumber, ...] = ()
    trackings: tuple[FoundTracking, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """`intents` None unless a buyer wrote it (design 5)."""

    numbers: Numbers
    language: LanguageFound
    intents: IntentFound | None = None
    warnings: tuple[WarningSign, ...] = ()

    @property
    def intent(self) -> Intent | None:
        return self.intents.first if self.intents else None


def numbers(mail: ParsedMail, numbering: Numbering, known: Mapping[str, str] = _NO_BOOK) -> Numbers:
    """The numbers of a mail; `known` is what the order book holds of its `possible_keys`."""
    said = spoken(mail)
    trackings = find_trackings(mail.subject, said, numbering)
    named = [t.number for t in trackings]
    orders = find_orders(mail.subject, said, numbering, sender_domain=mail.sender.domain, trackings=named, known=known)
    return Numbers(orders, trackings)


def spoken(mail: ParsedMail) -> str:
    """Where a mail's numbers stand: its newest text, and of a shop's form all its fields."""
    return mail.text if Defect.CONTACT_FORM in mail.defects else mail.newest_text


def understand(mail: ParsedMail, found: Numbers, knowledge: Knowledge, hints: Hints, order: OrderHints) -> Understood:
    """Language and intent of a mail, with what is known of its buyer and order."""
    return meant(mail, found, language_of(mail, knowledge, hints), knowledge, order)


def language_of(mail: ParsedMail, knowledge: Knowledge, hints: Hints) -> LanguageFound:
    """The first half of `understand`: the language of the newest text, or of the subject when there is no other."""
    return knowledge.detector.detect(mail.newest_text or mail.subject, hints)


def meant(
    mail: ParsedMail, found: Numbers, language: LanguageFound, knowledge: Knowledge, order: OrderHints
) -> Understood:
    """The second half of `understand`: what a buyer wants, and warns of."""
    if mail.kind is not Kind.BUYER:
        return Understood(found, language)
    intents = knowledge.classifier.classify(mail.subject, mail.newest_text, language.language, order)
    sure = language.confidence >= _SURE
    warnings = flags(mail.subject, mail.newest_text, language.language if sure else None, _neighbours(language))
    return Understood(found, language, intents, warnings)


def _neighbours(language: LanguageFound) -> tuple[str, ...]:
    """The languages that a mail may be written in, too, and those of whole sentences in it."""
    return (*language.mixed, *(name for name, chance in language.ranked if chance >= _MAY_BE))
