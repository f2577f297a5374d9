"""`mailflow completion SHELL`: the completion script of a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for SHELL: mailflow completion bash > ~/.local/share/bash-completion/completions/mailflow"""
    from mailflow.cli.main import cli

    found = get_completion_class(shell)
    if found is not None:
        click.echo(found(cli, {}, "mailflow", "_MAILFLOW_COMPLETE").source())
