"""The page on reliability names only tests that exist, and every fault either has one or says why not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.__main__ import NAMES, PAGE, table, written
from tests.faults.figures import PARTS, Figure, summed

ROOT = Path(__file__).resolve().parents[2]
TEXT = PAGE.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Row:
    """A fault."""

    fault: str
    outcome: str
    held_by: str


def rows() -> list[Row]:
    part = TEXT.partition("## Every fault")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ") and not line.startswith(("| ---", "| fault"))]
    return [Row(*(cell.strip() for cell in line.strip("| ").split(" | "))) for line in lines]


ROWS = rows()


def named(row: Row) -> list[tuple[str, str]]:
    """The tests of a row, as file and name: a file stands for all names behind it."""
    return [
        (file, name)
        for file, names in re.findall(r"(tests/[\w/]+\.py)((?:,? `test_\w+`)+)", row.held_by)
        for name in re.findall(r"`(test_\w+)`", names)
    ]


def test_there_are_rows_for_all_kinds_of_faults() -> None:
    assert len(ROWS) > 60


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.fault[:50])
def test_every_fault_is_held_by_tests_that_exist_or_says_why_not(row: Row) -> None:
    tests = named(row)
    assert tests or re.match(r"not ours: .{30,}", row.held_by)
    missing = [
        (file, name)
        for file, name in tests
        if not re.search(rf"def {name}\(", (ROOT / file).read_text(encoding="utf-8"))
    ]
    assert missing == []
    assert len(tests) == row.held_by.count("`test_")


def test_figures_stand_there_and_say_that_nothing_was_lost() -> None:
    figures = TEXT.partition("<!-- figures -->")[2].partition("<!-- end of figures -->")[0]
    counted = re.findall(r"^\| ([^|]+?) \| ([\d,]+) \| (\d+) \| (\d+) \|", figures, re.MULTILINE)
    assert {(lost, doubled) for _, _, lost, doubled in counted} == {("0", "0")}
    tried = {name: int(count.replace(",", "")) for name, count, _, _ in counted}
    assert tried["kill positions"] >= 300
    assert tried["connection cuts"] >= 300
    assert tried["disk-full positions"] >= 100
    assert tried["broken rule and letter files"] >= 50
    assert tried["SMTP stage × behaviour × kind of letter"] == 240


def test_parts_of_the_bench_are_those_of_the_folder() -> None:
    assert {"kills", "cuts", "disk", "files", "clock", "copies", "loops", "storms", "stages", "hostile"} <= set(NAMES)


def test_figures_are_added_up_by_name() -> None:
    found = summed([Figure("clock jumps", 2, 1), Figure("kill positions", 1000), Figure("clock jumps", 3, 0, 2)])
    assert found == [Figure("kill positions", 1000, 0, 0), Figure("clock jumps", 5, 1, 2)]
    assert "| kill positions | 1,000 | 0 | 0 | `make faults only=kills` |" in table(found)
    assert "`make faults`" in written(found, 12.4)


def test_every_figure_has_a_part_of_the_bench() -> None:
    assert set(PARTS.values()) <= set(NAMES)
