from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow.core.template import Rendered, TemplateSet, load
from mailflow.errors import LetterError

HEAD = '+++\nsubject = "About {{ name }}"\n+++\n'


def letters(body: str, head: str = HEAD, **shared: str) -> TemplateSet:
    files = {"templates/letters/note.en.md": head + body}
    files |= {f"templates/letters/shared/{name.replace('_', '.')}.md": text for name, text in shared.items()}
    return load(files)


def rendered(body: str, values: Mapping[str, Any] | None = None, head: str = HEAD, **shared: str) -> Rendered:
    return letters(body, head, **shared).render("note", "en", {"name": "Norway", **(values or {})})


def fault(files: Mapping[str, str], **values: Any) -> LetterError:
    with pytest.raises(LetterError) as caught:
        load(files).render("note", "en", {"name": "Norway", **values})
    return caught.value


# What a template says


def test_subject_and_body_are_filled() -> None:
    letter = rendered("Dear {{ name }},\n")
    assert (letter.subject, letter.text) == ("About Norway", "Dear Norway,\n")


def test_html_says_the_same_as_the_text() -> None:
    assert "Dear <strong>Norway</strong>," in rendered("Dear **{{ name }}**,\n").html


def test_emphasis_leaves_no_signs_in_the_text() -> None:
    assert rendered("**{{ name }}** and *others*\n").text == "Norway and others\n"


def test_front_matter_travels_with_the_letter() -> None:
    head = '+++\nsubject = "x"\nhold = true\ncc = "party"\nattach = ["list.pdf"]\nform = "note"\n+++\n'
    letter = rendered("x\n", head=head)
    assert (letter.hold, letter.cc, letter.attach, letter.form) == (True, ("party",), ("list.pdf",), "note")


def test_form_of_the_occasion_holds_where_the_template_names_none() -> None:
    assert rendered("{{ form }}\n", {"form": "note"}).text == "note\n"


def test_form_of_the_template_outranks_that_of_the_occasion() -> None:
    head = '+++\nsubject = "x"\nform = "letter"\n+++\n'
    assert rendered("{{ form }}\n", {"form": "note"}, head=head).text == "letter\n"


def test_include_takes_the_language_of_the_letter() -> None:
    files = {
        "a/note.fr.md": HEAD + '{% include "shared/end" %}\n',
        "a/shared/end.en.md": "Yours",
        "a/shared/end.fr.md": "Cordialement",
    }
    assert load(files).render("note", "fr", {"name": "x"}).text == "Cordialement\n"


def test_include_inside_an_include_keeps_the_language() -> None:
    letter = rendered('{% include "shared/a" %}\n', a_en='{% include "shared/b.md" %}', b_en="deep")
    assert letter.text == "deep\n"


def test_lines_of_tags_leave_no_gap_in_a_list() -> None:
    body = "{% for x in xs %}\n- {{ x }}\n{% endfor %}\n\nEnd\n"
    assert rendered(body, {"xs": ["a", "b"]}).text == "- a\n- b\n\nEnd\n"


def test_tag_at_the_end_of_a_sentence_keeps_the_paragraph() -> None:
    body = "One{% if name %}.{% endif %}\n\nTwo\n"
    assert rendered(body).text == "One.\n\nTwo\n"


def test_dates_are_written_in_the_language_of_the_letter() -> None:
    files = {"note.fr.md": HEAD + "{{ when }}, {{ when|weekday }}, {{ when|days(last) }}\n"}
    values = {"name": "x", "when": date(2007, 2, 22), "last": date(2007, 2, 23)}
    assert (
        load(files).render("note", "fr", values).text == "22 février 2007, jeudi 22 février 2007, 22–23 février 2007\n"
    )


def test_moment_names_its_zone() -> None:
    values = {"when": datetime(2007, 2, 22, 14, 5, tzinfo=UTC)}
    assert rendered("{{ when|moment }}\n", values).text == "22 February 2007, 14:05 (UTC)\n"


def test_table_is_set_in_columns() -> None:
    body = "| Name | Role |\n| --- | --- |\n{% for n in xs %}\n| {{ n }} | head |\n{% endfor %}\n"
    text = rendered(body, {"xs": ["A|B", "名前"]}).text
    assert text == "Name  Role\n----  ----\nA|B   head\n名前  head\n"


def test_table_too_wide_is_set_row_by_row() -> None:
    body = "| Name | Role |\n| --- | --- |\n| {{ name }} | {{ role }} |\n"
    text = rendered(body, {"role": "word " * 30}).text
    assert text.startswith("Name: Norway\nRole: word word")


def test_long_lines_are_wrapped() -> None:
    assert max(map(len, rendered("word " * 100 + "\n").text.splitlines())) <= 76


def test_chinese_lines_are_wrapped_by_columns() -> None:
    files = {"note.zh.md": HEAD + "会议秘书处谨通知如下，" * 20 + "\n"}
    lines = load(files).render("note", "zh", {"name": "x"}).text.splitlines()
    assert max(map(len, lines)) == 38


def test_no_chinese_line_begins_with_a_comma() -> None:
    files = {"note.zh.md": HEAD + "会议秘书处谨通知如下，" * 20 + "\n"}
    lines = load(files).render("note", "zh", {"name": "x"}).text.splitlines()
    assert not any(line.startswith("，") for line in lines)


def test_line_break_between_chinese_signs_is_no_space() -> None:
    files = {"note.zh.md": HEAD + "会议\n秘书处\n"}
    assert load(files).render("note", "zh", {"name": "x"}).text == "会议秘书处\n"


def test_arabic_letter_runs_from_right_to_left() -> None:
    files = {"note.ar.md": HEAD + "السلام\n"}
    assert '<html lang="ar" dir="rtl">' in load(files).render("note", "ar", {"name": "x"}).html


def test_name_against_the_direction_of_the_letter_is_isolated() -> None:
    assert "<bdi>حازم</bdi>" in rendered("{{ x }}, head\n", {"x": "حازم"}).html


def test_telephone_number_keeps_its_order_between_arabic_words() -> None:
    files = {"note.ar.md": HEAD + "1. هاتف: {{ x }} ({{ y }}، {{ z }})\n"}
    values = {"name": "x", "x": "+47 22 00", "y": 63, "z": "22 شباط"}
    text = load(files).render("note", "ar", values).text
    assert text == "1. هاتف: \u2068+47 22 00\u2069 (63، 22 شباط)\n"


def test_items_of_a_list_are_data_each() -> None:
    assert rendered("{{ x|listed }}\n", {"x": ["*a*", "حازم", "c"]}).text == "*a*, \u2068حازم\u2069 and c\n"


def test_link_of_staff_can_be_clicked() -> None:
    letter = rendered("See {{ site|link }}.\n", {"site": "www.oslo.example/a_b"})
    assert 'href="https://www.oslo.example/a_b"' in letter.html


def test_link_is_written_once_in_the_text() -> None:
    assert rendered("See {{ s|link }}.\n", {"s": "https://oslo.example"}).text == "See https://oslo.example.\n"


def test_link_whose_text_differs_shows_where_it_leads() -> None:
    assert rendered("[site](https://oslo.example/x)\n").text == "site <https://oslo.example/x>\n"


def test_sentence_is_no_link() -> None:
    assert "<a" not in rendered("{{ s|link }}\n", {"s": "At the desk, from 9.00"}).html


# Values are data

HOSTILE = [
    "*a* **b** _c_ `d` # e",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "---",
    "***",
    "[x](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "<https://evil.example>",
    "<evil@evil.example>",
    "https://evil.example/x",
    "www.evil.example",
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "&lt;b&gt; &amp; &#60;",
    "{{ name }}",
    "{% include 'shared/x' %}",
    "{# note #}",
    "{{ ''.__class__.__mro__ }}",
    "a | b | c",
    "| --- |",
    "a\\",
    "\\*",
    "</p></body></html>",
    '" onmouseover="x',
    "a* b* *c",
    "~~x~~ ==y== ^z^",
    "[ref]: https://evil.example",
    "x  \ty",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_value_stands_in_the_text_as_it_is(value: str) -> None:
    assert rendered("Dear {{ x }}!\n", {"x": value}).text == f"Dear {' '.join(value.split())}!\n"


@pytest.mark.parametrize(
    "place", ["{{ x }}\n", "- {{ x }}\n", "**{{ x }}**\n", "| a |\n| - |\n| {{ x }} |\n", "# {{ x }}\n"]
)
@pytest.mark.parametrize("value", HOSTILE)
def test_value_adds_no_markup(value: str, place: str) -> None:
    tags = re.findall(r"<\w+", rendered(place, {"x": value}).html)
    assert tags == re.findall(r"<\w+", rendered(place, {"x": "word"}).html)


@pytest.mark.parametrize("value", HOSTILE)
def test_subject_shows_the_value_on_one_line(value: str) -> None:
    assert rendered("x\n", {"name": value}).subject == f"About {' '.join(value.split())}"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_no_text_whatever_adds_markup(value: str) -> None:
    html = rendered("a {{ x }} b\n", {"x": value}).html
    assert len(re.findall(r"<\w+", html.replace("<bdi>", ""))) == 5


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60))
def test_printable_text_is_never_changed(value: str) -> None:
    text = rendered("a {{ x }} b\n", {"x": value}).text
    assert value in re.sub("[\u2068\u2069]", "", text)


def test_line_ends_of_a_value_become_spaces() -> None:
    assert rendered("{{ x }}\n", {"x": "a\r\n\r\nb\u2028c\x0bd"}).text == "a b c d\n"


def test_line_ends_stay_where_the_template_asks_for_them() -> None:
    assert rendered("{{ x|lines }}\n", {"x": "a\n\n# b\n"}).text == "a\n# b\n"


def test_no_break_space_stays_and_keeps_words_together() -> None:
    text = rendered("word " * 14 + "{{ x }}\n", {"x": "+47\u00a022\u00a000\u00a000"}).text
    assert text.splitlines()[1] == "+47\u00a022\u00a000\u00a000"


def test_signs_that_turn_the_direction_are_taken_out() -> None:
    assert rendered("{{ x }}\n", {"x": "cod\u202egnp.exe\u200b"}).text == "codgnp.exe\n"


def test_lone_surrogates_are_replaced() -> None:
    assert rendered("{{ x }}\n", {"x": "a\ud800b"}).text == "a\ufffdb\n"


def test_value_made_data_twice_is_the_same_data() -> None:
    assert rendered("{{ (x|link) ~ '.' }} {{ xs|listed|upper }}\n", {"x": "*a*", "xs": ["*b*"]}).text == "*a*. *B*\n"


def test_set_value_is_still_data() -> None:
    assert "<em>" not in rendered("{% set y = x %}{{ y ~ '*' }}\n", {"x": "*a"}).html


# What is refused, and where


def at(body: str, head: str = HEAD) -> dict[str, str]:
    return {"letters/note.en.md": head + body}


def test_all_faults_of_all_files_are_told_at_once() -> None:
    files = {
        "letters/note.en.md": HEAD.replace("+++\n", "+++\nholt = true\n", 1) + "a\n",
        "letters/other.en.md": HEAD + "{{ name | dya }}\n{{ name | lots }}\n",
        "letters/third.en.md": HEAD + '{% include "shared/nought" %}\n{% if %}\n',
        "letters/fourth.md": HEAD + "a\n",
        "letters/fifth.en.md": HEAD + '{% include "shared/nought" %}\n\n{% include "shared/nil" %}\n',
    }
    with pytest.raises(LetterError) as caught:
        load(files)
    assert [(error.file.partition("/")[2], error.line) for error in caught.value.all] == [
        ("fifth.en.md", 4), ("fifth.en.md", 6), ("fourth.md", None), ("note.en.md", 2), ("other.en.md", 4),
        ("other.en.md", 5), ("third.en.md", 5)]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "line"),
    [
        (at("a\n\n{{ nothing }}\n"), 6),
        (at("a\n{{ name.nothing }}\n"), 5),
        (at("{% if nothing %}a{% endif %}\n"), 4),
        (at("a\n{{ none }}\n"), 5),
        (at("a\n{{ letters }}\n"), 5),
        (at("a\n{% if %}\n"), 5),
        (at("a\n{% if name %}\n"), 5),
        (at("a\n{{ name|nothing }}\n"), 5),
        (at("a\n{% if name is nothing %}{% endif %}\n"), 5),
        (at("a\n{{ name|safe }}\n"), 5),
        (at('a\n{% include "shared/nothing" %}\n'), 5),
        (at("a\n{% include name %}\n"), 5),
        (at("a\n{% macro m() %}{% endmacro %}\n"), 5),
        (at("a\n{% set x %}b{% endset %}\n"), 5),
        (at('a\n{% import "shared/x" as x %}\n'), 5),
        (at('{% extends "note" %}\n'), 4),
        (at("{{ 'a' * 1000000000 }}\n"), 4),
        (at("{{ 2 ** 1000000000 }}\n"), 4),
        (at("{{ ''.__class__.__mro__ }}\n"), 4),
        (at("a", "a\n"), 1),
        (at("a", '+++\nsubjekt = "x"\n+++\n'), 2),
        (at("a", "+++\nsubject = 3\n+++\n"), 2),
        (at("a", '+++\nsubject = "{{ nothing }}"\n+++\n'), 2),
        (at("a", '+++\nhold = false\nsubject = "{{"\n+++\n'), 3),
        (at("a", '+++\nsubject = "x"\nhold = "yes"\n+++\n'), 3),
        (at("a", '+++\nsubject = "x"\nform = "nota"\n+++\n'), 3),
        (at("a", '+++\nsubject = "x"\nbcc = "x@y.example"\n+++\n'), 3),
        (at("a", "+++\nsubject = \n+++\n"), 2),
        (at("a", "+++\nhold = true\nsubject = '{% include \"shared/x\" %}'\n+++\n"), 3),
    ],
)
def test_fault_names_file_and_line(files: dict[str, str], line: int) -> None:
    error = fault(files, none=None, letters=["a"])
    assert (error.file, error.line) == ("letters/note.en.md", line)


def test_fault_in_a_shared_piece_names_that_piece() -> None:
    files = at('{% include "shared/end" %}\n') | {"letters/shared/end.en.md": "a\n{{ nothing }}"}
    error = fault(files)
    assert (error.file, error.line) == ("letters/shared/end.en.md", 2)


def test_misspelt_key_is_answered_with_the_right_one() -> None:
    assert fault(at("a", '+++\nsubjct = "x"\n+++\n')).hint == 'Did you mean "subject"?'


def test_missing_piece_is_answered_with_one_that_is_there() -> None:
    files = at('{% include "shared/closng" %}\n') | {"letters/shared/closing.en.md": "a"}
    assert fault(files).hint == 'Did you mean "shared/closing"?'


def test_file_without_language_is_refused() -> None:
    with pytest.raises(LetterError):
        load({"letters/note.md": HEAD})


def test_second_file_of_one_name_is_refused() -> None:
    with pytest.raises(LetterError):
        load({"a/note.en.md": HEAD, "b/note.en.md": HEAD})


def test_empty_subject_is_refused() -> None:
    assert fault(at("a", '+++\nsubject = "{{ x }}"\n+++\n'), x=" ").key == "subject"


def test_letter_that_is_not_there_says_in_what_languages_it_is() -> None:
    with pytest.raises(LetterError, match="en") as caught:
        letters("x").render("note", "fr", {})
    assert caught.value.hint == "It exists in: en."


# The set


def three() -> TemplateSet:
    return load(
        {
            "note.en.md": HEAD + '{% include "shared/end" %}',
            "note.fr.md": HEAD,
            "other.en.md": HEAD,
            "shared/end.en.md": "x",
            "shared/lost.en.md": "y",
        }
    )


def test_names_are_those_of_the_letters() -> None:
    assert three().names == ("note", "other")


def test_languages_are_those_in_which_a_letter_exists() -> None:
    assert three().languages("note") == ("en", "fr")


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [(["fr", "en"], "fr"), (["ar", "en", "fr"], "en"), ([None, "fr"], "fr"), (["ar"], None), ([], None)],
)
def test_first_wanted_language_that_exists_is_chosen(wanted: list[str | None], chosen: str | None) -> None:
    assert three().choose("note", wanted) == chosen


def test_no_language_is_chosen_for_a_letter_that_is_not_there() -> None:
    assert three().choose("nothing", ["en"]) is None


def test_revision_changes_with_an_included_piece() -> None:
    files = at('{% include "shared/end" %}\n') | {"letters/shared/end.en.md": "a"}
    before = load(files).revision("note", "en")
    assert load(files | {"letters/shared/end.en.md": "b"}).revision("note", "en") != before


def test_revision_is_the_same_for_the_same_files() -> None:
    assert three().revision("note", "fr") == three().revision("note", "fr")


def test_revision_travels_with_the_letter() -> None:
    there = three()
    assert there.render("note", "en", {"name": "x"}).revision == there.revision("note", "en")


def test_piece_that_no_letter_includes_is_named() -> None:
    assert three().unused == ("shared/lost.en.md",)


@pytest.mark.parametrize(
    ("body", "mentioned"),
    [
        ("{{ delegation|length }}", True),
        ("{% for each in delegation %}{{ each.name }}{% endfor %}", True),
        ('{% include "shared/end" %}', True),
        ("The delegation of {{ name }}", False),
        ("{% if name %}delegation{% endif %}", False),
    ],
)
def test_letter_mentions_what_it_and_its_pieces_name(body: str, mentioned: bool) -> None:
    there = load(at(body) | {"letters/shared/end.en.md": "{% if delegation %}x{% endif %}"})
    assert there.mentions("note", "delegation") is mentioned


def test_letter_that_is_not_there_mentions_nothing() -> None:
    assert not three().mentions(None, "delegation")


def test_windows_line_ends_and_byte_order_mark_do_no_harm() -> None:
    text = "\ufeff" + (HEAD + "Dear {{ name }}\n\nYours\n").replace("\n", "\r\n")
    assert load({"note.en.md": text}).render("note", "en", {"name": "x"}).text == "Dear x\n\nYours\n"
