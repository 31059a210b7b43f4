"""The words that stand before the fields of a shop's contact form, per language, and what form scripts add of their own.

Rows only; read by `contact_form`. Lower-case, without colon, asterisk or "your"; several spellings are divided by `|`.
"""

from __future__ import annotations

#: Languages in the order of `BUYER_LOCALES`; the last row holds zh-Hans.
NAME = (
    "name|your name|full name|first name|last name|customer name|contact name|sender|from",
    "name|ihr name|dein name|vorname|nachname|vor- und nachname|vollständiger name|kundenname|absender|"
    "von|anrede|firma",
    "nom|votre nom|prénom|nom complet|nom et prénom|nom de famille|expéditeur|de|société",
    "nombre|tu nombre|su nombre|nombre completo|nombre y apellidos|apellidos|apellido|remitente|de|empresa",
    "nome|il tuo nome|cognome|nome e cognome|nome completo|mittente|da|azienda",
    "nome|seu nome|nome completo|sobrenome|remetente|de|empresa",
    "naam|uw naam|je naam|voornaam|achternaam|volledige naam|afzender|van|bedrijf",
    "imię|nazwisko|imię i nazwisko|twoje imię|nazwa|nadawca|od|firma",
    "namn|ditt namn|förnamn|efternamn|för- och efternamn|avsändare|från|företag",
    "имя|ваше имя|фамилия|фио|ф.и.о.|имя и фамилия|отправитель|от|компания",
    "ім'я|ім’я|ваше ім'я|ваше ім’я|прізвище|піб|ім'я та прізвище|відправник|від",
    "ad|adı|adınız|isim|isminiz|soyad|soyadınız|ad soyad|adınız soyadınız|ad-soyad|gönderen|kimden",
    "お名前|名前|氏名|ご氏名|姓名|お客様名|フリガナ|ふりがな|会社名|送信者|差出人",
    "이름|성명|성함|고객명|작성자|보내는 사람|보낸 사람|회사명",
    "姓名|您的姓名|名字|稱呼|聯絡人|寄件人|寄件者|公司",
    "الاسم|اسمك|الاسم الكامل|الاسم الأول|اسم العائلة|المرسل|من",
    "שם|שמך|שם מלא|שם פרטי|שם משפחה|השולח|מאת|חברה",
    "jméno|vaše jméno|příjmení|jméno a příjmení|celé jméno|odesílatel|od|firma",
    "姓名|您的姓名|名字|称呼|联系人|发件人|公司",
)
EMAIL = (
    "email|e-mail|mail|your email|email address|e-mail address|contact email|reply to",
    "e-mail|email|e-mail-adresse|email-adresse|e-mail adresse|mailadresse|ihre e-mail|ihre e-mail-adresse|deine e-mail",
    "e-mail|email|adresse e-mail|adresse email|adresse mail|votre e-mail|votre adresse e-mail|courriel|"
    "mail|adresse de messagerie",
    "correo|correo electrónico|email|e-mail|tu correo electrónico|dirección de correo electrónico|"
    "tu correo|su correo electrónico",
    "email|e-mail|indirizzo email|indirizzo e-mail|la tua email|posta elettronica|mail",
    "email|e-mail|seu e-mail|seu email|endereço de e-mail|endereço de email|correio eletrônico",
    "e-mail|email|e-mailadres|uw e-mail|uw e-mailadres|je e-mailadres|mailadres",
    "e-mail|email|adres e-mail|adres email|twój e-mail|twój adres e-mail|mail",
    "e-post|email|e-mail|e-postadress|din e-post|din e-postadress|mejl|mail",
    "email|e-mail|почта|эл. почта|электронная почта|адрес электронной почты|ваш email|ваш e-mail|емейл|имейл",
    "email|e-mail|пошта|ел. пошта|електронна пошта|адреса електронної пошти|ваш email|ваш e-mail|електронна адреса",
    "e-posta|eposta|email|e-mail|e-posta adresi|e-posta adresiniz|e-postanız|mail",
    "メールアドレス|メール|eメール|email|e-mail|ご連絡先メールアドレス|メールアドレス(確認)|返信先",
    "이메일|이메일 주소|메일|메일 주소|전자우편|email|e-mail",
    "電子郵件|電子信箱|電郵|信箱|電子郵件地址|您的電子郵件|聯絡信箱|email|e-mail",
    "البريد الإلكتروني|البريد الالكتروني|بريدك الإلكتروني|عنوان البريد الإلكتروني|الإيميل|ايميل|email|e-mail",
    'אימייל|דוא"ל|דוא״ל|דואל|דואר אלקטרוני|כתובת אימייל|כתובת מייל|מייל|email|e-mail',
    "e-mail|email|váš e-mail|e-mailová adresa|emailová adresa|mail",
    "邮箱|电子邮件|电子邮箱|邮箱地址|您的邮箱|邮件地址|email|e-mail",
)
MESSAGE = (
    "message|your message|message body|body|comment|comments|comment or message|comments or message|"
    "enquiry|inquiry|your enquiry|question|your question|how can we help|how can we help you|details|"
    "description|content|text|request|feedback|what can we help you with",
    "nachricht|ihre nachricht|deine nachricht|nachrichtentext|kommentar|kommentar oder nachricht|anfrage|"
    "ihre anfrage|deine anfrage|mitteilung|ihre mitteilung|anliegen|ihr anliegen|frage|ihre frage|"
    "bemerkung|bemerkungen|text|inhalt|beschreibung|textkörper|nachricht an uns",
    "message|votre message|corps du message|commentaire|commentaires|commentaire ou message|demande|"
    "votre demande|question|votre question|texte|corps|contenu",
    "mensaje|tu mensaje|su mensaje|cuerpo del mensaje|comentario|comentarios|comentario o mensaje|"
    "consulta|tu consulta|cuerpo|pregunta|texto|contenido",
    "messaggio|il tuo messaggio|corpo del messaggio|commento|commenti|commento o messaggio|richiesta|"
    "la tua richiesta|corpo|domanda|testo|contenuto",
    "mensagem|sua mensagem|corpo da mensagem|comentário|comentários|comentário ou mensagem|dúvida|corpo|"
    "pergunta|solicitação|texto|conteúdo",
    "bericht|uw bericht|je bericht|berichttekst|hoofdtekst|opmerking|opmerkingen|reactie|reactie of bericht|vraag|"
    "uw vraag|je vraag|tekst|inhoud",
    "wiadomość|twoja wiadomość|treść wiadomości|treść|komentarz|komentarz lub wiadomość|zapytanie|"
    "twoje zapytanie|pytanie|opis",
    "meddelande|ditt meddelande|meddelandetext|brödtext|kommentar|kommentar eller meddelande|fråga|din fråga|"
    "ärende|text|innehåll",
    "сообщение|ваше сообщение|текст сообщения|текст|комментарий|комментарии|вопрос|ваш вопрос|обращение|тело|"
    "содержание|тело сообщения",
    "повідомлення|ваше повідомлення|текст повідомлення|текст|коментар|коментарі|питання|запитання|"
    "ваше питання|звернення|тіло|вміст",
    "mesaj|mesajınız|mesaj metni|gövde|mesaj içeriği|yorum|yorumunuz|yorum veya mesaj|soru|sorunuz|talep|"
    "talebiniz|açıklama|içerik|metin",
    "メッセージ|メッセージ本文|お問い合わせ内容|お問合せ内容|問い合わせ内容|お問い合わせ|ご質問|ご質問内容|質問内容|本文|内容|コメント|ご要望|備考",
    "메시지|메세지|문의 내용|문의내용|내용|본문|메시지 본문|질문|댓글|코멘트|요청 사항|문의사항|문의 사항",
    "訊息|您的訊息|留言|留言內容|訊息內容|內容|內文|詢問內容|問題|您的問題|備註|意見|諮詢內容",
    "الرسالة|رسالتك|نص الرسالة|محتوى الرسالة|التعليق|النص|المتن|تعليق|تعليقك|الاستفسار|استفسارك|السؤال|سؤالك|المحتوى|التفاصيل",
    "הודעה|ההודעה|ההודעה שלך|הודעתך|תוכן ההודעה|תוכן|תגובה|גוף|גוף ההודעה|הערות|שאלה|פנייה|תוכן הפנייה|פרטי הפנייה",
    "zpráva|vaše zpráva|text zprávy|tělo|tělo zprávy|komentář|komentář nebo zpráva|dotaz|váš dotaz|poptávka|popis|text|obsah",
    "留言|留言内容|消息|您的留言|信息|内容|正文|咨询内容|问题|您的问题|备注|评论|意见|反馈",
)
#: Which order it is about: never ends a message, since buyers type such lines themselves.
ORDER = (
    "order|order number|order no|order id|order #",
    "bestellnummer|bestellnr|bestell-nr|auftragsnummer",
    "numéro de commande|n° de commande|commande",
    "número de pedido|n.º de pedido|pedido",
    "numero d'ordine|numero ordine|ordine",
    "número do pedido|pedido|nº do pedido",
    "ordernummer|bestelling",
    "numer zamówienia|nr zamówienia|zamówienie",
    "ordernummer|beställningsnummer",
    "номер заказа|заказ|№ заказа",
    "номер замовлення|замовлення|№ замовлення",
    "sipariş numarası|sipariş no|sipariş",
    "注文番号|ご注文番号",
    "주문번호|주문 번호",
    "訂單編號|訂單號碼|訂單號",
    "رقم الطلب|الطلب",
    "מספר הזמנה|הזמנה",
    "číslo objednávky|objednávka",
    "订单号|订单编号",
)
#: Other fields of the buyer's.
OTHER = (
    "subject|topic|reason|phone|phone number|telephone|mobile|tel|country|country code|address|city|"
    "company|website|url|product|department|attachment|file|reason for contact",
    "betreff|thema|grund|telefon|telefonnummer|tel|handy|land|ländercode|adresse|ort|produkt|webseite|anhang",
    "objet|sujet|motif|téléphone|numéro de téléphone|tél|tel|portable|pays|code pays|adresse|ville|produit|site web",
    "asunto|tema|motivo|teléfono|número de teléfono|tel|móvil|país|código de país|dirección|ciudad|producto|web",
    "oggetto|argomento|motivo|telefono|numero di telefono|tel|cellulare|paese|codice paese|indirizzo|"
    "città|prodotto|sito web",
    "assunto|motivo|telefone|número de telefone|tel|celular|whatsapp|país|código do país|endereço|cidade|produto|cpf",
    "onderwerp|reden|telefoon|telefoonnummer|tel|mobiel|bestelnummer|land|landcode|adres|plaats|product|website",
    "temat|powód|telefon|numer telefonu|nr telefonu|tel|kraj|kod kraju|adres|miasto|produkt|strona",
    "ämne|anledning|telefon|telefonnummer|tel|mobil|land|landskod|adress|ort|produkt|webbplats",
    "тема|причина|телефон|номер телефона|тел|страна|код страны|адрес|город|товар|сайт",
    "тема|причина|телефон|номер телефону|тел|країна|код країни|адреса|місто|товар|сайт",
    "konu|sebep|telefon|telefon numarası|telefon numaranız|tel|cep telefonu|ülke|ülke kodu|adres|şehir|ürün|web sitesi",
    "件名|題名|お問い合わせ項目|お問い合わせ種別|種別|電話番号|お電話番号|電話|携帯電話|国|国コード|住所|ご住所|郵便番号|商品名",
    "제목|문의 유형|유형|전화|전화번호|연락처|휴대폰|국가|국가 코드|주소|상품명",
    "主旨|主題|標題|電話|聯絡電話|手機|電話號碼|國家|國家代碼|地址|商品|問題類型",
    "الموضوع|السبب|الهاتف|رقم الهاتف|الجوال|رقم الجوال|البلد|الدولة|رمز البلد|العنوان|المدينة|المنتج",
    "נושא|סיבה|טלפון|מספר טלפון|נייד|מדינה|קוד מדינה|כתובת|עיר|מוצר",
    "předmět|téma|důvod|telefon|telefonní číslo|tel|mobil|země|kód země|adresa|město|produkt|web",
    "主题|标题|电话|联系电话|手机|手机号|电话号码|国家|国家代码|地址|商品|问题类型",
)
#: What scripts write below the message. A line that starts so, or a field of that name, ends the message.
TRAILERS = (
    "page url|page|url|user agent|user-agent|remote ip|ip address|ip|date|time|powered by|sent from|"
    "submitted|submitted on|submitted from|referrer|referer|browser|sent via form submission|"
    "does this submission look like spam|this e-mail was sent from|this email was sent from|"
    "this is a notification that|consent|i agree|privacy policy|entry id|form name|form id|"
    "reply directly to|to edit your email settings|mark as spam|mark this message as spam|"
    "view this submission|view submission",
    "diese e-mail wurde|diese nachricht wurde|gesendet von|gesendet am|seiten-url|seite|datum|uhrzeit|"
    "ip-adresse|datenschutz|datenschutzerklärung|einwilligung",
    "cet e-mail a été|cet email a été|ce message a été|envoyé depuis|envoyé le|date|heure|adresse ip|"
    "page|politique de confidentialité|consentement",
    "este correo|este mensaje fue|este e-mail|enviado desde|enviado el|fecha|hora|dirección ip|página|"
    "política de privacidad|consentimiento",
    "questa e-mail è|questa email è|questo messaggio è|inviato da|inviato il|data|ora|indirizzo ip|"
    "pagina|privacy|consenso",
    "este e-mail foi|esta mensagem foi|enviado de|enviado em|data|hora|endereço ip|página|"
    "política de privacidade|consentimento",
    "deze e-mail is|dit bericht is|verzonden vanaf|verzonden op|datum|tijd|ip-adres|pagina|privacybeleid|toestemming",
    "ten e-mail został|ta wiadomość została|wysłano z|wysłane z|data|godzina|adres ip|strona|"
    "polityka prywatności|zgoda",
    "detta e-postmeddelande|detta meddelande skickades|skickat från|skickades|datum|tid|ip-adress|sida|"
    "integritetspolicy|samtycke",
    "это письмо|это сообщение отправлено|отправлено с|отправлено|дата|время|ip-адрес|страница|"
    "политика конфиденциальности|согласие",
    "цей лист|це повідомлення надіслано|надіслано з|надіслано|дата|час|ip-адреса|сторінка|"
    "політика конфіденційності|згода",
    "bu e-posta|bu mesaj|gönderildiği sayfa|tarih|saat|ip adresi|sayfa|gizlilik politikası|onay",
    "このメールは|このメッセージは|送信日時|送信日|送信元|日付|時刻|ipアドレス|ページ|プライバシーポリシー|同意",
    "이 메일은|이 이메일은|이 메시지는|전송일|작성일|날짜|시간|ip 주소|페이지|개인정보 처리방침|동의",
    "此郵件|這封郵件|本郵件|此訊息|發送時間|日期|時間|ip 位址|頁面|隱私權政策|同意",
    "تم إرسال|أُرسلت هذه|هذه الرسالة|التاريخ|الوقت|عنوان ip|الصفحة|سياسة الخصوصية|الموافقة",
    'הודעה זו|דוא"ל זה|אימייל זה|נשלח מ|נשלח ב|תאריך|שעה|כתובת ip|עמוד|מדיניות פרטיות|הסכמה',
    "tento e-mail|tato zpráva|odesláno z|odesláno|datum|čas|ip adresa|stránka|zásady ochrany|souhlas",
    "此邮件|这封邮件|本邮件|提交时间|发送时间|日期|时间|ip 地址|页面|隐私政策|同意",
)
