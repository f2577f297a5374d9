"""Mail that a letter must never answer, whatever of an answer stands in it; and what only looks like it, and is answered.

Each text is sent by the ministry of the party named, authenticated, without a header that says anything.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from mailflow.worker.judgement import Judgement
from tests.rules.holdout_mail import message

# Where it comes from, the subject, the text.
SILENT = [
    # A message that takes itself back, in a postscript too.
    ("norway", "Oslo", "Norway will attend.\n\nOla\n\nPS Please disregard the above, the Minister has just called."),
    ("norway", "Oslo", "Norway will attend. Please treat this message as null and void until I confirm."),
    ("norway", "Oslo", "We will be there. Scrap that: we will not."),
    ("france", "Oslo", "La France participera.\n\nP.-S. Ne tenez pas compte de ce qui précède."),
    ("france", "Oslo", "Nous viendrons. Finalement non, oubliez."),
    ("spain", "Oslo", "España asistirá a la Conferencia.\n\nNota: hagan caso omiso de lo anterior."),
    ("russia", "Осло", "Россия примет участие.\n\nP.S. Вышеизложенное просим считать недействительным."),
    ("egypt", "أوسلو", "ستشارك مصر في المؤتمر. يرجى اعتبار ما تقدم لاغيا."),
    ("china", "奥斯陆", "中方将派代表团出席会议。以上内容暂不作准，请忽略。"),
    ("germany", "Oslo", "Deutschland nimmt teil.\n\nPS: Obiges bitte vergessen."),
    ("portugal", "Oslo", "Portugal participará na conferência. Queiram desconsiderar o acima."),
    ("italy", "Oslo", "L'Italia parteciperà. Vi prego di considerare quanto precede come annullato."),
    # The subject says one thing and the text another.
    ("norway", "Norway confirms its participation", "We regret that Norway will not be able to attend."),
    ("norway", "Norway will not attend", "Norway will be represented at the Conference."),
    ("france", "La France participera à la Conférence", "La France n'est pas en mesure de participer."),
    ("spain", "España confirma su participación", "Lamentamos comunicar que España no podrá asistir."),
    ("russia", "Россия примет участие", "Сообщаем, что российская делегация не сможет принять участие."),
    ("egypt", "مصر ستشارك في المؤتمر", "نعتذر عن عدم تمكننا من المشاركة في المؤتمر."),
    ("china", "中方将出席会议", "很遗憾，中方不能出席会议。"),
    # The coming of others, told by a neighbour.
    ("luxembourg", "Les Belges", "Les Belges viendront aussi."),
    ("luxembourg", "Re: Oslo", "Die Belgier kommen auch."),
    ("luxembourg", "Re: Oslo", "La délégation belge participera."),
    ("luxembourg", "Re: Oslo", "Nos voisins belges me chargent de vous dire qu'ils seront des vôtres."),
    ("sweden", "Re: Oslo", "The Danes and the Finns will be there as well."),
    ("sweden", "Re: Oslo", "The Nordic countries will all attend."),
    ("norway", "Re: Oslo", "Our neighbours, whose mail is down, have asked me to tell you that they will attend."),
    ("spain", "Re: Oslo", "Los portugueses también asistirán."),
    ("portugal", "Re: Oslo", "Os espanhóis também participarão."),
    ("russia", "Re: Осло", "Белорусские коллеги тоже приедут."),
    ("egypt", "رد: أوسلو", "سيشارك الأشقاء في السودان أيضا في المؤتمر."),
    # Colleagues among themselves.
    ("norway", "FW: Oslo", "Between us, I'd rather not go. Can you draft a polite no for the Minister?"),
    ("norway", "Oslo", "Anna, can you check with the Minister whether we go to Oslo?"),
    ("france", "TR: Oslo", "Je pense qu'on devrait décliner, trop loin, trop cher. Ton avis ?"),
    ("spain", "RV: Oslo", "Luis, ¿qué le contestamos a los noruegos?"),
    ("russia", "Осло", "Иван, подготовь проект ответа норвежцам. Что думаешь?"),
    # An invitation to something else.
    ("norway", "Reception", "The Ambassador requests the pleasure of your company on Friday. RSVP by Wednesday?"),
    ("france", "Déjeuner", "J'ai le plaisir de vous convier à un déjeuner. Réponse souhaitée avant le 1er décembre."),
    ("germany", "Einladung", "Wir würden uns freuen, Sie zu begrüßen. Um Antwort bis 3. Dezember wird gebeten."),
    # A text that must not be published.
    ("norway", "Draft", "Our working paper is attached. It is under embargo and must not be posted."),
    ("france", "Document de travail", "Ci-joint notre document de travail, à ne pas diffuser."),
    ("spain", "Documento", "Adjunto el documento de trabajo; no lo suban todavía a la página."),
    ("russia", "Документ", "Прилагаем рабочий документ. Просим пока не размещать его на сайте."),
    ("egypt", "ورقة", "مرفق ورقة العمل، يرجى عدم نشرها قبل الافتتاح."),
    ("china", "文件", "现附上工作文件，请暂不上网。"),
    ("portugal", "Documento", "Segue em anexo o documento de trabalho; não publicar antes da abertura."),
    # A complaint, with an answer beside it.
    ("norway", "Seats", "The seat behind a pillar was an insult to my country. Norway will attend all the same."),
    ("france", "Nom", "Nous exigeons une rectification. La France participera."),
    # What asks that nothing be done or told yet.
    ("norway", "Oslo", "Norway will attend. Could you hold off acknowledging until I have squared it with Paris?"),
    ("france", "Oslo", "La France participera. Merci de ne rien annoncer avant jeudi."),
    ("spain", "Oslo", "España asistirá a la Conferencia. No registren nada todavía."),
    ("portugal", "Oslo", "Portugal participará na Conferência. Não registem ainda nada."),
    ("italy", "Oslo", "L'Italia parteciperà alla Conferenza. Resti tra noi."),
    ("germany", "Oslo", "Deutschland nimmt teil. Das bleibt aber bitte unter uns beiden."),
    ("russia", "Осло", "Россия примет участие в конференции. Просим пока не вносить нас в списки."),
    ("egypt", "أوسلو", "ستشارك مصر في المؤتمر، فلا تعلنوا ذلك الآن."),
    ("china", "奥斯陆", "中方将派代表团出席会议。请先不要登记。"),
    # Drafts that go round in their own house.
    ("norway", "For the Minister's sign-off", "Norway is pleased to confirm that it will be represented in Oslo."),
    ("france", "Oslo", "La réponse, soumise à votre visa : « La France participera à la Conférence. »"),
    ("spain", "Proyecto de nota", "España participará en la Conferencia de Oslo."),
    ("germany", "Oslo", "Zur Mitzeichnung: Deutschland nimmt an der Konferenz in Oslo teil."),
    ("russia", "Проект ответа", "Россия примет участие в конференции в Осло."),
    # A death.
    ("norway", "Oslo", "Norway will be represented by Ms Ingrid Fjeldstad. Ms Fjeldstad has since passed away."),
    ("france", "Oslo", "La France participera. M. Roche, qui devait la représenter, est décédé hier."),
    ("spain", "Oslo", "España participará. El Embajador falleció anoche."),
    ("germany", "Oslo", "Deutschland nimmt teil. Unser Botschafter ist am Sonntag plötzlich verstorben."),
    ("russia", "Осло", "Россия примет участие в конференции. Глава делегации вчера скончался."),
    ("egypt", "أوسلو", "ستشارك مصر في المؤتمر. وقد وافته المنية سعادة السفير صباح اليوم."),
    ("china", "奥斯陆", "中方将派代表团出席会议。大使昨日病逝。"),
    # An answer to something else.
    ("norway", "Confirmation", "With reference to your letter on the Regional Seminar in Naivasha: Norway will be represented."),
    ("france", "Confirmation", "Suite à votre lettre sur l'atelier de Nairobi, la France sera représentée."),
    # Conditions and reservations.
    ("norway", "Oslo", "Norway will take part in Oslo, on the understanding that no map shows the islands."),
    ("france", "Oslo", "La France participera à la Conférence, étant entendu que la carte sera retirée."),
    ("spain", "Oslo", "España participará en la Conferencia, en el entendido de que el mapa será corregido."),
    ("russia", "Осло", "Россия примет участие в конференции. Это не означает признания карты."),
    ("egypt", "أوسلو", "ستشارك مصر في المؤتمر، على أساس أن الخريطة ستسحب."),
    # Writers without authority.
    ("norway", "Oslo", "Norway will attend. I am only the driver, but the Secretary told me to type this."),
    ("france", "Oslo", "Je suis en stage. La France participera à la Conférence."),
    ("spain", "Oslo", "España asistirá a la Conferencia. No estoy autorizada a decirlo."),
    ("germany", "Oslo", "Deutschland nimmt teil. Ich bin allerdings nicht befugt, das zu bestätigen."),
    ("china", "奥斯陆", "中方将派代表团出席会议。这只是我的估计。"),
    # Private letters.
    ("norway", "Monday", "Mate, count me in! Will bring the kids and the beer."),
    ("spain", "el lunes", "Cariño, iremos todos, confirmado. ¿Llevamos algo?"),
    ("russia", "Понедельник", "Да, мы придём, конечно. Целую!"),
    # Thanks with something beside them.
    ("norway", "Re: list", "Thanks, but the name is wrong."),
    ("norway", "Re: list", "Thank you for taking us off the mailing list."),
    ("france", "Re: liste", "Merci de ne plus nous écrire à cette adresse."),
    ("spain", "Re: lista", "Gracias por no volver a escribir a esta dirección."),
    ("russia", "Re: список", "Спасибо, но фамилия нашего министра написана неверно."),
    ("egypt", "رد", "شكرا، لكن اسم الوزير مكتوب خطأ."),
    ("china", "回复", "您好！本人正在外地参加培训，12月5日返京后处理邮件，谢谢谅解。"),
    ("china", "回复", "谢谢，不过名单上我部长的名字写错了。"),
    ("germany", "AW: Liste", "Danke für Ihre Nachricht, wir kümmern uns darum."),
    # Filters that want to be convinced, and digests.
    ("spain", "Falta un paso", "Para que su mensaje pase a mi bandeja, pulse en este enlace y escriba la palabra que aparece en la imagen. No está todavía en mi lista de remitentes."),
    ("norway", "Digest", "Clearance Digest, Vol 4, Issue 12\nToday's Topics: 1. Oslo\nMessage: 1\nNorway will attend."),
    # Who stands in for the writer at his desk.
    ("germany", "AW: Oslo", "Im Büro vertritt mich Herr Dornseif (App. 3418)."),
    ("spain", "RE: Oslo", "Me reemplaza en el despacho la Sra. Ana Ruiz."),
    ("italy", "Re: Oslo", "In ufficio mi sostituisce il dott. Marco Rossi fino a Natale."),
    ("russia", "Re: Осло", "В отделе меня замещает Иван Петров до конца месяца."),
]  # fmt: skip
ANSWERED = [
    ("norway", "Oslo", "Norway will attend. Please disregard our earlier message."),
    ("norway", "Oslo", "In view of the above, Norway will attend."),
    ("france", "Oslo", "Compte tenu de ce qui précède, la France participera à la conférence."),
    ("spain", "Oslo", "Por lo anterior, España asistirá a la Conferencia."),
    ("russia", "Осло", "С учетом вышеизложенного Россия примет участие в конференции."),
    ("egypt", "أوسلو", "وبناء على ما تقدم ستشارك مصر في المؤتمر."),
    ("china", "奥斯陆", "根据上述情况，中方将派代表团出席会议。"),
    ("norway", "Re: Norway confirms its participation", "We regret that Norway will not be able to attend."),
    ("norway", "Participation of Norway", "We regret that Norway will not be able to attend."),
    ("norway", "Apologies for the delay", "Norway will be represented at the Conference."),
    ("france", "Participation de la France", "La France n'est pas en mesure de participer à la Conférence."),
    ("sweden", "Re: Oslo", "The Swedish delegation will attend."),
    ("kenya", "Re: Oslo", "Three Kenyan experts will attend."),
    ("france", "Re: Oslo", "La délégation française participera."),
    ("norway", "Re: Oslo", "My French is poor, but I will attend."),
    ("norway", "Re: Oslo", "My authorities have asked me to tell you that Norway will attend."),
    ("norway", "Re: Oslo", "Norway will be represented. We thank you for the kind invitation to the reception."),
    ("norway", "Paper", "Our working paper is attached. Please post it on the website."),
    ("norway", "Re: list", "Thank you, all clear now."),
    ("france", "Re: liste", "Merci beaucoup, c'est parfait."),
    ("russia", "Re: список", "Спасибо, всё получили."),
    ("china", "回复", "谢谢！"),
    ("norway", "Re: Oslo", "At the conference Ms Anna Berg will replace me."),
    ("germany", "AW: Oslo", "Bei der Konferenz vertritt mich Frau Anna Berger."),
    ("norway", "Q", "Can you tell us where the meeting is held?"),
    # What looks like a wish to wait, a draft, a death, another event, a condition, a want of authority.
    ("norway", "Oslo", "Norway will attend the Conference. We shall hold our internal meeting on Monday."),
    ("france", "Oslo", "La France participera. Le projet d'ordre du jour nous convient."),
    ("spain", "Oslo", "España asistirá a la Conferencia. Recibimos el proyecto de programa."),
    ("norway", "Oslo", "Norway will attend the Conference. The late hour of the dinner suits us."),
    ("norway", "Oslo", "Norway will be represented in Oslo; our expert comes from a seminar in Naivasha."),
    ("france", "Oslo", "La France sera représentée à Oslo. Notre expert vient d'un atelier à Nairobi."),
    ("norway", "Oslo", "Norway will attend the Conference. It is understood that registration opens in May."),
    ("norway", "Oslo", "I am authorised to confirm that Norway will attend the Conference."),
    ("spain", "Oslo", "Estoy autorizado a confirmar que España asistirá a la Conferencia."),
]

Sort = Callable[[str, bytes, datetime], Judgement]


def _judged(sort: Sort, country: str, subject: str, text: str) -> Judgement:
    at = datetime(2026, 11, 21, 9, tzinfo=UTC)
    sender = f"Someone <s.omeone@foreign.{country}.example>"
    return sort("oslo", message({"from": sender, "at": at, "subject": subject, "text": text}, "oslo", 1), at)


@pytest.mark.parametrize(("country", "subject", "text"), SILENT)
def test_no_letter_goes_out(country: str, subject: str, text: str, sort: Sort) -> None:
    assert _judged(sort, country, subject, text).decision.letter is None


@pytest.mark.parametrize(("country", "subject", "text"), ANSWERED)
def test_what_looks_like_it_is_answered(country: str, subject: str, text: str, sort: Sort) -> None:
    assert _judged(sort, country, subject, text).decision.letter is not None


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("germany", "Im Büro vertritt mich Herr Dornseif (App. 3418)."),
        ("germany", "Mich vertritt in dieser Zeit Frau Anna Berger."),
        ("spain", "Me reemplaza en el despacho la Sra. Ana Ruiz."),
        ("portugal", "No escritório substitui-me o Sr. João Melo até ao Natal."),
        ("italy", "In ufficio mi sostituisce il dott. Marco Rossi fino a Natale."),
        ("russia", "В отделе меня замещает Иван Петров до конца месяца."),
    ],
)
def test_who_stands_in_for_the_writer_goes_nowhere(country: str, text: str, sort: Sort) -> None:
    assert not _judged(sort, country, "Re: Oslo", text).decision.facts.removals
