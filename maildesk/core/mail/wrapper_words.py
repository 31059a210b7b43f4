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
    "©|(c)|copyright|[#|reference id|referenz|référence|ebay|etsy|walmart|amazon|aliexpress|allegro|shopee|lazada|"
    "arbitrate|we scan|we retain|we monitor|zendesk|freshdesk|gorgias|help scout|helpscout|intercom|zoho|commmgrtok|"
    "[ticket|[case|[ref|[request|buyer|the customer|käufer|acheteur|comprador|acquirente|kupując|koper|köpare|покуп|alıcıya|"
    "購入者|구매자|買家|买家|المشتري|הקונה|kupujíc|temu|tiktok|mercado|rakuten|楽天|쿠팡|ozon|wildberries|trendyol|"
    "hepsiburada|is a service|"
    "ein service|un service|un servicio|un servizio|um serviço|een service|usługą|tjänst|является|сервіс|hizmet|サービス|"
    "서비스|služb|ref:|this mailbox|remove this|delete this|change this"
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
    r"(?:inicio|comienzo) del mensaje|inizio (?:del )?messaggio|início da mensagem|begin (?:van )?(?:het )?bericht|początek wiadomości|"
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
    r"новое сообщение|нове повідомлення|yeni mesaj|新しいメッセージ|새 메시지|新訊息|新消息|رسالة جديدة|הודעה חדשה|nová zpráva).{0,90}"
    r"|(?:you(?:'ve| have)|sie haben|du hast|vous avez|has|tienes|ha|hai|você|u hebt|je hebt|masz|otrzymał\w*|du har|вы|"
    r"у вас|ви|bir) .{0,30}"
    r"(?:message|nachricht|mensaje|messaggio|mensagem|bericht|wiadomość|meddelande|сообщение|повідомлення|mesaj).{0,90}"
    r"|.{1,70}(?:sent|has sent|wrote|hat ihnen|vous a envoyé|te ha enviado|ti ha inviato|enviou|heeft).{0,20}"
    r"(?:message|nachricht|mensaje|messaggio|mensagem|bericht).{0,100}"
    r"|(?:buyer|customer|buyer's|customer's)? ?(?:message|nachricht|messaggio|mensaje|mensagem|bericht)(?: (?:from|von|"
    r"de|da|van) .{1,50})? ?[:：]"
    r"|(?:メッセージ|메시지|訊息|消息|сообщение|повідомлення|wiadomość|meddelande|mesaj|الرسالة|הודעה|zpráva) ?[:：]"
)
# Closes a relay's page: nobody types these.
CLOSINGS: Final = re.compile(
    r"(?:©|\(c\)|copyright).{0,6}\d{4}|\[#[\w-]{5,40}#\]|e-?mail reference id|e-mail-referenz|référence de l'e-?mail|"
    r"codice di riferimento|"
    r"(?:ebay|etsy|walmart|amazon)(?:\.com)?,? (?:inc|gmbh|europe|services|s\.à)|only purchases on ebay|we (?:don't|"
    r"do not) check this mailbox|"
    r"for your information: to help arbitrate|to help (?:arbitrate|protect).{0,60}(?:messages|disputes)|"
    r"(?:amazon|ebay|etsy|walmart|aliexpress|allegro|shopee|lazada).{0,60}(?:retains?|scans?|monitors?|speichert|bewahrt|"
    r"conserve|conserva|bewaart) "
    r"(?:all |alle |tous les |todos los |tutti i )?(?:the )?(?:messages?|nachrichten|mensajes|messaggi|berichten)|"
    r"we (?:scan|retain|monitor) (?:all )?messages|(?:delivered|powered|provided) by (?:zendesk|freshdesk|gorgias|"
    r"help ?scout|intercom|zoho)|"
    r"(?:this e?-?mail|diese e-mail|cet e-mail|este correo electrónico|questa e-?mail|este e-mail|deze e-mail|ta wiadomość e-mail|"
    r"detta e-postmeddelande|это электронное письмо|цей електронний лист|bu e-posta|tento e-mail) "
    r"(?:is a service|ist ein service|est un service|es un servicio|è un servizio|é um serviço|is een service|jest usługą|är en tjänst|"
    r"является|є сервісом|.{0,30}hizmetidir|je služb).{0,80}|このメールは.{1,40}のサービスです.?|이 이메일은 .{1,40} 서비스입니다.?|"
    r"\[commmgrtok:|\[(?:ticket|case|request|ref|anfrage|fall|vorgang)\W{0,3}[\w-]{3,30}\]|"
    r"(?:this (?:message|e-?mail)|diese (?:nachricht|e-?mail)|(?:ce|cet) (?:message|e-?mail)|este (?:mensaje|correo|e-?mail)|"
    r"questo messaggio|questa e-?mail|esta mensagem|dit bericht|deze e-?mail|ta wiadomość|это сообщение|bu mesaj|"
    r"このメッセージ|이 메시지|此訊息|此消息|هذه الرسالة).{0,60}"
    r"(?:sent|gesendet|envoyé|enviad|inviat|verzonden|wysłan|отправлен|gönderil|送信|送られ|보냈|발송|傳送|发送|發送|رسل|رسال).{0,60}"
    r"(?:ebay|amazon|etsy|walmart|aliexpress|allegro|shopee|lazada|temu|tiktok|mercado|rakuten|楽天|ozon|trendyol|market)|"
    # The relay tells the seller how to answer "the buyer"; a buyer does not.
    r"(?:(?:to|you can|please|simply|just)? ?(?:reply|respond)|(?:um|bitte)?.{0,30}antworten sie|um .{3,40} zu antworten|"
    r"pour répondre|répondez|"
    r"para responder|responda|responde|rispondi|per rispondere|om te antwoorden|beantwoord|aby odpowiedzieć|odpowiedz|"
    r"svara|чтобы ответить|"
    r"ответьте|щоб відповісти|要回覆|如要回覆|如需回复|للرد|כדי להשיב|chcete-li odpovědět).{0,80}(?:\bbuyer|the customer|käufer|acheteur|"
    r"comprador|acquirente|kupując|\bkoper|köpare|покупател|покупц|買家|买家|المشتري|הקונה|kupujíc)|"
    r"(?:alıcıya|購入者|구매자).{0,20}(?:yanıt|cevap|返信するには|회신하려면|답장하려면)|"
    r"\[[A-Z0-9a-z]{6}-[A-Z0-9a-z]{4,6}\]|ref:_?\w{8,40}\.?_?\w{8,40}:ref|"
    r"do(?:n't| not) (?:remove|delete|change) this (?:number|line|id|code)"
)
# Buttons and labels that a closing takes along when they stand right above it.
BUTTONS: Final = re.compile(
    r"(?:reply|respond|answer|antworten|répondre|responder|rispondi|beantwoorden|odpowiedz|svara|ответить|відповісти|"
    r"yanıtla|返信(?:する)?|답장|회신|"
    r"回覆|回复|الرد|رد|השב|odpovědět)(?: now| jetzt| maintenant| ahora)?(?:[ :].{0,60})?"
    r"|(?:view|see|show|go to|anzeigen|voir|ver|vedi|bekijk|zobacz|visa|просмотреть)\b.{0,50}"
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
