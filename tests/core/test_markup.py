"""HTML to text: what a reader sees, in the order and the lines in which he sees it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.markup import to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("<div>One</div><div><br></div><div>Two</div>", "One\n\nTwo"),
        ("One<br>Two<br><br><br>Three", "One\nTwo\n\nThree"),
        ("<p class=MsoNormal>One</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>Two</p>", "One\n\nTwo"),
        ("<p class=x_MsoNormal>One</p><p class=x_MsoNormal>Two</p>", "One\nTwo"),
        ('<p style="margin:0cm">One</p><p style="margin-top:0">Two</p>', "One\nTwo"),
        ("<style>P {margin-top:0;margin-bottom:0;}</style><p>One</p><p>Two</p>", "One\nTwo"),
        ("a <b>bold</b>\n  word<i>s</i>, here", "a bold words, here"),
        ("<ul><li>One<li>Two</ul>After", "- One\n- Two\n\nAfter"),
        ("<ol><li>One</li><li>Two</li></ol>", "1. One\n2. Two"),
        ('<ol start="4"><li>Four</li><li>Five</li></ol>', "4. Four\n5. Five"),
        ("<ul><li>One<ul><li>Inner</ul><li>Two</ul>", "- One\n  - Inner\n- Two"),
        ("<ul><li><p>One</p></li><li><b>Two</b><br>below</li></ul>", "- One\n- Two\n  below"),
        ("<p class=MsoListParagraph>·&nbsp;&nbsp; One</p>", "- One"),
        (
            "<table><tr><th>Name</th><th>Role</th></tr><tr><td>Per</td><td>head</td></tr></table>",
            "Name\tRole\nPer\thead",
        ),
        ("<table><tr><td>Per<br>Lund</td><td></td><td>head</td></tr></table>", "Per, Lund\t\thead"),
        ("<table><tr><td><p>Per Lund,</p><p>head</p></td><td>Oslo</td></tr></table>", "Per Lund, head\tOslo"),
        ("<table><tr><td><p>One</p><p>Two</p></td></tr></table>", "One\n\nTwo"),
        ("<table><tr><td><table><tr><td>a<td>b</table></td><td>c</td></tr></table>", "a\tb\nc"),
        (f"<table><tr><td>{'long ' * 100}</td><td>side</td></tr></table>", f"{('long ' * 100).strip()}\nside"),
        ("<s>Ms Berg</s> Mr Lind", "~~Ms Berg~~ Mr Lind"),
        ("Not <del>Ms <b>Berg</b></del>, <strike>but</strike> Mr Lind", "Not ~~Ms Berg~~, ~~but~~ Mr Lind"),
        ('<span style="text-decoration: line-through">Ms Berg </span>Mr Lind', "~~Ms Berg~~ Mr Lind"),
        ("<del><p>One</p><p>Two</p></del>", "~~One~~\n\n~~Two~~"),
        (
            "<table><tr style='text-decoration:line-through'><td>Berg</td><td>Eva</td></tr><tr><td>Lind</td><td>Per</td></tr></table>",
            "~~Berg\tEva~~\nLind\tPer",
        ),
        ("<span>Ms Berg</span> <u>Mr Lind</u>", "Ms Berg Mr Lind"),
        ("<pre>a\n  b\n\nc</pre>", "a\nb\n\nc"),
        ('<div style="white-space: pre-wrap">a\nb</div>', "a\nb"),
        ("One<hr>Two", f"One\n{'_' * 32}\nTwo"),
        ("&eacute;t&#233; &lt;b&gt; &amp;nbsp;", "été <b> &nbsp;"),
        ("a&nbsp;b&shy;c", "a b\u00adc"),
        ("<head><title>No</title></head><body>Yes<script>no()</script><!-- no --></body>", "Yes"),
        ("no tags\nat all", "no tags at all"),
        ("<h1>Title</h1>Text<h2>Next</h2>More", "Title\n\nText\n\nNext\n\nMore"),
        ("<dl><dt>Hotel</dt><dd>Bristol</dd></dl>", "Hotel\nBristol"),
        ("", ""),
        ("   \n ", ""),
        ("<p>", ""),
    ],
)
def test_markup_becomes_lines(html: str, text: str) -> None:
    assert to_text(html).text == text


@pytest.mark.parametrize(
    "hidden",
    [
        '<span style="display:none">secret</span>',
        '<div style="DISPLAY : None !important">secret</div>',
        '<p style="color:red;font-size:0px">secret</p>',
        '<p style="font-size:0">secret</p>',
        '<p style="visibility:hidden">secret</p>',
        '<p style="mso-hide:all">secret</p>',
        "<p hidden>secret <b>more</b></p>",
        '<div style="max-height:0;overflow:hidden">secret<table><tr><td>secret</td></tr></table></div>',
    ],
)
def test_hidden_text_is_not_shown(hidden: str) -> None:
    assert to_text(f"<p>Before</p>{hidden}<p>After</p>").text == "Before\n\nAfter"


@pytest.mark.parametrize(
    "style", ["font-size:0.9em", "font-size:08pt", "line-height:0", "opacity:0.9", "max-height:0.5em"]
)
def test_small_text_is_shown(style: str) -> None:
    assert to_text(f'<p style="{style}">Shown</p>').text == "Shown"


@pytest.mark.parametrize(
    "opening",
    [
        "<blockquote type=cite>",
        '<blockquote class="gmail_quote">',
        '<blockquote style="border-left:2px solid #ccc">',
        "On 18/12/2006 11:05, Oslo wrote:<blockquote>",
    ],
)
def test_a_quotation_is_marked(opening: str) -> None:
    assert to_text(f"<p>New</p>{opening}Old</blockquote>").depths[-1] == 1


def test_quotations_in_quotations_are_deeper() -> None:
    page = to_text("<blockquote type=cite>One<blockquote>Two</blockquote>One</blockquote>Zero")
    assert [depth for depth, line in zip(page.depths, page.text.split("\n"), strict=True) if line] == [1, 2, 1, 0]


def test_an_indented_list_of_names_is_no_quotation() -> None:
    page = to_text(
        '<p>We send from 22 to 23 February:</p><blockquote style="margin:0 0 0 40px;border:none">Mr Lund<br>Ms Dahl</blockquote>'
    )
    assert set(page.depths) == {0}


@pytest.mark.parametrize(
    "mark",
    [
        '<div id="divRplyFwdMsg">',
        '<div id="x_divRplyFwdMsg">',
        '<div id="appendonsend"></div><div>',
        '<div class="yahoo_quoted">',
        '<div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm">',
    ],
)
def test_the_mark_of_an_earlier_message_is_kept(mark: str) -> None:
    page = to_text(f"<p>New</p>{mark}<b>Od kogo</b>: X</div><p>Old</p>")
    assert [page.text.split("\n")[i] for i in page.breaks] == ["Od kogo: X"]


def test_a_table_of_cells_is_noticed() -> None:
    assert to_text("<table><tr><td>a</td><td>b</td></tr></table>").has_table


def test_embedded_pictures_do_not_count_for_the_size() -> None:
    picture = '<img src="data:image/png;base64,' + "A" * 900_000 + '">'
    assert to_text(f"<p>One</p>{picture}<p>Two</p>").text == "One\n\nTwo"


def test_what_is_over_the_size_is_still_read() -> None:
    page = to_text("<style>x</style><!-- c --><p>First &eacute;</p>" + "<p>word</p>" * 60_000)
    assert page.text.startswith("First é\nword\nword")


@given(st.text(alphabet=st.sampled_from("<>/ abtdrp=\"'&;!-\n")))
def test_any_markup_gives_text(html: str) -> None:
    page = to_text(html)
    assert len(page.depths) == (page.text.count("\n") + 1 if page.text else len(page.depths))


HOSTILE = {
    "nested blocks": "<div>" * 20_000 + "x",
    "nested tables": "<table><tr><td>x" * 20_000,
    "nested lists": "<ul><li>" * 20_000,
    "nested quotations": "<blockquote type=cite>x" * 1_990,
    "tables below the limit": "<table><tr><td>x" * 490 + "y<br>" * 50_000,
    "unclosed tags": "<a " * 30_000,
    "unclosed comments": "<!--" * 100_000,
    "unclosed styles": "<style>" * 80_000,
    "reopened formatting": "".join(f"<font color=c{i}>" for i in range(1_500)) + "<p>x" * 50_000,
    "options": "<select>" + "<option>x" * 50_000,
    "ruby": "<ruby><rt>" * 20_000,
    "many lines": "x<br>" * 100_000,
    "many cells": "<table><tr>" + "<td>x</td>" * 50_000,
    "angle brackets": "<" * 500_000,
    "references": "&" * 500_000,
    "attributes": "<p " + "a=b " * 120_000 + ">",
    "styles": "<p style='" + "font-size:0" * 40_000 + "'>",
    "two megabytes": "<p>a b</p>" * 200_000,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_markup_stays_cheap(html: str) -> None:
    started = time.process_time()
    to_text(html)
    assert time.process_time() - started < 3
