"""`mailflow show MESSAGE`: one message, its facts and their words, its letters, and what people did."""

from __future__ import annotations

import sys
from dataclasses import asdict
from functools import partial

import click

from mailflow.cli.desk import json_option, print_json, reading, settings_of
from mailflow.errors import Refused


@click.command("show")
@click.argument("message", type=int)
@click.option("--raw", is_flag=True, help="The bytes as they came.")
@json_option
@click.pass_context
def command(ctx: click.Context, message: int, raw: bool, as_json: bool) -> None:
    """Show message number MESSAGE."""
    with reading(settings_of(ctx)) as store:
        record = store.records.get(message)
        if record is None:
            raise Refused(f"There is no message {message}.")
        if raw and record.forgotten_at is not None:
            raise Refused(f"What message {message} said was forgotten on {record.forgotten_at:%d %B %Y}.")
        if raw:
            sys.stdout.buffer.write(store.ledger.raw(message) or b"")
            return
        facts = store.records.facts(message=message)
        letters = store.outbox.listed(message=message)
        entries = store.records.entries(message)
        acts = store.documents.acts_on(message)
        trace = store.records.trace(message)
        to_move = store.moves.targets(message)
    if as_json:
        value = asdict(record) | {
            "facts": [asdict(f) for f in facts],
            "letters": [{k: v for k, v in asdict(x).items() if k != "data"} for x in letters],
            "entries": [asdict(e) for e in entries],
            "document_acts": [asdict(a) for a in acts],
            "to_move": list(to_move),
        }
        print_json(value)
        return
    from mailflow.cli.desk import clean, console
    from mailflow.cli.from_pictures import proposed
    from mailflow.cli.tables import fitting, follows, letters_table

    out = console()
    out.print(f"[bold]Message {record.id}[/]  {clean(record.subject)}")
    out.print(f"from {clean(record.sender)}, received {record.received_at:%d %B %Y %H:%M} UTC, {record.size:,} bytes")
    head = [", ".join(record.kinds), record.party or "no party", record.attendance or "", record.language or ""]
    out.print(
        f"taken for: {clean(' · '.join(x for x in head if x))} → {record.disposition or record.state}, {follows(record)}"
    )
    if record.forgotten_at is not None:
        out.print(
            f"[yellow]What it said was forgotten on {record.forgotten_at:%d %B %Y}.[/] Its skeleton stays on record."
        )
    waiting = proposed(facts)
    if waiting:
        out.print(
            f"[yellow]{len(waiting)} facts were made out in a picture and are only proposed.[/] Look at the picture, then:"
            f" mailflow review accept {record.id}, or mailflow correct {record.id} …"
        )
    if not record.effective and len(facts) > len(waiting):
        out.print("[yellow]Its facts have no effect until a person has looked.[/]")
    if record.decision.get("assign"):
        out.print(f"[cyan]for {clean(record.decision['assign'])}[/]")
    if to_move:
        when = "when it is accepted" if record.needs_person else "with the next look into the mailbox"
        out.print(f"[cyan]to be moved into {clean(', '.join(to_move))}, {when}[/]")
    for why in record.decision.get("reasons", []):
        out.print(f"  [dim]{clean(why['text'])}[/]")
    if record.error:
        out.print(f"[red]Last error:[/] {clean(record.error.strip().splitlines()[-1])}")
    for fact in facts:
        mark = "" if fact.effective else " [yellow](no effect)[/]"
        by = f" [cyan](entered by {clean(fact.by)})[/]" if fact.by else ""
        shown = ", ".join(f"{k} {v}" for k, v in fact.values.items() if v not in (None, "", [], False))
        out.print(f"  [bold]{fact.kind}[/] {clean(shown)}{mark}{by}")
        if fact.words:
            seen = ", read from a picture" if fact.picture else ""
            out.print(f"      [dim]part {clean(fact.part)}{seen}: “{clean(' '.join(fact.words.split())[:160])}”[/]")
        if fact.unsure:
            out.print(f"      [yellow]hard to make out: {clean(', '.join(fact.unsure))}[/]")
    for file in trace.get("entered", {}).get("files", ()):
        out.print(f"  [bold]file[/] {clean(file['name'])}, {file['size']:,} bytes, SHA-256 {clean(file['sha256'])}")
    for entry in entries:
        out.print(f"  [cyan]{entry.at:%d %b %H:%M} {clean(entry.by)}: {clean(entry.what)}[/]")
    for act in acts:
        number = clean(act.values.get("number", ""))
        out.print(f"  [cyan]{act.at:%d %b %H:%M} {clean(act.by)}: {clean(act.what)} document {number}[/]")
    if letters:
        out.print(fitting(out, partial(letters_table, letters)))
    for segment in trace.get("text", []):
        out.rule(f"[dim]{segment['role']}, part {segment['part']}[/]", align="left", style="dim")
        style = "" if segment["role"] in ("new", "forwarded") else "dim"
        out.print(clean(segment["text"].strip()), style=style)
    for picture in trace.get("pictures", []):
        out.rule(
            f"[dim]read from a picture, part {picture['part']} {clean(picture['name'])}[/]", align="left", style="dim"
        )
        out.print(clean(picture["text"].strip() or picture["note"]), style="dim")
