"""What most commands begin with: the settings, the store, and how to show things."""

from __future__ import annotations

import difflib
import json
import os
import stat
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mailflow.errors import MailflowError
from mailflow.settings import Settings, find_config, load_settings

if TYPE_CHECKING:
    from rich.console import Console

    from mailflow.core.conference import Conference
    from mailflow.store import Store


def settings_of(ctx: click.Context) -> Settings:
    """The settings in force for this call."""
    return load_settings(find_config(ctx.find_root().obj))


def known_conference(settings: Settings, name: str | None) -> None:
    """Raise a usage error for a conference that the configuration does not have; None means all of them."""
    if name is not None and name not in settings.conferences:
        close = difflib.get_close_matches(name, settings.conferences, 1)
        hint = f'Did you mean "{close[0]}"?' if close else f"There are: {', '.join(settings.conferences)}."
        raise click.UsageError(f'There is no conference "{name}". {hint}')


def conference_of(settings: Settings, name: str | None) -> Conference:
    """The conference of that name; without a name the only one. Raises `click.UsageError` with the names there are."""
    if name is None and len(settings.conferences) == 1:
        return next(iter(settings.conferences.values()))
    if name is None:
        names = ", ".join(settings.conferences)
        raise click.UsageError(f"There is more than one conference. Say which with --conference: {names}.")
    known_conference(settings, name)
    return settings.conferences[name]


def conferences_of(settings: Settings, name: str | None) -> list[str]:
    """The name of that conference; without a name those of all. Raises `click.UsageError` for one that there is not."""
    known_conference(settings, name)
    return list(settings.conferences) if name is None else [name]


@contextmanager
def reading(settings: Settings) -> Iterator[Store]:
    """The store, to look at."""
    from mailflow.store import Store

    store = Store.open(settings.database, readonly=True)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def writing(settings: Settings) -> Iterator[Store]:
    """The store, for a short change by a person; the worker may be running."""
    from mailflow.store import Store

    store = Store.open(settings.database)
    try:
        yield store
    finally:
        store.close()


def print_json(value: Any) -> None:
    """One JSON object on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


def console() -> Console:
    """Where people read. What messages say is data: it is escaped before it is printed."""
    from rich.console import Console

    plain = Console(highlight=False)
    # Into a file or a pipe: as wide as a table needs, not as a terminal that is not there.
    return plain if plain.is_terminal else Console(highlight=False, width=140)


def clean(text: object) -> str:
    """Foreign text made safe to show: no markup of ours, no control characters that a terminal would obey."""
    from rich.markup import escape

    shown = "".join(c if c == "\n" or c.isprintable() else _shown(c) for c in str(text))
    return escape(shown)


def _shown(sign: str) -> str:
    """A blank of any width as a blank; what a terminal might obey as a sign that something stands there."""
    return " " if sign == "\t" or unicodedata.category(sign) == "Zs" else "\N{REPLACEMENT CHARACTER}"


def here(sentence: str) -> str:
    """A sentence that begins with a file, the file as one would type it in this folder."""
    return sentence.removeprefix(f"{Path.cwd()}/")


def save(file: Path, data: bytes) -> None:
    """Write a file whole or not at all, in the place of an older one: who has the old one open keeps it.

    A link stays one, and who may read the older one may read the new one and nobody else. Raises `MailflowError` where it cannot be
    done.
    """
    target = Path(os.path.realpath(file))
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch(0o600)
        part.write_bytes(data)
        part.chmod(_mode(target))
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise MailflowError(f"{file} cannot be written ({error.strerror}).") from error


def _mode(file: Path) -> int:
    """The mode of that file, or that of a new one."""
    try:
        return stat.S_IMODE(file.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def who() -> str:
    """The person at the keyboard, for what is recorded by name."""
    import getpass

    return getpass.getuser()


class _Day(click.DateTime):
    """A day as 2027-02-01, told in these words where it is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f'"{value}" is no day. Write it as 2027-02-01.', param, ctx)


DAY = _Day(["%Y-%m-%d"])

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
