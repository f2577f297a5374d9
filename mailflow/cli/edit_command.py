"""`mailflow letters edit` and `renew`: another text for a letter that has not left."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from mailflow.cli.campaign_desk import bureau_of
from mailflow.cli.desk import reading, settings_of, who, writing
from mailflow.errors import Refused


@click.command("edit")
@click.argument("letter", type=int)
@click.option("--subject", metavar="TEXT", help="The new subject; without --subject and --text your editor opens.")
@click.option(
    "--text", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The new text, from a file."
)
@click.option("--by", default="", metavar="NAME", help="Who edits, if not the user of this account.")
@click.pass_context
def edit_letter(ctx: click.Context, letter: int, subject: str | None, file: Path | None, by: str) -> None:
    """Edit subject and text of LETTER, which is held. Recipients, Message-ID and what it answers stay; the old text is kept."""
    from mailflow.core.letter_edit import editable
    from mailflow.office.editing import edit, editable_letter

    settings = settings_of(ctx)
    with reading(settings) as store:
        before = editable(editable_letter(store, letter).data)
    if subject is None and file is None:
        after = _typed(*before)
    else:
        after = (before[0] if subject is None else subject, before[1] if file is None else _read(file))
    if after == before:
        click.echo(f"Letter {letter} is as it was.")
        return
    with writing(settings) as store:
        if editable(editable_letter(store, letter).data) != before:
            raise Refused(f"Letter {letter} was edited by somebody else in the meantime; nothing was changed.")
        edit(store, letter, *after, by or who(), datetime.now(UTC))
        campaign = getattr(store.outbox.get(letter), "campaign", None)
    then = f"mailflow letters approve {campaign}" if campaign else f"mailflow letters release {letter}"
    click.echo(f"Letter {letter} is changed, and held. Look at it (mailflow letters show {letter}), then: {then}")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} is not in UTF-8. Save it again as UTF-8.") from error


def _typed(subject: str, text: str) -> tuple[str, str]:
    """What the person makes of it in his editor ($EDITOR)."""
    written = click.edit(f"Subject: {subject}\n\n{text}", extension=".txt")
    if written is None:
        return subject, text
    head, _, body = written.replace("\r\n", "\n").partition("\n")
    if not head.lower().startswith("subject:"):
        raise click.UsageError('The first line must be "Subject: …"; nothing was changed.')
    return head.partition(":")[2].strip(), body.removeprefix("\n").rstrip("\n") + "\n"


@click.command("renew")
@click.argument("letters", nargs=-1, required=True, type=int)
@click.option("--by", default="", metavar="NAME", help="Who asks for it, if not the user of this account.")
@click.option(
    "--although-answered", is_flag=True, help="Also a reminder that was withdrawn because its party answered."
)
@click.pass_context
def renew_letters(ctx: click.Context, letters: tuple[int, ...], by: str, although_answered: bool) -> None:
    """Write LETTERS anew that are held or were cancelled before they left: from the record, roster and templates of today.

    Each is held then, under the Message-ID that it has; the old text is kept.
    """
    from mailflow.office.renewing import renew_letter
    from mailflow.worker.by_hand import renew_answer

    settings, now = settings_of(ctx), datetime.now(UTC)
    for number in letters:
        with reading(settings) as store:
            letter = store.outbox.get(number)
            named = letter.campaign if letter is not None else None
            campaign = store.campaigns.get(letter.conference, named) if letter is not None and named else None
        if letter is None:
            raise Refused(f"There is no letter {number}.")
        if letter.message is not None:
            click.echo(renew_answer(settings, number, by or who(), now))
        elif campaign is not None:
            with writing(settings) as store:
                bureau = bureau_of(ctx, settings, letter.conference)
                renew_letter(store, bureau, campaign, letter, by or who(), now, although_answered=although_answered)
            click.echo(f"Letter {number} is written anew, and waits for: mailflow letters approve {campaign.name}")
        else:
            raise Refused(f"Letter {number} answers no message and belongs to no campaign; nothing makes it anew.")
