"""`mailflow enter`: what came by fax, by telephone, on paper or by word of mouth, put on record like mail."""

from __future__ import annotations

import mimetypes
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from mailflow.cli.desk import conference_of, print_json, settings_of, who, writing
from mailflow.cli.said import ANSWERS, known_party, said_facts, said_options
from mailflow.core.kinds import DOCUMENTS, WRITTEN
from mailflow.core.note import Channel, Note, Scan
from mailflow.errors import MailflowError, StoreError
from mailflow.office.entering import Entered, Entry, enter
from mailflow.store import FactRow

if TYPE_CHECKING:
    from mailflow.core.conference import Conference
    from mailflow.settings import Settings


@click.command("enter")
@click.option("--conference", metavar="NAME", help="Needed where there are several.")
@click.option("--channel", type=click.Choice([channel.value for channel in Channel]), help="How it came.")
@click.option("--party", metavar="CODE", help="Roster code of the party that it came from.")
@click.option("--by", metavar="NAME", help="Who took it; without it you.")
@click.option("--at", metavar='"2027-01-20 14:30"', help="When it came, by the conference's clock; without it now.")
@click.option("--words", default="", help="What was said or written, as it was noted.")
@click.option("--subject", default="", help="The subject or reference that the fax or letter bears.")
@click.option(
    "--scan",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of it: kept with its checksum; the document, where it is one.",
)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(WRITTEN), help="What it is; may be repeated.")
@click.option("--attendance", type=click.Choice(ANSWERS))
@click.option("--title", default="", help="The title of the paper, statement or contribution.")
@click.option("--language", metavar="CODE", help="The language it is in.")
@said_options
@click.option("--settled", is_flag=True, help="Nothing is left to be done: the question was answered at once.")
@click.option("--letter", is_flag=True, help="Acknowledge it by mail, to the party's address on the roster.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    conference: str | None,
    letter: bool,
    as_json: bool,
    **said: Any,
) -> int:
    """Put on record what did not come by mail. It takes effect at once; without options you are asked for everything.

    Exit code 1 where it is on record and the letter that was asked for could not be made.
    """
    settings = settings_of(ctx)
    if not any(said.values()) and sys.stdin.isatty():
        from mailflow.cli.enter_prompts import asked

        chosen, said = asked(settings, conference)
        letter = bool(said.pop("letter"))
    else:
        chosen = conference_of(settings, conference)
    now = datetime.now(UTC)
    entry = _entry(settings, chosen, now, **said)
    with writing(settings) as store:
        entered = enter(store, chosen, entry, who(), now)
    answer, problem = _answer(settings, entered, now) if letter else ("", "")
    if as_json:
        kinds = list(entry.kinds)
        print_json({**asdict(entered), "conference": chosen.name, "kinds": kinds, "letter": answer, "problem": problem})
    else:
        _tell(entered, answer, problem)
    return 1 if problem else 0


def _entry(
    settings: Settings,
    conference: Conference,
    now: datetime,
    *,
    channel: str | None,
    party: str | None,
    by: str | None,
    at: str | None,
    words: str,
    subject: str,
    scan: Path | None,
    kinds: tuple[str, ...],
    attendance: str | None,
    title: str,
    language: str | None,
    settled: bool,
    **said: Any,
) -> Entry:
    if channel is None:
        raise click.UsageError(f"Say how it came, with --channel: {', '.join(Channel)}.")
    if party is None:
        raise click.UsageError("Say for which party it speaks, with --party CODE. See: mailflow roster list")
    facts = said_facts(conference, attendance=attendance, **said)
    found = _kinds(kinds, facts)
    if title and not set(DOCUMENTS).intersection(found):
        raise click.UsageError("--title is that of a document: say --kind paper, statement or contribution.")
    if "question" in found:
        facts.append(FactRow("question", {}))
    if "floor" in found and not any(fact.kind == "floor" for fact in facts):
        facts.append(FactRow("floor", {"session": None, "withdrawn": False}))
    note = Note(
        channel=Channel(channel),
        taken_by=by or who(),
        at=_moment(at, conference.zone, now),
        words=words,
        subject=subject,
        scan=_scan(scan, settings.form.limits.message_size) if scan else None,
    )
    return Entry(
        note, known_party(settings, conference.name, party), found, attendance, tuple(facts), title, language, settled
    )


def _kinds(given: tuple[str, ...], facts: list[FactRow]) -> tuple[str, ...]:
    """What it is: as said, and as the facts show."""
    shown = {
        "delegate": "representation",
        "removal": "representation",
        "action-point": "contribution",
        "floor": "floor",
    }
    found = [*given, *(shown[fact.kind] for fact in facts if fact.kind in shown)]
    if any(fact.kind == "attendance" for fact in facts) and "representation" not in found:
        found.append("rsvp")
    if not found:
        raise click.UsageError(
            f"Say what it is, with --kind ({', '.join(WRITTEN)}), or by --attendance, --delegate, --action, --session …"
        )
    return tuple(dict.fromkeys(found))


def _moment(text: str | None, zone: ZoneInfo, now: datetime) -> datetime:
    """When it came. A time without an offset is one of the conference's zone; it cannot lie ahead."""
    if text is None:
        return now.replace(second=0, microsecond=0)
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise click.UsageError(f'"{text}" is no time. Write it as 2027-01-20 14:30.') from None
    at = (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    if at > now:
        raise click.UsageError(f'"{text}" lies ahead: say when it came.')
    return at


def _scan(file: Path, largest: int) -> Scan:
    try:
        if file.stat().st_size > largest:
            raise click.UsageError(f"{file} is over the size of a message (limits.message_size, {largest:,} bytes).")
        content = file.read_bytes()
    except OSError as error:
        raise MailflowError(f"{file} cannot be read: {error.strerror}.") from error
    return Scan(file.name, content, mimetypes.guess_type(file.name)[0] or "application/octet-stream")


def _answer(settings: Settings, entered: Entered, now: datetime) -> tuple[str, str]:
    """What became of the letter, and why there is none: the entry stands in either case."""
    from mailflow.worker.by_hand import queue_answer

    try:
        return queue_answer(settings, entered.message, who(), now), ""
    except StoreError as error:
        return "", str(error)


def _tell(entered: Entered, answer: str, problem: str) -> None:
    if entered.new:
        numbers = f" Register number: {', '.join(entered.numbers)}." if entered.numbers else ""
        click.echo(f"On record as message {entered.message}.{numbers}")
    else:
        click.echo(f"The same note is on record already as message {entered.message}; nothing was added.")
    if answer:
        click.echo(answer)
    if problem:
        click.echo(f"On record, but not acknowledged: {problem}", err=True)
