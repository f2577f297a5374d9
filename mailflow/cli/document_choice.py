"""Which document a command means, who acts on it, and the options in which people say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mailflow.cli.desk import conferences_of, settings_of, who, writing
from mailflow.core.symbol import TREATMENTS
from mailflow.errors import DocumentError

if TYPE_CHECKING:
    from mailflow.core.conference import Conference
    from mailflow.office.register import Item, Version
    from mailflow.office.registering import Clerk, Offered, Wishes
    from mailflow.settings import Settings
    from mailflow.store import Store

F = TypeVar("F", bound=Callable[..., Any])


def options(*options: Callable[[F], F]) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


conference_option = click.option("--conference", metavar="NAME", help="Where several conferences use the same numbers.")
by_option = click.option("--by", metavar="NAME", default=None, help="Who does it, for the record; else you.")
message_option = click.option(
    "--message", type=int, help="The message that it came with, in place of a register number."
)
file_options: Callable[[F], F] = options(
    click.option("--attachment", metavar="PART|NAME", help="Another attachment of the message than the one read."),
    click.option(
        "--file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A file in place of what came."
    ),
)
said_options: Callable[[F], F] = options(
    click.option("--title", help="In place of the title that was read."),
    click.option("--language", metavar="CODE", help="The language of the document, two letters."),
    click.option("--submitter", "submitters", multiple=True, metavar="CODE", help="Who submits it; may be repeated."),
    click.option("--session", metavar="NAME", help="The session that a statement belongs to."),
    click.option("--speaker", metavar="NAME", help="Who speaks."),
    click.option("--place", type=click.IntRange(1), help="Which statement of the session it is, in speaking order."),
    click.option("--late/--in-time", default=None, help="In place of what the deadline says."),
    click.option("--treatment", type=click.Choice(list(TREATMENTS)), help="What becomes of it because it is late."),
)


@contextmanager
def clerk_and_item(
    ctx: click.Context,
    reference: str | None,
    message: int | None,
    conference: str | None,
    attachment: str | None,
    by: str | None,
) -> Iterator[tuple[Clerk, Item]]:
    """Who acts, and on what."""
    if (reference is None) == (message is None):
        raise click.UsageError("Name the document: by its register number, or with --message.")
    settings = settings_of(ctx)
    with writing(settings) as store:
        if reference is not None:
            found, item = found_by(settings, store, reference, conference)
            yield _clerk_of(settings, store, found, by), item
            return
        record = store.records.get(message or 0)
        if record is None or record.conference not in settings.conferences:
            raise DocumentError(f"There is no message {message}.")
        clerk = _clerk_of(settings, store, settings.conferences[record.conference], by)
        yield clerk, item_of(clerk, None, message, attachment)


def _clerk_of(settings: Settings, store: Store, conference: Conference, by: str | None) -> Clerk:
    from mailflow.core.roster import parse_roster
    from mailflow.office.registering import Clerk
    from mailflow.sources import read_sources

    sources = read_sources(settings, conference.name)
    roster = parse_roster(sources.roster, sources.roster_file)
    return Clerk(store, conference, roster, by or who(), datetime.now(UTC))


def other_item(
    clerk: Clerk, reference: str | None, message: int | None, attachment: str | None, file: Path | None, what: str
) -> Item | None:
    """The document that joins one or takes its place; None where only a file is given."""
    if reference is not None or message is not None:
        return item_of(clerk, reference, message, attachment)
    if file is None:
        raise click.UsageError(f"Say what {what}: a register number, --message or --file.")
    return None


def registers(
    settings: Settings, store: Store, conference: str | None
) -> Iterator[tuple[Conference, tuple[Item, ...]]]:
    from mailflow.office.registering import read_register

    for name in conferences_of(settings, conference):
        each = settings.conferences[name]
        yield each, read_register(store, each).items


def found_by(settings: Settings, store: Store, reference: str, conference: str | None) -> tuple[Conference, Item]:
    """The document of that register number or symbol. Raises `DocumentError` where there is none, or more than one."""
    from mailflow.office.registering import read_register

    found = []
    for name, each in settings.conferences.items():
        if conference in (None, name) and (item := read_register(store, each).find(reference)):
            found.append((each, item))
    if not found:
        raise DocumentError(f'There is no document "{reference}". See: mailflow documents list')
    if len(found) > 1:
        names = ", ".join(each.name for each, _ in found)
        raise DocumentError(f'"{reference}" stands in several conferences ({names}). Say which with --conference.')
    return found[0]


def item_of(clerk: Clerk, reference: str | None, message: int | None, attachment: str | None) -> Item:
    """The received document, by its number or by the message that it came with."""
    from mailflow.office.registering import read_register

    held = read_register(clerk.store, clerk.conference)
    if reference is not None:
        item = held.find(reference)
        if item is None:
            raise DocumentError(f'There is no document "{reference}". See: mailflow documents list')
        return item
    items = held.of_message(message or 0)
    if not items:
        raise DocumentError(
            f"No document was read out of message {message}. If it brings one, say so first: mailflow correct {message} "
            "--kind paper"
        )
    named = [i for i in items if attachment in (i.receipt.part, i.receipt.filename)]
    if len(items) > 1 and len(named) != 1:
        files = ", ".join(f"{i.receipt.part} {i.receipt.filename}" for i in items)
        raise DocumentError(f"Message {message} brings several documents ({files}). Say which with --attachment.")
    return named[0] if named else items[0]


def accepted(item: Item) -> Version:
    if item.version is None:
        raise DocumentError(
            f"{item.receipt.number} is not accepted. See: mailflow documents show {item.receipt.number}"
        )
    return item.version


def offered(store: Store, item: Item | None, message: int | None, attachment: str | None, file: Path | None) -> Offered:
    from mailflow.office.registering import Offered, attached

    if file is not None:
        try:
            return Offered(file.name, file.read_bytes())
        except OSError as error:
            raise DocumentError(f"{file} cannot be read ({error.strerror}).") from error
    source = item.receipt.message if item else message
    if source is None:
        raise DocumentError("It did not come with a message. Name its file with --file.")
    return attached(store, source, attachment or (item.receipt.part if item and item.receipt.filename else ""))


def wishes(said: dict[str, Any]) -> Wishes:
    from mailflow.office.registering import Wishes

    return Wishes(**said | {"submitters": said.get("submitters") or None})
