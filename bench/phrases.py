"""What the bench's buyers say: per language a few sentences, a subject, how a client opens a quotation, and charsets in use.

Data only. The texts are made for cost and for threads, not for judging how well anything is understood.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speech:
    """`word` is the sentence that carries a mail's token; `quoting` opens a quotation and takes `{who}`."""

    language: str
    country: str
    charsets: tuple[str, ...]
    accent: str
    names: tuple[str, ...]
    subjects: tuple[str, ...]
    hello: str
    asks: tuple[str, ...]
    numbered: str
    says: tuple[str, ...]
    word: str
    closing: str
    quoting: str


SPEECHES = (
    Speech(
        "de", "DE", ("utf-8", "iso-8859-1", "windows-1252"), "ü",
        ("Jörg Weiß", "Änne Krüger", "Lukas Schäfer"), ("Frage zu meiner Lieferung", "Paket für Küche", "Rückfrage"),
        "Guten Tag,", ("Wo bleibt mein Paket? Ich warte schon über drei Wochen darauf.",
        "Die Lampe kam zerbrochen an, der Schirm hat einen großen Riss.", "Ich möchte den Artikel zurückschicken."),
        "Es geht um die Bestellung {number}.",
        ("Die Sendungsverfolgung zeigt seit Tagen nichts Neues mehr an.", "Es war als Geschenk für meine Mutter gedacht.",
        "Bitte geben Sie mir möglichst bald Bescheid.", "Beim letzten Mal ging alles viel schneller.",
        "Ich habe schon bei der Post nachgefragt, dort weiß niemand etwas."),
        "Mein Kennwort dazu lautet {token} und gilt weiter.", "Viele Grüße", "Am 3. November 2026 um 10:12 schrieb {who}:",
    ),
    Speech(
        "en", "GB", ("utf-8", "us-ascii", "windows-1252"), "e",
        ("Harriet Cole", "Tom Bradley", "Susan Whitfield"), ("Question about my parcel", "Delivery of a lamp", "Help please"),
        "Hello,", ("Where is my parcel? It should have been here two weeks ago.",
        "The lamp arrived broken, there is a long crack in the glass.", "I would like to send this back for a refund."),
        "This is about order {number}.",
        ("The tracking page has not changed for several days.", "It was meant as a present for my sister.",
        "Please let me know what happens next.", "Last time everything went a lot faster than this.",
        "I have asked at the post office and they know nothing about it."),
        "My code word for this is {token} as before.", "Kind regards", "On Tue, 3 Nov 2026 at 10:12, {who} wrote:",
    ),
    Speech(
        "fr", "FR", ("utf-8", "iso-8859-1", "windows-1252"), "é",
        ("Hélène Dubois", "René Lefèvre", "Chloé Martin"), ("Question sur ma livraison", "Colis pas arrivé", "Réclamation"),
        "Bonjour,", ("Où est mon colis ? Je l'attends depuis bientôt trois semaines.",
        "La lampe est arrivée cassée, le verre est fendu sur toute la longueur.", "Je voudrais renvoyer cet article."),
        "Il s'agit de la commande {number}.",
        ("Le suivi n'a pas changé depuis plusieurs jours.", "C'était un cadeau pour l'anniversaire de ma mère.",
        "Merci de me dire rapidement ce qui va se passer.", "La dernière fois tout était allé beaucoup plus vite.",
        "J'ai demandé à la poste, personne ne sait rien là-bas."),
        "Mon mot de passe est {token} comme toujours.", "Cordialement", "Le mar. 3 nov. 2026 à 10:12, {who} a écrit :",
    ),
    Speech(
        "es", "ES", ("utf-8", "iso-8859-1", "windows-1252"), "ñ",
        ("Íñigo Muñoz", "Lucía Peña", "Andrés Ibáñez"), ("Pregunta sobre mi envío", "Paquete sin llegar", "Consulta"),
        "Buenos días:", ("¿Dónde está mi paquete? Lo espero desde hace casi tres semanas.",
        "La lámpara llegó rota, el cristal tiene una grieta muy larga.", "Me gustaría devolver este artículo."),
        "Se trata del pedido {number}.",
        ("El seguimiento no ha cambiado desde hace varios días.", "Era un regalo para el cumpleaños de mi madre.",
        "Por favor, díganme cuanto antes qué va a pasar.", "La última vez todo fue mucho más rápido.",
        "He preguntado en correos y allí nadie sabe nada."),
        "Mi palabra clave es {token} como siempre.", "Un saludo", "El mar, 3 nov 2026 a las 10:12, {who} escribió:",
    ),
    Speech(
        "it", "IT", ("utf-8", "iso-8859-1", "windows-1252"), "ò",
        ("Niccolò Ferri", "Giulia Rossi", "Pierà Conti"), ("Domanda sulla consegna", "Pacco non arrivato", "Richiesta"),
        "Buongiorno,", ("Dov'è il mio pacco? Lo aspetto da quasi tre settimane.",
        "La lampada è arrivata rotta, il vetro ha una lunga crepa.", "Vorrei restituire questo articolo."),
        "Si tratta dell'ordine {number}.",
        ("Il tracciamento non cambia da diversi giorni.", "Era un regalo per il compleanno di mia madre.",
        "Vi prego di farmi sapere presto che cosa succede.", "L'ultima volta è andato tutto molto più veloce.",
        "Ho chiesto alle poste e nessuno sa niente."),
        "La mia parola è {token} come sempre.", "Cordiali saluti", "Il giorno mar 3 nov 2026 alle ore 10:12 {who} ha scritto:",
    ),
    Speech(
        "pl", "PL", ("utf-8", "iso-8859-2"), "ł",
        ("Łukasz Wójcik", "Małgorzata Zięba", "Paweł Król"), ("Pytanie o przesyłkę", "Paczka nie dotarła", "Prośba o pomoc"),
        "Dzień dobry,", ("Gdzie jest moja paczka? Czekam już prawie trzy tygodnie.",
        "Lampa przyszła uszkodzona, szkło jest pęknięte na całej długości.", "Chciałbym zwrócić ten artykuł."),
        "Chodzi o zamówienie {number}.",
        ("Śledzenie przesyłki nie zmienia się od kilku dni.", "To miał być prezent na urodziny mojej mamy.",
        "Proszę o szybką informację, co będzie dalej.", "Ostatnim razem wszystko poszło dużo szybciej.",
        "Pytałem na poczcie i nikt nic nie wie."),
        "Moje hasło to {token} jak zawsze.", "Pozdrawiam", "wt., 3 lis 2026 o 10:12 {who} napisał(a):",
    ),
    Speech(
        "ru", "KZ", ("utf-8", "koi8-r", "windows-1251"), "ж",
        ("Ольга Жукова", "Иван Щукин", "Анна Юрьева"), ("Вопрос о доставке", "Посылка не пришла", "Прошу помощи"),
        "Здравствуйте!", ("Где моя посылка? Я жду её уже почти три недели.",
        "Лампа пришла разбитой, на стекле длинная трещина.", "Я хочу вернуть этот товар."),
        "Речь о заказе {number}.",
        ("Отслеживание не меняется уже несколько дней.", "Это был подарок на день рождения моей мамы.",
        "Пожалуйста, сообщите, что будет дальше.", "В прошлый раз всё было гораздо быстрее.",
        "Я спрашивала на почте, там никто ничего не знает."),
        "Моё слово {token} остаётся прежним.", "С уважением", "вт, 3 нояб. 2026 г. в 10:12, {who}:",
    ),
    Speech(
        "ja", "JP", ("utf-8", "iso-2022-jp", "shift_jis"), "語",
        ("佐藤花子", "鈴木一郎", "高橋直美"), ("荷物についての質問", "商品が届きません", "お問い合わせ"),
        "お世話になっております。", ("荷物はいつ届きますか。もう三週間近く待っています。",
        "ランプが割れた状態で届きました。ガラスに長いひびが入っています。", "この商品を返品したいと思います。"),
        "注文番号 {number} の件です。",
        ("追跡の表示が数日前から変わっていません。", "母の誕生日の贈り物にするつもりでした。",
        "今後どうなるのか、早めにお知らせください。", "前回はもっと早く届きました。",
        "郵便局にも聞きましたが、誰も分かりませんでした。"),
        "合い言葉は {token} です。", "よろしくお願いいたします。", "2026年11月3日(火) 10:12 {who}:",
    ),
    Speech(
        "nl", "NL", ("utf-8", "iso-8859-1", "us-ascii"), "e",
        ("Sanne de Vries", "Daan Bakker", "Fleur Visser"), ("Vraag over mijn levering", "Pakket niet gekomen", "Vraagje"),
        "Goedemorgen,", ("Waar blijft mijn pakket? Ik wacht er al bijna drie weken op.",
        "De lamp is kapot aangekomen, er zit een lange barst in het glas.", "Ik wil dit artikel graag terugsturen."),
        "Het gaat om bestelling {number}.",
        ("De track en trace verandert al dagen niet meer.", "Het was een cadeau voor de verjaardag van mijn moeder.",
        "Laat me alsjeblieft snel weten wat er gaat gebeuren.", "De vorige keer ging alles veel sneller.",
        "Ik heb het bij het postkantoor gevraagd en niemand weet iets."),
        "Mijn wachtwoord is {token} zoals altijd.", "Met vriendelijke groet", "Op di 3 nov 2026 om 10:12 schreef {who}:",
    ),
)  # fmt: skip
