"""An answer beside a sentence that nothing accounts for: where that may turn the rest, a person reads it first.

Each text is sent by the ministry of the party named, authenticated.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from mailflow.core.reasons import Reason
from mailflow.worker.judgement import Judgement
from tests.rules.holdout_mail import message

# Where it comes from, an answer that is clear, and a sentence beside it.
WAITS = [
    (
        "norway",
        "Norway will attend the Oslo Conference.",
        "That is the line for all who ask, and nobody knows how it ends.",
    ),
    ("norway", "Norway will attend the Oslo Conference.", "The Minister has not seen this letter yet."),
    ("norway", "Norway will attend the Oslo Conference.", "His name must appear on no list that a State can see."),
    (
        "norway",
        "Norway will attend the Oslo Conference.",
        "Our mail was hacked last week and some people got strange letters.",
    ),
    (
        "france",
        "La France participera à la Conférence d'Oslo.",
        "Rien de tout cela n'engage qui que ce soit à ce stade.",
    ),
    ("france", "La France participera à la Conférence d'Oslo.", "Le poste du ministre est vacant depuis hier."),
    ("spain", "España participará en la Conferencia de Oslo.", "Si mañana les dicen otra cosa, vale lo de mañana."),
    ("spain", "España participará en la Conferencia de Oslo.", "Nadie ha firmado aún la nota de la que les hablo."),
    (
        "portugal",
        "Portugal participará na Conferência de Oslo.",
        "O gabinete do Ministro não deu por isso e pode ficar melindrado.",
    ),
    ("italy", "L'Italia parteciperà alla Conferenza di Oslo.", "Il Ministro però non ne sa ancora nulla di preciso."),
    ("germany", "Deutschland nimmt an der Konferenz in Oslo teil.", "Der Staatssekretär hat davon noch nichts gehört."),
    ("russia", "Россия примет участие в конференции в Осло.", "Министр об этом письме ничего пока не знает."),
    ("egypt", "ستشارك مصر في مؤتمر أوسلو.", "غير أن معالي الوزير لم يطلع على الأمر بعد."),
    ("china", "中国将派代表团参加奥斯陆会议。", "此事部长尚不知情，还请不要对外透露。"),
    ("sweden", "Sverige kommer att delta i konferensen i Oslo.", "Ministern har inte sett det här brevet ännu."),
]
# The same answers beside what is said in any letter.
GOES = [
    (
        "norway",
        "Norway will attend the Oslo Conference.",
        "Please do not hesitate to write to us if you need anything.",
    ),
    ("norway", "Norway will attend the Oslo Conference.", "There is no embassy of yours in our capital."),
    ("norway", "Norway will attend the Oslo Conference.", "We have read your leaflet with great pleasure."),
    ("norway", "Norway will attend the Oslo Conference.", "Not yet!"),
    # what such conferences are about
    (
        "norway",
        "Norway will attend the Oslo Conference.",
        "The draft text is an important step for victims and communities.",
    ),
    (
        "norway",
        "Norway will attend the Oslo Conference.",
        "We share the responsibility to protect civilians from such weapons.",
    ),
    (
        "norway",
        "Norway will attend the Oslo Conference.",
        "The risks to civilians and the dangers for deminers are well known.",
    ),
    (
        "germany",
        "Deutschland nimmt an der Konferenz in Oslo teil.",
        "Der Entwurf des Textes ist ein großer Schritt für die Opfer.",
    ),
    (
        "spain",
        "España participará en la Conferencia de Oslo.",
        "El borrador del texto es un paso importante para las víctimas.",
    ),
    (
        "italy",
        "L'Italia parteciperà alla Conferenza di Oslo.",
        "La bozza del testo è un passo importante per le vittime.",
    ),
    (
        "portugal",
        "Portugal participará na Conferência de Oslo.",
        "A minuta do texto é um passo importante para as vítimas.",
    ),
    (
        "sweden",
        "Sverige kommer att delta i konferensen i Oslo.",
        "Utkastet till text är ett viktigt steg för alla offren.",
    ),
    ("egypt", "ستشارك مصر في مؤتمر أوسلو.", "إن مسودة النص خطوة مهمة جدا للضحايا."),
    ("china", "中国将派代表团参加奥斯陆会议。", "这些武器给平民带来的危险众所周知。"),
    ("france", "La France participera à la Conférence d'Oslo.", "N'hésitez pas à nous écrire pour toute précision."),
    ("france", "La France participera à la Conférence d'Oslo.", "Nous avons lu votre brochure avec plaisir."),
    ("spain", "España participará en la Conferencia de Oslo.", "Hemos leído con gusto su folleto."),
    ("germany", "Deutschland nimmt an der Konferenz in Oslo teil.", "Zögern Sie nicht, uns jederzeit zu schreiben."),
    ("russia", "Россия примет участие в конференции в Осло.", "Мы с удовольствием прочитали вашу памятку."),
    ("egypt", "ستشارك مصر في مؤتمر أوسلو.", "وقد قرأنا كتيبكم بسرور كبير."),
    ("china", "中国将派代表团参加奥斯陆会议。", "如有需要，欢迎随时与我们联系。"),
]
Sort = Callable[[str, bytes, datetime], Judgement]


def _sorted(sort: Sort, party: str, text: str) -> Judgement:
    at = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    mail = {"from": f"A. Desk <desk@foreign.{party}.example>", "at": at, "subject": "Oslo", "text": text}
    return sort("oslo", message(mail, "oslo", 1), at)


@pytest.mark.parametrize(("party", "answer", "beside"), WAITS)
def test_a_sentence_that_may_turn_the_answer_is_laid_before_a_person(
    party: str, answer: str, beside: str, sort: Sort
) -> None:
    assert _sorted(sort, party, answer).decision.letter == "accepted"
    decision = _sorted(sort, party, f"{answer}\n\n{beside}\n").decision
    assert decision.letter is None
    assert decision.needs_person
    told = [why for why in decision.reasons if why.reason is Reason.NOT_UNDERSTOOD]
    assert [why.seen for why in told] == [beside]


@pytest.mark.parametrize(("party", "answer", "beside"), GOES)
def test_what_turns_nothing_holds_no_letter_back(party: str, answer: str, beside: str, sort: Sort) -> None:
    assert _sorted(sort, party, f"{answer}\n\n{beside}\n").decision.letter == "accepted"


def test_a_sentence_in_which_the_answer_itself_was_read_is_understood(sort: Sort) -> None:
    text = "Norway will attend the Oslo Conference, although the Minister cannot be there himself."
    assert _sorted(sort, "norway", text).decision.letter == "accepted"


def test_a_sentence_that_names_a_delegate_is_understood(sort: Sort) -> None:
    text = "Norway will be represented by Ms Ingrid Fjeldstad.\n\nIngrid Fjeldstad has never been to Oslo before."
    assert _sorted(sort, "norway", text).decision.letter == "representation"
