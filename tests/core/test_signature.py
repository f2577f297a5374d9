"""Where the sender's own text ends, and what below the closing is text again."""

import pytest

from mailflow.core.address import Address
from mailflow.core.text import Role
from tests.core.texts import only, read

BODY = "We shall come with two persons."
NAME = "Ingrid Solbakken\nCounsellor\nMinistry of Foreign Affairs\nTel. +47 22 00 00 00"


@pytest.mark.parametrize(
    "closing",
    [
        "Yours sincerely,",
        "Best regards",
        "Kind regards,",
        "With best wishes from Oslo,",
        "With our thanks and all good wishes for the New Year,",
        "Respectfully yours,",
        "BEST REGARDS",
        "Many thanks and best regards,",
        "Thank you,",
        "Cheers!",
        "Cordialement,",
        "Bien cordialement",
        "Bien à vous,",
        "Avec mes salutations distinguées,",
        "Merci d'avance,",
        "Atentamente,",
        "Saludos cordiales,",
        "Reciban un cordial saludo,",
        "Muchas gracias,",
        "Atenciosamente,",
        "Com os melhores cumprimentos,",
        "Mit freundlichen Grüßen",
        "Mit freundlichen Gruessen",
        "Hochachtungsvoll",
        "Cordiali saluti,",
        "Distinti saluti",
        "Met vriendelijke groet,",
        "Med vänlig hälsning",
        "Med vennlig hilsen",
        "Venlig hilsen",
        "Ystävällisin terveisin",
        "Z poważaniem",
        "S pozdravem",
        "S poštovanjem,",
        "Cu stimă,",
        "Saygılarımla,",
        "С уважением,",
        "З повагою,",
        "С уважение,",
        "Με εκτίμηση",
        "此致",
        "此致\n敬礼！",
        "مع خالص التحية",
        "وتفضلوا بقبول فائق الاحترام،",
        "בברכה,",
        "با احترام",
    ],
)
def test_a_closing_begins_the_signature(closing: str) -> None:
    text = read(f"{BODY}\n\n{closing}\n{NAME}\n")
    assert (text.new, text.signature) == (BODY, f"{closing}\n{NAME}")


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
def test_a_name_may_stand_apart_from_the_closing(gap: str) -> None:
    assert read(f"{BODY}\n\nYours sincerely,{gap}{NAME}\n").new == BODY


@pytest.mark.parametrize("mark", ["-- ", "--"])
def test_two_dashes_begin_the_signature(mark: str) -> None:
    assert read(f"{BODY}\n{mark}\n{NAME}\nSooner or later we all quote ourselves.\n").new == BODY


@pytest.mark.parametrize(
    "rest",
    [
        "P.S. Ms Dahl is a vegetarian.",
        "PS: Ms Dahl is a vegetarian.",
        "N.B. The visa is not yet there.",
        "Delegation of Norway:\nMr Per Lund\nMs Kari Dahl",
        "Annex: list of delegates\n1. Mr Per Lund\n2. Ms Kari Dahl",
        "1. Mr Per Lund, head\n2. Ms Kari Dahl, adviser",
        "- Mr Per Lund, head\n- Ms Kari Dahl, adviser",
        "Mr Per Lund, head\nMs Kari Dahl, adviser",
        "Name\tFunction\nPer Lund\tHead\nKari Dahl\tAdviser",
        "Please also note that Ms Dahl will arrive one day before the others.",
        "Could you confirm that you received this?",
        "Courtesy translation\n\nThe Mission thanks the Secretariat.",
        "Dear colleagues,\n\nThe same in English.",
    ],
)
def test_what_stands_below_the_signature_is_text_again(rest: str) -> None:
    text = read(f"{BODY}\n\nKind regards,\nIngrid Solbakken\nCounsellor\n\n{rest}\n")
    assert rest in text.new


@pytest.mark.parametrize(
    "body",
    [
        "Thank you.\n\nMr Per Lund, head\nMs Kari Dahl, adviser",
        "Please register:\n\nThanks\n\n1. Mr Per Lund\n2. Ms Kari Dahl",
        "Merci d'inscrire :\nM. Per Lund\nMme Kari Dahl",
        "Thank you for the invitation. We shall come.",
        "Best Hotel Oslo is where we stay.",
        "Regards to all from Geneva, where it is raining; we shall write again on the matter of the list next week.",
        "The Mission avails itself of this opportunity to renew the assurances of its highest consideration.",
        "Veuillez agréer, Madame, l'expression de ma considération distinguée.",
        "We are represented by:\n\nIngrid Solbakken\nCounsellor",
        "Geneva, 11 January 2007",
        "M. Lund et Mme Dahl\n\nPer Lund",
    ],
)
def test_text_is_not_taken_for_a_signature(body: str) -> None:
    assert read(f"Dear colleagues,\n\n{body}\n").signature == ""


@pytest.mark.parametrize(
    ("signature", "sender"),
    [
        ("Ingrid", "Ingrid Solbakken"),
        ("I. Solbakken", "Ingrid Solbakken"),
        ("IS", "Ingrid Solbakken"),
        ("Ingrid Solbakken (Ms)\nCounsellor\nPermanent Mission of Norway", "Ingrid Solbakken"),
        ("Permanent Mission of Norway", "Norway Mission Geneva"),
        ("Le meas,\nIngrid", "Ingrid Solbakken"),
        ("Ingrid\n\nIngrid Solbakken | Counsellor | Oslo", "Ingrid Solbakken"),
        ("SOLBAKKEN Ingrid\nCounsellor", "Ingrid Solbakken"),
        ("Liv Aune-Berg", "Berg Liv"),
    ],
)
def test_the_sender_is_known_by_name_where_no_closing_stands(signature: str, sender: str) -> None:
    text = read(f"Dear colleagues,\n\n{BODY}\n\n{signature}\n", sender=Address("mission", "norway.example", sender))
    assert text.signature == signature


def test_a_name_right_below_the_last_line_is_the_signature() -> None:
    assert read(f"Dear all,\n\n{BODY}\nIngrid\n").signature == "Ingrid"


def test_below_the_courtesy_sentence_of_a_letter_stands_the_signature() -> None:
    formula = "Veuillez agréer, Madame, Monsieur, l'expression de\nma considération distinguée."
    text = read(f"Madame,\n\n{BODY}\n\n{formula}\n\nPer Lund\nChef de division\n")
    assert (text.signature, formula in text.new) == ("Per Lund\nChef de division", True)


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Sent from my Samsung Galaxy smartphone.",
        "Get Outlook for iOS",
        "Envoyé de mon iPhone",
        "Envoyé depuis mon mobile Orange",
        "Enviado desde mi iPhone",
        "Enviado do meu iPhone",
        "Von meinem iPhone gesendet",
        "Inviato da iPhone",
        "Verzonden vanaf mijn iPhone",
        "Skickat från min iPhone",
        "Sendt fra min iPhone",
        "Wysłane z iPhone'a",
        "Отправлено с iPhone",
        "发自我的iPhone",
        "iPhoneから送信",
        "أُرسل من الـ iPhone",
        "נשלח מה-iPhone שלי",
        "iPhone'umdan gönderildi",
    ],
)
def test_what_a_telephone_adds_is_signature(line: str) -> None:
    text = read(f"{BODY}\n\n{line}\n")
    assert (text.new, text.signature) == (BODY, line)


def test_the_signature_stands_above_the_quotation() -> None:
    text = read(
        f"{BODY}\n\nRegards\nIngrid\n\nOn 18/12/2006 11:05, Oslo Conference wrote:\n> Dear Ingrid\n> Regards\n> Per\n"
    )
    assert (text.new, text.signature) == (BODY, "Regards\nIngrid")


NOTICES = {
    "en": "This e-mail and any attachments are confidential and intended solely for the use of the addressee.",
    "en-error": "If you are not the intended recipient, please notify the sender and delete this message.",
    "en-wrapped": "The information contained in this\nemail may be privileged and\nconfidential.",
    "en-heading": "CONFIDENTIALITY NOTICE\nThis message is confidential.",
    "en-green": "Please consider the environment before printing this e-mail.",
    "en-stars": "*****************************\nAll messages sent by the Office may be monitored.\n****************************",
    "fr": "Ce message et ses pièces jointes sont confidentiels. Si vous avez reçu ce message par erreur, détruisez-le.",
    "fr-green": "Pensez à l'environnement avant d'imprimer ce courriel.",
    "es": "Este mensaje y sus anexos son confidenciales y se dirigen exclusivamente a su destinatario.",
    "es-green": "Antes de imprimir este correo, piense en el medio ambiente.",
    "pt": "Esta mensagem pode conter informação confidencial. Se a recebeu por engano, apague-a.",
    "de": "Diese E-Mail kann vertrauliche Informationen enthalten.",
    "it": "Questo messaggio contiene informazioni riservate.",
    "nl": "Dit bericht is vertrouwelijk.",
    "ru": "Данное сообщение является конфиденциальным.",
    "ar": "هذه الرسالة سرية وموجهة إلى المرسل إليه فقط.",
    "zh": "本邮件及其附件含有保密信息，仅供收件人使用。",
}


@pytest.mark.parametrize("notice", NOTICES.values(), ids=NOTICES)
def test_notices_of_servers_are_no_text(notice: str) -> None:
    text = read(f"{BODY}\n\nKind regards,\nIngrid\n\n{notice}\n")
    assert (text.new, only(text, Role.DISCLAIMER)) == (BODY, notice)


def test_a_banner_above_the_greeting_is_a_notice() -> None:
    banner = "CAUTION: This email originated from outside of the organization. Do not click links."
    text = read(f"{banner}\nDear colleagues,\n\n{BODY}\n")
    assert text.new == f"Dear colleagues,\n\n{BODY}"


@pytest.mark.parametrize(
    "body",
    [
        "The paper is confidential until Monday.",
        "This message is intended for the Chair and for the Secretariat as well.",
        "Delegates from outside Europe need a visa.",
        "Before printing the documents, please wait for the corrected version.",
        "La protection de l'environnement est à l'ordre du jour.",
        "We print our own badges and consider them valid.",
    ],
)
def test_text_is_not_taken_for_a_notice(body: str) -> None:
    assert only(read(body), Role.DISCLAIMER) == ""


def test_a_notice_below_forwarded_text_is_a_notice() -> None:
    block = "From: Dahl <kari.dahl@mfa.norway.example>\nSent: 7 February 2007 09:48\nTo: Mission\nSubject: Oslo"
    text = read(f"FYI\n\n{block}\n\n{BODY}\n\n{NOTICES['en']}\n", subject="FW: Oslo")
    assert (only(text, Role.FORWARDED), only(text, Role.DISCLAIMER)) == (BODY, NOTICES["en"])


def test_a_name_alone_below_the_quotation_is_the_signature() -> None:
    text = read(f"{BODY}\n\nOn 18/12/2006 11:05, Oslo Conference wrote:\n> Will you come?\n\nIngrid\n")
    assert (text.new, text.signature) == (BODY, "Ingrid")
