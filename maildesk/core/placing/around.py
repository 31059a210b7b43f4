"""What stands around a number: the nearest word that says what the number is, on either side.

In: plain text, a number's place in it, and the cue words. Out: `Left` and `Right`. It decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from maildesk.core.placing.cues import cues_in, tokens_of
from maildesk.core.placing.numbering import Cue, CueWords

#: How far is looked, in characters: the longest wordings ("the number of the order that I placed is") are shorter.
_REACH_LEFT = 90
_REACH_RIGHT = 36
#: Unknown words that may stand between a number and the word it belongs to.
_WIDEST_GAP = 6
#: A blank line may stand between "Order number:" and the number; a number of two digits ("15 days ago") may come between.
_MOST_NEWLINES = 2
_LONGEST_ASIDE = 2
#: "numéro de suivi de la commande": words from the order back to the label.
_FURTHEST_LABEL = 6
_ENDS = frozenset(".!?\u2026\u3002\uff01\uff1f")
_SETS_OFF = frozenset(":=([<\"'#-,\u300c\u300e\u3010/")
_PASSES = frozenset("\"'()[]>*\u300d\u300f\u3011-")
_SPEAKS = (Cue.ORDER, Cue.ORDERING, Cue.TRACKING, Cue.DECOY, Cue.PAPER, Cue.RETURN, Cue.MONEY, Cue.ACT)
_CLAIMS = frozenset({Cue.DECOY, Cue.PAPER, Cue.MONEY})
_WEAK = frozenset({Cue.FILLER, Cue.LABEL})
_OF_ORDERS = frozenset({Cue.ORDER, Cue.ORDERING})
_JOINS = frozenset({Cue.JOINER, Cue.LABEL})
_LEADS = frozenset({Cue.JOINER, Cue.LABEL, Cue.FILLER})
_LEAD_IN = frozenset("#:")
_NEWLINE = "\n"
_BRIDGES = frozenset({Cue.FILLER, Cue.JOINER, Cue.AND, Cue.TO})
_NOTHING: frozenset[Cue] = frozenset()


@dataclass(frozen=True, slots=True)
class Left:
    """The nearest speaking word before a number. `gap`: unknown words between. `labelled`: "number", "Nr." belongs to it.

    `set_off`: a colon, bracket, dash or "is" stands before the number. `label_of`: what the label further left is of.
    `for_its_sake`: "for", "zu", "по" stands before the number.
    """

    cue: Cue | None = None
    gap: int = 0
    labelled: bool = False
    set_off: bool = False
    label_of: Cue | None = None
    for_its_sake: bool = False

    @property
    def claims(self) -> bool:
        """The nearest word is another thing's, and the number is its own rather than what it is wanted for."""
        if self.cue is Cue.RETURN:
            return self.labelled
        return self.cue in _CLAIMS and (self.labelled or not self.for_its_sake)


@dataclass(frozen=True, slots=True)
class Right:
    """The nearest speaking word behind a number, if nothing but joining words stands between; `joined`: some do.

    `doubtful`: the unit is a small word of another language ("am", "par", "min", "w").
    """

    cue: Cue | None = None
    joined: bool = False
    doubtful: bool = False


def look_left(text: str, start: int, words: CueWords) -> Left:
    """What the words before `start` say of the number there."""
    tokens = tokens_of(text[max(0, start - _REACH_LEFT) : start])[::-1]
    walk = _Walk()
    for at, token in enumerate(tokens):
        if token[0].isalpha():
            if walk.past_word(token, tokens[at + 1 :], words):
                break
        elif token.isdigit():
            if len(token) > _LONGEST_ASIDE:
                break
            walk.gap += 1
        elif walk.stops_at(token) or (token in _ENDS and not _is_abbreviation(tokens, at, words)):
            break
    if walk.coded and walk.cue not in _OF_ORDERS:
        return Left(Cue.DECOY, 0, walk.labelled, walk.set_off)
    return Left(walk.cue, walk.gap, walk.labelled, walk.set_off, walk.label_of, walk.for_its_sake)


@dataclass(slots=True)
class _Walk:
    """The walk to the left, word by word, until a word speaks."""

    cue: Cue | None = None
    gap: int = 0
    labelled: bool = False
    set_off: bool = False
    label_of: Cue | None = None
    for_its_sake: bool = False
    coded: bool = False
    newlines: int = 0

    def past_word(self, word: str, further: list[str], words: CueWords) -> bool:
        """Take one word; whether the walk is over."""
        for cues in reversed(cues_in(word, words)):
            spoken = next((c for c in _SPEAKS if c in cues and not (c in _CLAIMS and cues & _WEAK)), None)
            # "Order code 1034" is the order's, "code 1034" alone a door's or a voucher's.
            self.coded = self.coded or (Cue.DECOY in cues and Cue.LABEL in cues and not self.gap)
            # An act stands right before its number; further off it is a word like any other.
            if spoken is not None and not (self.gap and (spoken is Cue.ACT or cues & _BRIDGES)):
                beyond = _label_beyond(further, words)
                self.cue, self.label_of = spoken, beyond.cue
                self.labelled = self.labelled or (not self.gap and beyond.labelled)
                return True
            self.for_its_sake = self.for_its_sake or (Cue.SAKE in cues and not self.gap)
            if Cue.LABEL in cues:
                self.labelled = self.labelled or not self.gap
            elif not cues & _BRIDGES:
                self.gap += 1
            elif Cue.FILLER in cues and not self.gap:
                self.set_off = True
        return self.gap > _WIDEST_GAP

    def stops_at(self, mark: str) -> bool:
        """Take one mark; whether the number's line is too far back."""
        if mark == _NEWLINE:
            self.newlines += 1
            return self.gap > 0 or self.newlines > _MOST_NEWLINES
        self.set_off = self.set_off or (not self.gap and mark in _SETS_OFF)
        return False


def _label_beyond(tokens: list[str], words: CueWords) -> Left:
    """`número de` pedido, `номер отслеживания` заказа: a label in front of the word, and what it is a label of."""
    between: Cue | None = None
    for at, token in enumerate(tokens[:_FURTHEST_LABEL]):
        if not token[0].isalpha():
            break
        for cues in reversed(cues_in(token, words)):
            if Cue.LABEL in cues:
                # "1730 nolu siparişim 10 gündür ...": that label is of the number before it.
                taken = Cue.JOINER in cues and tokens[at + 1 : at + 2] != [] and tokens[at + 1].isdigit()
                return Left() if taken else Left(between, labelled=between is None)
            spoken = next((c for c in _SPEAKS if c in cues), None)
            if between is None and spoken in (Cue.TRACKING, Cue.DECOY, Cue.PAPER):
                between = spoken
            elif not cues & _BRIDGES:
                return Left()
    return Left()


def _is_abbreviation(tokens: list[str], at: int, words: CueWords) -> bool:
    """The full stop of "Nr.", "Bestellnr.", "č.", "cmd.", "tel." rather than of a sentence."""
    if at + 1 >= len(tokens) or not tokens[at + 1][0].isalpha():
        return False
    last = cues_in(tokens[at + 1], words)
    size, cues = len(tokens[at + 1]), last[-1] if last else _NOTHING
    return Cue.LABEL in cues or (size <= 5 and Cue.ORDER in cues) or (size <= 3 and Cue.DECOY in cues)


def look_right(text: str, end: int, words: CueWords) -> Right:
    """What the words behind `end` say of the number there: a unit right behind it, or an order word after joining words."""
    pieces, number_follows = _pieces_behind(tokens_of(text[end : end + _REACH_RIGHT]), words)
    joined = False
    for at, cues in enumerate(pieces):
        joins = bool(cues & _JOINS)
        # Right behind the number: in 1120那個杯子 nothing is counted.
        if Cue.UNIT in cues and not at and not (joins and any(Cue.ORDER in c for c in pieces[at + 1 : at + 3])):
            return Right(Cue.UNIT, joined, doubtful=Cue.FILLER in cues and not joins)
        if cues & _OF_ORDERS:
            leads_on = number_follows and not joined and all(c & _LEADS for c in pieces[at + 1 :])
            return Right(None if leads_on else Cue.ORDER, joined)
        if Cue.ACT in cues:
            return Right(Cue.ACT, joined)
        if not joins and Cue.FILLER not in cues:
            break
        joined = joined or joins
    return Right(None, joined)


def _pieces_behind(tokens: list[str], words: CueWords) -> tuple[list[frozenset[Cue]], bool]:
    """The meanings behind a number up to the end of its phrase, and whether another number ends it."""
    pieces: list[frozenset[Cue]] = []
    for token in tokens:
        if token[0].isalpha():
            pieces += cues_in(token, words)
        elif token[0].isdigit() or token in _LEAD_IN:
            return pieces, True
        elif token not in _PASSES:
            break
    return pieces, False
