"""Whether a party will be represented, sentence by sentence, in the languages that missions write in."""

from __future__ import annotations

import pytest

from mailflow.core.document import CalendarReply, Condition, Document
from mailflow.core.facts import Answer
from tests.core.reading.letters import document, facts

YES, NO, PERHAPS = "accepted", "declined", "tentative"

SENTENCES = [
    ("Finland accepts the invitation with pleasure.", YES),
    ("Malta is happy to confirm its attendance.", YES),
    ("Count us in!", YES),
    ("We shall be there.", YES),
    ("My Government has decided to take part in the conference.", YES),
    ("Belgium will send a delegation to Oslo. The names will follow.", YES),
    ("Please be informed that Serbia will be participating in the meeting.", YES),
    ("Yes, Iceland will attend. Details later.", YES),
    ("The Government of Kenya confirms that it will be represented at the Conference.", YES),
    ("I am glad to tell you that we are coming.", YES),
    ("It is with pleasure that Jamaica accepts.", YES),
    ("Our participation is confirmed.", YES),
    ("We look forward to participating in the Oslo meeting.", YES),
    ("Unfortunately we cannot be there this time.", NO),
    ("Regrettably, Haiti will not be in a position to send a representative.", NO),
    ("Our small mission has nobody available on those days.", NO),
    ("Due to budgetary constraints, the Ministry is unable to send anyone to Oslo.", NO),
    ("We regret that no delegation from Bhutan can travel.", NO),
    ("We have to decline your kind invitation.", NO),
    ("Kiribati sends its apologies for not being present.", NO),
    ("The dates coincide with our national holiday, and nobody from the capital will be able to travel.", NO),
    ("There is no money in our budget to send a delegate.", NO),
    ("After careful consideration, my authorities have decided not to participate.", NO),
    ("It will not be possible for us to attend.", NO),
    ("Sorry, we can't make it.", NO),
    ("We will not be joining you in Oslo.", NO),
    ("The Ministry does not intend to be represented at the conference.", NO),
    ("Sadly our delegation will be missing at this meeting.", NO),
    ("We are still waiting for instructions from capital.", PERHAPS),
    ("Participation is under consideration in the Ministry.", PERHAPS),
    ("We hope to attend, but cannot confirm yet.", PERHAPS),
    ("No decision has been taken so far on our attendance.", PERHAPS),
    ("The invitation has been forwarded to the capital for decision.", PERHAPS),
    ("We cannot say at this stage whether we will be able to participate.", PERHAPS),
    ("Our attendance is subject to the availability of funds.", PERHAPS),
    ("Provisionally, please count on one person.", PERHAPS),
    ("For want of money no Samoan expert will travel to Oslo.", NO),
    ("No official from our capital can come.", NO),
    ("There is no doubt that our delegation will attend.", YES),
    ("No fewer than three experts will attend.", YES),
    ("We have no further questions, and our team will attend.", YES),
    ("Ningún experto de nuestro Ministerio viajará a Oslo.", NO),
    ("Oslo is out of reach for us this year.", NO),
    ("Oslo est hors de portée de notre budget.", NO),
    ("La France occupera son siège habituel.", YES),
    ("Austria will take its usual seat.", YES),
    ("Reply YES to win.", None),
    ("We will let you know as soon as a decision has been reached.", PERHAPS),
    (
        "Our participation, as well as the composition of any delegation, will be communicated as soon as instructions are received.",
        PERHAPS,
    ),
    ("The composition of the delegation will be communicated as soon as instructions are received.", None),
    ("It is too early to tell if Chad will take part.", PERHAPS),
    ("We may be able to send someone from Brussels.", PERHAPS),
    ("Whether Peru will be represented depends on the budget talks.", PERHAPS),
    ("In principle we would like to come; final confirmation next week.", PERHAPS),
    ("We have not decided yet whether to send someone from the capital.", PERHAPS),
    ("If nobody can travel from the capital, our Embassy in Oslo might cover the meeting.", None),
    ("Si personne ne peut se déplacer, nous vous le ferons savoir.", None),
    ("Nous ne manquerons pas de vous tenir informés de la suite réservée à votre invitation.", PERHAPS),
    ("Portugal se fará representar pelo Diretor-Geral.", YES),
    ("We have to withdraw the paper which we sent you on Monday.", None),
    ("Please pass on our thanks to the Minister.", None),
    ("I will pass your letter on to the capital.", None),
    ("The attachment was missing from your message.", None),
    ("Unfortunately we cannot open the attachment.", None),
    ("I regret that I was not able to send the paper earlier.", None),
    ("He has to cancel his hotel booking.", None),
    ("We will be absent from the dinner.", None),
    ("Mr Berg cannot attend the reception.", None),
    ("Thank you for the provisional programme.", None),
    ("We agree in principle with the draft agenda.", None),
    ("The definition is still under consideration in our capital.", None),
    ("Nous regrettons de ne pas pouvoir ouvrir la pièce jointe.", None),
    ("Merci pour le programme provisoire.", None),
    ("Lamentamos no poder abrir el archivo adjunto.", None),
    ("En principio estamos de acuerdo con el programa.", None),
    ("Leider konnten wir die Anlage nicht öffnen.", None),
    ("Grundsätzlich sind wir mit dem Programm einverstanden.", None),
    ("Purtroppo non riusciamo ad aprire l'allegato.", None),
    ("Infelizmente não conseguimos abrir o anexo.", None),
    ("We have to miss this meeting.", NO),
    ("Sadly we will have to pass this time.", NO),
    ("We must regretfully pass.", NO),
    ("Thank you for the programme, but we have to skip this one.", NO),
    ("We regret that for want of rooms nobody can come.", NO),
    ("Nous regrettons de ne pas pouvoir venir, malgré l'intérêt du programme.", NO),
    ("Leider können wir trotz des interessanten Programms nicht kommen.", NO),
    ("Our participation is provisional.", PERHAPS),
    ("In principle we will attend, once we have the programme.", PERHAPS),
    ("Nous devons retirer le document de travail envoyé lundi.", None),
    ("UNDP will not be able to attend in person, but Ms Inga Thorsen of UNMAS has kindly agreed to brief us.", NO),
    ("Could you tell us who will attend?", None),
    ("Will Norway be represented by its minister?", None),
    ("We will be represented in Dublin.", None),
    ("We attended the Lima Conference and will attend the Dublin Conference.", None),
    ("Thank you for the documents, well received.", None),
    ("We have no further comments on the programme.", None),
    ("Please find attached our paper.", None),
    ("How many States will attend the conference?", None),
    ("La Belgique participera à la conférence.", YES),
    ("J'ai le plaisir de confirmer la participation du Tchad.", YES),
    ("Le Mali accepte l'invitation.", YES),
    ("Nous serons des vôtres.", YES),
    ("La Guinée ne sera malheureusement pas représentée.", NO),
    ("Le Rwanda n'est pas en mesure d'envoyer une délégation.", NO),
    ("Nous regrettons de ne pouvoir prendre part à cette réunion.", NO),
    ("Pour des raisons budgétaires, aucune délégation ne pourra se rendre à Oslo.", NO),
    ("La participation de la Tunisie est à l'étude.", PERHAPS),
    ("Nous attendons les instructions de la capitale.", PERHAPS),
    ("Nous vous tiendrons informés dès qu'une décision aura été prise.", PERHAPS),
    ("Nous espérons pouvoir participer.", PERHAPS),
    ("Chile participará en la reunión.", YES),
    ("Tengo el agrado de confirmar la asistencia de El Salvador.", YES),
    ("Colombia acepta complacida la invitación.", YES),
    ("Lamentablemente, Paraguay no podrá participar.", NO),
    ("Por razones presupuestarias no nos será posible asistir.", NO),
    ("Cuba no enviará delegación.", NO),
    ("La participación del Uruguay está aún en estudio.", PERHAPS),
    ("Estamos a la espera de instrucciones de nuestra capital.", PERHAPS),
    ("Esperamos poder asistir.", PERHAPS),
    ("Wir können leider nicht kommen und haben daher abgesagt.", NO),
    ("Nous ne pouvons pas venir et avons dû y renoncer.", NO),
    ("We regret that we cannot attend; we would not want to miss the next meeting.", NO),
    ("Nothing prevents us from attending.", YES),
    ("We will not fail to attend.", YES),
    ("No dejaremos de asistir.", YES),
    ("Nous ne manquerons pas de participer.", YES),
    ("Nous n'avons pas renoncé à participer.", None),
    ("Illness prevents us from attending.", NO),
    ("We have declined the invitation.", NO),
    ("Nous avons renoncé à participer.", NO),
    ("Abbiamo rinunciato a partecipare.", NO),
    ("Мы отказались от участия.", NO),
    ("我们不能不遗憾地通知，代表团无法出席。", NO),
    ("We would not want to miss the conference.", YES),
    ("We have not given up the idea of attending.", None),
    ("Nous ne voudrions pas manquer cette réunion.", None),
    ("Rien ne nous empêche de participer.", YES),
    ("No queremos perdernos la conferencia.", None),
    ("Nada nos impide participar.", YES),
    ("No hemos renunciado a participar.", None),
    ("Não deixaremos de participar.", YES),
    ("Não queremos perder esta conferência.", None),
    ("Nada nos impede de participar.", YES),
    ("Non mancheremo di partecipare.", YES),
    ("Non vogliamo perdere questa conferenza.", None),
    ("Nulla ci impedisce di partecipare.", YES),
    ("Non abbiamo rinunciato a partecipare.", None),
    ("Wir werden es nicht versäumen teilzunehmen.", None),
    ("Wir möchten die Konferenz nicht verpassen.", None),
    ("Nichts hindert uns an der Teilnahme.", None),
    ("Wir haben nicht auf die Teilnahme verzichtet.", None),
    ("Мы не преминем принять участие.", None),
    ("Мы не хотели бы пропустить конференцию.", None),
    ("Ничто не мешает нам участвовать.", None),
    ("Мы не отказались от участия.", None),
    ("لن نتخلف عن المشاركة.", None),
    ("لا شيء يمنعنا من المشاركة.", None),
    ("لا نود أن يفوتنا المؤتمر.", None),
    ("我们不会缺席会议。", None),
    ("我们不愿错过此次会议。", None),
    ("我们不会不参加。", None),
    ("Österreich wird an der Konferenz teilnehmen.", YES),
    ("Wir sagen gerne zu.", YES),
    ("Leider können wir nicht teilnehmen.", NO),
    ("Die Schweiz wird keine Delegation entsenden.", NO),
    ("Die Teilnahme wird derzeit noch geprüft.", PERHAPS),
    ("L'Italia parteciperà alla conferenza.", YES),
    ("Purtroppo San Marino non potrà partecipare.", NO),
    ("Siamo in attesa di istruzioni.", PERHAPS),
    ("Portugal participará na conferência.", YES),
    ("Infelizmente, Cabo Verde não poderá participar.", NO),
    ("A participação está em análise.", PERHAPS),
    ("Казахстан примет участие в конференции.", YES),
    ("К сожалению, Беларусь не сможет направить делегацию.", NO),
    ("Вопрос об участии рассматривается.", PERHAPS),
    ("О возможном участии сообщим дополнительно.", PERHAPS),
    ("ستشارك الأردن في المؤتمر.", YES),
    ("تأسف الكويت لعدم تمكنها من المشاركة.", NO),
    ("المشاركة قيد الدراسة.", PERHAPS),
    ("لن تتمكن موريتانيا من إيفاد وفد.", NO),
    ("我国将派代表团出席会议。", YES),
    ("很遗憾，我方无法派员出席。", NO),
    ("我方正在研究是否与会。", PERHAPS),
    ("We had hoped to attend, but must decline after all.", NO),
    ("Contrary to our earlier message, Nauru will after all be able to attend.", YES),
    ("Oman was not in a position to answer before; it now confirms its participation.", YES),
    ("Le Ministère marque son accord pour la participation du Togo à ladite Conférence.", YES),
    ("La délégation camerounaise fera le déplacement.", YES),
    ("Le Burundi ne manquera pas de participer à la Conférence.", YES),
    ("Nous vous enverrons deux personnes.", YES),
    ("Je crains que nous ne puissions être représentés.", NO),
    ("Notre participation est malheureusement annulée.", NO),
    ("Nous ne disposons pas des ressources nécessaires pour participer.", NO),
    ("Notre présence dépendra du parrainage.", PERHAPS),
    ("Il est probable que nous participions.", PERHAPS),
    ("Sauf imprévu, nous devrions être présents.", PERHAPS),
    ("Nous étudions la possibilité d'envoyer un expert.", PERHAPS),
    ("La réponse de la capitale se fait encore attendre.", PERHAPS),
    ("La delegación hondureña se hará presente.", YES),
    ("El Gobierno de Nicaragua ha decidido participar en la reunión.", YES),
    ("Será un honor acompañarlos en esta importante reunión.", YES),
    ("No vamos a poder ir.", NO),
    ("No contamos con personal suficiente para cubrir la reunión.", NO),
    ("No nos será posible acompañarlos en esta ocasión.", NO),
    ("La participación de México está por confirmarse.", PERHAPS),
    ("Estamos evaluando la posibilidad de enviar un delegado.", PERHAPS),
    ("Salvo imprevistos, asistiremos.", PERHAPS),
    ("Es posible que asista un funcionario de nuestra Embajada.", PERHAPS),
    ("El Perú participaría siempre que se aprueben los viáticos.", PERHAPS),
    ("A delegação moçambicana marcará presença.", YES),
    ("Podem contar connosco.", YES),
    ("Será uma honra estar presente.", YES),
    ("A nossa organização enviará duas pessoas.", YES),
    ("Il Governo ha deciso di aderire all'invito.", YES),
    ("Potete contare sulla nostra presenza.", YES),
    ("Accogliamo con piacere il Suo cortese invito.", YES),
    ("Liechtenstein wird sich an der Konferenz beteiligen.", YES),
    ("Der Einladung leisten wir gerne Folge.", YES),
    ("Unsere Organisation schickt zwei Personen.", YES),
    ("Não vamos poder ir.", NO),
    ("Não tencionamos fazer-nos representar.", NO),
    ("A nossa participação foi cancelada.", NO),
    ("Não haverá delegação angolana.", NO),
    ("Ninguém da capital poderá viajar.", NO),
    ("Ci scusiamo per l'assenza della nostra delegazione.", NO),
    ("Non disponiamo delle risorse per partecipare.", NO),
    ("Dobbiamo purtroppo rinunciare.", NO),
    ("Wir bitten, unsere Abwesenheit zu entschuldigen.", NO),
    ("Von einer Teilnahme sehen wir ab.", NO),
    ("Höhere Gewalt hindert uns an der Teilnahme.", NO),
    ("Aus der Hauptstadt kann niemand anreisen.", NO),
    ("Auf eine Teilnahme müssen wir diesmal verzichten.", NO),
    ("Estamos a avaliar a possibilidade de enviar um delegado.", PERHAPS),
    ("Salvo imprevisto, estaremos presentes.", PERHAPS),
    ("Falta ainda a autorização ministerial.", PERHAPS),
    ("Não sabemos ainda se alguém poderá viajar.", PERHAPS),
    ("Stiamo valutando la possibilità di inviare un delegato.", PERHAPS),
    ("Salvo imprevisti, saremo presenti.", PERHAPS),
    ("Manca ancora l'autorizzazione del Ministro.", PERHAPS),
    ("Die Teilnahme Österreichs ist noch zu bestätigen.", PERHAPS),
    ("Sofern nichts dazwischenkommt, werden wir teilnehmen.", PERHAPS),
    ("Wir lassen Sie wissen, ob wir teilnehmen können.", PERHAPS),
    ("Wir kommen in dieser Sache auf Sie zurück.", PERHAPS),
]


def answer(body: str, subject: str = "Conference", **more: object) -> str | None:
    """The answer that is read out of a message."""
    read = facts(body, subject=subject, kinds=("rsvp",), **more)  # type: ignore[arg-type]
    return read.attendance.answer.value if read.attendance else None


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_answers_for_this_conference(sentence: str, expected: str | None) -> None:
    assert answer(f"Dear colleagues,\n\n{sentence}\n\nBest regards,\nThe Mission\n") == expected


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Re: Conference: Andorra will attend", YES),
        ("Accepted: Oslo Conference", YES),
        ("Declined: Oslo Conference", NO),
        ("Tentative: Oslo Conference", PERHAPS),
        ("Zusage", YES),
        ("Confirmación de asistencia", YES),
        ("Will you attend?", None),
    ],
)
def test_the_subject_answers_where_the_text_says_nothing(subject: str, expected: str | None) -> None:
    assert answer("Best regards,\nThe Mission\n", subject) == expected


@pytest.mark.parametrize(
    ("partstat", "expected"), [("ACCEPTED", YES), ("DECLINED", NO), ("TENTATIVE", PERHAPS), ("NEEDS-ACTION", None)]
)
def test_a_calendar_answers_by_its_status(partstat: str, expected: str | None) -> None:
    reply = CalendarReply(
        "REPLY", "one@secretariat.example", "geneva@mission.finland.example", partstat, summary="Oslo Conference"
    )
    calendar = Document("2", "", "ics", Condition.READ, calendar=(reply,))
    assert answer("", documents=[calendar]) == expected


def test_a_note_answers_where_the_covering_mail_says_nothing() -> None:
    note = document(
        "note.pdf", "The Permanent Mission has the honour to convey that Andorra will not be participating."
    )
    assert answer("Please see attached.", documents=[note]) == NO


def test_what_is_quoted_is_no_answer() -> None:
    body = "Could you send us the agenda?\n\nOn 18 Dec 2006, Oslo Conference wrote:\n> Andorra will be represented.\n"
    assert answer(body) is None


def test_words_that_cannot_both_be_true_leave_no_answer_and_are_named() -> None:
    body = "I am glad to confirm the participation of Andorra.\n\nWe regret that Andorra will not be represented.\n"
    read = facts(body, kinds=("rsvp",))
    assert (read.attendance, len(read.contradictions)) == (None, 2)


def test_a_later_sentence_that_takes_the_first_back_counts() -> None:
    body = "We had the pleasure to confirm our participation. After all, Andorra will not be able to attend.\n"
    assert answer(body) == NO


def test_a_refusal_of_another_party_is_no_contradiction() -> None:
    body = "Andorra will be represented by Ms Marta Ribes Sala. San Marino will not send a delegation of its own.\n"
    assert answer(body, party="AND") == YES


def test_who_names_delegates_accepts() -> None:
    assert answer("Our delegation: Ms Marta Ribes Sala (head), Mr Joan Pons Vila.") == YES


def test_the_words_of_an_answer_stand_in_the_message() -> None:
    body = "Dear colleagues,\n\nAndorra accepts the invitation\nwith pleasure.\n"
    read = facts(body, kinds=("rsvp",))
    assert read.attendance is not None
    assert read.attendance.source.words in " ".join(body.split())


def test_an_answer_is_one_of_three() -> None:
    assert {a.value for a in Answer} == {YES, NO, PERHAPS}
