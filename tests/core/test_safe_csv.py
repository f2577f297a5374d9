"""No cell of ours is a formula to a spreadsheet, and every cell can be read back."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.safe_csv import line, original, safe

_texts = st.text(st.sampled_from("=+-@'\";,\t\r\n|a＝ 1")) | st.text()


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("https://x.example")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "a;=1", "a\t=cmd", "a\n=1",
        '";=1', ';"=1"', "|=1",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_compute_is_marked_as_text(text: str) -> None:
    assert safe(text) != text


@pytest.mark.parametrize("text", ["Norway", "a = b", "2027-02-22", "", "'tis", "x@y.example"])
def test_what_is_harmless_stays(text: str) -> None:
    assert safe(text) == text


@given(_texts)
def test_cell_reads_back(text: str) -> None:
    assert original(safe(text)) == text


@given(_texts)
def test_no_cell_begins_like_a_formula_under_any_separator(text: str) -> None:
    for piece in re.split(r"[;,\t\r\n|]", safe(text)):
        assert not re.match(r"[\"]*[=+\-@＝＋－＠]", piece)


@given(st.lists(st.text().filter(lambda text: "\0" not in text) | st.integers() | st.none(), min_size=1))
def test_line_is_one_row(values: list[str | int | None]) -> None:
    (row,) = csv.reader(io.StringIO(line(values), newline=""))
    assert [original(cell) for cell in row] == ["" if v is None else str(v) for v in values] or len(values) == 1
