"""The words with which mail programs introduce an earlier message, folded, in the languages they speak.

Labels of header lines by what they stand for; the words inside separators; the verbs of "… wrote:"; the prefixes of
subjects.
"""

from __future__ import annotations

from mailflow.core.wordlist import folded_phrases, folded_words

_LABELS = {
    "from": """From|De|Von|Da|Van|Från|Fra|Lähettäjä|Od|Feladó|De la|Expéditeur|Remitente|Mittente|Absender|Remetente|От|
        От кого|Від|Від кого|Από|من|المرسل|از|فرستنده|מאת|发件人|發件人|寄件者|寄件人|差出人|送信者|보낸 사람|발신|Kimden|Gönderen|
        Dari|Pengirim|Từ|Người gửi|จาก|Šalje|Pošiljatelj|Saatja|Nuo|Frá|Afzender|Afsender|
        Avsender|Avsändare|Nadawca|Odesílatel|Odosielateľ|Отправитель|Expeditor|Из|Шаље""",
    "sent": """Sent|Date|Sent on|Sent at|Date sent|Envoyé|Envoyé le|Envoyée|Date d'envoi|Enviado|Enviado el|Enviada el|Fecha|
        Enviada|Enviado em|Enviada em|Enviado a|Data|Gesendet|Gesendet am|Datum|Inviato|Data invio|Verzonden|Skickat|Sendt|
        Dato|Lähetetty|Päivämäärä|Päiväys|Pvm|Wysłano|Wysłane|Odesláno|Odoslané|Dátum|Elküldve|Küldve|Trimis|Trimis la|
        Дата|Отправлено|Отправлен|Надіслано|Изпратено|Στάλθηκε|Ημερομηνία|تاريخ|التاريخ|تاريخ الإرسال|أرسل|مرسل|أرسلت|
        تاریخ|ارسال|נשלח|תאריך|发送时间|日期|发送日期|傳送時間|寄件日期|送信日時|日時|日付|보낸 날짜|날짜|Gönderildi|Gönderme Tarihi|
        Gönderilen|Gönderme zamanı|Tarih|Dikirim|Tanggal|Đã gửi|Gửi|Ngày|Poslano|Послато|Saadetud|Datums|Sent Date|
        Data de envio|Fecha de envío|Data wysłania|Dátum küldés|Envoi|วันที่|ส่ง""",
    "to": """To|À|A|Para|An|Aan|Till|Til|Vastaanottaja|Do|Komu|Címzett|Către|Catre|Кому|До|Προς|إلى|الى|به|אל|收件人|收件者|宛先|
        받는 사람|수신|Kime|Alıcı|Kepada|Tới|Đến|Prima|Destinataire|Destinataires|Destinatario|Destinatarios|Empfänger|
        Destinatári|Ontvanger|Odbiorca|Получатель|Kellele|Kam|ถึง|Прима""",
    "cc": """Cc|Copie|Copie à|Con copia|CC|Kopie|Kopia|Kopi|DW|Kopio|Копия|Копія|Másolatot kap|Bilgi|نسخة|نسخه|רוนסה|עותק|抄送|
        副本|参照|참조|Tembusan|Másolat|Κοιν|Koopia""",
    "subject": """Subject|Objet|Asunto|Assunto|Betreff|Oggetto|Onderwerp|Ämne|Emne|Aihe|Temat|Předmět|Predmet|Tárgy|Subiect|Konu|Тема|
        Относно|Θέμα|الموضوع|موضوع|נושא|主题|主題|主旨|件名|제목|Perihal|Subjek|Chủ đề|Naslov|Teema|Tēma|Тема письма|
        Assumpte|Sujet|เรื่อง|Наслов|Предмет""",
    "other": """Reply-To|Importance|Attachments|Priority|Sensitivity|Répondre à|Importancia|Importance|Pièces jointes|
        Datos adjuntos|Anexos|Anlagen|Wichtigkeit|Bijlagen|Urgentie|Allegati|Priorità|Vedhæftede filer|Bilagor|Załączniki|
        Вложения|Важность|المرفقات|附件|重要性|添付ファイル|Return-Path|Received|Message-ID|Mime-Version|Content-Type|
        Content-Transfer-Encoding|X-Mailer|User-Agent|In-Reply-To|References|Sender|Organization|Organisation|Bcc|Delivered-To|
        Authentication-Results|DKIM-Signature|Thread-Index|Thread-Topic|Accept-Language|Content-Language|Auto-Submitted|
        Resent-From|Resent-To|Resent-Date|Received-SPF|List-Id|Precedence|Répondre-à""",
}
LABELS = {label: kind for kind, labels in _LABELS.items() for label in folded_phrases(labels)}
LONGEST_LABEL = max(map(len, LABELS))

# Inside a line of dashes, or as a line of its own that ends with a colon.
MESSAGE_WORDS = folded_words(
    """message mensaje mensagem messaggio nachricht e-mail email bericht meddelande meddelelse melding viesti
    wiadomość zpráva správa üzenet mesaj ileti сообщени письмо повідомлення лист съобщение порука poruka μήνυμα رسالة الرسالة
    پیام הודעה 邮件 郵件 消息 メッセージ メール 메시지 메일 pesan thư mail brev courriel correo posta skeyti teade e-post"""
)
ORIGINAL_WORDS = folded_words(
    """original origine originale ursprüngliche ursprungligt oorspronkelijk opprinnelig oprindelig alkuperäinen
    oryginalna původní pôvodná eredeti inițial asıl orijinal özgün исходное оригинал вихідне оригінальне αρχικό الأصلية اصلی
    מקורית 原始 原郵件 原邮件 元の 원본 asli gốc izvorna originalna appended reply answered upprunaleg
    algne исходного"""
)
FORWARD_WORDS = folded_words(
    """forwarded forward transféré transmis réexpédié réacheminé reenviado reenviada reencaminhada encaminhada
    weitergeleitet weitergeleitete inoltrato doorgestuurd vidarebefordrat vidarebefordrade videresendt videresend
    vidaresänd edelleenlähetetty välitetty przekazana przesłana dalej přeposlaná preposlaná preposlaná továbbított
    redirecționat iletilen yönlendirilen пересылаемое пересланное переадресованное переслане препратено prosleđena
    proslijeđena προωθημένο προωθούμενο محولة معاد توجيهها ارسال‌شده הועברה שהועברה 转发 轉寄 轉發 转寄 転送 전달 diteruskan chuyển
    tiếp edasi framsent"""
)
# "Below this line is a copy of the message": how old mail servers give back what they could not deliver.
COPY_WORDS = folded_phrases(
    """below this line is a copy|copy of the message|original message follows|message follows|unsent message|returned message|headers of the original message|copie du message|copia del mensaje|copia da mensagem"""
)

_VERBS = """wrote|writes|a écrit|écrivait|ecrit|escribió|escribio|ha escrito|escribía|escreveu|ha scritto|scriveva|scrisse|
    schrieb|schrieben|geschrieben|schreef|heeft geschreven|skrev|skrifaði|kirjoitti|napisał|napisała|napisał(a)|pisze|
    napsal|napsala|napsal(a)|napísal|napísala|napísal(a)|napisao|napisala|je napisao|написа|írta|írt|a scris|yazdı|
    şunu yazdı|şunları yazdı|пишет|писал|писала|писал(а)|написал|написала|написал(а)|пише|писав|написав|написала|написа|
    έγραψε|كتب|كتبت|كتب ما يلي|نوشت|נכתב|כתב|כתבה|写道|寫道|写入|书写|写到|wrote the following|さんは書きました|書きました|
    のメール|님이 작성|작성|menulis|đã viết|viết|เขียน|เขียนว่า|rašė|rakstīja|kirjutas|va escriure|scríobh|ka shkruar|je napisal|
    je pisao|va scrie"""
VERBS = folded_phrases(_VERBS)

_FORWARDS = """fw fwd tr rv wg i enc vb doorst pd ilt fs videresend пересл пер πρθ הועבר trs 转发 轉寄 轉發 转寄 転送 전달
    reenv transf inoltra inoltro vidarebefordran továbbítás ih pst prosl preposl redir"""
_REPLIES = """re aw antw antwort sv odp r rif res ref ynt отв ответ απ σχετ השב רד 回复 回覆 答复 答覆 返信 回信 답장 bls réf rép
    rép. resp r. vá válasz ats atb vast 回 رد"""
FORWARD_PREFIXES = frozenset((*folded_words(_FORWARDS), *folded_phrases("إعادة توجيه|تحويل")))
REPLY_PREFIXES = frozenset(folded_words(_REPLIES))
# Passed on in Norwegian and Danish, answered in Finnish: the message below tells which.
EITHER_PREFIXES = frozenset({"vs"})

# What somebody says who passes a message on.
COVER_WORDS = folded_phrases(
    """below|underneath|fyi|f.y.i|forward|for your information|for info|as received|passing on|pass on|transmit|
    for your action|for further action|received from|ci-dessous|ci-après|ci-joint|transfér|transfere|transmet|faire suivre|
    fais suivre|pour information|pour votre information|reçu de|telle que reçue|a continuación|más abajo|abajo|reenvío|reenvio|
    reenviamos|adjunto|remit|traslad|para su información|abaixo|segue|encaminho|encaminhamos|reencaminh|para vossa informação|
    unten|untenstehend|nachstehend|nachfolgend|weiterleit|leite ich|leiten wir|zur kenntnis|zu ihrer information|di seguito|
    sotto|inoltr|per conoscenza|hieronder|onderstaand|doorst|doorgestuurd|ter info|nedan|vidarebefordr|för kännedom|nedenfor|
    videresend|til orientering|poniżej|przekazuj|przesyłam|níže|přeposíl|ниже|пересыла|направля|для сведения|переда|见下|
    转发|轉發|如下|供参考|أدناه|نحيل|للعلم|إليكم|aşağıda|bilginize|iletiyor|oheisena|továbbít|mai jos|redirecț"""
)
