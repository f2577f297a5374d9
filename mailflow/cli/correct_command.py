"""`mailflow correct MESSAGE`: a person says what a message is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import click

from mailflow.cli import completing
from mailflow.cli.desk import conference_of, reading, settings_of, who, writing
from mailflow.cli.from_pictures import accepted, confirmed, proposed, refuse_more, told
from mailflow.cli.received import answered, register_documents
from mailflow.cli.said import ANSWERS, known_kinds, known_party, said_facts, said_options
from mailflow.errors import Refused


@click.command("correct")
@click.argument("message", type=int)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    shell_complete=completing.kinds,
    help="What the message is; may be repeated. One of your own rules, too.",
)
@click.option(
    "--party",
    metavar="CODE",
    shell_complete=completing.parties,
    help='Roster code of the party it speaks for; "none" for nobody.',
)
@click.option("--attendance", type=click.Choice([*ANSWERS, "none"]))
@said_options
@click.option("--note", default="", help="Why, for the record.")
@click.option("--letter", is_flag=True, help="Queue the letter that answers it as corrected.")
@click.option("--pictures", is_flag=True, help="You have compared what was read from its pictures with them.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    message: int,
    kinds: tuple[str, ...],
    party: str | None,
    attendance: str | None,
    note: str,
    letter: bool,
    pictures: bool,
    **said: Any,
) -> int:
    """Put right what MESSAGE was taken for. What was read stays on record; what you say outranks it.

    What was read from a picture and you say nothing of is shown before it takes effect, and asked for; without a terminal say --pictures.

    Exit code 1 where it is corrected and the letter that --letter asks for cannot go out, or nothing was done because what was
    read from a picture was not confirmed.
    """
    settings = settings_of(ctx)
    with reading(settings) as store:
        record = store.records.get(message)
        shown = proposed(store.records.facts(message=message))
    if record is None:
        raise Refused(f"There is no message {message}.")
    values: dict[str, Any] = {}
    if kinds:
        values["kinds"] = list(known_kinds(settings, record.conference, kinds))
    if party is not None:
        values["party"] = None if party == "none" else known_party(settings, record.conference, party).code
    if attendance is not None:
        values["attendance"] = None if attendance == "none" else attendance
    if note:
        values["note"] = note
    facts = said_facts(conference_of(settings, record.conference), attendance=attendance, **said)
    if not values and not facts:
        raise click.UsageError(
            "Say what is to be corrected: --kind, --party, --attendance, --delegate, --removed, --action, "
            "--not-applicable, --session."
        )
    named = {fact.kind for fact in facts} | set(values)
    left = [fact for fact in shown if fact.kind not in named]
    if left and not pictures and not confirmed(left, f"correct {message} …"):
        return 1
    now = datetime.now(UTC)
    with writing(settings) as store, store.write():
        refuse_more(shown, store.records.facts(message=message), asked=not pictures)
        gone = [f.values["name"] for f in store.records.facts(message=message, kinds=("delegate",)) if f.effective]
        store.records.correct(message, values, facts, who(), now)
        numbers = register_documents(settings, store, message, now)
        read = accepted(store.records.facts(message=message))
    click.echo(f"Message {message} is corrected.{numbers}{told(read)}")
    stays = {f.values["name"] for f in facts if f.kind == "delegate"}
    if stays and (others := [name for name in gone if name not in stays]):
        click.echo(f"Your names take the place of those it named: {', '.join(others)}. If they stay, say all of them.")
    return answered(settings, message, now) if letter else 0
