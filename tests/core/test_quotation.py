"""Where an earlier message begins, in the ways in which mail programs of many languages say so."""

import pytest

from mailflow.core.text import Role
from tests.core.texts import only, read

ANSWER = "We shall come with two persons."
OURS = "Please let us know whether you will be represented and by whom."
ADDRESS = "conference@secretariat.example"

ATTRIBUTIONS = {
    "en": "On Mon, Dec 18, 2006 at 11:05 AM, Oslo Conference <conference@secretariat.example> wrote:",
    "en-short": "On 18/12/2006 11:05, Oslo Conference wrote:",
    "en-apple": "On 18 Dec 2006, at 11:05, Oslo Conference Secretariat <conference@secretariat.example> wrote:",
    "en-name-first": "Oslo Conference <conference@secretariat.example> wrote on 18.12.2006 11:05:40:",
    "groupwise": ">>> Oslo Conference <conference@secretariat.example> 18/12/2006 11:05 >>>",
    "en-yahoo": "--- On Mon, 12/18/06, Oslo Conference <conference@secretariat.example> wrote:",
    "fr": "Le lun. 18 déc. 2006 à 11:05, Oslo Conference <conference@secretariat.example> a écrit :",
    "fr-apple": "Le 18 déc. 2006 à 11:05, Oslo Conference <conference@secretariat.example> a écrit\u00a0:",
    "es": "El lun, 18 dic 2006 a las 11:05, Oslo Conference (<conference@secretariat.example>) escribió:",
    "pt": "Em seg., 18 de dez. de 2006 às 11:05, Oslo Conference <conference@secretariat.example> escreveu:",
    "de": "Am Mo., 18. Dez. 2006 um 11:05 Uhr schrieb Oslo Conference <conference@secretariat.example>:",
    "de-notes": "conference@secretariat.example schrieb am 18.12.2006 11:05:",
    "it": "Il giorno lun 18 dic 2006 alle ore 11:05 Oslo Conference <conference@secretariat.example> ha scritto:",
    "nl": "Op ma 18 dec. 2006 om 11:05 schreef Oslo Conference <conference@secretariat.example>:",
    "sv": "Den mån 18 dec. 2006 kl 11:05 skrev Oslo Conference <conference@secretariat.example>:",
    "da": "Den man. 18. dec. 2006 kl. 11.05 skrev Oslo Conference <conference@secretariat.example>:",
    "no": "man. 18. des. 2006 kl. 11:05 skrev Oslo Conference <conference@secretariat.example>:",
    "fi": "ma 18. jouluk. 2006 klo 11.05 Oslo Conference (conference@secretariat.example) kirjoitti:",
    "pl": "pon., 18 gru 2006 o 11:05 Oslo Conference <conference@secretariat.example> napisał(a):",
    "pl-thunderbird": "W dniu 18.12.2006 o 11:05, Oslo Conference pisze:",
    "cs": "po 18. 12. 2006 v 11:05 odesílatel Oslo Conference <conference@secretariat.example> napsal:",
    "hu": "Oslo Conference <conference@secretariat.example> ezt írta (időpont: 2006. dec. 18., H, 11:05):",
    "ro": "În lun., 18 dec. 2006 la 11:05, Oslo Conference <conference@secretariat.example> a scris:",
    "tr": "Oslo Conference <conference@secretariat.example>, 18 Ara 2006 Pzt, 11:05 tarihinde şunu yazdı:",
    "ru": "пн, 18 дек. 2006 г. в 11:05, Oslo Conference <conference@secretariat.example>:",
    "ru-mail": "18.12.2006 11:05, Oslo Conference пишет:",
    "uk": "пн, 18 груд. 2006 р. о 11:05 Oslo Conference <conference@secretariat.example> пише:",
    "bg": "На пн, 18.12.2006 г. в 11:05 Oslo Conference <conference@secretariat.example> написа:",
    "el": "Στις Δευ 18 Δεκ 2006 στις 11:05 π.μ., ο χρήστης Oslo Conference <conference@secretariat.example> έγραψε:",
    "ar": "في الاثنين، 18 ديسمبر 2006 في 11:05 ص كتب Oslo Conference <conference@secretariat.example>:",
    "he": "‫בתאריך יום ב׳, 18 בדצמ׳ 2006 ב-11:05 מאת ‪Oslo Conference‬‏ <‪conference@secretariat.example‬‏> כתב:‬",
    "fa": "در تاریخ دوشنبه ۱۸ دسامبر ۲۰۰۶ 11:05 Oslo Conference <conference@secretariat.example> نوشت:",
    "zh": "Oslo Conference <conference@secretariat.example> 于2006年12月18日周一 11:05写道：",
    "zh-apple": "在 2006年12月18日，上午11:05，Oslo Conference <conference@secretariat.example> 写道：",
    "zh-qq": "在2006-12-18 11:05:02，Oslo Conference <conference@secretariat.example> 写道：",
    "ja": "2006年12月18日(月) 11:05 Oslo Conference <conference@secretariat.example>:",
    "ko": "2006년 12월 18일 (월) 오전 11:05, Oslo Conference <conference@secretariat.example>님이 작성:",
    "id": "Pada Sen, 18 Des 2006 pukul 11:05 Oslo Conference <conference@secretariat.example> menulis:",
    "vi": "Vào Th 2, 18 thg 12, 2006 lúc 11:05 Oslo Conference <conference@secretariat.example> đã viết:",
    "hr": "pon, 18. pro 2006. u 11:05 Oslo Conference <conference@secretariat.example> napisao je:",
}

HEADERS = {
    "en": "From: Oslo Conference <{a}>\nSent: Monday, December 18, 2006 11:05 AM\nTo: Solbakken, Ingrid\nSubject: Invitation",
    "en-stars": "*From:* Oslo Conference [mailto:{a}]\n*Sent:* Monday, December 18, 2006 11:05 AM\n*To:* Ingrid\n*Subject:* Oslo",
    "en-wide": "From: Oslo Conference <{a}>\n\nSent: Monday, December 18, 2006 11:05 AM\n\nTo: Ingrid\n\nSubject: Oslo",
    "en-names": "From: Oslo Conference Secretariat\nSent: Monday, December 18, 2006 11:05 AM\nTo: Ingrid\nSubject: Oslo",
    "fr": "De : Oslo Conference <{a}>\nEnvoyé : lundi 18 décembre 2006 11:05\nÀ : Ingrid Solbakken\nObjet : Invitation",
    "fr-mac": "De : Oslo Conference <{a}>\nDate : lundi 18 décembre 2006 à 11:05\nÀ : Ingrid\nObjet : Invitation",
    "es": "De: Oslo Conference <{a}>\nEnviado el: lunes, 18 de diciembre de 2006 11:05\nPara: Ingrid\nAsunto: Invitación",
    "pt": "De: Oslo Conference <{a}>\nEnviada: 18 de dezembro de 2006 11:05\nPara: Ingrid\nAssunto: Convite",
    "de": "Von: Oslo Conference <{a}>\nGesendet: Montag, 18. Dezember 2006 11:05\nAn: Ingrid\nBetreff: Einladung",
    "it": "Da: Oslo Conference <{a}>\nInviato: lunedì 18 dicembre 2006 11:05\nA: Ingrid\nOggetto: Invito",
    "nl": "Van: Oslo Conference <{a}>\nVerzonden: maandag 18 december 2006 11:05\nAan: Ingrid\nOnderwerp: Uitnodiging",
    "sv": "Från: Oslo Conference <{a}>\nSkickat: den 18 december 2006 11:05\nTill: Ingrid\nÄmne: Inbjudan",
    "da": "Fra: Oslo Conference <{a}>\nSendt: 18. december 2006 11:05\nTil: Ingrid\nEmne: Invitation",
    "fi": "Lähettäjä: Oslo Conference <{a}>\nLähetetty: 18. joulukuuta 2006 11:05\nVastaanottaja: Ingrid\nAihe: Kutsu",
    "pl": "Od: Oslo Conference <{a}>\nWysłano: poniedziałek, 18 grudnia 2006 11:05\nDo: Ingrid\nTemat: Zaproszenie",
    "cs": "Od: Oslo Conference <{a}>\nOdesláno: pondělí 18. prosince 2006 11:05\nKomu: Ingrid\nPředmět: Pozvánka",
    "hu": "Feladó: Oslo Conference <{a}>\nElküldve: 2006. december 18. 11:05\nCímzett: Ingrid\nTárgy: Meghívó",
    "ro": "De la: Oslo Conference <{a}>\nTrimis: luni, 18 decembrie 2006 11:05\nCătre: Ingrid\nSubiect: Invitație",
    "tr": "Kimden: Oslo Conference <{a}>\nGönderildi: 18 Aralık 2006 Pazartesi 11:05\nKime: Ingrid\nKonu: Davet",
    "ru": "От: Oslo Conference <{a}>\nОтправлено: 18 декабря 2006 г. 11:05\nКому: Ingrid\nТема: Приглашение",
    "uk": "Від: Oslo Conference <{a}>\nНадіслано: 18 грудня 2006 р. 11:05\nКому: Ingrid\nТема: Запрошення",
    "el": "Από: Oslo Conference <{a}>\nΣτάλθηκε: Δευτέρα, 18 Δεκεμβρίου 2006 11:05\nΠρος: Ingrid\nΘέμα: Πρόσκληση",
    "ar": "من: Oslo Conference <{a}>\nتاريخ الإرسال: 18 ديسمبر 2006 11:05\nإلى: Ingrid\nالموضوع: دعوة",
    "he": "מאת: Oslo Conference <{a}>\nנשלח: 18 דצמבר 2006 11:05\nאל: Ingrid\nנושא: הזמנה",
    "zh": "发件人: Oslo Conference <{a}>\n发送时间: 2006年12月18日 11:05\n收件人: Ingrid\n主题: 邀请",
    "zh-wide": "发件人：Oslo Conference <{a}>\n发送时间：2006年12月18日 11:05\n收件人：Ingrid\n主题：邀请",
    "zh-tw": "寄件者: Oslo Conference <{a}>\n寄件日期: 2006年12月18日 11:05\n收件者: Ingrid\n主旨: 邀請",
    "ja": "差出人: Oslo Conference <{a}>\n送信日時: 2006年12月18日 11:05\n宛先: Ingrid\n件名: 招待",
    "ko": "보낸 사람: Oslo Conference <{a}>\n보낸 날짜: 2006년 12월 18일 11:05\n받는 사람: Ingrid\n제목: 초청",
}

SEPARATORS = [
    "-----Original Message-----",
    "-------- Original Message --------",
    "-------- Original message --------",
    "-----Ursprüngliche Nachricht-----",
    "-----Message d'origine-----",
    "-------- Message original --------",
    "-----Mensaje original-----",
    "-----Mensagem original-----",
    "-----Messaggio originale-----",
    "-----Oorspronkelijk bericht-----",
    "-----Ursprungligt meddelande-----",
    "-----Oprindelig meddelelse-----",
    "-----Alkuperäinen viesti-----",
    "-----Oryginalna wiadomość-----",
    "-----Исходное сообщение-----",
    "-----الرسالة الأصلية-----",
    "-----原始邮件-----",
    "------------------ 原始邮件 ------------------",
    "-----元のメッセージ-----",
    "-----원본 메시지-----",
    "----- Reply message -----",
    "---------- Original message ----------",
]


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


@pytest.mark.parametrize("attribution", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
def test_who_wrote_is_understood_above_quoted_lines(attribution: str) -> None:
    text = read(f"{ANSWER}\n\n{attribution}\n\n{quoted(OURS)}\n")
    assert only(text, Role.NEW) == ANSWER


@pytest.mark.parametrize("language", [key for key in ATTRIBUTIONS if key not in ("ru", "ja")])
def test_who_wrote_is_understood_where_nothing_is_prefixed(language: str) -> None:
    text = read(f"{ANSWER}\n\n{ATTRIBUTIONS[language]}\n\n{OURS}\n")
    assert only(text, Role.NEW) == ANSWER


@pytest.mark.parametrize("language", ["en", "fr", "es", "de", "it", "nl", "pl", "ru", "ar", "pt", "sv"])
@pytest.mark.parametrize("width", [40, 60])
def test_who_wrote_is_understood_when_it_is_wrapped(language: str, width: int) -> None:
    words, lines = ATTRIBUTIONS[language].split(" "), [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    text = read(f"{ANSWER}\n\n" + "\n".join(lines) + f"\n\n{quoted(OURS)}\n")
    assert only(text, Role.NEW) == ANSWER


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_header_lines_begin_an_earlier_message(header: str) -> None:
    text = read(f"{ANSWER}\n\n{header.format(a=ADDRESS)}\n\n{OURS}\n")
    assert (only(text, Role.NEW), only(text, Role.QUOTED)[-len(OURS) :]) == (ANSWER, OURS)


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_a_line_above_header_lines_belongs_to_them(header: str) -> None:
    text = read(f"{ANSWER}\n\n{'_' * 32}\n{header.format(a=ADDRESS)}\n\n{OURS}\n")
    assert only(text, Role.NEW) == ANSWER


@pytest.mark.parametrize("separator", SEPARATORS)
def test_a_separator_begins_an_earlier_message(separator: str) -> None:
    text = read(f"{ANSWER}\n\n{separator}\n{OURS}\n")
    assert only(text, Role.NEW) == ANSWER


@pytest.mark.parametrize("separator", SEPARATORS)
def test_a_separator_with_header_lines_is_one_marker(separator: str) -> None:
    text = read(f"{ANSWER}\n\n{separator}\n{HEADERS['de'].format(a=ADDRESS)}\n\n{OURS}\n")
    assert only(text, Role.NEW) == ANSWER


@pytest.mark.parametrize(
    "text",
    [
        "Dear colleagues,\n\nfrom Monday to Friday we stay at:\nHotel Bristol\n\nSent: by fax as well.",
        "MEMORANDUM\n\nTO: The Secretariat\nFROM: Ministry of Defence\nDATE: 3 May 2007\nSUBJECT: Delegation\n\nWe send two.",
        "From: Geneva\nTo: Oslo\nDate: 21 February\n\nThese are our flights.",
        "As the Minister wrote in 1997:\n\nthe work is not done. We agree.",
        "Our list:\n\n--- Delegation ---\nMr Per Lund\n--- Observers ---\nMs Kari Dahl",
        "In Geneva on 3 May 2007 we met Ms Dahl, who wrote to you, and we agreed as follows:\n\nWe come.",
        "The original message was lost.\n\nThe message follows:\n\nWe shall come.",
        "De: the word is Latin.\nA: another.\nPara: a third.",
        ">From Oslo we go home at once.",
    ],
)
def test_ordinary_text_is_not_taken_for_an_earlier_message(text: str) -> None:
    assert only(read(text, subject="Delegation"), Role.QUOTED) == ""


def test_answers_between_quoted_lines_are_new() -> None:
    text = read(
        "On 18/12/2006 11:05, Oslo Conference wrote:\n> Will you come?\n\nYes, two of us.\n\n> By whom are you represented?\n"
        "Ms Ingrid Solbakken and Mr Per Lund.\n> When do you arrive?\n>\n"
    )
    assert only(text, Role.NEW).split("\n") == ["Yes, two of us.", "Ms Ingrid Solbakken and Mr Per Lund."]


def test_an_answer_below_the_quotation_is_new() -> None:
    text = read(f"On 18/12/2006 11:05, Oslo Conference wrote:\n{quoted(OURS)}\n\n{ANSWER}\n")
    assert only(text, Role.NEW) == ANSWER


def test_the_torn_end_of_a_quoted_line_stays_quoted() -> None:
    text = read(
        f"{ANSWER}\n\n> We should be most grateful if you would let us know in good time\nwhether you come\n> and by whom.\n"
    )
    assert only(text, Role.NEW) == ANSWER


def test_an_attribution_inside_the_quotation_is_quoted() -> None:
    inner = f"On 18 Dec 2006, at 11:05, Oslo Conference <{ADDRESS}> wrote:\n\n{OURS}"
    assert only(read(f"{ANSWER}\n\n{quoted(inner)}"), Role.NEW) == ANSWER


def test_an_answer_that_follows_its_attribution_line_by_line_keeps_its_words() -> None:
    text = read("He wrote that we come.\n> Will you come?\nYes.\n")
    assert only(text, Role.NEW).split("\n") == ["He wrote that we come.", "Yes."]


def test_what_a_mail_server_gives_back_is_quoted() -> None:
    text = read(
        "I wasn't able to deliver your message.\n\n--- Below this line is a copy of the message.\n\n"
        f"Return-Path: <{ADDRESS}>\nReceived: (qmail 1 invoked\n  from network); 18 Dec 2006\nFrom: {ADDRESS}\n"
        f"Subject: Invitation\n\n{OURS}\n",
        subject="failure notice",
    )
    assert only(text, Role.NEW) == "I wasn't able to deliver your message."
