"""`mailflow init DIR`: a new workspace."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make a new workspace in FOLDER: configuration, rules, letters, roster, and the key that signs our letters."""
    from mailflow.store import Store
    from mailflow.workspace import make_maildirs, make_workspace

    make_workspace(folder)
    make_maildirs([folder / "incoming", folder / "outgoing"])
    Store.open(folder / "mailflow.db", create=True).close()
    click.echo(f"""The workspace {folder} is made. What to do next:

  1. {folder}/config.toml    name your conference, its mailbox and the way out
  2. {folder}/roster.csv     who was invited: mailflow roster import FILE
  3. cd {folder} && mailflow doctor      look whether everything is in place
  4. mailflow sort FILE.eml              see what a message would be taken for; nothing is stored or sent
  5. mailflow run --once                 one pass; letters go into {folder}/outgoing until you name a server
  6. mailflow run                        watch the mailbox""")
