"""The words of early warnings and of withdrawals, one row per locale.

Stems are written as `concepts.needle` reads them: `lawyer` begins a word, `sue.` is a whole word, several words stand side by side, and
`|` sets alternatives apart. A payment service named alone is no threat ("I paid with PayPal"); named with an act in one sentence it is.
Digits are left out on purpose: folded, one star and five stars read alike.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WarningRow:
    """`sure` speaks alone; `places` only beside one of `acts`; `calm` in the same sentence takes a threat back (the case was closed)."""

    locale: str
    sure: str
    places: str
    acts: str
    calm: str
    withdrawal: str


#: Withdrawal: directive 2011/83/EU article 9 to 11, in the words of the national model forms; elsewhere the local cooling-off law.
WARNING_ROWS: tuple[WarningRow, ...] = (
    WarningRow(
        "en",
        "chargeback | charge back | a to z claim | a to z guarantee | atoz claim | open a dispute | opened a dispute"
        " | raise a dispute | file a dispute | filed a dispute | opening a dispute | dispute the payment | dispute the charge"
        " | dispute this charge | dispute with my bank | open a case | opened a case | opening a case | small claims"
        " | my lawyer | a lawyer | my solicitor | my attorney | an attorney | legal action | legal steps | take you to court"
        " | see you in court | sue you | will sue | going to sue | trading standards | consumer protection | consumer agency"
        " | consumer rights | ombudsman | bbb. | better business bureau | call the police | to the police | police report"
        " | inform the police | negative review | bad review | one star review | terrible review | negative feedback"
        " | bad feedback | report you | report your | report this shop | report this seller | action fraud | warn others"
        " | warn everyone | name and shame",
        "paypal | bank. | card company | card issuer | credit card | ebay | amazon | aliexpress | etsy | klarna | stripe",
        "dispute | open a claim | file a claim | claim against | complain | complaint | contact paypal | contact my bank"
        " | go to paypal | call my bank | contact ebay | contact amazon | report | reverse the | involve | escalate"
        " | take it up with",
        "i closed | i have closed | ive closed | i withdrew | i have withdrawn",
        "withdraw from | right of withdrawal | withdrawal form | withdrawal notice | notice of withdrawal"
        " | exercise my right to withdraw | right to withdraw | cooling off | cancel the contract | revoke the contract"
        " | rescind the contract",
    ),
    WarningRow(
        "de",
        "anwalt | anwält | rechtsanwalt | rechtsanwält | rechtliche schritte | rechtsweg | vor gericht | klage einreich"
        " | verklag | mahnbescheid | verbraucherzentrale | verbraucherschutz | konsumentenschutz | strafanzeige"
        " | anzeige erstatt | anzeigen bei | zur polizei | die polizei | der polizei | schlechte bewertung | negative bewertung"
        " | schlecht bewert | negativ bewert | einen stern | rückbuch | zurückbuch | rücklastschrift | chargeback"
        " | a bis z garantie | a z garantie | a to z | konflikt eröffn | fall eröffn | streitfall | öffentlich machen | paypal fall",
        "paypal | käuferschutz | bank. | hausbank | kreditkarten | ebay | amazon | klarna | aliexpress",
        "einschalt | eröffn | melde ich | beantrag | zurückhol | konflikt | beschwer | wende ich mich | gehe ich"
        " | an paypal wend | in anspruch | reklamier | zurückford",
        "geschlossen | zurückgezogen | keinen anwalt",
        "widerruf | vom kaufvertrag zurück | vom vertrag zurück | rücktritt vom | trete vom | vom kauf zurück",
    ),
    WarningRow(
        "fr",
        "avocat | action en justice | actions en justice | poursuites | au tribunal | voie judiciaire | porter plainte"
        " | porterai plainte | porte plainte | dépôt de plainte | déposer plainte | plainte à la police | la police"
        " | la gendarmerie | dgccrf | signalconso | que choisir | répression des fraudes | association de consommateurs"
        " | protection des consommateurs | médiateur | mise en demeure | avis négatif | mauvais avis | mauvaise note"
        " | mauvaise évaluation | une étoile | rétrofacturation | chargeback | garantie a à z | garantie de a à z"
        " | garantie a z | ouvrir un litige | ouvrirai un litige | ouvert un litige | ouvre un litige | ouvrir une réclamation"
        " | vous signaler | je vous signale comme",
        "paypal | banque | ebay | amazon | aliexpress | carte bancaire | klarna",
        "litige | réclamation auprès | réclamation sur | réclamation chez | contester | contestation | opposition | saisir"
        " | saisis | plainte | signaler | signalement | protection des achats | contacter paypal | contacter ma banque"
        " | contacte paypal | contacte ma banque",
        "clôturé | fermé | annulé le litige | annulé la plainte",
        "rétract | droit de retrait | me retirer du contrat",
    ),
    WarningRow(
        "es",
        "abogado | acciones legales | acción legal | medidas legales | vía judicial | los tribunales | demandar | demandaré"
        " | voy a denunciar | denunciar | denunciaré | denuncia | la policía | ocu. | oficina del consumidor"
        " | defensa del consumidor | protección al consumidor | hoja de reclamaciones | profeco | valoración negativa"
        " | mala valoración | reseña negativa | mala reseña | comentario negativo | una estrella | contracargo | chargeback"
        " | garantía de la a a la z | garantía a z | abrir una disputa | abriré una disputa | abro una disputa"
        " | abierto una disputa | abrir un caso | abriré un caso | abrir una reclamación | abriré una reclamación"
        " | pondré una reclamación",
        "paypal | banco | ebay | amazon | aliexpress | mercado libre | tarjeta",
        "disputa | reclamación en | reclamación a | reclamación con | reclamación ante | reclamar a | reclamaré"
        " | devolución del cargo | devolver el cargo | denunci | hablaré con | contactaré",
        "cerrado | cerré | retirado",
        "desist | derecho de desistimiento | retractarme | derecho de retracto | resolver el contrato",
    ),
    WarningRow(
        "it",
        "avvocat | mio legale | nostro legale | studio legale | consulente legale | vie legali | azione legale | azioni legali"
        " | querela | denuncia | denuncerò | denunciare | denuncio"
        " | polizia | carabinieri | guardia di finanza | altroconsumo | associazione consumatori | associazione dei consumatori"
        " | codacons | tutela dei consumatori | giudice di pace | in tribunale | recensione negativa | pessima recensione"
        " | feedback negativo | una stella | chargeback | storno dell addebito | riaddebito | garanzia dalla a alla z"
        " | garanzia a z | a to z | rivolgerò all associazione | aprire una controversia | aprirò una controversia"
        " | apro una controversia | aperto una controversia"
        " | aprire una contestazione | aprirò una contestazione | diffida | agcm",
        "paypal | banca | ebay | amazon | aliexpress | carta di credito",
        "controversia | contestazione | contestare | contesterò | reclamo a | reclamo su | reclamo presso | segnal | disput"
        " | aprire | aprirò | mi rivolgo | mi rivolgerò | contatterò",
        "chiuso | annullato la",
        "recesso | recedere | recedo | diritto di ripensamento | ripensamento",
    ),
    WarningRow(
        "pt-BR",
        "advogad | medidas legais | ação judicial | processar vocês | processar a | processo judicial | na justiça"
        " | medidas judiciais | procon | reclame aqui | reclameaqui | consumidor gov | idec. | defesa do consumidor | juizado"
        " | pequenas causas | boletim de ocorrência | polícia | denunciar | denúncia | avaliação negativa"
        " | avaliar negativamente | avaliação ruim | uma estrela | chargeback | estorno no cartão | garantia de a a z | a to z"
        " | contestar a compra"
        " | contestar a cobrança | abrir uma disputa | vou abrir disputa | abri uma disputa | abrir disputa"
        " | abrir uma reclamação | livro de reclamações",
        "paypal | banco | cartão | ebay | amazon | aliexpress | mercado livre | shopee",
        "disputa | contest | reclamação no | reclamação na | reclamação com | reclamar no | denunci | abrir um caso | mediação"
        " | o estorno junto | estornar"
        " | acionar",
        "encerrad | fechei | cancelei a disputa",
        "direito de arrependimento | arrependimento | desistir da compra | desistência da compra | livre resolução"
        " | resolução do contrato | desisto da compra",
    ),
    WarningRow(
        "nl",
        "advocaat | juridische stappen | gerechtelijke stappen | rechtsbijstand | naar de rechter | incassobureau"
        " | ingebrekestelling | politie | aangifte | consumentenbond | consuwijzer | acm. | geschillencommissie"
        " | slechte review | negatieve review | slechte beoordeling | negatieve beoordeling | een ster. | chargeback"
        " | terugboek | storneren via | a tot z garantie | geschil openen | geschil geopend | open een geschil"
        " | geschil starten | zaak openen",
        "paypal | bank. | ebay | amazon | bol. | klarna | creditcard",
        "geschil | zaak openen | klacht | claim | melden bij | inschakel | aankoopbescherming | terughalen",
        "gesloten | ingetrokken",
        "herroep | bedenktijd | ontbinding van de | ontbind | ontbinden",
    ),
    WarningRow(
        "pl",
        "adwokat | prawnik | kroki prawne | drogę sądową | drogą sądową | do sądu | sądowe | pozew | rzecznik | uokik"
        " | rzecznika praw | federacja konsumentów | inspekcj | policj | prokuratur | zawiadomienie o | negatywną opinię"
        " | negatywny komentarz | negatywna opinia | złą opinię | jedną gwiazdk | chargeback | obciążenie zwrotne"
        " | otworzę spór | otwieram spór | otworzyć spór | założę spór | zgłoszę spór | spór na | dyskusję na allegro"
        " | wezwanie do zapłaty | ochrony kupujących",
        "paypal | bank. | banku | allegro | ebay | amazon | aliexpress | bankiem",
        "spór | sporu | zgłoszę do | zgłaszam do | zgłosić do | skarg | dyskusj | roszczeni",
        "zamkn | wycofa",
        "odstąpi | odstępuj | odstąpien",
    ),
    WarningRow(
        "sv",
        "advokat | jurist | rättsliga åtgärder | juridiska åtgärder | domstol | stämma er | stämning | polis. | polisen"
        " | polisanmäl | polisanmal | allmänna reklamationsnämnden | arn. | konsumentverket | konsumentombuds | konsumentvägled"
        " | kronofogden | dåligt omdöme | negativt omdöme | dålig recension | negativ recension | en stjärna | chargeback"
        " | a till z garanti | a till ö garanti | a to z | öppna en tvist | öppnar en tvist | öppnat en tvist"
        " | öppna ett ärende | öppnar ett ärende"
        " | anmäla er | anmäler er | varna andra",
        "paypal | bank. | banken | ebay | amazon | klarna | kortföretag",
        "tvist | ärende hos | anmäl | reklamera | klaga | köparskydd | bestrid | dra tillbaka betalningen",
        "stängt | avslutat",
        "ångra köpet | ångrar köpet | ångerrätt | ångerfrist | ångrar mitt köp | ångra mitt köp | ångerblankett | frånträd"
        " | häver köpet | häva köpet",
    ),
    WarningRow(
        "ru",
        "адвокат | юрист | в суд. | через суд | судебн | подам в суд | иск. | досудебн | роспотребнадзор"
        " | защиты прав потребителей | защите прав потребителей | защита прав потребителей | полици | прокуратур"
        " | негативный отзыв | плохой отзыв | отрицательный отзыв | плохие отзывы | одну звезду | чарджбэк | чарджбек | чардж"
        " | chargeback | открою спор | открываю спор | открыть спор | открыл спор | открыла спор | открою диспут"
        " | открыть диспут | жалобу на вас",
        "paypal | пэйпал | банк. | банку | банке | ebay | amazon | aliexpress | алиэкспресс",
        "спор | диспут | жалоб | оспор | претензи | опротест",
        "закрыл | отозвал",
        "отказ от договора | отказаться от договора | отказываюсь от договора | отказ от покупки | отказываюсь от покупки"
        " | расторж | расторгнуть | право на отказ",
    ),
    WarningRow(
        "uk",
        "адвокат | юрист | до суду | через суд | судов | позов. | позову. | держпродспоживслужб | захисту прав споживачів"
        " | захист прав споживачів | поліці | прокуратур | негативний відгук | поганий відгук | погані відгуки | одну зірку"
        " | чарджбек | chargeback | відкрию спір | відкриваю спір | відкрити спір | відкрив спір | відкрила спір"
        " | відкрию диспут | відкрити диспут | скаргу на вас",
        "paypal | пейпал | банк. | банку | ebay | amazon | aliexpress",
        "спір | диспут | скарг | оскарж | претензі | опротест",
        "закрив | закрила | відклик",
        "відмова від договору | відмовляюся від договору | відмовитися від договору | відмовляюсь від договору"
        " | відмовляюся від покупки | розірва | розірвання",
    ),
    WarningRow(
        "tr",
        "avukat | hukuki yol | yasal yol | hukuki işlem | yasal işlem | mahkeme | dava aç | savcılı | suç duyurusu"
        " | tüketici hakem | hakem heyeti | tüketici hakları | tüketici mahkeme | cimer | ticaret bakanlı | polise | polis."
        " | şikayetvar | şikayet var | kötü yorum | olumsuz yorum | tek yıldız | bir yıldız | kötü puan | chargeback | a dan z ye | a to z"
        " | harcama itiraz | ters ibraz | ihtilaf aç | anlaşmazlık aç | itiraz kaydı | şikayet edeceğim | şikayetçi olacağım"
        " | ifşa ed",
        "paypal | banka | ebay | amazon | aliexpress | trendyol | kredi kart",
        "ihtilaf | anlaşmazlık | itiraz | şikayet | iade talebi aç | dosya aç",
        "kapattım | geri çektim",
        "cayma | cayıyorum | caymak | sözleşmeden dön",
    ),
    WarningRow(
        "ja",
        "弁護士 | 法的措置 | 法的手段 | 訴訟 | 訴えます | 訴える | 裁判 | 消費者センター | 消費生活センター | 国民生活センター"
        " | 消費者庁 | 警察 | 被害届 | チャージバック | 支払い異議 | 異議申し立て | 異議申立 | 低評価 | 悪い評価 | 星一つ"
        " | 星ひとつ | 悪いレビュー | 口コミに書 | マーケットプレイス保証 | 紛争を | 通報し | 通報する",
        "paypal | ペイパル | カード会社 | 銀行 | ebay | amazon | アマゾン",
        "異議 | ケースを | クレームを | 申請 | 相談し | 買い手保護 | 調査依頼 | 支払い停止 | 通報",
        "取り下げ | 解決済み",
        "クーリングオフ | クーリング・オフ | 契約を解除 | 契約解除 | 契約の解除 | 申込みを撤回 | 申し込みを撤回",
    ),
    WarningRow(
        "ko",
        "변호사 | 법적 조치 | 법적조치 | 법적 대응 | 법적대응 | 소송 | 고소 | 고발 | 소비자원 | 소비자보호원 | 소비자 보호원"
        " | 소비자센터 | 소비자고발 | 경찰 | 신고하겠 | 신고할 거 | 신고할게 | 신고합니다 | 차지백 | 이의제기 | 이의 제기"
        " | 분쟁 | 별점 테러 | 나쁜 리뷰 | 안 좋은 리뷰 | 악평 | 별 하나 | 별점 하나 | 낮은 별점 | 최하점"
        " | 부정적인 리뷰 | 부정적 리뷰 | a to z | 공정거래위원회 | 내용증명",
        "paypal | 페이팔 | 카드사 | 은행 | ebay | 이베이 | amazon | 아마존 | 알리",
        "클레임 | 분쟁 | 이의 | 신고 | 취소 요청하겠",
        "취하 | 종료",
        "청약철회 | 청약 철회 | 계약 철회 | 계약을 철회 | 계약철회 | 계약 해제 | 계약을 해지",
    ),
    WarningRow(
        "zh-Hant",
        "律師 | 法律途徑 | 法律行動 | 提告 | 告你 | 法院 | 存證信函 | 消保官 | 消基會 | 消保會 | 消費者保護 | 消費者委員會"
        " | 消委會 | 公平會 | 報警 | 警察 | 警方 | 負評 | 差評 | 一星評 | 給一星 | 一顆星 | 爭議款 | 拒付 | a到z"
        " | a to z | 開爭議 | 提出爭議"
        " | 提爭議 | 申請爭議 | 開案 | 爆料 | 檢舉 | 小額訴訟 | 海關檢舉",
        "paypal | 銀行 | 信用卡公司 | 發卡 | ebay | amazon | 亞馬遜 | 蝦皮 | 速賣通",
        "爭議 | 申訴 | 投訴 | 止付 | 退單 | 撤單 | 索賠 | 客訴",
        "撤銷 | 已結案",
        "鑑賞期 | 猶豫期 | 解除契約 | 解除合約 | 撤回契約",
    ),
    WarningRow(
        "ar",
        "محام | المحامي | محامي | القضاء | المحكمة | للمحكمة | دعوى | مقاضا | سأقاضي | إجراء قانوني | إجراءات قانونية"
        " | الإجراءات القانونية | حماية المستهلك | جمعية المستهلك | وزارة التجارة | الشرطة | للشرطة | بلاغ رسمي | تقييم سلبي"
        " | تقييم سيئ | تقييما سلبيا | تقييما سيئا | مراجعة سلبية | تقييمات سلبية | a to z | تقييم سيء | نجمة واحدة"
        " | chargeback | فتح نزاع | أفتح نزاع | سأفتح نزاع | فتحت نزاع | رفع نزاع"
        " | استرجاع قسري | اعتراض على العملية | سأبلغ عنكم | سأشتكي عليكم",
        "paypal | بايبال | باي بال | البنك | بنكي | ebay | amazon | امازون | أمازون | علي اكسبرس",
        "نزاع | شكوى | استرداد المبلغ عن طريق | استرجاع المبلغ عن طريق | اعتراض | أشتكي | سأشتكي | مطالبة",
        "أغلقت | سحبت",
        "التراجع عن العقد | العدول عن | حق العدول | فسخ العقد | الانسحاب من العقد | الرجوع عن الشراء",
    ),
    WarningRow(
        "he",
        "עורך דין | עורך הדין | עורכת הדין | עורכי דין | עורכי הדין | a to z | עורכת דין | עו ד. | תביעה | אתבע | לתבוע"
        " | בית משפט | בית המשפט | צעדים משפטיים | הליכים משפטיים"
        " | הליך משפטי | הגנת הצרכן | המועצה לצרכנות | הרשות להגנת | משטרה | במשטרה | ביקורת שלילית | ביקורת גרועה"
        " | חוות דעת שלילית | כוכב אחד | chargeback | הכחשת עסקה | אכחיש עסקה | הכחשת העסקה | אפתח מחלוקת | לפתוח מחלוקת"
        " | פתחתי מחלוקת | פתיחת מחלוקת | אדווח עליכם | כלבוטק",
        "paypal | פייפאל | חברת האשראי | לחברת האשראי | הבנק | לבנק | ebay | איביי | amazon | אמזון | עליאקספרס",
        "מחלוקת | תלונה | להתלונן | אתלונן | ביטול עסקה | להכחיש | אכחיש | לפתוח תיק",
        "סגרתי | ביטלתי את המחלוקת",
        "ביטול עסקה | לבטל את העסקה | מבטל את העסקה | מבטלת את העסקה | ביטול העסקה | חזרה מהחוזה | ביטול החוזה",
    ),
    WarningRow(
        "cs",
        "právník | advokát | právní kroky | soudní cest | k soudu | soudně | žalob | žaluj | čoi. | obchodní inspekc | dtest"
        " | spotřebitelsk | na policii | policie | policii | trestní oznámení | negativní recenz | záruky a z | garance a z"
        " | garanci a z | a to z | špatnou recenz"
        " | negativní hodnocení | špatné hodnocení | jednu hvězd | chargeback | otevřu spor | otevírám spor | otevřít spor"
        " | otevřel jsem spor | otevřela jsem spor | předžalobní | nahlásím vás | udám vás",
        "paypal | bank. | banku | banky | bance | ebay | amazon | aliexpress",
        "spor. | sporu | stížnost | nahlás | rozporov | obrátím",
        "uzavřel | stáhl",
        "odstoup | odstupuj | odstoupení",
    ),
)
