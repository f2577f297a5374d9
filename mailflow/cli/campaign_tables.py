"""Tables of campaigns, for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from mailflow.cli.desk import clean
from mailflow.cli.tables import STATE_STYLE, table_of
from mailflow.office import following
from mailflow.office.plan import LOST, Line
from mailflow.store import StoredLetter

_STAND_STYLE = {
    "answered": "green",
    "silent": "yellow",
    "waiting": "cyan",
    "unknown": "bold red",
    "unreachable": "red",
    "cancelled": "dim",
}


def plan_table(lines: Sequence[Line], stacked: bool = False) -> Table:
    """Who would get it, in which language, at which address, and what stops any of them."""
    if stacked:
        table = table_of("party", "name", "language", "address, what stops it")
        table.columns[-1].ratio = 1
    else:
        table = table_of("party", "name", "kind", "language", "address", "what stops it")
    for line in lines:
        style = "dim" if line.has is not None and not line.others else "yellow"
        others = f" Other addresses: {', '.join(a.spec for a in line.others)}." if line.others and line.stop else ""
        code, name, kind, language = (
            clean(line.party.code),
            clean(line.party.name),
            line.party.kind,
            line.language or "",
        )
        address = clean(line.address.spec) if line.address else ""
        stop = f"[{style}]{clean(line.stop + others)}[/]" if line.stop else ""
        if stacked:
            table.add_row(code, f"{name}\n[dim]{kind}[/]", language, "\n".join(filter(None, (address, stop))))
        else:
            table.add_row(code, name, kind, language, address, stop)
    return table


def campaign_table(lines: Sequence[following.Line], stacked: bool = False) -> Table:
    """How each party stands."""
    if stacked:
        table = table_of("party", "stands", "letter", "reminder", "address, to be known")
        table.columns[-1].ratio = 1
    else:
        table = table_of("party", "stands", "letter", "address", "reminder", "to be known")
    for line in lines:
        stand = line.answer if line.stand is following.Stand.ANSWERED else line.stand.value
        style = _STAND_STYLE.get(line.stand.value)
        code, stands = clean(line.code), f"[{style}]{stand}[/]" if style else stand
        letters, reminders = ("\n".join(map(_state, each)) for each in (line.letters, line.reminders))
        addresses, notes = [clean(_to(letter)) for letter in line.letters], [clean(note) for note in _notes(line)]
        if stacked:
            table.add_row(code, stands, letters, reminders, "\n".join([*addresses, *notes]))
        else:
            table.add_row(code, stands, letters, "\n".join(addresses), reminders, "\n".join(notes))
    return table


def _state(letter: StoredLetter) -> str:
    return f"{letter.id} [{STATE_STYLE.get(letter.state, '')}]{letter.state}[/]"


def _to(letter: StoredLetter) -> str:
    return ", ".join(recipient.address for recipient in letter.recipients if not recipient.journal)


def _notes(line: following.Line) -> list[str]:
    notes = [] if line.party is not None else ["no longer on the roster"]
    for letter in line.letters:
        notes += [f"{r.address}: {r.text[:90]}" for r in letter.recipients if r.state in LOST and not r.journal]
    if line.others:
        notes.append(f"other addresses: {', '.join(address.spec for address in line.others)}")
    elif line.stand is following.Stand.UNREACHABLE:
        notes.append("the roster has no other address")
    if line.in_review is not None:
        notes.append(f"message {line.in_review} waits for a person (mailflow review)")
    return [*notes, *(f"a machine answered: {text[:90]}" for text in line.machines)]
