"""Who is not on the roster and asks whether the shuttle is free is a person; who offers a loan is none that we answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from mailflow.worker.judgement import Judgement
from tests.rules.holdout_mail import message

# Whether a person wrote it, the subject, the text. Nobody of them names the conference.
MAILS = [
    (True, "Frage", "Guten Tag, gibt es im Hotel einen Rabatt für Delegierte?\n\nJan Vogt"),
    (True, "Pregunta", "Estimados señores: ¿el transporte al lugar es gratis para los delegados?\nSaludos, Luis Paz"),
    (True, "Inscription", "Bonjour, le mot de passe du site ne fonctionne pas. Pouvez-vous m'aider ?\nPaul Durand"),
    (True, "Inscription", "Bonjour, la navette est-elle gratuite ? Merci. Paul Durand"),
    (
        True,
        "Acceso",
        "Buenos días, la contraseña que me enviaron no funciona.\nAna Ruiz, Ministerio de Relaciones Exteriores",
    ),
    (True, "Вопрос", "Добрый день! Пароль, который вы прислали, не подходит. С уважением, Иван Петров"),
    (True, "问题", "您好，我的密码无法登录，请帮助重置。李华"),
    (True, "استفسار", "السلام عليكم، كلمة المرور لا تعمل. أحمد الخطيب"),
    (True, "Question", "Dear colleagues, can the room be paid by credit card?\nEva Lind"),
    (True, "Question", "We would need the room for 48 hours only.\nEva Lind"),
    (True, "Domanda", "Buongiorno, la password del portale non funziona. Anna Bruni"),
    (True, "Pergunta", "Bom dia, a senha não funciona. Rita Pinto"),
    (True, "Frage", "Wir kommen mit dem Auto. Sind die Parkplätze gratis? Eva Brandt"),
    (
        True,
        "Aktion",
        "Die Bundesregierung plant eine gemeinsame Aktion zur Opferhilfe. Wir senden Ihnen dazu nächste Woche mehr.\nEva Brandt, Auswärtiges Amt",
    ),
    (
        True,
        "Factura",
        "Adjuntamos la factura pendiente del hotel; el pago se hizo por transferencia bancaria.\nLuis Paz, Embajada",
    ),
    (True, "Virement", "Le virement pour les chambres a été fait hier.\nClaire Roux, Ambassade"),
    (True, "Кредит", "Доверяем вам в кредит: список пришлём завтра. Анна Смирнова, Посольство"),
    (True, "展位", "我们想了解是否可以设立展位。李华，大使馆"),
    (True, "Air tickets", "Our air tickets are booked, we arrive on the 17th. Eva Lind"),
    (True, "Loan", "Could we have the loan of a projector for our session? Eva Lind"),
    (True, "Invoice", "Please send the invoice for the rooms to the Embassy. Eva Lind"),
    (True, "Deposit", "The bank asks for your bank details to pay the deposit for the hall.\nEva Lind, Embassy"),
    (True, "Gracias", "Muchas gracias por la promoción del tratado en nuestra región.\nLuis Paz"),
    (True, "Besoin", "Nous profitons de cette occasion pour vous remercier. Claire Roux"),
    (
        False,
        "Offre de crédit",
        "Bonjour, nous offrons des prêts entre particuliers de 5000 à 900000 euros au taux de 2 %. Contactez-nous : pret@rapide.example",
    ),
    (
        False,
        "Héritage",
        "Je suis la veuve de feu M. Koffi et je souhaite faire don de 4 millions de dollars à une personne de confiance. Que Dieu vous bénisse.",
    ),
    (
        False,
        "Préstamos",
        "¿Necesita un préstamo urgente? Ofrecemos préstamos desde 5.000 hasta 500.000 euros al 3%. Escríbanos hoy.",
    ),
    (
        False,
        "Premio",
        "Su dirección ha ganado 850.000 euros en nuestra lotería. Envíe nombre, teléfono y copia de su pasaporte.",
    ),
    (
        False,
        "Kredit",
        "Brauchen Sie einen Kredit? Wir bieten Kredite von 5.000 bis 900.000 Euro zu 2 % Zinsen. Antworten Sie noch heute.",
    ),
    (
        False,
        "Gewinn",
        "Sie haben gewonnen! Ihre E-Mail-Adresse wurde gezogen: 1.000.000 Euro. Senden Sie Name und Kontonummer.",
    ),
    (
        False,
        "Prestito",
        "Avete bisogno di un prestito? Offriamo prestiti da 5.000 a 500.000 euro al 2%. Rispondete oggi.",
    ),
    (
        False,
        "Empréstimo",
        "Precisa de um empréstimo? Oferecemos empréstimos de 5.000 a 500.000 euros a 3%. Responda hoje.",
    ),
    (False, "Кредит", "Вам нужен кредит? Выдаём кредиты от 100 000 рублей под 3 % без залога. Звоните!"),
    (False, "Скидки", "Только сегодня скидки до 70 % на сувенирную продукцию. Закажите сейчас!"),
    (False, "قرض", "هل تحتاج إلى قرض؟ نقدم قروضا بفائدة 3% خلال 24 ساعة. اطلب الآن."),
    (False, "جائزة", "تهانينا، لقد ربحت مليون دولار في اليانصيب. أرسل اسمك ورقم حسابك."),
    (False, "贷款", "您需要贷款吗？我公司提供无抵押贷款，利率低，当天放款。请加微信。"),
    (False, "发票", "代开各类发票，税点优惠，欢迎来电洽谈。"),
    (False, "Loan offer", "Do you need an urgent loan? We offer loans at 3 % interest. Apply now."),
    (
        False,
        "Donation",
        "I am Mrs. Ruth, a widow with a terminal illness. I want to donate 5 million dollars to you for charity. God bless.",
    ),
    (
        False,
        "Mailbox full",
        "Your mailbox has exceeded its quota. Verify your account within 24 hours or it will be suspended.",
    ),
    (False, "Boîte pleine", "Votre boîte mail est pleine. Cliquez ici pour vérifier votre compte sous 24 heures."),
    (False, "Buzón lleno", "Su buzón ha superado el límite. Haga clic aquí para verificar su cuenta."),
    (False, "Postfach voll", "Ihr Postfach ist voll. Klicken Sie hier, um Ihr Konto zu bestätigen."),
    (False, "Колл-центр", "Ваш почтовый ящик переполнен. Перейдите по ссылке, чтобы подтвердить пароль."),
    (False, "Bags", "We are a leading manufacturer of conference bags. Best price guaranteed, ask for our catalogue."),
    (False, "Sacs", "Nous sommes fabricant de sacs publicitaires. Meilleurs prix, demandez notre catalogue."),
    (False, "Taschen", "Wir sind Hersteller von Werbetaschen. Beste Preise, fordern Sie unseren Katalog an."),
    (False, "SEO", "We can put your website on the first page of Google. Boost your ranking, get a free quote."),
    (False, "Attendee list", "We have the attendee list with 2,350 contacts. Shall I send you the price?"),
    (
        False,
        "Rechtsanwalt",
        "Ich bin der Rechtsanwalt eines verstorbenen Kunden, der 9,5 Millionen Dollar ohne Erben hinterlassen hat. Antworten Sie vertraulich.",
    ),
]


@pytest.mark.parametrize(("is_person", "subject", "text"), MAILS, ids=[f"{m[1]}-{m[2][:30]}" for m in MAILS])
def test_a_stranger_is_not_passed_over_and_bait_is(
    is_person: bool, subject: str, text: str, sort: Callable[[str, bytes, datetime], Judgement]
) -> None:
    at = datetime(2026, 11, 5, 9, tzinfo=UTC)
    mail = {"from": "Someone <someone@private.example>", "subject": subject, "text": text, "at": at}
    told = sort("oslo", message(mail, "oslo", 1), at).decision
    assert told.disposition.value == ("review" if is_person else "ignore")
    assert told.letter is None
