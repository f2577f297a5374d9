"""For whom a message speaks: proven by the sender's own domain, claimed by the words of a note, never guessed."""

from __future__ import annotations

import time
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow.core.address import Address
from mailflow.core.authentication import authenticate
from mailflow.core.claims import claims_in, readable
from mailflow.core.conference import Conference, Receiving, Trust
from mailflow.core.document import Condition, Document
from mailflow.core.history import Letter
from mailflow.core.names import state_names
from mailflow.core.parsing import parse
from mailflow.core.reasons import Reason
from mailflow.core.roster import Party, Roster
from mailflow.core.segments import read_text
from mailflow.core.speaker import Speaker, identify

POST = Address("post", "bureau.example")
BERGEN = Conference(
    name="harbour",
    title="Bergen Conference on Lighthouses",
    place="Bergen",
    begins=date(2026, 6, 1),
    ends=date(2026, 6, 3),
    zone=ZoneInfo("Europe/Oslo"),
    address=POST,
    addresses=(POST,),
    host="NOR",
)
STATES = {
    "ARG": "Argentina", "AUT": "Austria", "BEL": "Belgium", "CHE": "Switzerland", "CHL": "Chile", "CHN": "China",
    "COD": "Democratic Republic of the Congo", "COG": "Congo", "EGY": "Egypt", "FIN": "Finland", "FRA": "France",
    "GEO": "Georgia", "GHA": "Ghana", "GIN": "Guinea", "GNB": "Guinea-Bissau", "IRL": "Ireland", "IRQ": "Iraq",
    "JOR": "Jordan", "KEN": "Kenya", "KOR": "South Korea", "LAO": "Laos", "LIE": "Liechtenstein", "MDA": "Moldova",
    "MLI": "Mali", "MOZ": "Mozambique", "MWI": "Malawi", "NER": "Niger", "NGA": "Nigeria", "NIC": "Nicaragua",
    "NOR": "Norway", "NZL": "New Zealand", "PRT": "Portugal", "RUS": "Russia", "SEN": "Senegal", "SVK": "Slovakia",
    "SVN": "Slovenia", "TCD": "Chad", "URY": "Uruguay", "ZMB": "Zambia",
}  # fmt: skip
ORGANISATIONS = {"org:icrc": "ICRC", "org:undp": "UNDP", "org:unicef": "UNICEF", "org:eu": "European Union"}


def domain(code: str) -> str:
    """The invented domain of a party."""
    return f"mfa.{code.removeprefix('org:').lower()}.example"


ROSTER = Roster(
    (
        *(Party(c, "state", n, {"en": n}, domains=(domain(c),)) for c, n in STATES.items() if c not in ("MOZ", "LAO")),
        *(Party(c, "igo", n, {"en": n}, domains=(domain(c),)) for c, n in ORGANISATIONS.items()),
        Party("MOZ", "state", "Mozambique", domains=("shared.example",)),
        Party("LAO", "state", "Laos", domains=("shared.example",), emails=(Address("lao.mission", "gmail.com"),)),
    )
)
TAKEN_AT_HIS_WORD = Receiving(Trust.NONE)


def speaker(
    sender: str,
    body: str,
    subject: str = "Bergen",
    *head: str,
    document: str = "",
    letter: Letter | None = None,
    receiving: Receiving = TAKEN_AT_HIS_WORD,
) -> Speaker:
    """Who speaks in a message of one text, with one attached document where its text is given. A sender is an address, or
    the code of a party."""
    sender = f"Desk <desk@{domain(sender)}>" if sender in STATES or sender in ORGANISATIONS else sender
    fields = [*head, f"From: {sender}", "To: post@bureau.example", f"Subject: {subject}", "Message-ID: <1@x.example>"]
    raw = "\n".join([*fields, "Content-Type: text/plain; charset=utf-8", "", body, ""])
    message = parse(raw.encode())
    documents = (Document("2", "note.pdf", "pdf", Condition.READ, text=document),) if document else ()
    text = read_text(message, frozenset({POST.key}))
    proof = authenticate(message, receiving)
    return identify(message, text, documents, proof, ROSTER, BERGEN, letter, receiving=receiving)


def reasons(found: Speaker) -> set[Reason]:
    """Why a person must look."""
    return {why.reason for why in found.doubts}


INNOCENT = [
    ("IRL", "We will attend. Austria will not attend, as you know."),
    ("IRL", "As Austria will attend, we shall come too."),
    ("IRL", "We will not attend the meeting that Austria has told us about."),
    ("IRL", "The Irish delegation will share a car with the delegation of Austria.\n\nEmbassy of Ireland\nParis, France"),
    ("IRL", "Ms A, First Secretary, Embassy of Ireland in Argentina\nMr B, Permanent Mission of Ireland, Geneva"),
    ("GHA", "The Embassy of Norway in Accra has issued the visas. We thank the Government of Norway."),
    ("GHA", "We align ourselves with the statement to be delivered by Nigeria on behalf of the European Union."),
    ("GHA", "Mr. Jordan and Ms. Chad will attend. Ireland and Austria told us that they will send notes of their own."),
    ("GHA", "Permanent Mission of New Zealand\nGeneva\n\nThe Permanent Mission of the Republic of Ghana presents its compliments to"
     " the Permanent Mission of New Zealand and has the honour to inform it that Mr. K. will attend."),
    ("LAO.", "We received support:\n- Government of Ireland (training)\n- Government of Chile: USD 2 million\n\nKenya will take"
     " part in our workshop."),
    ("KEN", "Could you tell us whether Zambia and Malawi will attend? We wish to organise a joint meeting."),
    ("KEN", "Kenya will attend. We would like to meet the delegation of Zambia and Ambassador X of Chile."),
    ("org:icrc", "Our paper was prepared in consultation with the Governments of Austria and Norway, and UNDP."),
    ("SEN", "La Mission permanente du Sénégal présente ses compliments et, se référant à la lettre adressée au nom du Gouvernement"
     " de la Norvège, a l'honneur de confirmer sa participation. Le Mali et le Tchad écriront de leur côté."),
    ("COG", "Le Ministère des Affaires étrangères de la République du Congo, après un échange avec la délégation de la République"
     " démocratique du Congo, a l'honneur de désigner M. X. La République démocratique du Congo écrira elle-même."),
    ("NER", "La Mission permanente du Niger suggère une séance plénière. La République fédérale du Nigéria partage cet avis."),
    ("NER", "Le Niger participera. Le Nigéria participera aussi, nous dit-on."),
    ("ARG", "La delegación argentina estará integrada por la Sra. A, Embajada de la República Argentina ante la Confederación Suiza."),
    ("PRT", "Portugal fully subscribes to the statement made on behalf of the European Union."),
    ("RUS", "От имени Российской Федерации сообщаем, что делегация Республики Молдова направит ответ отдельно."),
    ("CHN", "中国代表团将出席会议。发展中国家希望得到援助，尼日尔将另行答复。"),
    ("EGY", "تهدي البعثة الدائمة لجمهورية مصر العربية أطيب تحياتها وتتشرف بالإفادة بأن مصر ستشارك مثل الأردن والعراق."),
    ("CHE", "Switzerland will be represented by Ambassador R., who is accredited to Liechtenstein and the Holy See too."),
    ("GIN", "La Guinée sera représentée. La Guinée-Bissau et la Guinée équatoriale sont nos voisines."),
    ("KOR", "The Republic of Korea regrets that it cannot attend, as a meeting on Korea takes place in Georgia."),
    ("SVN", "Slovenia supports the paper submitted by Slovakia and the proposal of Austria."),
    ("NZL", "New Zealand welcomes the working paper of Ireland, Chile and Mozambique."),
    ("AUT", "Chad Jordan and I will attend for Austria."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "body"), INNOCENT)
def test_a_state_that_is_only_mentioned_makes_no_claim(code: str, body: str) -> None:
    found = speaker("Lao Mission <lao.mission@gmail.com>" if code == "LAO." else code, body)
    assert (found.party, found.doubts) == (code.rstrip("."), ())


OF_ANOTHER = [
    ("IRL", "We regret that Austria will not attend."),
    ("IRL", "We understand Austria is unable to attend."),
    ("IRL", "I am writing to let you know that the Government of Austria will be represented by Ms. Eva Huber."),
    ("IRL", "Austria has asked us to tell you that it will not attend. We remain at your disposal."),
    ("IRL", "Austria has asked my office to say that it will be represented by Ms. Eva Huber. We thank you."),
    ("IRL", "Austria will be represented by Ms. Eva Huber. Our mission forwards this at its request."),
    ("IRL", "We inform you that Norway has asked us to tell you that it will not attend."),
    ("IRL", "L'Autriche nous a demandé de vous faire savoir qu'elle ne participera pas. Notre mission reste à votre disposition."),
    ("IRL", "Nous regrettons que l'Autriche ne puisse venir et vous informons que l'Autriche ne participera pas."),
    ("IRL", "Lamentamos informarle de que Austria no asistirá."),
    ("IRL", "Wir bedauern, Ihnen mitteilen zu müssen, dass Österreich nicht teilnehmen wird."),
    ("IRL", "Siamo spiacenti di comunicare che l'Austria non parteciperà."),
    ("IRL", "С сожалением сообщаем вам, что Австрия не примет участия в конференции. Мы остаёмся в Вашем распоряжении."),
    ("IRL", "نود إبلاغكم أن النمسا لن تشارك في المؤتمر."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "body"), OF_ANOTHER)
def test_who_tells_of_another_party_alone_gives_no_answer_for_his_own(code: str, body: str) -> None:
    found = speaker(code, body)
    assert found.party != code
    assert reasons(found) & {Reason.SEVERAL_PARTIES, Reason.PARTY_MISMATCH}


def test_who_answers_for_himself_may_speak_of_others() -> None:
    for body in (
        "We will attend. We regret that Austria will not attend.",
        "We understand that Austria is unable to attend, and confirm that our delegation will take part.",
        "Ireland will attend. We hear that Austria will not be represented.",
        "We are told that Austria will send its reply separately.",
        "Nous participerons. Nous regrettons que l'Autriche ne participera pas.",
    ):
        assert speaker("IRL", body).party == "IRL", body


TOGETHER = [
    ("GHA", "Attached is a working paper submitted jointly with Kenya."),
    ("GHA", "On behalf of the delegations of Ghana, Kenya and Zambia I submit the attached text."),
    ("KEN", "Kenya, together with Zambia, submits the attached working paper."),
    ("CHE", "Switzerland will attend. The Principality of Liechtenstein has asked us to say that Ambassador R. will also act for"
     " Liechtenstein."),
    ("CHE", "Ambassador R. will also represent Liechtenstein."),
    ("FIN", "I can already tell you that Finland and Slovakia will both be present."),
    ("FIN", "Finland and Slovakia are all coming to Oslo."),
    ("IRL", "Austria and ourselves will attend."),
    ("CHE", "Je vous confirme que la Suisse et le Liechtenstein participeront à la conférence."),
    ("CHE", "Wir teilen mit, dass die Schweiz und Liechtenstein teilnehmen werden."),
    ("FIN", "Le informo de que Finlandia y Eslovaquia participarán en la conferencia."),
    ("FIN", "Сообщаем, что Финляндия и Словакия примут участие."),
    ("CHE", "Liechtenstein will be represented by our Ambassador as well."),
    ("FRA", "La Belgique nous a priés de vous faire savoir que la France représentera également la Belgique."),
    ("CHL", "La Misión Permanente de Chile transmite, en nombre de Chile y de la Argentina, el documento adjunto."),
    ("FIN", "Finland and Slovakia are pleased to submit the attached paper."),
    ("FIN", "Finland:\nMr A\nMs B\n\nSlovakia:\nMr C"),
    ("org:undp", "On behalf of UNDP and UNICEF I would like to name our participants."),
    ("SVN", "The statement is made on behalf of the following States: Slovenia, Slovakia and Finland."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "body"), TOGETHER)
def test_a_message_for_several_parties_speaks_for_none_alone(code: str, body: str) -> None:
    found = speaker(code, body)
    assert (found.party, found.proven, Reason.SEVERAL_PARTIES in reasons(found)) == (None, False, True)


@pytest.mark.parametrize(
    "subject",
    ["Joint working paper Finland/Slovakia", "Paper by Slovakia and Finland", "Statement of Finland and Slovakia"],
)
def test_a_subject_that_names_two_submitters_speaks_for_none_alone(subject: str) -> None:
    assert Reason.SEVERAL_PARTIES in reasons(speaker("FIN", "See attached.", subject))


def test_a_display_name_of_two_embassies_speaks_for_none_alone() -> None:
    found = speaker("Embassies of Finland and Slovakia <desk@mfa.fin.example>", "We will attend.")
    assert (found.party, found.parties) == (None, ("FIN", "SVK"))


INSTEAD = [
    ("IRL", "Austria will not attend.", "AUT"),
    ("IRL", "Austria has told us that it cannot come.", "AUT"),
    ("IRL", "L'Autriche nous a fait savoir qu'elle ne pourra pas participer.", "AUT"),
    ("IRL", "Österreich hat uns mitgeteilt, dass es nicht teilnehmen kann.", "AUT"),
    ("SVN", "Attached is the statement that Slovenia submits on behalf of the European Union.", "org:eu"),
    ("GHA", "Attached is the working paper of Kenya, which asked us to send it on.", "KEN"),
    ("GHA", "The Permanent Mission of Kenya presents its compliments and has the honour to name Mr. X.", "KEN"),
    ("RUS", "По поручению Правительства Республики Молдова направляем прилагаемый документ.", "MDA"),
    ("JOR", "نيابة عن حكومة جمهورية العراق نحيل طيه البيان المرفق.", "IRQ"),
    ("CHN", "谨代表尼日尔政府转交所附文件。", "NER"),
    ("COG", "Au nom de la République démocratique du Congo, je transmets la liste ci-jointe.", "COD"),
    ("NGA", "We forward this at the request of the Government of Niger.", "NER"),
    ("PRT", "Names attached.\n\n-- \nEmbassy of Austria", "AUT"),
]


@pytest.mark.parametrize(("code", "body", "party"), INSTEAD)
def test_who_writes_for_another_party_carries_its_name_and_a_doubt(code: str, body: str, party: str) -> None:
    found = speaker(code, body)
    assert (found.party, found.proven, reasons(found)) == (party, False, {Reason.PARTY_MISMATCH})


def test_a_note_of_another_party_in_an_attachment_is_a_doubt() -> None:
    note = "EMBASSY OF AUSTRIA\n\nThe Embassy of Austria presents its compliments and has the honour to name Mr. X."
    assert speaker("IRL", "See attached.", document=note).party == "AUT"


def test_a_note_of_the_partys_own_in_an_attachment_is_none() -> None:
    note = "EMBASSY OF IRELAND\n\nThe Embassy of Ireland presents its compliments to the Embassy of Norway."
    assert speaker("IRL", "See attached.", document=note).doubts == ()


FORWARDED = """See below.

---------- Forwarded message ----------
From: Protocol <protocol@{domain}>
Date: Mon, 2 Feb 2026 10:00
Subject: Names
To: desk@mfa.irl.example

Mr. H. will come.
"""


@pytest.mark.parametrize(("code", "party"), [("JOR", "JOR"), ("IRL", "IRL"), ("NOR", "IRL")])
def test_mail_passed_on_from_another_party_is_that_partys_unless_it_is_the_hosts(code: str, party: str) -> None:
    assert speaker("IRL", FORWARDED.format(domain=domain(code))).party == party


STRANGERS = [
    ("I am writing from the Ministry of Foreign Affairs of Malawi.", "MWI"),
    ("The Malian delegation will be led by Mr. D.", "MLI"),
    ("We will come.\n\nAnn\nMinistry of Foreign Affairs\nLilongwe, Malawi", "MWI"),
    ("El Gobierno de Nicaragua tiene el honor de comunicar que estará representado por la Sra. L.", "NIC"),
    ("Por instrucciones superiores les comunico que el delegado de Nicaragua será el Sr. P.", "NIC"),
    ("Je vous écris de la part du Ministère des Affaires étrangères du Tchad.\n\nA.\nN’Djamena, Tchad", "TCD"),
    ("Посольство Республики Молдова свидетельствует свое уважение и имеет честь сообщить", "MDA"),
    ("تهدي سفارة جمهورية العراق أطيب تحياتها إلى الأمانة", "IRQ"),
    ("中国常驻日内瓦代表团致意，并谨通知中国将派代表团出席会议。", "CHN"),
    ("A Missão Permanente de Moçambique cumprimenta o Secretariado e tem a honra de informar", "MOZ"),
    ("On behalf of the ICRC I would like to ask for a room.", "org:icrc"),
    ("Georgia will be represented by Mr. G.\n\nEmbassy of Georgia", "GEO"),
    ("The Embassy of the Republic of Korea in Norway has the honour to submit the names.", "KOR"),
    ("The Permanent Mission of the Democratic Republic of the Congo presents its compliments.", "COD"),
    ("I am a student from Ghana in Switzerland. Does a citizen of Kenya need a visa for Norway?", None),
    ("Our association works in Laos and Chad. We would like to attend.", None),
    ("I teach at a university in Kenya and attach a paper on the practice of the Government of Zambia.", None),
    ("We have worked for the Government of Kenya, the Government of Ghana and UNDP.", None),
    ("I am a journalist in Zambia. The Government of Zambia has announced that it will participate.", None),
    ("The Government of Norway invited us. The Embassy of Norway has been helpful.", None),
    ("Jordan will attend, and so shall I.", None),
    ("Thanks!", None),
]


@pytest.mark.parametrize(("body", "party"), STRANGERS)
def test_a_stranger_carries_the_party_that_his_text_ties_him_to_and_a_doubt(body: str, party: str | None) -> None:
    found = speaker("Ann <ann@strangers.example>", body)
    doubt = Reason.PARTY_MISMATCH if party else Reason.UNKNOWN_SENDER
    assert (found.party, found.proven, reasons(found)) == (party, False, {doubt})


@pytest.mark.parametrize(
    ("sender", "subject", "party"),
    [
        ("Embassy of Ghana <x@strangers.example>", "List", "GHA"),
        ("Zambia Mission Geneva <x@strangers.example>", "List", "ZMB"),
        ("X <x@strangers.example>", "Delegation of Kenya", "KEN"),
        ("X <x@strangers.example>", "Participation of Chad", "TCD"),
        ("X <x@strangers.example>", "Cheap flights to Kenya and Chile", None),
        ("Georgia Chad <x@strangers.example>", "List", None),
    ],
)
def test_a_strangers_name_and_subject_may_tie_him(sender: str, subject: str, party: str | None) -> None:
    assert speaker(sender, "See attached.", subject).party == party


@pytest.mark.parametrize(
    ("sender", "doubt"),
    [
        ("x@gmail.com", Reason.FREE_MAIL),
        ("x@yahoo.co.uk", Reason.FREE_MAIL),
        ("x@mfa-irl.example", Reason.LOOKALIKE_DOMAIN),
        ("x@mfa.irl.example.relay.example", Reason.LOOKALIKE_DOMAIN),
        ("x@strangers.example", Reason.PARTY_MISMATCH),
    ],
)
def test_the_doubt_names_what_is_wrong_with_the_domain(sender: str, doubt: Reason) -> None:
    found = speaker(sender, "The Embassy of Ireland has the honour to name Ms. X.")
    assert (found.party, reasons(found)) == ("IRL", {doubt})


def test_a_domain_that_looks_like_a_partys_claims_that_party() -> None:
    found = speaker("x@mfa-irl.example", "See attached.")
    assert (found.party, found.proven, reasons(found)) == ("IRL", False, {Reason.LOOKALIKE_DOMAIN})


@pytest.mark.parametrize(
    ("sender", "body"),
    [
        ("x@mfa.mlt.example", "The Government of Malta would like to attend."),
        ("x@mfa.israel.example", "Israel would like to attend as an observer."),
        ("Permanent Mission of Kiribati <x@gmail.com>", "Please register us."),
    ],
)
def test_a_state_that_is_not_on_the_roster_is_named_as_such(sender: str, body: str) -> None:
    found = speaker(sender, body)
    assert (found.party, bool(found.unlisted), Reason.NOT_ON_ROSTER in reasons(found)) == (None, True, True)


def test_a_listed_address_proves_its_party_even_in_a_free_mail_domain() -> None:
    found = speaker("lao.mission@gmail.com", "We will attend.")
    assert (found.party, found.basis, found.proven, found.doubts) == ("LAO", "address", True, ())


def test_a_domain_below_a_listed_one_proves_its_party() -> None:
    found = speaker("x@gva.mfa.irl.example", "We will attend.")
    assert (found.party, found.basis, found.proven) == ("IRL", "domain", True)


def test_a_shared_domain_proves_no_single_party() -> None:
    found = speaker("x@shared.example", "The Embassy of Mozambique has the honour to name Mr. X.")
    assert (found.party, found.proven, reasons(found)) == ("MOZ", False, {Reason.PARTY_MISMATCH})


RESULTS = Receiving(authserv_id="mx.bureau.example")


@pytest.mark.parametrize(
    ("receiving", "head", "proven"),
    [
        (RESULTS, "dmarc=pass header.from=mfa.irl.example", True),
        (RESULTS, "dmarc=fail header.from=mfa.irl.example", False),
        (RESULTS, "spf=pass smtp.mailfrom=relay.example", False),
        (RESULTS, None, True),
        (Receiving(authserv_id="mx.bureau.example", absent="review"), None, False),
    ],
)
def test_facts_take_effect_only_where_the_server_proves_the_partys_domain(
    receiving: Receiving, head: str | None, proven: bool
) -> None:
    lines = [f"Authentication-Results: mx.bureau.example; {head}"] if head else []
    found = speaker("IRL", "We will attend.", "Bergen", *lines, receiving=receiving)
    assert (found.party, found.proven) == ("IRL", proven)


LETTER = Letter(7, "invitation", "KEN", ("desk@mfa.ken.example",), None)


def test_an_answer_to_our_letter_suggests_a_party_and_proves_none() -> None:
    found = speaker("x@gmail.com", "We will come.", letter=LETTER)
    assert (found.party, found.basis, found.proven, reasons(found)) == ("KEN", "letter", False, {Reason.FREE_MAIL})


def test_the_text_outweighs_the_letter_that_is_answered() -> None:
    assert speaker("x@gmail.com", "The Embassy of Chile has the honour to reply.", letter=LETTER).party == "CHL"


@pytest.mark.parametrize(
    ("reply_to", "foreign"),
    [
        ("x@gmail.com", True),
        ("desk@mfa.aut.example", True),
        ("desk@mfa.irl.example", False),
        ("x@gva.mfa.irl.example", False),
        ("post@bureau.example", False),
    ],
)
def test_answers_asked_to_a_foreign_domain_are_a_doubt(reply_to: str, foreign: bool) -> None:
    found = speaker("IRL", "We will attend.", "Bergen", f"Reply-To: {reply_to}")
    assert (Reason.FOREIGN_REPLY_TO in reasons(found)) is foreign


def test_a_message_without_one_author_speaks_for_nobody() -> None:
    found = speaker("a@mfa.irl.example, b@mfa.aut.example", "We will attend.")
    assert (found.party, found.proven) == (None, False)


@pytest.mark.parametrize("code", sorted(STATES.keys() - {"MOZ", "LAO"}))
def test_every_state_may_write_a_plain_note_of_its_own(code: str) -> None:
    name = STATES[code]
    body = (
        f"The Permanent Mission of {name} presents its compliments to the Secretariat.\n\nPermanent Mission of {name}"
    )
    found = speaker(code, body)
    assert (found.party, found.proven, found.doubts) == (code, True, ())


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="GhanaKeny ,.:\n-of the Embassy by على وفد 中国", max_size=300))
def test_no_text_proves_a_stranger(body: str) -> None:
    assert not speaker("x@strangers.example", body).proven


@pytest.mark.parametrize(
    "piece",
    [
        "Government of Ghana ",
        "Ghana, ",
        "on behalf of the ",
        "Embassy of Ghana\n",
        "ministry of x ",
        "Ghana and ",
        "a ",
    ],
)
def test_a_hostile_text_takes_no_long_time(piece: str) -> None:
    begun = time.process_time()
    claims_in(readable([piece * 50_000]), (state_names(),))
    assert time.process_time() - begun < 8
