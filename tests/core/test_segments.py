"""A whole message read: which body, which language, and that nothing is lost."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.message import Body
from mailflow.core.segments import read_text
from mailflow.core.text import Role
from tests.core.texts import OWN, html, message, plain, read

TABLE = "<p>Our list:</p><table><tr><td>Lund</td><td>Per</td></tr><tr><td>Dahl</td><td>Kari</td></tr></table>"


def new(*bodies: Body, content_type: str = "multipart/alternative") -> str:
    return read_text(message(*bodies, content_type=content_type), OWN).new


@pytest.mark.parametrize(
    ("text", "page", "read_is"),
    [
        ("We shall come.", "<p>We shall <b>come</b>.</p>", "We shall come."),
        ("", "<p>We shall come.</p>", "We shall come."),
        (" \n", "<p>We shall come.</p>", "We shall come."),
        ("To view this message, please use an HTML compatible viewer.", "<p>We come.</p>", "We come."),
        ("Your mail program does not support HTML.", "<p>We come.</p>", "We come."),
        (
            "Short.",
            f"<p>{'We shall come with two persons. ' * 5}</p>",
            ("We shall come with two persons. " * 5).strip(),
        ),
        ("Our list:\n\nLund Per\nDahl Kari", TABLE, "Our list:\n\nLund\tPer\nDahl\tKari"),
        ("Ms Berg Mr Lind", "<p><s>Ms Berg</s> Mr Lind</p>", "~~Ms Berg~~ Mr Lind"),
        ("Ms Berg and Mr Lind", "<p><span>Ms Berg</span> and <u>Mr Lind</u></p>", "Ms Berg and Mr Lind"),
        ("Plain text only.", "<div></div>", "Plain text only."),
    ],
)
def test_of_an_alternative_the_richer_side_is_read(text: str, page: str, read_is: str) -> None:
    assert new(plain(text, "1"), html(page, "2")) == read_is


def test_texts_side_by_side_are_all_read() -> None:
    assert new(plain("One.", "1"), plain("Two.", "3"), content_type="multipart/mixed") == "One.\nTwo."


def test_a_page_beside_a_text_is_no_alternative() -> None:
    assert new(plain("One.", "1"), html("<p>Two.</p>", "2"), content_type="multipart/mixed") == "One.\nTwo."


def test_an_alternative_inside_a_mixed_message_is_read_once() -> None:
    assert new(plain("One.", "1.1"), html("<p>One.</p>", "1.2"), content_type="multipart/mixed") == "One."


def test_an_alternative_whose_page_is_in_pieces_is_read_once() -> None:
    assert new(plain("One.", "1"), html("<p>On</p>", "2.1"), html("<p>e.</p>", "2.3")) == "One."


def test_every_segment_names_its_part() -> None:
    letter = message(plain("One.", "1"), plain("Two.", "3"), content_type="multipart/mixed")
    assert [s.part for s in read_text(letter, OWN).segments] == ["1", "3"]


def test_quotations_in_html_are_quoted() -> None:
    page = html(
        "<div>We shall come.</div><br><div class=gmail_quote><div class=gmail_attr>On Mon, Dec 18, 2006 at 11:05 Oslo "
        "Conference &lt;conference@secretariat.example&gt; wrote:<br></div><blockquote class=gmail_quote "
        "style='border-left:1px solid'><p>Will you come?</p></blockquote></div>"
    )
    text = read_text(message(page), OWN)
    assert (text.new, "> Will you come?" in text.quoted) == ("We shall come.", True)


def test_answers_between_quotations_in_html_are_new() -> None:
    page = html(
        "<div>On 18/12/2006 11:05, Oslo Conference wrote:</div><blockquote type=cite>Will you come?</blockquote><div>Yes.</div>"
        "<blockquote type=cite>By whom are you represented?</blockquote><div>Ms Dahl.</div>"
    )
    assert read_text(message(page), OWN).new.split() == ["Yes.", "Ms", "Dahl."]


def test_outlook_marks_the_earlier_message_in_any_language() -> None:
    page = html(
        "<p class=MsoNormal>We shall come.</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal>"
        "<b>Kutoka kwa:</b> Oslo<br><b>Ilitumwa:</b> Jumatatu<br><b>Kwa:</b> Ingrid</p></div><p class=MsoNormal>Will you come?</p>"
    )
    assert read_text(message(page), OWN).new == "We shall come."


@pytest.mark.parametrize(
    ("text", "subject", "language"),
    [
        ("La délégation sera composée de deux personnes.", "Oslo Conference: delegation", "fr"),
        ("OK.", "Conférence d'Oslo : liste de la délégation", "fr"),
        ("", "Lista de la delegación para la conferencia", "es"),
        ("2\n\nCordialement,\nIngrid", "Re: Oslo Conference: who will attend?", "fr"),
        (
            "Merci.\n\nOn 18/12/2006 11:05, Oslo Conference wrote:\n> Please let us know whether you will come.",
            "Re: Oslo",
            "fr",
        ),
        (
            "Oui.\n\nThis e-mail and any attachments are confidential and may not be disclosed to others.",
            "Re: Oslo",
            "fr",
        ),
        ("Nous serons deux.\n-- \nThe Permanent Mission of Norway to the United Nations", "Re: Oslo", "fr"),
        ("K.", "Re: who is on the list of the delegation", "en"),
        ("", "", None),
        ("???", "!!!", None),
    ],
)
def test_the_language_is_that_of_the_own_words(text: str, subject: str, language: str | None) -> None:
    assert read(text, subject=subject).language == language


def test_a_cover_says_the_language_and_not_what_it_covers() -> None:
    block = "De : Dahl <kari.dahl@mfa.norway.example>\nEnvoyé : 7 février 2007 09:48\nÀ : Mission\nObjet : Oslo"
    text = read(
        f"Pour votre information, voir ci-dessous.\n\n{block}\n\nWe come with two persons.\n", subject="TR: Oslo"
    )
    assert text.language == "fr"


@given(st.text(alphabet=st.sampled_from("ab >:\n-_@.<1")), st.sampled_from(["Re: x", "FW: x", "x"]))
def test_no_word_is_lost(text: str, subject: str) -> None:
    shown = "".join(segment.text for segment in read(text, subject=subject).segments)
    for sign in " \n>":
        text, shown = text.replace(sign, ""), shown.replace(sign, "")
    assert shown == text


@given(st.text(), st.text())
def test_any_message_can_be_read(text: str, page: str) -> None:
    read_text(message(plain(text, "1"), html(page, "2"), subject=text, content_type="multipart/alternative"), OWN)


def test_a_message_without_bodies_has_no_segments() -> None:
    assert read_text(message(), OWN).segments == ()


HOSTILE = {
    "quote marks": ">" * 100_000,
    "quoted lines": ">\n" * 50_000,
    "deeper and deeper": "\n".join(">" * n for n in range(450)),
    "in and out": "> a\nb\n" * 16_000,
    "near attributions": "On 1/1/2007 11:05 a@b.example wrote\n" * 2_500,
    "attributions": "On 1/1/2007 11:05 a@b.example wrote:\n" * 2_500,
    "one long attribution": "On 1/1/2007 " + "a@b.example wrote " * 6_000 + ":",
    "header lines": "From: a\nTo: b\n" * 7_000,
    "headers": "From: a@b.example\nSent: 1\nTo: b\n\n" * 3_000,
    "separators": "-----Original Message-----\n" * 4_000,
    "dashes": "-" * 100_000,
    "dashed lines": "--------------------\n" * 5_000,
    "closings": "Best regards\n" * 8_000,
    "two dashes": "--\n" * 33_000,
    "weak closings": "Thanks\nname\n" * 8_000,
    "notices": "this message this message this e-mail " * 2_600,
    "notice lines": "this message is confidential\n" * 3_400,
    "notice paragraphs": "if you are not\n\n" * 6_000,
    "spaces": " " * 100_000,
    "spaces and a sign": (" " * 1_000 + "x") * 100,
    "blank lines": "\n" * 100_000,
    "letters": "a" * 100_000,
    "at signs": "a@" * 50_000,
    "colons": "a:" * 50_000,
    "names": "Ingrid\n\n" * 12_000,
    "honorifics": "Mr " * 33_000,
    "bullets": "- \n" * 33_000,
    "tabs": "\t" * 100_000,
    "han": "写道：" * 33_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("subject", ["Re: x", "FW: x"])
def test_hostile_texts_stay_cheap(text: str, subject: str) -> None:
    started = time.process_time()
    read(text, subject=subject)
    assert time.process_time() - started < 3


@pytest.mark.parametrize("role", list(Role))
def test_an_empty_text_has_nothing_of_any_role(role: Role) -> None:
    assert read("").of(role) == ""
