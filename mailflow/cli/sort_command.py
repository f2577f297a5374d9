"""`mailflow sort PATH…`: what messages would be taken for. Stores and sends nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailflow.cli.desk import clean, conference_of, console, json_option, print_json, settings_of
from mailflow.errors import MailflowError

if TYPE_CHECKING:
    from mailflow.settings import Settings
    from mailflow.sources import Sources
    from mailflow.worker.judgement import Failure, Judgement

_PART = 32


@click.command("sort")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--conference", metavar="NAME", help="For which conference (needed where there is more than one).")
@json_option
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], conference: str | None, as_json: bool) -> int:
    """Sort .eml files, folders of them, Maildirs or mboxes."""
    settings = settings_of(ctx)
    failed = asyncio.run(_sort(settings, conference_of(settings, conference).name, paths, as_json))
    return 1 if failed else 0


async def _sort(settings: Settings, conference: str, paths: tuple[Path, ...], as_json: bool) -> int:
    from mailflow.core.history import History
    from mailflow.sources import read_sources
    from mailflow.worker.judgement import Batch, Job
    from mailflow.worker.sorters import Sorters
    from mailflow.workspace import read_reference_key

    sources = read_sources(settings, conference)
    mailboxes = settings.mailboxes(conference)
    if not mailboxes:
        raise MailflowError(f'The conference "{conference}" has no mailbox, so it is not known how senders are proven.')
    receiving = settings.receiving(mailboxes[0])
    key = read_reference_key(settings.path(settings.form.office.key_file))
    limits = settings.form.limits
    pictures = settings.pictures
    seconds = limits.sort_seconds + (pictures.seconds if pictures else 0.0)
    sorters = Sorters(settings.form.office.sorters, seconds, limits.sort_memory)
    await sorters.start()
    failed = 0
    try:
        for part in _parts(messages(paths)):
            jobs = tuple(
                Job(id=n, raw=raw, receiving=receiving, received_at=datetime.now(UTC))
                for n, (_, raw) in enumerate(part)
            )
            done = await sorters.sort(sources, Batch(sources.revision, jobs, History(), key, pictures))
            for (name, _), judgement in zip(part, done, strict=True):
                failed += _print(name, judgement, sources, as_json)
    finally:
        await sorters.close()
    return failed


def _parts(found: Iterator[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    part: list[tuple[str, bytes]] = []
    size = 0
    for item in found:
        part.append(item)
        size += len(item[1])
        if len(part) >= _PART or size > 16_000_000:
            yield part
            part, size = [], 0
    if part:
        yield part


def messages(paths: tuple[Path, ...]) -> Iterator[tuple[str, bytes]]:
    """Name (the path under the PATH as it was given) and raw bytes of every message."""
    for path in paths:
        if path.is_dir() and (path / "cur").is_dir() and (path / "new").is_dir():
            for file in sorted([*(path / "new").iterdir(), *(path / "cur").iterdir()], key=lambda f: f.name):
                yield str(path / file.parent.name / file.name), file.read_bytes()
        elif path.is_dir():
            for file in sorted(path.rglob("*.eml")):
                yield str(file), file.read_bytes()
        else:
            yield from _from_file(path)


def _from_file(path: Path) -> Iterator[tuple[str, bytes]]:
    raw = path.read_bytes()
    if not raw.startswith(b"From ") or path.suffix == ".eml":
        yield str(path), raw
        return
    import mailbox

    for key, message in mailbox.mbox(path, create=False).iteritems():
        yield f"{path}#{key}", message.as_bytes()


def _print(name: str, judgement: Judgement | Failure, sources: Sources, as_json: bool) -> int:
    from mailflow.worker.judgement import Failure

    if isinstance(judgement, Failure):
        click.echo(f"{name}: could not be sorted: {judgement.text.strip().splitlines()[-1]}", err=True)
        return 1
    decision = judgement.decision
    if as_json:
        print_json(decision.as_json(name))
        return 0
    facts, proposed = decision.facts, decision.proposed
    out = console()
    out.print(f"[bold]{clean(name)}[/]  {clean(judgement.message.subject)}")
    attendance = facts.attendance.answer.value if facts.attendance else ""
    head = " · ".join(
        x for x in (", ".join(decision.kinds), decision.party or "", attendance, decision.language or "") if x
    )
    out.print(f"  {clean(head)} → [bold]{decision.disposition.value}[/]", end="")
    out.print(f", letter {clean(decision.letter)}" if decision.letter else "")
    for delegate in facts.delegates:
        role = f" ({delegate.role})" if delegate.role else ""
        out.print(f"    + {clean(delegate.name)}{role}{clean(', ' + delegate.title) if delegate.title else ''}")
    for removal in facts.removals:
        out.print(f"    - {clean(removal.name)}")
    for delegate in proposed.delegates:
        role = f" ({delegate.role})" if delegate.role else ""
        title = clean(", " + delegate.title) if delegate.title else ""
        out.print(f"    ? {clean(delegate.name)}{role}{title} [yellow]read from a picture[/]")
    for paper in facts.papers:
        out.print(f"    ▪ {clean(paper.filename or 'in the text')}{clean(': ' + paper.title) if paper.title else ''}")
    for why in decision.reasons:
        out.print(f"    [dim]{clean(why)}[/]")
    return 0
