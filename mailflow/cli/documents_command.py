"""`mailflow documents …`: the register of documents; what was received, and what people made of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from mailflow.cli import document_acts as acts
from mailflow.cli.desk import clean, console, json_option, print_json, reading, settings_of
from mailflow.cli.document_choice import conference_option, found_by, registers
from mailflow.core.symbol import KINDS

if TYPE_CHECKING:
    from mailflow.core.conference import Conference
    from mailflow.office.register import Item, Version

_STATES = ("received", "unproven", "accepted", "replaced", "withdrawn", "rejected", "language")


@click.group("documents")
def command() -> None:
    """The register of documents: list, show, accept, revise, add, correct, reject, withdraw."""


@command.command("list")
@click.option("--conference", metavar="NAME")
@click.option("--state", type=click.Choice(_STATES))
@click.option("--kind", type=click.Choice(KINDS))
@json_option
@click.pass_context
def list_documents(
    ctx: click.Context, conference: str | None, state: str | None, kind: str | None, as_json: bool
) -> None:
    """Documents in the order of receipt, with where they stand."""
    settings = settings_of(ctx)
    shown = False
    with reading(settings) as store:
        for each, items in registers(settings, store, conference):
            chosen = [i for i in items if state in (None, i.state) and kind in (None, i.receipt.kind)]
            if as_json:
                for item in chosen:
                    print_json(_as_json(item, each))
            elif chosen:
                from mailflow.cli.document_tables import items_table

                console().print(f"[bold]{clean(each.title)}[/]", items_table(chosen), sep="\n")
                shown = True
    if not as_json and not shown:
        click.echo("No document fits.")


@command.command("show")
@click.argument("reference", metavar="NUMBER")
@conference_option
@json_option
@click.pass_context
def show(ctx: click.Context, reference: str, conference: str | None, as_json: bool) -> None:
    """One document by its register number or symbol: its versions, its files, and what was done with it."""
    settings = settings_of(ctx)
    with reading(settings) as store:
        found, item = found_by(settings, store, reference, conference)
        from mailflow.office.registering import read_register

        held = read_register(store, found)
        family = held.family(item.version.root) if item.version else ()
        numbers = {item.receipt.number, *(v.number for v in family)}
        done = [a for a in store.documents.acts(found.name) if a.values.get("number") in numbers]
    if as_json:
        print_json(
            _as_json(item, found) | {"versions": [_version(v) for v in family], "acts": [asdict(a) for a in done]}
        )
        return
    from mailflow.cli.document_tables import show_item

    show_item(console(), item, family, done)


for _act in (acts.accept, acts.revise, acts.add, acts.correct, acts.reject, acts.withdraw):
    command.add_command(_act)


def _as_json(item: Item, conference: Conference) -> dict[str, Any]:
    offer = item.offer
    return {
        "conference": conference.name,
        "state": item.state,
        **asdict(item.receipt),
        "late": item.late,
        "reason": item.reason,
        "version": _version(item.version) if item.version else None,
        "offered_as_revision_of": (offer.symbol or offer.number) if offer else None,
    }


def _version(version: Version) -> dict[str, Any]:
    return asdict(version) | {"symbol": version.symbol}
