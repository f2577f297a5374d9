"""The table of standards and the code say the same: what is cited stands in it, and what it promises is cited and tested."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "standards.md"
STATUSES = {"yes", "partly", "no", "not ours"}
SECTION = r"\d+(?:\.\d+)*"
# "RFC 5321 §4.1.2, §4.5.2" cites two sections of one standard.
CITATION = re.compile(rf"(RFC \d{{3,5}}|MS-OXCMAIL)((?:(?:,| and)? ?§ ?{SECTION})*)")


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    source: str  # "RFC 3834 §2"
    duty: str
    status: str
    where: str
    held_by: str


def rows() -> list[Row]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(("| RFC", "| MS-"))]
    return [Row(*(cell.strip() for cell in line.strip("| ").split(" | "))) for line in lines]


def citations(text: str) -> Iterator[str]:
    for found in CITATION.finditer(text):
        sections = re.findall(SECTION, found[2])
        yield from (f"{found[1]} §{section}" for section in sections)
        if not sections:
            yield found[1]


def cited_in(file: Path) -> set[str]:
    return set(citations(file.read_text(encoding="utf-8")))


ROWS = rows()
SOURCES = {row.source for row in ROWS}
STANDARDS = {source.partition(" §")[0] for source in SOURCES}
FILES = sorted((ROOT / "mailflow").rglob("*.py"))
YES = [row for row in ROWS if row.status == "yes"]


def name(row: Row) -> str:
    return f"{row.source} {row.duty[:40]}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_section_that_code_cites_stands_in_the_table(file: Path) -> None:
    missing = {cited for cited in cited_in(file) if cited not in (SOURCES if "§" in cited else STANDARDS)}
    assert missing == set()


@pytest.mark.parametrize("row", YES, ids=name)
def test_what_is_promised_is_cited_where_it_is_done(row: Row) -> None:
    assert row.source in cited_in(ROOT / row.where)


@pytest.mark.parametrize("row", YES, ids=name)
def test_what_is_promised_is_held_by_a_test(row: Row) -> None:
    found = re.fullmatch(r"(tests/\S+\.py) `(test_\w+)`", row.held_by)
    assert found is not None
    assert re.search(rf"def {found[2]}\(", (ROOT / found[1]).read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_every_duty_has_a_status(row: Row) -> None:
    assert row.status in STATUSES
