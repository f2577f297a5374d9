"""`mailflow publish`: build the conferences' websites, and look at them on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from mailflow.cli.desk import conferences_of, json_option, print_json, reading, settings_of


@click.command("publish")
@click.option("--conference", metavar="NAME", help="Only this one.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="In place of the folder in the configuration; with several conferences one folder each in it.",
)
@click.option("--serve", is_flag=True, help="Show the sites in a browser on this machine, until Ctrl-C.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="0: any free one.")
@json_option
@click.pass_context
def command(
    ctx: click.Context, conference: str | None, out: Path | None, serve: bool, port: int, as_json: bool
) -> None:
    """Build the websites: everything that was accepted, and nothing else. Each comes into force whole, or not at all."""
    from mailflow.cli.publishing import publish_site, site_folder

    settings = settings_of(ctx)
    names = conferences_of(settings, conference)
    folders = {}
    with reading(settings) as store:
        for name in names:
            folder = site_folder(settings, name) if out is None else out if len(names) == 1 else out / name
            done = publish_site(settings, store, name, folder)
            folders[name] = done.folder
            if as_json:
                print_json({"conference": name, "folder": str(done.folder), "pages": done.pages, "files": done.files,
                            "changed": done.changed})  # fmt: skip
            else:
                state = "is in force" if done.changed else "says the same as before"
                click.echo(
                    f"{name}: {done.folder} {state}: {_counted(done.pages, 'page')}, {_counted(done.files, 'file')}."
                )
    if serve:
        from mailflow.cli.site_server import serve as serve_sites

        serve_sites(folders, port)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")
