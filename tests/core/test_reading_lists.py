"""The phrase lists that the readers of facts need: named in one place, shipped, and missed when they are gone."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mailflow.core.address import Address
from mailflow.core.conference import Conference
from mailflow.core.located import load_toml
from mailflow.core.reading.lists import NEEDED, missing_lists
from mailflow.desk import open_desk
from mailflow.errors import RulesError
from mailflow.sources import Sources

ROOT = Path(__file__).resolve().parents[2]
READERS = sorted((ROOT / "mailflow" / "core" / "reading").glob("*.py"))
FILES = sorted((ROOT / "rules" / "phrases").glob("*.toml"))
SHIPPED = frozenset(
    name for file in FILES for name in load_toml(file.read_text(encoding="utf-8"), str(file), RulesError)
)
# Words of the readers' own that happen to be names of lists.
ROLES = {"adviser", "alternate"}
US = Address("oslo", "secretariat.example")
OSLO = Conference("oslo", "Oslo", "Oslo", date(2027, 2, 22), date(2027, 2, 23), ZoneInfo("UTC"), US, (US,))


def test_every_list_that_the_readers_need_ships() -> None:
    assert not NEEDED - SHIPPED


@pytest.mark.parametrize("file", READERS, ids=lambda file: file.stem)
def test_every_list_that_a_reader_names_is_among_those_needed(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert not (words & SHIPPED) - NEEDED - ROLES


@pytest.mark.parametrize(
    ("there", "missing"),
    [
        (NEEDED, ()),
        (NEEDED | {"ours"}, ()),
        (NEEDED - {"verbs"}, ("verbs",)),
        (frozenset({"accept", "paper", "ours"}), ()),
        (frozenset(), ()),
    ],
)
def test_lists_are_missed_where_others_of_the_readers_are_there(
    there: frozenset[str], missing: tuple[str, ...]
) -> None:
    assert missing_lists(there) == missing


def test_a_list_that_was_lost_is_refused_where_the_files_are_read() -> None:
    lists = "".join(f'{name} = ["word"]\n' for name in sorted(NEEDED - {"verbs"}))
    sources = Sources(OSLO, "roster.csv", "code,kind,name\n", {}, {"rules/phrases/en.toml": lists}, {}, "1")
    with pytest.raises(RulesError, match=r'rules/phrases \[verbs\]: .*"verbs"'):
        open_desk(sources)
    assert open_desk(replace(sources, phrases={"rules/phrases/en.toml": f'{lists}verbs = ["word"]\n'}))
