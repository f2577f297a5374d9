"""Rows, and whether what was asked for was reached."""

from __future__ import annotations

import pytest

from bench.__main__ import NAMES, PAGE, put_into
from bench.figures import Figure, number


@pytest.mark.parametrize(
    ("value", "least", "most", "reached", "aim"),
    [
        (0.84, 0.5, None, True, "≥ 0.50  reached"),
        (0.34, 2.0, None, False, "≥ 2.00  NOT reached"),
        (151.0, None, 150.0, False, "≤ 150  NOT reached"),
        (3.0, 2.0, 4.0, True, "≥ 2.00 and ≤ 4.00  reached"),
        (3.0, None, None, None, ""),
    ],
)
def test_what_is_asked_of_a_value(
    value: float, least: float | None, most: float | None, reached: bool | None, aim: str
) -> None:
    figure = Figure("a rate", value, "× plain", least=least, most=most)
    assert (figure.reached, figure.aim) == (reached, aim)
    assert figure.object("backlog")["reached"] is reached
    assert figure.row().endswith(aim or "× plain")


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "0"), (0.0123, "0.012"), (0.5, "0.50"), (12.34, "12.3"), (1234.5, "1,234")]
)
def test_three_digits_that_count(value: float, shown: str) -> None:
    assert number(value) == shown


def test_page_gets_the_figures_between_its_marks() -> None:
    found = {
        "start": [Figure("mailflow status", 0.7, "s", most=0.5), Figure("of it, importing", 0.3, "s", detail=True)],
        "latency": [Figure("p50", 94.2, "ms", most=150)],
    }
    page = "Before.\n<!-- figures -->\nwhat stood there\n<!-- end of figures -->\nAfter.\n"
    written = put_into(page, found, 9.6)
    assert written.startswith("Before.\n<!-- figures -->\n\n`make bench` on ")
    assert written.endswith("<!-- end of figures -->\nAfter.\n")
    assert "| mailflow status | 0.70 s | ≤ 0.50 **not reached** |" in written
    assert "| p50 | 94.2 ms | ≤ 150 reached |" in written
    assert "importing" not in written
    assert "stood there" not in written
    assert put_into(written, found, 9.6) == written


def test_page_names_every_measurement() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert "<!-- figures -->" in page
    assert all(f"`{name}`" in page or f"**{name}**" in page for name in NAMES)
