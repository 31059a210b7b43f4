"""The phrases of footers in the desk's languages, as patterns over lower-cased lines.

In: nothing. Out: compiled rows read by `footer`. Each row of `_FRAMES` is the whole line one language's clients write.
"""

from __future__ import annotations

import re
from typing import Final


def _stems(row: str) -> tuple[str, ...]:
    return tuple(row.split("|"))


_FRAMES: Final = (
    r"(?:this (?:e-?mail|message) was )?sent (?:from|via|using|with|on|by|through) .{2,70}",
    r"(?:von|aus|mit|über) (?:mein[\w/]*|dem|der|unterwegs|samsung|gmx|web\.de|spark|outlook|iphone|ipad|android|handy)\b.{0,60}"
    r"(?:gesendet|verschickt|geschickt|versendet|versandt)(?:[ ,.–-]+bitte .{0,60})?",
    r"(?:diese (?:nachricht|e-?mail|mail) wurde )?(?:gesendet|versendet|verschickt) (?:von|vom|mit|aus|über|via|per) .{2,70}",
    r"diese (?:nachricht|e-?mail|mail) wurde (?:von|mit|über|per) .{2,80} (?:gesendet|verschickt|versendet|versandt|geschrieben)",
    r"(?:message |courriel |mail )?envoyée?s? (?:de|du|depuis|à partir d|avec|via|par|de(?:puis)? l)\W?.{2,60}",
    r"(?:mensaje |correo )?enviad[oa] (?:desde|con|a través de|mediante|por|vía|via) .{2,60}",
    r"(?:messaggio )?inviat[oa] (?:da|dal|dalla|dall|con|tramite|mediante)\W.{2,60}",
    r"(?:mensagem |e-?mail )?enviad[oa] (?:do|da|de|pelo|pela|a partir d[oae]|através d[oae]|via|por|com o|com) .{2,60}",
    r"(?:dit bericht is )?(?:verzonden|verstuurd|gestuurd) (?:vanaf|vanuit|met|via|vanop|van|door|uit) .{2,60}",
    r"(?:vanaf|van|met) mijn .{2,40} (?:verzonden|verstuurd)",
    r"(?:wiadomość )?wysłan[eoay] (?:z|ze|za pomocą|przez|przy użyciu|poprzez) .{2,60}",
    r"(?:skickat|skickad|skickades|sänt) (?:från|via|med|av) .{2,60}",
    r"(?:письмо |сообщение )?отправлен[оа]? (?:с|со|из|через|от|при помощи|с помощью) .{2,60}",
    r"(?:лист )?(?:надіслано|відправлено) (?:з|із|зі|через|від|за допомогою) .{2,60}",
    r".{2,60}(?:[dt][ae]n|aracılığıyla|ile|üzerinden) (?:gönderildi|gönderilmiştir)",
    r".{2,50}(?:から|より|で|にて)(?:送信|送信されました|送信しました|送られました)",
    r".{2,50}(?:에서|으로|로) (?:보냄|보낸 메일입니다|보낸 메일|보냈습니다|발송됨|전송됨|발송)",
    r"(?:從|从|由|用|自|透過|通过|來自|来自|發自|发自|發送自|傳送自|寄自|寄件自).{1,40}?(?:傳送|传送|发送|發送|寄出|寄送|"
    r"发出|發出|的?邮件|的?郵件)?",
    r"(?:من )?(?:أ|ا)?رسلت (?:من|عبر|بواسطة|باستخدام) .{2,60}|(?:تم الإرسال|تم الارسال|مرسل[ةه]?|أرسل|تم إرسال\w* ?\w*|"
    r"تم إرسال هذه الرسالة) (?:من|عبر|بواسطة|باستخدام) .{2,60}",
    r"(?:ההודעה )?נשלח[הו]? (?:מ|באמצעות|מתוך|דרך|על ידי).{2,60}",
    r"(?:odesláno|posláno|odoslané|odoslaná|odeslal[ao]?) (?:z|ze|zo|pomocí|přes|mobilem|mobilním)\b.{2,60}",
    r"sendt fra .{2,40}|lähetetty .{2,40}|trimis de pe .{2,40}|küldve .{2,40}",
    r"outlook(?:[- ]?(?:app)?) .{2,30}(?:edinin|indirin|alın|downloaden|を入手|を取得|をダウンロード|받기|다운로드)",
)
FRAME: Final = re.compile("|".join(f"(?:{frame})" for frame in _FRAMES))

# A cheap look before any frame is tried: one of these stands in every framed line and advertisement.
STEMS: Final = _stems(
    "sent |gesendet|verschickt|geschickt|versendet|versandt|envoyé|enviad|inviat|verzonden|verstuurd|wysłan|skick|sänt|"
    "отправлен|надіслано|відправлено|gönderil|送信|送られ|보냄|보낸|보냈|발송|전송|傳送|传送|发送|發送|寄出|发自|發自|來自|"
    "来自|رسل|إرسال|ارسال|נשלח|odesl|posláno|odoslan|sendt fra|lähetetty|trimis|küldve|gestuurd|geschrieben|outlook|"
    "bluemail|yahoo|proton|tuta|网易|網易|寄自|寄件自|provenance|on the go"
)

DEVICE: Final = re.compile(
    r"iphon|ipad|ipod|\bios\b|android|galaxy|samsung|huawei|honor|xiaomi|redmi|\bmi \d|poco|oppo|vivo|oneplus|realme|"
    r"pixel|nokia|xperia|sony|"
    r"motorola|\bmoto\b|\blg\b|\bhtc\b|\bzte\b|lenovo|\basus|fairphone|blackberry|windows|outlook|yahoo|gmail|\bgmx\b|"
    r"web\.de|freenet|t-online|"
    r"\b1&1|ionos|\baol\b|proton|\btuta|fastmail|blue ?mail|\bspark\b|airmail|edison|aqua ?mail|\bk-9|thunderbird|"
    r"mail\.ru|mail[- ]?app|mymail|"
    r"yandex|яндекс|почт|rambler|ukr\.net|naver|네이버|daum|다음|kakao|카카오|\bqq|foxmail|网易|網易|新浪|sina|seznam|"
    r"email\.cz|centrum|\bonet|"
    r"interia|\bwp\b|poczt|orange|\bsfr\b|laposte|la poste|libero|virgilio|tiscali|\btim\b|\buol\b|\bbol\b|ziggo|\bkpn\b|telia|walla|"
    r"mailbox|\bcell\b|smartphone|\bhandy\b|mobil|telefon|phone|tablet|téléphone|móvil|celular|cellulare|telemóvel|"
    r"mobiel|telefoon|komór|手机|手機|"
    r"スマートフォン|スマホ|スマートホン|携帯|휴대|핸드폰|스마트폰|아이폰|갤럭시|телефон|смартфон|планшет|айфон|هاتف|"
    r"الجوال|جوالي|آيفون|ايفون|"
    r"אייפון|טלפון|נייד|גלקסי|mailfence|posteo|mailbox\.org|mail\.com|runbox|startmail|canary|newton|typeapp|mailspring|"
    r"docomo|softbank|courrier|信箱|zoho|mailbird|em client|superhuman|icloud|surface|hotmail|cihaz|gerät|dispositiv|"
    r"appareil|apparaat|设备|設備|裝置"
)
MINE: Final = re.compile(
    r"\b(?:my|mein\w*|mon|ma|mi|mio|mia|meu|minha|mijn|mojego|mojej|min|mitt|моего|моей|мого|моєї|mého|mojí)\b|我的|나의|"
    r"내 |私の|الخاص بي|שלי"
)
ADVERTISEMENT: Final = re.compile(
    r"(?:get|download|try|hol|laden|lad|obten|télécharg|obtén|descarg|consigue|ottieni|ottenere|scarica|obter|obtenha|"
    r"baix|transfer|pobierz|uzyskaj|hämta|skaffa|"
    r"ladda|получ|скача|загруз|отрим|завантаж|下載|下载|获取|取得|احصل|الحصول|تنزيل|קבל|הורד|לקבל|získ|"
    r"stáh)\w*\b.{0,30}\b(?:outlook|blue ?mail|spark|gmail|mail\.ru|yandex)\b.{0,40}"
    r"|(?:获取|取得|下載|下载|获得).{0,12}outlook.{0,20}"
    r"|.{0,20}(?:android|ios)\s?(?:用|용|için|版)?.{0,10}outlook.{0,20}(?:받기|다운로드|入手|取得|edinin|indirin|alın)"
    r"|outlook for (?:ios|android|mac)\b.{0,20}"
    r"|yahoo mail\W.{0,60}(?:organi[sz]|informiert|simpl|recherch|busca|cerca|search).{0,60}"
    r"|(?:mobile|mobil|(?:von )?unterwegs) (?:gesendet|sent).{0,20}|sent on the go.{0,20}"
    r"|provenance ?: (?:courrier|mail) pour windows.{0,5}"
    r"|(?:secured with|secured by|powered by|sichere e-?mail(?:s)? (?:mit|von|dank)) (?:tuta\w*|proton\w*|mailfence).{0,40}"
    r"|签名由.{1,12}定制|簽名由.{1,12}定制"
)

NOTE_STEMS: Final = _stems(
    "confiden|vertraul|riservat|vertrouw|poufn|sekretess|konfiden|конфіденц|конфиденц|gizli|機密|秘密|기밀|机密|سري|חסוי|"
    "סודי|důvěrn|dôvern|privileg|avast|avg|virus|вирус|вірус|virüs|ウイルス|바이러스|病毒|kaspersky|norton|eset|mcafee|"
    "wirus|vírus|viren|viry|فيروس|וירוס|print|druck|imprim|stampa|afdruk|druk|skriv|печат|yazdır|印刷|인쇄|列印|打印|طباع|"
    "הדפס|tisk|subscribe|mailing list|mailinglist|liste de|отписат|abmelden|désabonner|lista de correo|tilldel|"
    "lista dyskusyjn"
)
NOTICE_OPENS: Final = re.compile(
    r"\b(?:this|the information (?:contained )?in this|the contents? of this)[\w ,/()'’]{0,30}(?:e-?mail|message|"
    r"communication|transmission|mail)"
    r"|confidentiality notice|legal notice|disclaimer"
    r"|(?:diese|der inhalt dieser|die information\w* in dieser)[\w ,/()]{0,30}(?:e-?mail|nachricht|mail)"
    r"|\b(?:ce|cet|le présent|ce présent)[\w ,/()]{0,20}(?:message|courriel|e-?mail|mail)"
    r"|\b(?:este|el presente|la información contenida en este)[\w ,/()]{0,20}(?:mensaje|correo|e-?mail)"
    r"|\b(?:quest[oa]|il presente|le informazioni contenute in quest[oa]|la presente)[\w ,/()]{0,20}(?:messaggio|e-?mail|"
    r"comunicazione|mail)"
    r"|\b(?:esta|este|a presente|as informações contidas nest[ae])[\w ,/()]{0,20}(?:mensagem|e-?mail)"
    r"|\b(?:dit|deze|de informatie in di?t|de inhoud van di?[te])[\w ,/()-]{0,20}(?:bericht|e-?mail)"
    r"|(?:ta|niniejsza|treść (?:tej|niniejszej)|informacje zawarte w (?:tej|niniejszej))[\w ,/()]{0,20}(?:wiadomoś|korespondencj|e-?mail)"
    r"|(?:detta|denna|informationen i detta)[\w ,/()-]{0,20}(?:meddelande|e-?post|mejl|mail)"
    r"|(?:это|данное|настоящее|этом|данном|настоящем)[\w ,/()]{0,30}(?:сообщени|письм)"
    r"|(?:це|дане|цьому|даному)[\w ,/()]{0,30}(?:повідомленн|лист)"
    r"|(?:bu|işbu)[\w ,/()-]{0,20}(?:e-?posta|ileti|mesaj|elektronik posta|mail)"
    r"|(?:この|本)(?:電子)?(?:メール|メッセージ)|(?:이|본) ?(?:전자)? ?(?:메일|이메일|전자우편|메시지)"
    r"|(?:此|本|這|这)(?:封|份)?(?:電子|电子)?(?:郵件|邮件|訊息|信息|信件|電郵)|(?:هذه|هذا) (?:الرسالة|البريد)|(?:הודעה|"
    r"דוא.?ל|מסר) (?:זו|זה)"
    r"|(?:tento|tato|táto|obsah této|informace v této)[\w ,/()]{0,20}(?:e-?mail|zpráv|správ)"
)
NOTICE_SECRET: Final = re.compile(
    r"confiden[tcz]|privileged|vertraulich|riservat|vertrouwelijk|poufn|konfidentiell|sekretess|конфиденциальн|конфіденційн|gizli|"
    r"機密|秘密|기밀|비밀|机密|保密|سري|חסוי|סודי|důvěrn|dôvern"
)
NOTICE_RECIPIENT: Final = re.compile(
    r"intended|recipient|addressee|empfänger|adressat|bestimmt|destinatair|destinatari|destinatári|dirigid|geadresseerde|"
    r"bestemd|ontvanger|"
    r"adresat|odbiorc|przeznaczon|mottagar|avsedd|адресат|получател|предназначен|одержувач|отримувач|призначен|alıcı|muhatap|"
    r"受信者|受取人|宛先|名宛|수신인|수신자|받는 사람|收件人|收信人|收件者|指定|المرسل إليه|المستلم|المرسلة إليه|נמען|"
    r"מיועד|příjemc|adresát|určen|príjemc"
)
SCANNED: Final = re.compile(
    r"virus[- ]?fre[ei]|virenfrei|sans virus|sin virus|(?:privo di|senza) virus|(?:livre de|sem) vírus|virusvrij|"
    r"wolna? od wirus|bez wirus|"
    r"virusfri|без вирус|(?:не содержит|нет) вирус|без вірус|не містить вірус|virüs (?:bulunm|içerm|yok)|virüssüz|"
    r"ウイルス ?フリー|바이러스 (?:없|가 없)|"
    r"無病毒|沒有病毒|没有病毒|无病毒|خال\w* من الفيروسات|ללא וירוס|bez virů|neobsahuje [\w ]{0,12}vir|"
    r"(?:checked|scanned|überprüft|geprüft|untersucht|vérifi|analys|comprobad|revisad|analizad|controllat|verificat|"
    r"verificad|gecontroleerd|"
    r"sprawdzon|przeskanowan|kontrollera|genomsökt|провер|перевір|kontrol edil|taran|tarand|検査|チェック|검사|檢查|检查|"
    r"掃描|扫描|فحص|נבדק|נסרק|"
    r"zkontrolov|skontrolov).{0,60}(?:vir|wirus|вирус|вірус|ウイルス|바이러스|病毒|فيروس|וירוס)|"
    r"(?:vir|wirus|вирус|вірус|ウイルス|바이러스|病毒|فيروس|וירוס).{0,60}(?:überprüft|geprüft|vérifi|comprobad|analizad|"
    r"controllat|gecontroleerd|"
    r"sprawdzon|kontrollera|провер|перевір|taran|検査|チェック|검사|檢查|检查|掃描|扫描|فحص|נבדק|נסרק|zkontrolov)"
)
SCANNER: Final = re.compile(
    r"avast|avg|kaspersky|norton|\beset\b|nod32|mcafee|bitdefender|avira|f-secure|sophos|g data|dr\.?web|mailscanner|clam"
)
ENVIRONMENT: Final = re.compile(
    r"environment|umwelt|environnement|medio ?ambiente|\bambiente|milieu|środowisk|miljö|окружающ|природ|довкілл|çevre|"
    r"doğa|環境|환경|环境|環保|البيئة|"
    r"הסביבה|životní|přírod|planet|\btree|bäume|arbre|árbol|alber"
)
PRINTING: Final = re.compile(
    r"\bprint|ausdruck|drucken|imprim|stamp|afdruk|print|wydruk|drukowa|skriva? ut|skriver ut|utskrift|печат|друк|yazdır|"
    r"印刷|인쇄|列印|打印|طباع|"
    r"הדפס|tisk|tiskn"
)
LIST_FOOTER: Final = re.compile(
    r"you (?:received|are receiving) this (?:message|e-?mail) because you (?:are|were) (?:subscribed|a member)|"
    r"to unsubscribe from this (?:group|list)|\S+ mailing list(?: -- \S+@\S+)?$|"
    r"sie erhalten diese (?:nachricht|e-?mail),? weil sie .{0,40}(?:gruppe|liste|abonniert)|"
    r"vous recevez ce (?:message|courriel|mail),? car vous|has recibido este mensaje porque (?:estás|está) suscrit"
)
