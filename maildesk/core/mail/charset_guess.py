"""Which charset unlabelled or mislabelled bytes are in, by how plausible the decoded characters are.

In: bytes that are not UTF-8. Out: the likeliest codec with its score. A score is a mean per character beyond ASCII: about 2 for real
text, below 0 for text that was decoded wrongly.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise

from maildesk.core.mail.letter_pairs import PAIRS

#: Single-byte codecs with the languages they are read for, the commonest first: of equal scores the earlier wins.
_LETTERS = (
    ("cp1252", ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi")),
    ("cp1251", ("ru", "uk", "bg")),
    ("cp1250", ("pl", "cs", "sk", "hu", "hr", "sl", "ro")),
    ("iso-8859-2", ("pl", "cs", "sk", "hu", "hr", "sl", "ro")),
    ("cp1254", ("tr",)),
    ("koi8-u", ("ru", "uk", "bg")),  # KOI8-R with Ukrainian letters instead of a few box lines
    ("cp1256", ("ar",)),
    ("cp1255", ("he",)),
    ("cp1253", ("el",)),
    ("iso-8859-5", ("ru", "uk", "bg")),
    ("cp866", ("ru", "uk")),
)
#: Multi-byte codecs with the characters that speak for them.
_SIGNS = ("gb18030", "big5hkscs", "cp932", "euc-jp", "cp949")
#: Short words without accents, by which languages in Latin letters are told apart.
_SMALL_WORDS = {
    "de": "der die das und ist ich nicht mit ein eine zu wo wann bitte noch wie mein meine von den auf hallo vielen",
    "fr": "le la les de des et est je ne pas vous mon ma une un que pour merci bonjour avec sur ou en ce du au",
    "es": "el la los de que y en mi no un una por con para hola gracias es se lo pedido buenos donde",
    "it": "il la di che non un una per con mi sono del mio grazie ciao buongiorno ho le dove da ma",
    "pt": "o a os de que e um uma por com meu minha para obrigado bom dia do da em foi ainda quando",
    "nl": "de het een en is ik niet van mijn dat op te voor met bedankt hallo wanneer waar graag",
    "sv": "och det att en jag inte min mitt som hej med av till har tack var den ett om",
    "da": "og det at en jeg ikke min mit som hej med af til har tak hvor den et om er",
    "no": "og det en jeg ikke min mitt som hei med av til har takk hvor den et om er",
    "fi": "ja on ei se en olen mutta hei kiitos kun minun mit jos tilaus",
    "pl": "i w nie na to do z jest moja gdzie prosz witam za kiedy mam czy po ale od dzie",
    "cs": "a v na je se to kde moje jsem do za dobr den kdy mi ale nebo po od jak prosim",
    "sk": "a v na je sa to kde moja som do za dobr den kedy mi ale alebo po od ako",
    "hu": "a az egy nem hol van hogy mikor is meg ezt csomag ez de vagy rendel",
    "hr": "i u na je se to gdje moja sam za dobar dan kada mi ali ili po od kako",
    "sl": "in v na je se to kje moja sem za dober dan kdaj mi ali po od kako",
    "ro": "si de la nu este unde comanda un o cu pe buna ziua mea am va rog in ce",
    "tr": "bir ve bu ne da de ben var yok merhaba nerede zaman kargo iade gelmedi siparis istiyorum",
    "en": "the and is my i it to of not have you for in was where order still are",
}
_ENOUGH = 700
_SURE = 2.0
_BEYOND = re.compile(rb"[^\x00-\x7f]")
_MARKS = frozenset("«»„“”‚‘’–—…€£°№§·•´`©®™\u00a0")
_WEAK = frozenset("¿¡²³½¼¾±×÷ªº¥¢")
_HANZI = frozenset(
    "的一是不了在人有我他这这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动"
    "面起看定天分还进好小部其些主样理心她本前开但因只从想实日意无它与长把机十第公此已使情明性知全三又关点正业外将两高间由问很最重并物手应向体文相见被利"
    "什二等或新己制果加月话合回特代内信表老给位次度任常先海通教原提立及比员解真论处走入几口认条平系气题更别打四总何电数安少报才结反受再做接必件计管期市直"
    "收款单货物流请谢您退换快递订单号包裹寄件买卖店客服询问麻烦已收到尺码颜色坏错发质量价格"
    "這個們來為國說時會對於過發後裡樣經麼學現當沒動還進開從實無與長機點業將兩間問應體見給題處認條氣數報結計單貨請謝您退換遞訂號寄買賣錯質價顏壞麻煩關請們嗎呢吧啊"
)
_HANGUL = frozenset(
    "이가는을를의에다하고은로지서나도사기그리어자한들아니안있수것시해인일대주보게제면라으정여부했만요세습네데까무오전우구장소거상스과와비원내미마원동생물원조성공신중받송품배문상환불취교확답변"
    "드려렸립됩됐되된될않없어았었였겠십녕감합죄언제번호택발온왔같달말려금격색깔이즈잘못파손확인요청드립니다안녕하세요주문배송"
)
_JA_KANJI = frozenset(
    "日本人大年会国中出一上行分生者前間時気何見学社方手自今場後先新発内小高長部下東地入来品着送届注文商交換返金確認願致申込住所氏名電話番号様宜御礼対応連絡件問合購荷物"
)


def best(data: bytes) -> tuple[str, float]:
    """The likeliest codec of `data` and its score; `("cp1252", -9.0)` when nothing decodes at all."""
    data = _sample(data)
    found, top = "cp1252", -9.0
    for codec in (*_SIGNS, *(codec for codec, _ in _LETTERS)):
        score = plausibility(data, codec)
        if score > top + 0.1:
            found, top = codec, score
    return found, top


def plausibility(data: bytes, codec: str) -> float:
    """How much `data` looks like text when read by `codec`, one of those that `knows` knows."""
    data = _sample(data)
    text = data.decode(codec, "replace")
    if codec in _SIGNS:
        return _signs(text, codec)
    languages = dict(_LETTERS).get(codec, _LETTERS[0][1])
    return _letters_of_any(text, languages)


def as_letters(text: str) -> float:
    """The same judgement of text that is decoded already, in any language written with letters."""
    return _letters_of_any(text[:_ENOUGH], tuple(language for _, languages in _LETTERS for language in languages))


def knows(codec: str) -> bool:
    """Whether `plausibility` can judge this codec (by the names that `charset` uses)."""
    return codec in _SIGNS or codec in dict(_LETTERS)


def _sample(data: bytes) -> bytes:
    """Enough to judge by, from the first characters beyond ASCII on: what stands before them is whole, so no character is halved."""
    if len(data) <= _ENOUGH:
        return data
    first = _BEYOND.search(data)
    start = max(first.start() - 200, 0) if first else 0
    piece = data[start : start + _ENOUGH]
    # Lines without such characters say nothing, and the last line may end within one.
    return b"\n".join(line for line in piece.split(b"\n")[:-1] if not line.isascii()) or piece


def _signs(text: str, codec: str) -> float:
    """Mean weight of the characters beyond ASCII for one of the East Asian codecs."""
    weigh = {"gb18030": _chinese, "big5hkscs": _chinese, "cp932": _japanese, "euc-jp": _japanese, "cp949": _korean}[
        codec
    ]
    weights = [weigh(character) for character in text if character > "\x7f"]
    return sum(weights) / len(weights) if weights else 0.0


def _chinese(character: str) -> float:
    if character in _HANZI:
        return 3.0
    if "\u4e00" <= character <= "\u9fff":
        return 0.8 if _in_level_one(character) else -2.0
    return _neutral(character)


def _japanese(character: str) -> float:
    if "\u3041" <= character <= "\u3096" or character == "\u30fc":
        return 3.0
    if "\u30a1" <= character <= "\u30fa":
        return 2.5
    if character in _JA_KANJI:
        return 2.5
    if "\uff61" <= character <= "\uff9f":
        return -1.0
    if "\u4e00" <= character <= "\u9fff":
        return 0.5 if character in _japanese_level_one() else -2.0
    return _neutral(character)


def _korean(character: str) -> float:
    if character in _HANGUL:
        return 3.0
    if "\uac00" <= character <= "\ud7a3":
        return 0.8 if character in _level_one("euc_kr", 0xB0, 0xC8) else -2.0
    if "\u4e00" <= character <= "\u9fff":
        return -2.0
    if "\u3131" <= character <= "\u318e":
        return 0.5
    return _neutral(character)


def _neutral(character: str) -> float:
    """Punctuation and full-width forms fit all of them, letters of other scripts none."""
    if (
        "\u3000" <= character <= "\u301f"
        or "\uff01" <= character <= "\uff5e"
        or character in _MARKS
        or character in "○●★☆※→←↑↓"
    ):
        return 1.0
    return -3.0


def _in_level_one(character: str) -> bool:
    """Among the 3,755 characters of GB 2312's first level or the 5,401 of Big5's: the ones in everyday use."""
    return character in _level_one("gb2312", 0xB0, 0xD7) or character in _level_one("big5", 0xA4, 0xC6)


def _japanese_level_one() -> frozenset[str]:
    return _level_one("euc-jp", 0xB0, 0xCF)


@cache
def _level_one(codec: str, first: int, last: int) -> frozenset[str]:
    pairs = (bytes((lead, trail)) for lead in range(first, last + 1) for trail in range(0x40, 0xFF))
    return frozenset("".join(pair.decode(codec, "ignore") for pair in pairs if not pair.isascii()))


_ASCII_WORD = re.compile(r"\b[a-z]{1,10}\b", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+|[^\w\s]|[\d_]+")


def _pairs(text: str) -> list[str]:
    """Pairs of neighbours with a character beyond ASCII, words edged by `_`; a symbol stands alone; `^` marks a capital inside a word."""
    out: list[str] = []
    for line in text.split("\n"):
        if line.isascii():
            continue
        for found in _WORD.finditer(line):
            word = found[0]
            if word.isascii():
                continue
            if not word[0].isalpha():
                out.append(word)
                continue
            if len(word) == 1 and line[found.end() : found.end() + 1].isdigit():
                out.append("^")  # "Ł25" is a pound sign gone wrong
                continue
            low = f"_{word.lower()}_"
            out.extend(a + b for a, b in pairwise(low) if a > "\x7f" or b > "\x7f")
            out.extend("^" for a, b in pairwise(word) if b > "\x7f" and a.islower() and b.isupper())
    return out


def _letters_of_any(text: str, languages: tuple[str, ...]) -> float:
    pairs = Counter(_pairs(text))
    words = set(_ASCII_WORD.findall(text.lower()))
    top = -9.0
    for language in dict.fromkeys(languages):
        top = max(top, _letters(pairs, language) + _small_words(words, language))
        if top > _SURE:
            break
    return top


def _small_words(words: set[str], language: str) -> float:
    """Up to 1 for a language whose small words are there: four are as good as sure."""
    return min(len(words & _words_of(language)), 4) / 4


@cache
def _words_of(language: str) -> frozenset[str]:
    return frozenset(_SMALL_WORDS.get(language, "").split())


def _letters(pairs: Counter[str], language: str) -> float:
    """Mean weight of the pairs as text in one language."""
    if not pairs:
        return 0.0
    ranks, letters = _table(language)
    total = 0.0
    for pair, times in pairs.items():
        rank = ranks.get(pair)
        if rank is not None:
            total += times * rank
        elif len(pair) == 1:
            total -= times * (0.0 if pair in _MARKS else 0.5 if pair in _WEAK else 3.0)
        elif pair[0] in letters and pair[1] in letters:
            total -= times * 0.2
        else:
            total -= times * 3.0
    return total / pairs.total()


@cache
def _table(language: str) -> tuple[dict[str, float], frozenset[str]]:
    """Weights of the pairs by rank, 3 falling to 1, and the letters that occur in the language at all."""
    ranked = PAIRS.get(language, "é_ fé né ïv").split(" ")
    ranks = {pair: 3.0 - 2.0 * place / len(ranked) for place, pair in enumerate(ranked)}
    letters = frozenset("".join(ranked)) | {"_"}
    # Words never mix alphabets, but every Latin alphabet has the letters of ASCII.
    return ranks, letters | frozenset("abcdefghijklmnopqrstuvwxyz") if language in _SMALL_WORDS else letters
