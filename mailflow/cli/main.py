"""The command `mailflow`: finds the command asked for, turns our errors into sentences and exit codes.

Exit codes: 0 done · 1 done, and something needs a person or failed in part · 2 wrong use or wrong file: what was asked for is
not there, does not stand so, or would take the place of a file · 3 could not be done (mailbox, courier, database, disk) · 130
interrupted.
"""

from __future__ import annotations

import difflib
import importlib
import sys
from typing import Any

import click

from mailflow import __version__
from mailflow.errors import FileError, MailflowError, Refused

# name -> (module, what the list of commands says). A command's module is loaded only when it is asked for.
COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("init", "Make a new workspace in a folder."),
    "demo": ("demo", "Show the whole way on invented mail, without server or network."),
    "run": ("run", "Watch the mailboxes, sort, record, send."),
    "sort": ("sort", "Sort message files and show what they would be taken for; stores and sends nothing."),
    "explain": ("explain", "Why a message was taken for what it was taken for."),
    "status": ("status", "How mailboxes, letters and the things that wait stand."),
    "list": ("list", "Messages on record."),
    "show": ("show", "One message: what it is, its facts and their words, its letters."),
    "review": ("review", "What waits for a person, and settling it: accept, dismiss."),
    "enter": ("enter", "Put on record what came by fax, telephone, on paper or by word of mouth."),
    "correct": ("correct", "Put right what a message was taken for."),
    "retry": ("retry", "Try parked messages again."),
    "search": ("search", "Find messages by words."),
    "invite": ("invite", "Invite the parties on the roster: shown first, then queued, then approved."),
    "remind": ("remind", "Remind those, and only those, who owe an answer."),
    "circulate": ("circulate", "Send any letter to many: documents, a note, a change of time, a call."),
    "campaign": ("campaign", "Letters to many: which there are, who was reached, has answered, is silent."),
    "letters": ("letters", "Letters: list, show, approve, release, hold, cancel, resend, check, preview, diff."),
    "rules": ("rules", "Rules: check, test, backtest, add-example."),
    "documents": (
        "documents",
        "The register of documents: list, show, accept, revise, add, correct, reject, withdraw.",
    ),
    "publish": ("publish", "Build the conferences' websites; show them on this machine."),
    "roster": ("roster", "The parties: import, list, check."),
    "delegation": ("delegation", "Who represents a party, today or at a day; credentials, registration, conflicts."),
    "report": (
        "report",
        "What the record says, as a table or a document: participants, responses, progress, speakers, …",
    ),
    "promises": ("promises", "What our letters announced and is still to follow: list, add, keep, drop; sessions."),
    "speakers": ("speakers", "Requests for the floor: list, move, withdraw, spoken, reopen."),
    "doctor": ("doctor", "Look whether everything is set up as it should be."),
    "renew": ("renew", "Take over the rules, phrase lists and letters that ship with a newer version."),
    "backup": ("backup", "Copy the database while it is in use."),
    "export": ("export", "Everything on record for an archive; or look an archive over."),
    "forget": ("forget", "Remove personal data for good: of a person, or from before a day."),
    "completion": ("completion", "Print the completion script of a shell."),
}


class _Lazy(click.Group):
    """A group whose commands are imported when they are used: a command's start pays only for itself."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"mailflow.cli.{COMMANDS[cmd_name][0]}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_text) for name, (_, help_text) in COMMANDS.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            close = difflib.get_close_matches(args[0], COMMANDS, 1)
            hint = f' Did you mean "{close[0]}"?' if close else ""
            raise click.UsageError(error.message + hint, ctx) from error


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mailflow")
@click.option(
    "--config",
    metavar="FILE",
    help="The configuration (else $MAILFLOW_CONFIG, else config.toml here or in a parent folder).",
)
@click.pass_context
def cli(ctx: click.Context, config: str | None) -> None:
    """Correspondence for the secretariats of conferences: sorted by rules, recorded with its source, answered once."""
    ctx.obj = config


def main() -> None:
    """Run the command line and exit."""
    try:
        code = cli.main(args=_config_first(sys.argv[1:]), prog_name="mailflow", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        sys.exit(130)
    except FileError as error:
        from mailflow.cli.desk import here

        for each in error.all:
            click.echo(f"Error: {here(each.sentence)}", err=True)
        sys.exit(2)
    except Refused as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(2)
    except MailflowError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(3)
    except BrokenPipeError:
        # `mailflow list | head`: the reader has seen enough.
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        # A folder without permission, a full disk: the surroundings, and no fault of this program.
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"Error: {place}this cannot be read or written ({error.strerror or error}).", err=True)
        sys.exit(3)
    sys.exit(code if isinstance(code, int) else 0)


def _config_first(args: list[str]) -> list[str]:
    """`mailflow run --config FILE` means the same as `mailflow --config FILE run`: people write it either way."""
    for index, word in enumerate(args):
        if word == "--":
            break
        if word.startswith("--config="):
            return [word, *args[:index], *args[index + 1 :]]
        if word == "--config" and index + 1 < len(args):
            return [word, args[index + 1], *args[:index], *args[index + 2 :]]
    return args
