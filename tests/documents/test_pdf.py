"""What is read out of a PDF."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.document import Condition
from tests.documents.build import PICTURE, arabic, form, opened, pdf, rule, text

BODY = [
    "The delegation of Norway wishes to share the following observations with all the other",
    "participants ahead of the Conference, and it stands ready to discuss them with anyone",
    "who has an interest in the matter.",
]


def body(top: float = 600) -> list[str]:
    return [text(72, top - 14 * i, line) for i, line in enumerate(BODY)]


def title(*operators: str, prop: str = "") -> str:
    return opened(pdf([*operators, *body()], title=prop), "paper.pdf").title


def test_wrapped_lines_are_joined_to_paragraphs() -> None:
    assert opened(pdf(body()), "a.pdf").text == " ".join(BODY)


def test_lines_that_were_ended_on_purpose_stay_apart() -> None:
    lines = ["Head of delegation: Ms. Ada Holm", "Adviser: Mr. Nils Berg"]
    page = [*body(), *(text(72, 500 - 14 * i, line) for i, line in enumerate(lines))]
    assert opened(pdf(page), "a.pdf").text.split("\n")[1:] == lines


def test_list_items_stay_apart() -> None:
    page = [text(72, 700, "- " + "x" * 80), text(72, 686, "- second")]
    assert opened(pdf(page), "a.pdf").text.count("\n") == 1


def test_a_word_broken_at_the_end_of_a_line_is_whole_again() -> None:
    page = [text(72, 700, "The clearance of unexploded submu-"), text(72, 686, "nitions takes years.")]
    assert "submunitions" in opened(pdf(page), "a.pdf").text


def test_arabic_comes_in_logical_order() -> None:
    shown = "تهدي البعثة الدائمة أطيب تحياتها"
    assert opened(pdf([arabic(200, 700, shown)]), "a.pdf").text == shown


@pytest.mark.parametrize(
    ("operators", "expected"),
    [
        ([text(72, 700, "Victim assistance in practice", 18, "F2")], "Victim assistance in practice"),
        ([text(72, 700, "Victim assistance in practice", 11, "F2")], "Victim assistance in practice"),
        ([text(72, 700, "VICTIM ASSISTANCE IN PRACTICE")], "VICTIM ASSISTANCE IN PRACTICE"),
        (
            [
                text(72, 700, "Working paper submitted by Norway", 18, "F2"),
                text(72, 670, "Victim assistance: a view", 14, "F2"),
            ],
            "Victim assistance: a view",
        ),
        (
            [
                text(72, 780, "CCM/CONF/2008/WP.4", 12, "F2"),
                text(72, 760, "Permanent Mission of Norway", 12, "F2"),
                text(72, 740, "Geneva, 4 February 2008", 12, "F2"),
                text(72, 700, "Stockpile destruction", 16, "F2"),
            ],
            "Stockpile destruction",
        ),
        (
            [
                text(72, 700, "Cooperation and assistance in the clearance of", 20, "F2"),
                text(72, 676, "contaminated areas", 20, "F2"),
            ],
            "Cooperation and assistance in the clearance of contaminated areas",
        ),
        (
            [
                text(250, 720, "STATEMENT", 12, "F2"),
                text(262, 700, "by Ms. Ada Holm", 12, "F2"),
                text(252, 680, "18 February 2008", 12, "F2"),
            ],
            "STATEMENT by Ms. Ada Holm",
        ),
        ([text(72, 700, "Working paper submitted by Norway", 18, "F2")], ""),
    ],
)
def test_the_title_is_the_heading_that_its_delegation_would_name(operators: list[str], expected: str) -> None:
    assert title(*operators) == expected


def test_the_property_is_the_title_where_nothing_stands_out() -> None:
    assert title(prop="Victim assistance in practice") == "Victim assistance in practice"


@pytest.mark.parametrize(
    "senseless", ["Microsoft Word - paper_final.doc", "Untitled", "document1", "Norway", "Note verbale"]
)
def test_a_senseless_property_is_no_title(senseless: str) -> None:
    assert title(prop=senseless) == ""


def test_the_heading_counts_before_a_stale_property() -> None:
    assert title(text(72, 700, "Victim assistance", 18), prop="Clearance of land") == "Victim assistance"


def test_a_table_with_rules_is_read_cell_by_cell() -> None:
    rules = [rule(72, y, 500, y) for y in (700, 660, 620)] + [rule(x, 620, x, 700) for x in (72, 200, 500)]
    cells = [
        text(75, 685, "Ms. Ada Holm"), text(203, 685, "Director in the"), text(203, 671, "Ministry of Defence"),
        text(75, 645, "Mr. Nils Berg"), text(203, 645, "Legal Adviser"),
    ]  # fmt: skip
    assert opened(pdf([*rules, *cells]), "a.pdf").tables == (
        (("Ms. Ada Holm", "Director in the Ministry of Defence"), ("Mr. Nils Berg", "Legal Adviser")),
    )


def test_a_table_without_rules_is_read_by_its_gaps() -> None:
    rows = [("Ms. Ada Holm", "Director"), ("Mr. Nils Berg", "Adviser")]
    page = [text(x, 700 - 16 * i, cell) for i, row in enumerate(rows) for x, cell in zip((72, 300), row, strict=True)]
    assert opened(pdf(page), "a.pdf").tables == (tuple(rows),)


def test_what_was_filled_into_a_form_is_read() -> None:
    assert "Ms. Ada Holm" in opened(form("Head of delegation:", "Ms. Ada Holm"), "form.pdf").text


def test_names_one_below_the_other_stay_apart() -> None:
    names = ["Ms. Ada Holm, Director", "Mr. Nils Berg, Adviser", "Ms. Ida Dahl, Adviser"]
    page = [*body(), *(text(108, 500 - 14 * i, name) for i, name in enumerate(names))]
    assert opened(pdf(page), "a.pdf").text.split("\n")[1:] == names


def test_centred_lines_that_were_wrapped_are_joined() -> None:
    centred = [
        text(90, 700, "Cooperation between all the parties concerned by the clearance of the remnants", 11, "F2")
    ]
    centred += [text(180, 686, "of war in the territories of third countries", 11, "F2")]
    assert title(*centred).endswith("remnants of war in the territories of third countries")


def test_a_file_with_a_script_is_read_and_told() -> None:
    names = b"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert\\(1\\)) >>] >> >> "
    assert "JavaScript" in opened(pdf(body(), extra=names), "a.pdf").note


def test_pages_of_pictures_are_a_scan() -> None:
    assert opened(pdf([PICTURE]), "scan.pdf").condition is Condition.SCAN


def unseen(operators: list[str]) -> list[str]:
    """The same text as scanners lay it over the picture of its page: in the rendering mode that shows nothing."""
    return [operator.replace(" Td ", " Td 3 Tr ") for operator in operators]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param([PICTURE, *unseen(body())], id="invisible over the picture"),
        pytest.param([*unseen(body()), PICTURE], id="invisible and below it"),
        pytest.param([*body(), PICTURE], id="behind the picture"),
        pytest.param(
            [PICTURE, *unseen(body()), text(72, 20, "Registry, 3 February 2027")], id="with a stamp that is seen"
        ),
    ],
)
def test_what_a_scanner_made_of_a_page_is_no_text(page: list[str]) -> None:
    found = opened(pdf(page), "scan.pdf")
    assert (found.condition, found.text, found.pictures) == (Condition.SCAN, "", (1,))


@pytest.mark.parametrize(
    "page",
    [
        pytest.param([PICTURE, *body()], id="text over a picture of letter-paper"),
        pytest.param([*body(), *unseen([text(72, 20, "hidden words of a program")])], id="a few hidden words"),
        pytest.param(unseen(body()), id="hidden, and no picture"),
        pytest.param([*body(), "q 90 0 0 90 40 700 cm /I1 Do Q"], id="a seal drawn last"),
    ],
)
def test_text_that_can_be_seen_is_text(page: list[str]) -> None:
    found = opened(pdf(page), "note.pdf")
    assert (found.condition, bool(found.text)) == (Condition.READ, True)


def test_a_picture_page_among_others_is_told() -> None:
    assert "picture: 2" in opened(pdf(body(), [PICTURE]), "a.pdf").note


def test_the_pages_are_counted() -> None:
    assert opened(pdf(body(), body(), body()), "a.pdf").pages == 3


def test_pages_over_the_limit_are_left_and_told() -> None:
    assert opened(pdf(body(), body(), body()), "a.pdf", pages=2).note == "only the first 2 of 3 pages were read"


def test_text_over_the_limit_is_left() -> None:
    assert len(opened(pdf(body()), "a.pdf", text_characters=50).text) == 50


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4\nrubbish", b"%PDF-1.7", pdf(body())[:200], pdf(body()).replace(b"Pages", b"Pogas")]
)
def test_a_damaged_file_is_unreadable(content: bytes) -> None:
    assert opened(content, "a.pdf").condition in (Condition.UNREADABLE, Condition.SCAN)


def test_what_was_put_behind_the_end_of_a_file_is_no_part_of_it() -> None:
    assert opened(pdf(body()) + b"%" + b"\xe4" * 9_000, "a.pdf").text == " ".join(BODY)


def test_an_object_behind_the_end_of_a_file_counts() -> None:
    """A change that was appended and not closed: what a reader sees is the later one."""
    content = pdf([text(72, 700, "The first version of this paper")])
    page = content[content.index(b"9 0 obj") : content.index(b"10 0 obj")]
    changed = content + b"%" + b"\xe4" * 9_000 + b"\n" + page.replace(b"first", b"other")
    assert opened(changed, "a.pdf").text == "The other version of this paper"


def test_a_file_that_starts_a_program_is_dangerous() -> None:
    launch = b"/OpenAction << /S /Launch /F (cmd.exe) >> "
    assert opened(pdf(body(), extra=launch), "a.pdf").condition is Condition.DANGEROUS


def test_an_encrypted_file_is_told() -> None:
    content = pdf(body()).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <"
        + b"11" * 32
        + b"> /U <"
        + b"22" * 32
        + b"> /P -4 >>",
    )
    assert opened(content, "a.pdf").condition is Condition.ENCRYPTED


RULES = [rule(72, y, 500, y) for y in (700, 660, 620)] + [rule(x, 620, x, 700) for x in (72, 200, 350, 500)]
PLACES = st.lists(st.tuples(st.integers(20, 550), st.integers(30, 800)), min_size=1, max_size=30, unique=True)


@given(PLACES)
def test_no_word_is_lost_between_cells(places: list[tuple[int, int]]) -> None:
    words = [f"w{i}" for i in range(len(places))]
    page = [*RULES, *(text(x, y, word, 6) for (x, y), word in zip(places, words, strict=True))]
    shown = opened(pdf([*page, text(20, 20, "a longer line of text")]), "a.pdf").text
    assert all(word in shown for word in words)
