"""How far a long command has come, for who waits at a terminal; nothing of it goes into a file or a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress(what: str, *, quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """Give what is to be called with (done, of how many). The line goes to standard error, and is wiped at the end."""
    shown = sys.stderr.isatty() and not quiet
    width = 0

    def moved(done: int, of: int) -> None:
        nonlocal width
        if shown:
            line = f"{what}: {done} of {of}"
            width = max(width, len(line))
            click.echo(f"\r{line.ljust(width)}", nl=False, err=True)

    try:
        yield moved
    finally:
        if width:
            click.echo(f"\r{' ' * width}\r", nl=False, err=True)
