"""Secrets: read when they are needed, from a file, the environment or a command; never kept, logged or shown."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

from mailflow.errors import SettingsError
from mailflow.settings.model import SecretForm

_COMMAND_SECONDS = 30


def _from_file(path: Path, config: str, key: str) -> str:
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{path} cannot be read ({error.strerror}).", file=config, key=key) from error
    if mode & (stat.S_IRGRP | stat.S_IROTH | stat.S_IWGRP | stat.S_IWOTH):
        raise SettingsError(
            f"{path} can be read by other users of this machine.", file=config, key=key, hint=f"Run: chmod 600 {path}"
        )
    return text.rstrip("\r\n")


def _from_command(command: tuple[str, ...], folder: Path, config: str, key: str) -> str:
    # The output of a failing command may hold the secret: it is never repeated in the error.
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, timeout=_COMMAND_SECONDS, check=False, text=True
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SettingsError(f'The command "{command[0]}" did not run.', file=config, key=key) from error
    if done.returncode != 0 or not done.stdout.strip():
        raise SettingsError(
            f'The command "{command[0]}" gave no secret (exit code {done.returncode}).', file=config, key=key
        )
    return done.stdout.rstrip("\r\n")


def secret(form: SecretForm, folder: Path, config: str, table: str) -> Callable[[], str] | None:
    """A function that reads the secret of a table, or None where the table names none.

    The function raises `SettingsError` where the secret cannot be had. `folder` is what relative paths start from.
    """

    def read() -> str:
        if form.password_file is not None:
            return _from_file(folder / form.password_file, config, f"{table}.password_file")
        if form.password_env is not None:
            value = os.environ.get(form.password_env)
            if not value:
                raise SettingsError(
                    f"The environment has no {form.password_env}.", file=config, key=f"{table}.password_env"
                )
            return value
        if form.token_command is not None:
            return _from_command(form.token_command, folder, config, f"{table}.token_command")
        return _from_command(form.password_command or (), folder, config, f"{table}.password_command")

    given = (form.password_file, form.password_env, form.password_command, form.token_command)
    return read if any(x is not None for x in given) else None
