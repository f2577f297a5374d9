"""What a shell offers at the tab key: conferences, parties and kinds of the workspace at hand."""

from __future__ import annotations

from collections.abc import Iterator

import click
from click.shell_completion import CompletionItem

from mailflow.errors import MailflowError
from mailflow.settings import Settings, find_config, load_settings


def conferences(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The conferences of the configuration, with their titles."""
    settings = _settings(ctx)
    titles = {name: c.title for name, c in settings.conferences.items()} if settings else {}
    return [CompletionItem(name, help=title) for name, title in titles.items() if name.startswith(incomplete)]


def parties(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The codes of all rosters, with the names of the parties; a beginning of the name does as well."""
    found = dict(_parties(_settings(ctx)))
    typed = incomplete.casefold()
    return [
        CompletionItem(code, help=name)
        for code, name in found.items()
        if code.casefold().startswith(typed) or name.casefold().startswith(typed)
    ]


def kinds(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The kinds that ship, and those that the rules of the workspace give."""
    from mailflow.cli.said import own_kinds
    from mailflow.core.kinds import KINDS

    settings = _settings(ctx)
    own = sorted({kind for name in settings.conferences for kind in own_kinds(settings, name)}) if settings else []
    return [CompletionItem(kind) for kind in (*KINDS, *own) if kind.startswith(incomplete)]


def _settings(ctx: click.Context) -> Settings | None:
    # While a shell completes, the group's own function has not run: the option's value stands in its parameters.
    root = ctx.find_root()
    try:
        return load_settings(find_config(root.obj or root.params.get("config")))
    except MailflowError:
        return None


def _parties(settings: Settings | None) -> Iterator[tuple[str, str]]:
    from mailflow.core.roster import parse_roster

    for form in settings.form.conference.values() if settings else ():
        path = settings.path(form.roster) if settings else None
        try:
            if path is not None:
                yield from ((p.code, p.name) for p in parse_roster(path.read_text("utf-8-sig"), str(path)).parties)
        except (OSError, UnicodeDecodeError, MailflowError):
            continue
