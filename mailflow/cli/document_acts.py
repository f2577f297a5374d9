"""`mailflow documents accept|revise|add|correct|reject|withdraw`: what people do with documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mailflow.cli.desk import settings_of
from mailflow.cli.document_choice import (
    accepted,
    by_option,
    clerk_and_item,
    conference_option,
    file_options,
    message_option,
    offered,
    other_item,
    said_options,
    wishes,
)
from mailflow.cli.publishing import publish_again
from mailflow.core.symbol import CHANGES, KINDS

if TYPE_CHECKING:
    from mailflow.documents.clean import Unclean
    from mailflow.office.register import Item, Version


@click.command("accept")
@click.argument("reference", metavar="[NUMBER]", required=False)
@message_option
@conference_option
@file_options
@click.option("--kind", type=click.Choice(KINDS), help="In place of what it was taken for.")
@said_options
@by_option
@click.pass_context
def accept(
    ctx: click.Context,
    /,
    reference: str | None,
    message: int | None,
    conference: str | None,
    attachment: str | None,
    file: Path | None,
    by: str | None,
    **said: Any,
) -> int:
    """Accept a document by its register number, or the one of a message: it gets its symbol and may be published."""
    from mailflow.office import registering

    with clerk_and_item(ctx, reference, message, conference, attachment, by) as (clerk, item):
        file_offered = offered(clerk.store, item, message, attachment, file)
        done = registering.accept(clerk, item, file_offered, wishes(said))
        return _told(done, item, "accepted")


@click.command("revise")
@click.argument("document", metavar="DOCUMENT")
@click.argument("reference", metavar="[NUMBER]", required=False)
@message_option
@click.option(
    "--as",
    "change",
    type=click.Choice(list(CHANGES)),
    default="rev",
    show_default=True,
    help="What it is to the document: a revision, a corrigendum, an addendum, an amendment.",
)
@conference_option
@file_options
@said_options
@by_option
@click.pass_context
def revise(
    ctx: click.Context,
    /,
    document: str,
    reference: str | None,
    message: int | None,
    change: str,
    conference: str | None,
    attachment: str | None,
    file: Path | None,
    by: str | None,
    **said: Any,
) -> int:
    """Issue a new version of DOCUMENT (symbol or register number): the document NUMBER, or that of a message, or a --file."""
    from mailflow.office import registering

    with clerk_and_item(ctx, document, None, conference, None, by) as (clerk, item):
        version = accepted(item)
        new = other_item(clerk, reference, message, attachment, file, "takes its place")
        file_offered = offered(clerk.store, new, message, attachment, file)
        return _told(
            registering.revise(clerk, version, change, file_offered, new, wishes(said)), new or item, "accepted"
        )


@click.command("add")
@click.argument("document", metavar="DOCUMENT")
@click.argument("reference", metavar="[NUMBER]", required=False)
@message_option
@click.option("--language", metavar="CODE", required=True, help="The language of the file, two letters.")
@click.option("--title", help="The title in that language.")
@click.option(
    "--reissue", is_flag=True, help="In the place of the one before, for technical reasons: the symbol gets a *."
)
@conference_option
@file_options
@by_option
@click.pass_context
def add(
    ctx: click.Context,
    /,
    document: str,
    reference: str | None,
    message: int | None,
    language: str,
    title: str | None,
    reissue: bool,
    conference: str | None,
    attachment: str | None,
    file: Path | None,
    by: str | None,
) -> int:
    """Add DOCUMENT in one more language or form; one symbol stands for all of them."""
    from mailflow.documents.clean import Unclean
    from mailflow.office import registering

    with clerk_and_item(ctx, document, None, conference, None, by) as (clerk, item):
        version = accepted(item)
        new = other_item(clerk, reference, message, attachment, file, "is added")
        file_offered = offered(clerk.store, new, message, attachment, file)
        done = registering.add(clerk, version, language, file_offered, title=title, item=new, reissue=reissue)
        if isinstance(done, Unclean):
            return _refused(done)
        click.echo(f"{version.symbol or version.number} now has a {done.kind} in {language}.")
        return 0


@click.command("correct")
@click.argument("document", metavar="DOCUMENT")
@conference_option
@said_options
@by_option
@click.pass_context
def correct(ctx: click.Context, /, document: str, conference: str | None, by: str | None, **said: Any) -> None:
    """Put right what is said of an accepted document. --language names the language of the --title."""
    from mailflow.office import registering

    with clerk_and_item(ctx, document, None, conference, None, by) as (clerk, item):
        registering.correct(clerk, accepted(item), wishes(said))
    click.echo(f"{document} is corrected.")


@click.command("reject")
@click.argument("reference", metavar="[NUMBER]", required=False)
@message_option
@click.option("--attachment", metavar="PART|NAME", help="Which document of the message.")
@click.option("--reason", required=True, help="Why, for the record.")
@conference_option
@by_option
@click.pass_context
def reject(
    ctx: click.Context,
    /,
    reference: str | None,
    message: int | None,
    attachment: str | None,
    reason: str,
    conference: str | None,
    by: str | None,
) -> None:
    """A received document is not issued."""
    from mailflow.office import registering

    with clerk_and_item(ctx, reference, message, conference, attachment, by) as (clerk, item):
        registering.reject(clerk, item, reason)
    click.echo(f"{item.receipt.number or f'The document of message {message}'} is rejected.")


@click.command("withdraw")
@click.argument("document", metavar="DOCUMENT")
@click.option("--reason", required=True, help="Why, for the record.")
@click.option("--only", is_flag=True, help="This version alone: the one before it is in force again.")
@conference_option
@by_option
@click.pass_context
def withdraw(
    ctx: click.Context, document: str, reason: str, only: bool, conference: str | None, by: str | None
) -> None:
    """Take an accepted DOCUMENT away with all its versions, from the website at once."""
    from mailflow.office import registering

    with clerk_and_item(ctx, document, None, conference, None, by) as (clerk, item):
        gone = registering.withdraw(clerk, accepted(item), reason, only=only)
        click.echo(f"Withdrawn: {', '.join(v.symbol or v.number for v in gone)}.")
        # What was withdrawn does not wait for the next time that somebody publishes.
        published = publish_again(settings_of(ctx), clerk.store, clerk.conference.name)
    if published is not None:
        click.echo(f"The website was built anew without it: {published.folder}")


def _told(done: Version | Unclean, item: Item, what: str) -> int:
    from mailflow.documents.clean import Unclean

    if isinstance(done, Unclean):
        return _refused(done)
    late = " It came late." if done.late else ""
    click.echo(f"{done.number} is {what}{f' as {done.symbol}' if done.symbol else ''}.{late}")
    if item.offer is not None and not done.steps:
        shown = item.offer.symbol or item.offer.number
        click.echo(
            f"Note that its message says it replaces an earlier one, perhaps {shown}: a revision is issued with "
            f"mailflow documents revise {shown} {done.number} (withdraw this one first)."
        )
    return 0


def _refused(unclean: Unclean) -> int:
    click.echo(
        f"Nothing was accepted: {unclean.name or 'the file'} cannot be published: {unclean.reason}. Ask its sender for "
        "a clean copy, or give one with --file.",
        err=True,
    )
    return 1
