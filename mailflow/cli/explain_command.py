"""`mailflow explain MESSAGE`: why a message was taken for what it was taken for."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mailflow.cli.desk import clean, conference_of, console, json_option, print_json, reading, settings_of
from mailflow.errors import MailflowError, Refused

if TYPE_CHECKING:
    from rich.console import Console

    from mailflow.settings import Settings


@click.command("explain")
@click.argument("message")
@click.option("--conference", metavar="NAME", help="For which conference, where MESSAGE is a file.")
@click.option("--all", "everything", is_flag=True, help="Rules that missed, too.")
@json_option
@click.pass_context
def command(ctx: click.Context, message: str, conference: str | None, everything: bool, as_json: bool) -> None:
    """Explain the decision on a message: its number on record, or a file."""
    settings = settings_of(ctx)
    if message.isdigit():
        with reading(settings) as store:
            record = store.records.get(int(message))
            if record is None:
                raise Refused(f"There is no message {message}.")
            if record.forgotten_at is not None:
                raise Refused(f"Why message {message} was taken for what it is was forgotten with what it said.")
            trace, decision = dict(store.records.trace(record.id)), dict(record.decision)
    else:
        path = Path(message)
        if not path.is_file():
            raise Refused(f"There is no message and no file {message}.")
        trace, decision = asyncio.run(_fresh(settings, message, path.read_bytes(), conference))
    if as_json:
        print_json({"decision": decision, **trace})
        return
    _show(console(), trace, decision, everything)


async def _fresh(
    settings: Settings, file: str, raw: bytes, conference: str | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    from mailflow.core.history import History
    from mailflow.core.packing import unsqueezed
    from mailflow.sources import read_sources
    from mailflow.worker import facts as fact_rows
    from mailflow.worker.judgement import Batch, Failure, Job
    from mailflow.worker.sorters import Sorters
    from mailflow.workspace import read_reference_key

    name = conference_of(settings, conference).name
    sources = read_sources(settings, name)
    limits = settings.form.limits
    pictures = settings.pictures
    seconds = limits.sort_seconds + (pictures.seconds if pictures else 0.0)
    sorters = Sorters(1, seconds, limits.sort_memory)
    await sorters.start()
    try:
        receiving = settings.receiving(settings.mailboxes(name)[0])
        key = read_reference_key(settings.path(settings.form.office.key_file))
        job = Job(0, raw, receiving, datetime.now(UTC))
        (done,) = await sorters.sort(sources, Batch(sources.revision, (job,), History(), key, pictures))
    finally:
        await sorters.close()
    if isinstance(done, Failure):
        raise MailflowError(f"{file} could not be sorted: {done.text.strip().splitlines()[-1]}")
    return unsqueezed(done.trace) | {"proposed": fact_rows.told(done.decision.proposed)}, done.decision.as_json(file)


def _show(out: Console, trace: dict[str, Any], decision: dict[str, Any], everything: bool) -> None:
    if "entered" in trace:
        entered = trace["entered"]
        out.print(
            f"It came by {clean(entered['channel'])}, was taken by {clean(entered['taken_by'])} and entered by"
            f" {clean(entered['by'])}: no rule was tried. It is what that person said it is."
        )
        return
    _show_trial(out, trace, decision, everything)


def _show_trial(out: Console, trace: dict[str, Any], decision: dict[str, Any], everything: bool) -> None:
    from mailflow.core.reasons import SENTENCE, Reason

    letter = decision.get("letter")
    out.print(f"[bold]{clean(', '.join(decision.get('kinds', [])))}[/] → {decision.get('disposition')}", end="")
    out.print(f", letter [bold]{clean(letter)}[/]" if letter else ", no letter")
    for why in decision.get("reasons", []):
        out.print(f"  because: {clean(why['text'])}")
    proof = trace.get("authentication", {})
    out.print(
        f"\n[bold]Sender[/]   {proof.get('proof', '?')} {clean(proof.get('domain', ''))}  [dim]{clean(proof.get('seen', ''))}[/]"
    )
    speaker = trace.get("speaker", {})
    proven = "proven" if speaker.get("proven") else "not proven"
    out.print(
        f"[bold]Speaks for[/] {clean(speaker.get('party') or 'nobody known')} by {clean(speaker.get('basis') or '–')}, {proven}"
    )
    for returned in trace.get("returned", []):
        means = "a link" if returned["by_link"] else "a calendar invitation"
        out.print(f"[bold]Answers[/]  {returned['answer']} by {means} of ours, for {clean(returned['party'])}")
    guard = trace.get("guard", {})
    found = [*guard.get("silent", []), *guard.get("review", [])]
    out.print(f"[bold]Guard[/]    {'an automatic answer is allowed' if not found else 'no automatic answer:'}")
    for why in found:
        out.print(f"  {SENTENCE[Reason(why['reason'])]} [dim]{clean(why['seen'])}[/]")
    for document in trace.get("documents", []):
        out.print(f"[bold]Document[/] {clean(document['name'])}: {document['condition']} {clean(document['note'])}")
    for picture in trace.get("pictures", []):
        out.print(f"[bold]Picture[/]  {clean(picture['name'])}: {clean(picture['note'])}")
    for fact in trace.get("proposed", []):
        shown = ", ".join(f"{k} {v}" for k, v in fact["values"].items() if v not in (None, "", [], False))
        doubt = f" [yellow]hard to make out: {clean(', '.join(fact['unsure']))}[/]" if fact["unsure"] else ""
        out.print(
            f"[bold]Proposed[/] {fact['kind']} {clean(shown)} [dim]read from a picture: “{clean(fact['words'])}”[/]{doubt}"
        )
    out.print(f"\n[bold]Rules[/] (revision {clean(trace.get('revision', ''))})")
    for trial in trace.get("rules", []):
        if not trial["hit"] and not everything:
            continue
        out.print(
            f"  [{'green' if trial['hit'] else 'dim'}]{'hit ' if trial['hit'] else 'miss'}[/] [bold]{clean(trial['rule'])}[/]"
        )
        for finding in trial["findings"]:
            mark = "[green]yes[/]" if finding["held"] else "[red]no [/]"
            out.print(f"      {mark} {clean(finding['condition'])}  [dim]{clean(finding['seen'])}[/]")
    if not everything:
        missed = sum(not trial["hit"] for trial in trace.get("rules", []))
        out.print(f"  [dim]{missed} rules missed; see them with --all[/]")
    for defect in [*trace.get("defects", []), *trace.get("fallbacks", [])]:
        out.print(f"[yellow]Noted:[/] {clean(defect)}")
