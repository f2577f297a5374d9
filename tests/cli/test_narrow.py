"""Tables in a terminal of 80 columns: what people copy from them stands on one line, and no word is broken."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from mailflow.cli import tables
from mailflow.core.roster import parse_roster
from mailflow.store import Store
from tests.flow.command import Done

Make = Callable[[bool], Table]
LONG = 34  # columns that an address has, or nearly, before it ends in a mark


@pytest.fixture
def store(demo_made: tuple[Path, Done]) -> Store:
    return Store.open(demo_made[0] / "mailflow.db", readonly=True)


def shown(make: Make, width: int) -> str:
    out = Console(file=io.StringIO(), width=width, highlight=False, force_terminal=False)
    out.print(tables.fitting(out, make))
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue()


def made(store: Store, name: str, folder: Path) -> tuple[Make, list[str]]:
    """A table of the demo, and the addresses that stand in it."""
    match name:
        case "list":
            records = store.records.listed(limit=100)
            return partial(tables.messages_table, records), [r.sender for r in records]
        case "letters list":
            letters = store.outbox.listed(limit=200)
            return partial(tables.letters_table, letters), [
                r.address for x in letters for r in x.recipients if not r.journal
            ]
        case "review":
            items = store.records.review_items()
            return partial(tables.review_table, items), [item.sender for item in items]
        case "search":
            hits = store.search("delegation", None, 50)
            return partial(tables.hits_table, hits), [hit.sender for hit in hits]
        case _:
            parties = parse_roster((folder / "roster.csv").read_text(encoding="utf-8"), "roster.csv").parties
            return partial(tables.roster_table, parties), [a.spec for party in parties for a in party.emails]


@pytest.mark.parametrize("name", ["list", "letters list", "review", "search", "roster list"])
def test_an_address_is_never_broken_over_two_lines(store: Store, demo_made: tuple[Path, Done], name: str) -> None:
    make, addresses = made(store, name, demo_made[0])
    assert len(addresses) > 5
    for width in (80, 100, 140):
        text = shown(make, width)
        assert max(map(cell_len, text.splitlines())) <= width
        for address in addresses:
            assert address in text or any(f"{address[:n]}…" in text for n in range(LONG - 10, len(address))), (
                width,
                address,
            )


@pytest.mark.parametrize("name", ["list", "letters list", "review", "search", "roster list"])
def test_where_there_is_room_each_thing_has_its_column(store: Store, demo_made: tuple[Path, Done], name: str) -> None:
    make, _ = made(store, name, demo_made[0])
    head = shown(make, 400).splitlines()[0]
    assert "," not in head
    assert "," in shown(make, 80).splitlines()[0]


def test_status_fits_the_width_of_a_terminal(store: Store) -> None:
    boxes = store.status().mailboxes
    later = datetime.now(UTC) + timedelta(minutes=59)
    out = Console(file=io.StringIO(), width=80, highlight=False, force_terminal=False)
    out.print(tables.mailboxes_table(boxes, later))
    assert isinstance(out.file, io.StringIO)
    lines = out.file.getvalue().rstrip().splitlines()
    assert (len(lines), max(map(cell_len, lines)) <= 80) == (2 + len(boxes), True)
    assert all(" min ago" in line or " h ago" in line for line in lines[2:])
