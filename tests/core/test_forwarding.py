"""Forwarded text is the sender's answer, unless it is ours or only shown."""

import pytest

from mailflow.core.address import Address
from mailflow.core.forwarding import Act, act_of, bare_subject
from mailflow.core.message import Message
from mailflow.core.segments import read_text
from mailflow.core.text import Role
from tests.core.texts import OWN, US, html, message, only, plain, read

LIST = "Delegation:\n- Ambassador Kari Dahl, head\n- Mr Per Lund, adviser"
COLLEAGUE = "kari.dahl@mfa.norway.example"
BLOCK = f"From: Dahl, Kari <{COLLEAGUE}>\nSent: 7 February 2007 09:48\nTo: Mission Geneva\nSubject: Oslo"
OUR_BLOCK = f"From: {US.name} <{US.spec}>\nSent: 18 December 2006 11:05\nTo: Mission Geneva\nSubject: Invitation"
OURS = "Please let us know whether you will be represented."
LONG = "We have read the paper with care and would like to say at some length what we think of each of its parts. " * 5


@pytest.mark.parametrize(
    ("subject", "act"),
    [
        ("Fwd: Oslo", Act.FORWARD),
        ("FW: Oslo", Act.FORWARD),
        ("TR : RE: Oslo", Act.FORWARD),
        ("RV: Oslo", Act.FORWARD),
        ("WG: Oslo", Act.FORWARD),
        ("I: Oslo", Act.FORWARD),
        ("ENC: Oslo", Act.FORWARD),
        ("VB: Oslo", Act.FORWARD),
        ("VS: Oslo", Act.EITHER),
        ("Doorst: Oslo", Act.FORWARD),
        ("Пересл: Oslo", Act.FORWARD),
        ("转发：Oslo", Act.FORWARD),
        ("إعادة توجيه: Oslo", Act.FORWARD),
        ("[EXT] Fwd: Oslo", Act.FORWARD),
        ("Oslo (fwd)", Act.FORWARD),
        ("Re: Fwd: Oslo", Act.REPLY),
        ("AW: WG: Oslo", Act.REPLY),
        ("Re[2]: Oslo", Act.REPLY),
        ("RE : Oslo", Act.REPLY),
        ("Odp.: Oslo", Act.REPLY),
        ("SV: Oslo", Act.REPLY),
        ("Ответ: Oslo", Act.REPLY),
        ("回复: Oslo", Act.REPLY),
        ("رد: Oslo", Act.REPLY),
        ("Oslo: delegation", Act.NEITHER),
        ("Forward planning: Oslo", Act.NEITHER),
        ("", Act.NEITHER),
    ],
)
def test_the_outermost_prefix_says_what_the_message_does(subject: str, act: Act) -> None:
    assert act_of(subject) is act


def test_the_bare_subject_has_no_prefixes() -> None:
    assert bare_subject("TR: FW: Re[2]: [EXT] Oslo: list") == "[EXT] Oslo: list"


@pytest.mark.parametrize(
    ("subject", "cover"),
    [
        ("FW: Oslo", ""),
        ("FW: Oslo", "FYI"),
        ("Fwd: Oslo", "Please see below.\n\nBest regards,\nIngrid Solbakken"),
        ("TR: Oslo", "Pour votre information, voir ci-dessous la composition de la délégation."),
        ("RV: Oslo", "Se reenvía la comunicación de la Cancillería."),
        ("WG: Oslo", "Zur Kenntnis."),
        ("I: Oslo", "Si inoltra quanto sotto."),
        ("ENC: Oslo", "Encaminho abaixo a composição da delegação."),
        ("Пересл: Oslo", "Направляю для сведения."),
        ("转发: Oslo", "请见下。"),
        ("Re: Oslo", "Please see below the reply from our capital."),
        ("Re: Oslo", ""),
        ("Oslo", "Kindly find below the message received from the Ministry."),
        ("FW: Oslo", LONG + "The list is below."),
    ],
)
def test_a_cover_passes_on_what_stands_below_it(subject: str, cover: str) -> None:
    assert only(read(f"{cover}\n\n{BLOCK}\n\n{LIST}\n", subject=subject), Role.FORWARDED) == LIST


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Re: Oslo", "Mr Lund has been replaced by Ms Hauge. The rest of the list stands."),
        ("FW: Oslo", LONG),
        ("Re: Fwd: Oslo", "This no longer holds: we are not coming."),
    ],
)
def test_own_words_leave_the_message_below_them_a_quotation(subject: str, words: str) -> None:
    assert only(read(f"{words}\n\n{BLOCK}\n\n{LIST}\n", subject=subject), Role.FORWARDED) == ""


@pytest.mark.parametrize("subject", ["FW: Invitation", "Re: Invitation", "TR: Invitation"])
@pytest.mark.parametrize("cover", ["", "Please see below.", "We shall come."])
def test_a_message_of_ours_is_never_an_answer(subject: str, cover: str) -> None:
    assert only(read(f"{cover}\n\n{OUR_BLOCK}\n\n{OURS}\n", subject=subject), Role.FORWARDED) == ""


def test_we_are_known_by_the_name_under_which_we_are_written_to() -> None:
    block = f"From: {US.name}\nSent: 18 December 2006 11:05\nTo: Mission\nSubject: Invitation"
    assert only(read(f"{block}\n\n{OURS}\n", subject="FW: Invitation"), Role.FORWARDED) == ""


@pytest.mark.parametrize(
    ("name", "is_ours"),
    [
        ("The Conference", True),
        ("Conference Secretariat (shared mailbox)", True),
        ("Embassy of Norway, Conference desk", False),
        ("Kari Dahl", False),
    ],
)
def test_without_an_address_we_are_known_by_the_name_of_our_mailbox(name: str, is_ours: bool) -> None:
    block = f"From: {name}\nSent: 18 December 2006 11:05\nTo: Mission\nSubject: Oslo"
    assert (only(read(f"{block}\n\n{LIST}\n", subject="FW: Oslo"), Role.FORWARDED) == "") is is_ours


def test_the_author_of_forwarded_text_is_named() -> None:
    text = read(f"FYI\n\n{BLOCK}\n\n{LIST}\n", subject="FW: Oslo")
    assert [s.author for s in text.segments if s.role is Role.FORWARDED] == [
        Address("kari.dahl", "mfa.norway.example", "Dahl, Kari")
    ]


def test_the_head_of_a_forwarded_message_is_shown_as_quoted() -> None:
    assert only(read(f"FYI\n\n{BLOCK}\n\n{LIST}\n", subject="FW: Oslo"), Role.QUOTED) == BLOCK


def test_a_chain_of_forwards_stays_an_answer_until_a_message_of_ours_begins() -> None:
    inner = BLOCK.replace("Dahl, Kari", "Hauge, Liv").replace("kari.dahl", "liv.hauge")
    text = read(
        f"FYI\n\n{BLOCK}\n\nTo be passed on.\n\n{inner}\n\n{LIST}\n\n{OUR_BLOCK}\n\n{OURS}\n", subject="TR: FW: Oslo"
    )
    assert (only(text, Role.FORWARDED), OURS in only(text, Role.QUOTED)) == (f"To be passed on.\n{LIST}", True)


@pytest.mark.parametrize(
    "separator",
    [
        "---------- Forwarded message ---------",
        "---------- Forwarded message ----------",
        "-------- Message transféré --------",
        "---------- Mensaje reenviado ---------",
        "---------- Weitergeleitete Nachricht ---------",
        "---------- Messaggio inoltrato ---------",
        "---------- Doorgestuurd bericht ---------",
        "---------- Mensagem encaminhada ---------",
        "-------- Пересылаемое сообщение --------",
        "-------- رسالة محولة --------",
        "---------- 转发的邮件 ----------",
        "Begin forwarded message:",
        "Début du message transféré :",
        "Inicio del mensaje reenviado:",
        "Anfang der weitergeleiteten Nachricht:",
    ],
)
def test_a_separator_says_that_a_message_is_passed_on(separator: str) -> None:
    text = read(f"FYI\n\n{separator}\n{BLOCK}\n\n{LIST}\n", subject="Oslo")
    assert (only(text, Role.NEW), only(text, Role.FORWARDED)) == ("FYI", LIST)


def test_a_forwarded_message_may_be_prefixed() -> None:
    prefixed = "\n".join(f"> {line}" for line in f"{BLOCK}\n\n{LIST}".split("\n"))
    text = read(f"Begin forwarded message:\n\n{prefixed}\n", subject="Fwd: Oslo")
    assert only(text, Role.FORWARDED) == LIST


def test_our_words_quoted_inside_a_forwarded_answer_are_quoted() -> None:
    said = f"On 18/12/2006 11:05, {US.name} <{US.spec}> wrote:\n> {OURS}"
    text = read(f"FYI\n\n{BLOCK}\n\n{LIST}\n\n{said}\n", subject="FW: Oslo")
    assert (only(text, Role.FORWARDED), OURS in only(text, Role.QUOTED)) == (LIST, True)


def test_forwarding_in_html_is_understood() -> None:
    page = html(
        "<div dir=ltr>Please see below<br><br><div class=gmail_quote><div class=gmail_attr>---------- Forwarded message ---------"
        f"<br>From: <strong>Kari Dahl</strong> &lt;<a>{COLLEAGUE}</a>&gt;<br>Date: Wed, 7 Feb 2007 at 09:48<br>Subject: Oslo<br>"
        "To: &lt;ingrid@mfa.norway.example&gt;<br></div><br><p>We come with <b>two</b> persons.</p></div></div>"
    )
    text = read_text(message(page, subject="Fwd: Oslo"), OWN)
    assert only(text, Role.FORWARDED) == "We come with two persons."


def attached(outer: Message, *inner: Message) -> Message:
    values = {name: getattr(outer, name) for name in outer.__dataclass_fields__}
    return Message(**{**values, "embedded": inner})


def test_an_attached_message_is_passed_on() -> None:
    inner = message(plain(LIST, "2"), subject="Oslo", sender=Address("kari.dahl", "mfa.norway.example"))
    text = read_text(attached(message(plain("Please see the attached message."), subject="Oslo"), inner), OWN)
    assert [(s.part, s.author and s.author.spec) for s in text.segments if s.role is Role.FORWARDED] == [
        ("2", COLLEAGUE)
    ]


def test_an_attached_message_of_ours_is_quoted() -> None:
    inner = message(plain(OURS, "2"), sender=US)
    text = read_text(attached(message(plain("See the letter attached."), subject="FW: Invitation"), inner), OWN)
    assert only(text, Role.QUOTED) == OURS


def test_a_message_in_a_report_is_quoted() -> None:
    inner = message(plain(LIST, "3"), subject="Oslo")
    outer = message(plain("It could not be delivered."), subject="Undeliverable", content_type="multipart/report")
    assert only(read_text(attached(outer, inner), OWN), Role.FORWARDED) == ""


def test_messages_attached_in_one_another_end_somewhere() -> None:
    inner = message(plain("deepest", "9"), subject="Oslo")
    for _ in range(200):
        inner = attached(message(plain("x"), subject="Oslo"), inner)
    assert len(read_text(inner, OWN).segments) < 10


def test_without_addresses_of_ours_the_recipients_count_as_us() -> None:
    letter = message(plain(f"{OUR_BLOCK}\n\n{OURS}\n"), subject="FW: Invitation")
    assert only(read_text(letter), Role.FORWARDED) == ""
