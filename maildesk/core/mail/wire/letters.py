"""Words and characters by which languages and East Asian charsets are told apart. Rows only; read by `charset_guess`."""

from __future__ import annotations

#: Short words without accents, by which languages in Latin letters are told apart.
SMALL_WORDS = {
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
#: Letters too rare to be in a frequent pair.
RARE_LETTERS = {
    "fr": "àâæçéèêëîïôœùûü",
    "es": "áéíñóúü",
    "pt": "àáâãçéêíóôõúü",
    "it": "àèéìíîòóùú",
    "nl": "áäéëèïíóöúü",
    "de": "äöüßé",
    "sv": "åäöéü",
    "da": "æøåéö",
    "no": "æøåéöò",
    "fi": "äöåšž",
    "en": "éèêïñçöüœ",
}
#: Characters of everyday Chinese, of both writings, and of the trade's mails.
HANZI = frozenset(
    "的一是不了在人有我他这这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动"
    "面起看定天分还进好小部其些主样理心她本前开但因只从想实日意无它与长把机十第公此已使情明性知全三又关点正业外将两高间由问很最重并物手应向体文相见被利"
    "什二等或新己制果加月话合回特代内信表老给位次度任常先海通教原提立及比员解真论处走入几口认条平系气题更别打四总何电数安少报才结反受再做接必件计管期市直"
    "收款单货物流请谢您退换快递订单号包裹寄件买卖店客服询问麻烦已收到尺码颜色坏错发质量价格"
    "這個們來為國說時會對於過發後裡樣經麼學現當沒動還進開從實無與長機點業將兩間問應體見給題處認條氣數報結計單貨請謝您退換遞訂號寄買賣錯質價顏壞麻煩關請們嗎呢吧啊"
)
#: Syllables of everyday Korean.
HANGUL = frozenset(
    "이가는을를의에다하고은로지서나도사기그리어자한들아니안있수것시해인일대주보게제면라으정여부했만요세습네데까무오전우구장소거상스과와비원내미마원동생물원조성공신중받송품배문상환불취교확답변"
    "드려렸립됩됐되된될않없어았었였겠십녕감합죄언제번호택발온왔같달말려금격색깔이즈잘못파손확인요청드립니다안녕하세요주문배송"
)
#: Kanji of everyday Japanese and of the trade's mails.
KANJI = frozenset(
    "日本人大年会国中出一上行分生者前間時気何見学社方手自今場後先新発内小高長部下東地入来品着送届注文商交換返金確認願致申込住所氏名電話番号様宜御礼対応連絡件問合購荷物写真画像資料説明書添付領収証破損傷不良色違希望"
)
