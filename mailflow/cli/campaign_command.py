"""`mailflow campaign …`: the letters to many, and how they fare."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from mailflow.cli.desk import conference_of, json_option, known_conference, print_json, reading, settings_of
from mailflow.errors import Refused

if TYPE_CHECKING:
    from rich.console import Console

    from mailflow.core.conference import Conference
    from mailflow.office.approving import Look
    from mailflow.office.following import Line, Report
    from mailflow.store import Campaign

_ANSWERS = ("accepted", "declined", "tentative", "unclear", "received")


@click.group("campaign")
def command() -> None:
    """Letters to many: which there are, and who was reached, has answered, is silent."""


@command.command("list")
@click.option("--conference", metavar="NAME")
@json_option
@click.pass_context
def list_campaigns(ctx: click.Context, conference: str | None, as_json: bool) -> None:
    """The campaigns, oldest first."""
    settings = settings_of(ctx)
    known_conference(settings, conference)
    with reading(settings) as store:
        campaigns = store.campaigns.listed(conference)
        states = [Counter(x.state for x in store.campaigns.letters(c.conference, c.name)) for c in campaigns]
    if as_json:
        for campaign, letters in zip(campaigns, states, strict=True):
            print_json(asdict(campaign) | {"letters": dict(letters)})
        return
    from mailflow.cli.desk import clean, console
    from mailflow.cli.tables import table_of

    table = table_of("campaign", "conference", "begun", "by", "letters")
    for campaign, letters in zip(campaigns, states, strict=True):
        table.add_row(
            clean(campaign.name) + _of(campaign),
            clean(campaign.conference),
            f"{campaign.begun_at:%d %b %Y}" if campaign.begun_at else "",
            clean(campaign.begun_by),
            ", ".join(f"{count} {state}" for state, count in sorted(letters.items())),
        )
    console().print(table if campaigns else "No letter to many yet. See: mailflow invite, mailflow circulate")


def _of(campaign: Campaign) -> str:
    """Below a campaign's name, its letter where that has another, and what it reminds of."""
    from mailflow.cli.desk import clean

    letter = f"letter {campaign.letter}" if campaign.letter != campaign.name else ""
    about = f"reminds of {campaign.reminds}" if campaign.reminds else ""
    return "".join(f"\n  [dim]{clean(line)}[/]" for line in (letter, about) if line)


@command.command("show")
@click.argument("name")
@click.option("--conference", metavar="NAME", help="Needed where there is more than one.")
@json_option
@click.pass_context
def show(ctx: click.Context, name: str, conference: str | None, as_json: bool) -> None:
    """How the campaign NAME stands: who was written to, reached, has answered, is silent, cannot be reached."""
    from datetime import UTC, datetime

    from mailflow.core.roster import parse_roster
    from mailflow.office.approving import look
    from mailflow.office.following import follow
    from mailflow.sources import read_sources

    settings = settings_of(ctx)
    sources = read_sources(settings, conference_of(settings, conference).name)
    roster = parse_roster(sources.roster, sources.roster_file)
    with reading(settings) as store:
        campaign = store.campaigns.get(sources.conference.name, name)
        if campaign is None:
            raise Refused(f'There is no campaign "{name}". See: mailflow campaign list')
        report = follow(store, campaign, roster)
        waits = look(store, campaign, sources.conference, roster, datetime.now(UTC))
    if as_json:
        print_json(_summary(report))
        for line in report.lines:
            print_json(_object(line))
        return
    from mailflow.cli.campaign_tables import campaign_table
    from mailflow.cli.desk import clean, console
    from mailflow.cli.tables import fitting

    out = console()
    out.print(f"[bold]{clean(name)}[/]: {clean(sums(report))}")
    if report.lines:
        out.print(fitting(out, partial(campaign_table, report.lines)))
    _show_waiting(out, report, waits, sources.conference)
    if report.unwritten:
        codes = ", ".join(party.code for party in report.unwritten[:20]) + (" …" if len(report.unwritten) > 20 else "")
        out.print(clean(f"On the roster and without this letter: {len(report.unwritten)} ({codes})."))


def _show_waiting(out: Console, report: Report, waits: Look, conference: Conference) -> None:
    """What keeps letters from leaving: who has put his name to them, what their date is, what has changed since."""
    from mailflow.cli.desk import clean
    from mailflow.core.dates import day

    if not waits.letters:
        return
    asked = " Two persons are asked for." if conference.approval == "two" else ""
    out.print(f"{len(waits.letters)} letters wait for: mailflow letters approve {clean(report.campaign.name)}.{asked}")
    out.print(f"Seal: {report.seal}")
    for approval in report.approvals:
        if approval.seal == report.seal:
            out.print(clean(f"  {approval.what} by {approval.by}, {approval.at:%d %b %Y %H:%M}"))
    for on, count in sorted(Counter(waits.dated.values()).items()):
        out.print(clean(f"{count} of them bear the date of {day(on)}; with approve --renew they are written anew."))
    for number, why in waits.withheld.items():
        out.print(clean(f"Letter {number} will stay: {why}"))


def sums(report: Report) -> str:
    """A campaign in one line."""
    found = report.sums
    answers = ", ".join(f"{found[word]} {word}" for word in _ANSWERS if found.get(word))
    parts = [f"{found['written']} written to", f"{found['delivered']} sent"]
    parts += [f"{found[word]} {word}" for word in ("waiting", "unknown", "cancelled") if found.get(word)]
    parts += [f"{found['came back']} came back"] if found["came back"] else []
    if report.campaign.owed:
        parts.append(f"{found.get('answered', 0)} answered" + (f" ({answers})" if answers else ""))
        parts.append(f"{found.get('silent', 0)} silent")
    parts.append(f"{found.get('unreachable', 0)} unreachable")
    return ", ".join(parts)


def _summary(report: Report) -> dict[str, Any]:
    return {
        "campaign": report.campaign.name,
        "conference": report.campaign.conference,
        "letter": report.campaign.letter,
        "reminds": report.campaign.reminds,
        "owed": list(report.campaign.owed),
        "seal": report.seal,
        "approvals": [asdict(approval) for approval in report.approvals],
        "sums": dict(report.sums),
        "unwritten": [party.code for party in report.unwritten],
    }


def _object(line: Line) -> dict[str, Any]:
    return {
        "party": line.code,
        "on_roster": line.party is not None,
        "stand": line.stand.value,
        "answer": line.answer or None,
        "in_review": line.in_review,
        "letters": [_letter(letter) for letter in line.letters],
        "reminders": [_letter(letter) for letter in line.reminders],
        "machines": list(line.machines),
        "others": [address.spec for address in line.others],
    }


def _letter(letter: Any) -> dict[str, Any]:
    return {
        "id": letter.id,
        "campaign": letter.campaign,
        "state": letter.state,
        "recipients": [{"address": r.address, "state": r.state, "text": r.text} for r in letter.recipients],
    }
