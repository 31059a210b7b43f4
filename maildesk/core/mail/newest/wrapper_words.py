"""The phrases of marketplaces' and help desks' wrapping, as patterns over lower-cased lines.

In: nothing. Out: compiled rows read by `wrapper`.
"""

from __future__ import annotations

import re
from typing import Final


def _stems(row: str) -> tuple[str, ...]:
    return tuple(row.split("|"))


ABOVE_THIS_LINE: Final = re.compile(
    r"above this line|oberhalb dieser (?:zeile|linie)|über diese[rm]? (?:zeile|linie|strich)|au-dessus de cette ligne|"
    r"encima de esta línea|"
    r"sobre esta línea|sopra questa (?:riga|linea)|acima desta linha|boven deze (?:regel|lijn)|"
    r"(?:powyżej|nad) (?:tego wiersza|tej linii|tym wierszem|tą linią)|(?:ovanför|över|ovan) (?:den här|denna) (?:raden?|linjen?)|"
    r"(?:выше|над) эт(?:ой|ого) (?:строк|лини|черт)|(?:вище|над) ц\w{2,4} (?:рядк|ліні)|bu (?:satırın|"
    r"çizginin) (?:üzerine|üstüne|yukarısına)|"
    r"この(?:行|線|ライン)(?:より|の)上|이 ?(?:줄|선|라인)(?:의)? ?위|(?:此|這|这|本)(?:條|条)?(?:行|線|"
    r"线)(?:的)?(?:上方|以上|之上|上面)|"
    r"(?:فوق|أعلى) هذا (?:السطر|الخط)|מעל (?:ל?שורה|ל?קו|השורה|הקו)|nad (?:tento|tuto|touto|tímto) (?:řád|čár|lini)"
)
# A cheap look before any line is tried: one of these stands in every marker and in every closing.
MARKER_STEMS: Final = _stems(
    "##-|this line|dieser |diese |cette ligne|esta línea|questa |desta linha|deze |wiersz|lini|raden|denna |этой|этого|"
    "рядк|ліні|satırın|çizginin|この|줄|선|라인|行|線|线|السطر|الخط|שורה|קו|nad "
)
CLOSING_STEMS: Final = _stems(
    "©|(c)|copyright|[#|reference id|referenz|référence|codice di|[commmgrtok|[ticket|[case|[request|[ref|[anfrage|[fall|[vorgang|ref:|"
    "check this mailbox|to help arbitrate|zendesk|freshdesk|gorgias|help scout|helpscout|intercom|zoho|is a service|ein service|"
    "un service|un servicio|un servizio|um serviço|een service|usługą|tjänst|является|сервіс|hizmet|サービス|서비스|služb"
)
FIRST_PERSON: Final = re.compile(r"(?<!\w)(?:i|ich|je|j'ai|yo|io|eu|ik|ja|jag|я|ben)(?!\w)|私|我|저는|제가")
ANSWERING: Final = re.compile(
    r"reply|respon|added|write|type|antwort|schreib|répon|répl|saisi|écri|escrib|respuest|rispo|scriv|respos|escrev|digit|"
    r"antwoord|typ|odpow|wpis|"
    r"svar|skriv|ответ|введи|напиш|відпов|введі|yanıt|cevap|返信|回答|返答|入力|답장|회신|답변|입력|回覆|回复|回應|輸入|"
    r"输入|رد|اكتب|كتاب|תשוב|הקל|כתב|odpov"
)
BOX_BEGINS: Final = re.compile(
    r"begin(?:ning)?(?: of)?(?: the)? message|start of (?:the )?message|(?:anfang|beginn) der nachricht|"
    r"nachrichtenbeginn|début du message|"
    r"(?:inicio|comienzo|principio) del mensaje|(?:empieza|comienza) el mensaje|comincia il messaggio|começo da mensagem|"
    r"(?:die )?nachricht beginnt|inizio (?:del )?messaggio|início da mensagem|begin (?:van )?(?:het )?bericht|początek wiadomości|"
    r"början (?:på|av) meddelande|meddelandets början|начало сообщения|початок повідомлення|mesaj\w* başlangıcı|"
    r"メッセージ.{0,3}(?:開始|始|ここから)|"
    r"ここから|메시지 시작|(?:訊息|消息|邮件|郵件)(?:開始|开始)|بداية الرسالة|תחילת ההודעה|začátek zprávy"
)
BOX_ENDS: Final = re.compile(
    r"end (?:of )?(?:the )?message|ende der nachricht|nachrichtenende|fin du message|fin del mensaje|"
    r"fine (?:del )?messaggio|fim da mensagem|"
    r"einde (?:van )?(?:het )?bericht|koniec wiadomości|slut(?:et)? på meddelande|meddelandets slut|конец сообщения|кінець повідомлення|"
    r"mesaj\w* sonu|メッセージ.{0,3}(?:終了|終わり|ここまで)|ここまで|메시지 끝|(?:訊息|消息|邮件|郵件)(?:結束|结束)|"
    r"نهاية الرسالة|סוף ההודעה|konec zprávy"
)
# Opens a relay's page; counts only when one of the closing rows stands below.
OPENINGS: Final = re.compile(
    r"(?:new message|neue nachricht|nouveau message|nuevo mensaje|nuovo messaggio|nova mensagem|nieuw bericht|"
    r"nowa wiadomość|nytt meddelande|"
    r"новое сообщение|нове повідомлення|yeni mesaj|新しいメッセージ|새 메시지|新訊息|新消息|رسالة جديدة|הודעה חדשה|"
    r"nová zpráva).{0,90}[^?!]"
    r"|(?:you(?:'ve| have) (?:received |got )?an? (?:new )?message|sie haben eine (?:neue )?nachricht|"
    r"vous avez (?:reçu )?un (?:nouveau )?message|"
    r"(?:has recibido|tienes) un (?:nuevo )?mensaje|hai (?:ricevuto )?un (?:nuovo )?messaggio|você (?:recebeu|"
    r"tem) uma (?:nova )?mensagem|"
    r"(?:u|je) (?:hebt|heeft) een (?:nieuw )?bericht|(?:masz|otrzymał\w*) (?:nową )?wiadomość|du har (?:fått )?ett (?:nytt )?meddelande|"
    r"(?:у вас|вы получили) (?:новое )?сообщение|(?:у вас|ви отримали) (?:нове )?повідомлення|(?:bir|yeni) mesaj\w*|"
    r"máte novou zprávu).{0,90}"
    r"|(?:(?:an?|the|your|ein|der|une?|le|el|il|la|uw|een) )?(?:customer|buyer|käufer|kunde|client|acheteur|comprador|"
    r"cliente|acquirente|koper|klant)"
    r"\b.{0,40}(?:sent|wrote|hat ihnen|a envoyé|ha enviado|ha inviato|enviou|heeft).{0,20}"
    r"(?:message|nachricht|mensaje|messaggio|mensagem|bericht).{0,100}"
    r"|[\w.*-]{0,30}[\d_*][\w.*-]{0,30} (?:has )?sent (?:you )?a message.{0,100}"
    r"|(?:(?:buyer|customer)(?:'s)? )?(?:message|nachricht|messaggio|mensaje|mensagem|bericht)(?: content| text|"
    r" body)?(?: (?:from|von|de|da|van) .{1,50})?"
    r" ?[:：]"
    r"|您有.{0,10}(?:訊息|消息|留言).{0,20}|.{0,20}メッセージが届.{0,20}|.{0,20}메시지가 도착.{0,10}"
    r"|(?:メッセージ|메시지|訊息|消息|сообщение|повідомлення|wiadomość|meddelande|mesaj|الرسالة|הודעה|zpráva) ?[:：]"
)
_BRANDS = (
    r"(?:ebay|amazon|etsy|walmart|aliexpress|allegro|shopee|lazada|temu|tiktok|mercado|rakuten|楽天|coupang|쿠팡|ozon|"
    r"wildberries|trendyol|"
    r"hepsiburada|cdiscount|kaufland|bol\.com|marketplace)"
)
# Closes a relay's page whatever stands above: nobody types these.
SURE_CLOSINGS: Final = re.compile(
    r"(?:copyright )?(?:©|\(c\)).{0,6}\d{4}|copyright \d{4}.{0,60}(?:\binc\b|\bltd\b|gmbh|rights reserved|affiliates)|"
    r"\[#[\w-]{5,40}#\]|e-?mail reference id|e-mail-referenz|référence de l'e-?mail ?:|codice di riferimento dell|\[commmgrtok:|"
    r"\[(?:ticket|case|request|ref|anfrage|fall|vorgang)\W{0,3}[\w-]{3,30}\]|\[[a-z0-9]{6}-[a-z0-9]{4,6}\]|"
    r"ref:_?\w{8,40}\.?_?\w{8,40}:ref|"
    r"we (?:don't|do not) check this mailbox|for your information: to help arbitrate|"
    r"(?:delivered|powered|provided) by (?:zendesk|freshdesk|gorgias|help ?scout|intercom|zoho)|"
    r"(?:this e?-?mail|diese e-mail|cet e-mail|este correo electrónico|questa e-?mail|este e-mail|deze e-mail|ta wiadomość e-mail|"
    r"detta e-postmeddelande|это электронное письмо|цей електронний лист|bu e-posta|tento e-mail) "
    r"(?:is a service|ist ein service|est un service|es un servicio|è un servizio|é um serviço|is een service|jest usługą|är en tjänst|"
    r"является|є сервісом|.{0,30}hizmetidir|je služb).{0,80}|このメールは.{1,40}のサービスです.?|이 이메일은 .{1,40} 서비스입니다.?"
)
# Closes a relay's page that has an opening: how to answer "the buyer", that this mail cannot be answered, what the platform keeps.
LIKELY_CLOSINGS: Final = re.compile(
    rf"(?:{_BRANDS}|we) .{{0,60}}(?:messages|nachrichten|mensajes|messaggi|berichten|mensagens)|(?:only purchases|nur) .{{0,20}}{_BRANDS}|"
    rf"(?:this|diese|ce|cet|este|questo|questa|esta|dit|deze|ta|это|bu|この|이|此|هذه) ?.{{1,80}}{_BRANDS}|"
    r"(?:(?:to|you can|please|simply|just)? ?(?:reply|respond|answer)|.{0,40}antworten|(?:pour )?répond|"
    r"(?:para )?respond|(?:per )?rispond|"
    r"(?:om te )?(?:beantwoord|antwoord)|(?:aby )?odpow|svara|(?:чтобы )?ответ|(?:щоб )?відпов|(?:要|如要|如需)?(?:回覆|"
    r"回复)|للرد|כדי להשיב|"
    r"(?:chcete-li )?odpov).{0,80}(?:buyer|customer|käufer|kunde|acheteur|client|comprador|acquirente|kupując|klient|"
    r"\bkoper|klant|köpare|kund|"
    r"покупател|клиент|покупц|клієнт|買家|买家|客戶|客户|المشتري|العميل|הקונה|הלקוח|kupujíc|zákazn)|"
    r"(?:alıcıya|müşteriye|購入者|お客様|구매자|고객).{0,20}(?:yanıt|cevap|返信|회신|답장)|"
    r"(?:please |kindly )?do(?:n't| not) reply|(?:bitte )?antworten sie (?:bitte )?nicht|(?:merci de |veuillez )?ne (?:pas )?répond|"
    r"(?:por favor,? )?no respond|(?:si prega di )?non rispond|(?:por favor,? )?não respond|(?:gelieve |"
    r"u kunt )?niet (?:te )?(?:antwoord|reageren)|"
    r"(?:prosimy )?nie odpowiada|svara inte|(?:пожалуйста,? )?не отвечайте|(?:будь ласка,? )?не відповідайте|"
    r"(?:lütfen )?bu (?:e-posta|mesaj|ileti)\w* (?:yanıt|cevap)\w*|(?:※ ?)?この(?:メール|メッセージ)[にへ]は?(?:直接)?ご?返信|"
    r"이 ?(?:메일|이메일)(?:은|에|로).{0,12}(?:회신|답장)|[請请](?:勿|不要)(?:直接)?(?:回覆|回复|回應)|(?:الرجاء|يرجى) عدم الرد|"
    r"(?:אין|נא לא) להשיב|(?:prosím )?neodpovíd|"
    r"(?:please )?(?:reply|respond|answer) (?:in|through|via|on|using|from) |(?:please )?do(?:n't| not) (?:remove|delete|"
    r"change) (?:this|the)|"
    r".{0,40}(?:automat|automát|автомат|otomatik|自動|자동|自动|تلقائ|אוטומט).{0,60}"
)
# The button below the buyer's words.
REPLY_BUTTON: Final = re.compile(
    r"(?:reply|respond|answer|antworten|répondre|responder|rispondi|beantwoorden|odpowiedz|svara|ответить|відповісти|"
    r"yanıtla|返信(?:する)?|"
    r"답장(?:하기)?|회신(?:하기)?|回覆|回复|الرد|رد|השב|odpovědět)(?: now| jetzt| maintenant| ahora| mensaje|"
    r" to (?:this )?(?:message|customer|buyer))?"
    r"(?: ?: ?\S*https?://\S+)?"
)
# Buttons and labels that a closing takes along when they stand right above it.
BUTTONS: Final = re.compile(
    r"(?:view|see|show|go to|anzeigen|voir|ver|vedi|bekijk|zobacz|visa|просмотреть)\b.{0,50}"
    r"|(?:your|ihre|votre|tu|il tuo|sua|uw) (?:previous|vorherige|précédent|mensaje anterior).{0,40}"
    r"|(?:solve|resolve|mark|report|no response needed|keine antwort|get to know|select|click|klicken sie|cliquez|"
    r"haz clic|clicca|clique).{0,90}"
    r"|(?:item|item id|item number|artikel|artikelnummer|objet|artículo|order|order id|order number|order status|end time|asin|buyer|"
    r"transaction|bestellung|commande|pedido|ordine|sku|total|quantity)\b.{0,20}[:#：].{0,100}"
    r"|[^:：]{2,40}[:：] ?[#\w-]*\d{6,}[\d\w-]*|(?:problem|fall) lösen|résoudre .{0,30}|resolver .{0,30}|"
    r"solucionar .{0,30}|risolvi .{0,30}"
    r"|\S*https?://\S+|[-—–_=*#.\s|]+"
    r"|(?:you can |simply |just )?reply (?:directly )?to this (?:e-?mail|message).{0,80}|"
    r"sie können direkt auf diese e-mail antworten.{0,60}"
    r"|(?:was|war|est-ce que) (?:this|diese).{0,30}(?:helpful|hilfreich).{0,10}|sent via .{1,40}"
)
