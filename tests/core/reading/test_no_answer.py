"""Sentences that deny, regret or promise something else: the words of an answer stand in them, and they are none."""

from __future__ import annotations

import pytest

from tests.core.reading.test_attendance import answer

SENTENCES = [
    # French
    "Le document ne sera pas prêt avant lundi.",
    "Il ne sera pas nécessaire de prévoir une salle.",
    "Nous ne pourrons pas arriver avant mardi.",
    "La salle n'est pas accessible aux fauteuils roulants.",
    "Nous n'avons pas reçu le programme.",
    "Notre ambassadeur ne pourra pas prendre la parole mardi.",
    "Malheureusement, le fichier ne s'ouvre pas.",
    "Nous regrettons de ne pouvoir vous envoyer le texte plus tôt.",
    "Le projet de texte n'a pas encore été distribué.",
    "Nous ne sommes pas en mesure de vous transmettre la déclaration aujourd'hui.",
    "En raison du mauvais temps, nos bagages ne sont pas arrivés.",
    "Nous n'avons pas de commentaires.",
    "Je vous prie d'excuser l'envoi tardif de ce document.",
    "Nous souhaitons participer au dîner.",
    "Vous pouvez compter sur notre soutien.",
    "Les délégations qui ne pourront pas participer peuvent envoyer une contribution écrite.",
    "Il serait utile que la société civile soit représentée.",
    # Spanish
    "El documento no estará listo antes del lunes.",
    "No será necesario prever una sala.",
    "No podremos llegar antes del martes.",
    "Nuestro embajador no podrá hacer uso de la palabra el martes.",
    "Lamentablemente, el archivo no se abre.",
    "Lamentamos no poder enviar el texto antes.",
    "No estamos en condiciones de enviar la declaración hoy.",
    "Deseamos participar en la cena.",
    "Cuenten con nuestro apoyo.",
    "La carta no será enviada hoy.",
    "Vamos a enviar el documento mañana.",
    "No es posible abrir el archivo.",
    "Las delegaciones que no puedan asistir podrán enviar una contribución.",
    # Portuguese
    "O documento não estará pronto antes de segunda-feira.",
    "Não será necessário prever uma sala.",
    "A sala não é acessível.",
    "O nosso embaixador não poderá usar da palavra na terça-feira.",
    "Infelizmente, o ficheiro não abre.",
    "Lamentamos não poder enviar o texto antes.",
    "A carta não será enviada hoje.",
    "Vamos enviar o documento amanhã.",
    "Não é possível abrir o ficheiro.",
    "Podem contar com o nosso apoio.",
    "As delegações que não puderem participar poderão enviar uma contribuição.",
    # Italian
    "Il documento non sarà pronto prima di lunedì.",
    "Non sarà necessario prevedere una sala.",
    "La sala non è accessibile.",
    "Il nostro ambasciatore non potrà prendere la parola martedì.",
    "Purtroppo il file non si apre.",
    "Siamo spiacenti di non poter inviare il testo prima.",
    "Non siamo in grado di inviare la dichiarazione oggi.",
    "La lettera non sarà inviata oggi.",
    "Le delegazioni che non potranno partecipare possono inviare un contributo scritto.",
    "L'albergo non è disponibile in quelle date.",
    # German
    "Das Dokument wird nicht vor Montag fertig sein.",
    "Wir können nicht vor Dienstag anreisen.",
    "Leider lässt sich die Datei nicht öffnen.",
    "Wir bedauern, den Text nicht früher senden zu können.",
    "Wir sind nicht in der Lage, die Erklärung heute zu senden.",
    "Wir kommen auf die Frage der Hotels zurück.",
    "Wir kommen am 21. um 14 Uhr an.",
    "Delegationen, die nicht teilnehmen können, dürfen einen schriftlichen Beitrag senden.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_said_of_something_else_is_no_answer(sentence: str) -> None:
    assert answer(f"Dear colleagues,\n\n{sentence}\n\nBest regards,\nThe Mission\n") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Our colleagues from Luxembourg are unable to attend.",
        "Luxembourg told us that it cannot come.",
        "We hear from Luxembourg that they will not be attending.",
        "Le Luxembourg ne participera pas à la conférence.",
        "Luxemburgo nos ha comunicado que no asistirá.",
        "Luxemburg wird nicht teilnehmen.",
        "Люксембург не примет участия в конференции.",
        "Luxembourg will attend.",
        "We regret that Luxembourg will not attend.",
        "We inform you that Luxembourg has asked us to tell you that it will not attend the conference.",
        "I am writing to let you know that the Government of Luxembourg will be represented.",
        "We understand that Luxembourg is unable to attend.",
        "Luxembourg regrets that it will not attend.",
        "Nous regrettons que le Luxembourg ne participera pas.",
        "Lamentamos que Luxemburgo no asistirá.",
        "Wir bedauern, dass Luxemburg nicht teilnehmen wird.",
        "С сожалением сообщаем, что Люксембург не примет участия в конференции.",
        "نود إبلاغكم أن لوكسمبورغ لن تشارك في المؤتمر.",
    ],
)
def test_what_is_said_of_another_party_is_no_answer_of_the_writers(sentence: str) -> None:
    assert answer(sentence, party="FIN") is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We cannot attend the conference that Luxembourg has told us about.", "declined"),
        ("We will attend, together with our friends from Luxembourg.", "accepted"),
        ("As Luxembourg will attend, we shall come too.", "accepted"),
        ("Finland will attend and Luxembourg will not attend.", "accepted"),
        ("We confirm that our Ambassador in Luxembourg will attend.", "accepted"),
        ("The Permanent Mission of Finland to Luxembourg will participate.", "accepted"),
        ("Together with Luxembourg, we will attend.", "accepted"),
        ("In reply to the paper of Luxembourg we confirm that the delegation will attend.", "accepted"),
    ],
)
def test_another_party_in_an_answer_of_ones_own_takes_nothing_from_it(sentence: str, expected: str) -> None:
    assert answer(sentence, party="FIN") == expected
