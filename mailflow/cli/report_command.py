"""`mailflow report …`: what the record says, in the terminal or as a document."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from mailflow.cli.desk import DAY, who
from mailflow.cli.reports import Wanted, give_out, report_options, scope_of

if TYPE_CHECKING:
    from mailflow.office.participants import Missing
    from mailflow.office.report import Report
    from mailflow.office.scope import Scope


@click.group("report")
def command() -> None:
    """What the record says: in the terminal, or as DOCX, PDF, HTML, XLSX, CSV or JSON. Each figure names its messages."""


@command.command("responses")
@report_options
@click.pass_context
def responses(ctx: click.Context, wanted: Wanted) -> None:
    """Who answered the invitation and how: yes, no, not yet, silent, by category and party."""
    from mailflow.office.responses_report import report

    with scope_of(ctx, wanted) as scope:
        made = report(scope)
    give_out(ctx, made, wanted)


@command.command("delegations")
@click.option("--at", type=DAY, metavar="DATE", help="As of the end of that day.")
@report_options
@click.pass_context
def delegations(ctx: click.Context, wanted: Wanted, at: datetime | None) -> None:
    """All delegations: head, members, credentials, who has registered, conflicts."""
    from mailflow.office.delegations_report import overview

    with scope_of(ctx, wanted) as scope:
        made = overview(scope, None if at is None else at.date())
    give_out(ctx, made, wanted)


@command.command("participants")
@click.option("--at", type=DAY, metavar="DATE", help="As of the end of that day.")
@click.option(
    "--issue",
    metavar="[N]",
    is_flag=False,
    flag_value="next",
    help="Freeze the list as the next issue, with its symbol; with a number, show that issue again as it was.",
)
@click.option("--final", is_flag=True, help="With --issue: the final list, without a call for corrections.")
@click.option("--addendum", is_flag=True, help="With --issue: an addendum, which holds only what changed.")
@click.option("--issues", is_flag=True, help="List the issues so far.")
@report_options
@click.pass_context
def participants(
    ctx: click.Context,
    wanted: Wanted,
    at: datetime | None,
    issue: str | None,
    final: bool,
    addendum: bool,
    issues: bool,
) -> None:
    """The list of participants as it stands, or as it was issued."""
    if (final or addendum) and issue != "next":
        raise click.UsageError("--final and --addendum are said of a new issue: with --issue and no number.")
    if issue == "next" and at is not None:
        raise click.UsageError("What is issued is the list of today: leave out --at.")
    with scope_of(ctx, wanted, write=issue == "next", purpose="participants") as scope:
        if issues:
            made = _issues(scope)
        elif issue is not None and issue != "next":
            made = _again(scope, issue)
        else:
            made = _list(scope, at, issue=issue == "next", final=final, addendum=addendum)
    give_out(ctx, made, wanted)


def _list(scope: Scope, at: datetime | None, *, issue: bool, final: bool, addendum: bool) -> Report:
    from mailflow.office import participant_issues as issues
    from mailflow.office.participants import list_of

    made, missing = list_of(scope, None if at is None else at.date())
    if not issue:
        _warn(scope, missing)
        return issues.working_copy(scope, made)
    if addendum and not issues.issued(scope):
        raise click.UsageError("There is no issue yet that an addendum could add to.")
    printed = issues.issue(scope, made, who(), datetime.now(UTC), final=final, addendum=addendum)
    if printed is None:
        last = issues.issued(scope)[-1]
        raise click.UsageError(
            f"Nothing has changed since the last issue, {last.symbol}. To write that one: --issue {last.number}"
        )
    click.echo(f"Issued as {printed.symbol}.", err=True)
    _warn(scope, missing)
    return printed


def _warn(scope: Scope, missing: Missing) -> None:
    """What staff should look at before the list goes out; not part of the list."""
    from mailflow.office.delegations_report import told
    from mailflow.office.wording import words

    if missing.unnamed:
        click.echo(f"Said yes and named nobody, so not in the list: {', '.join(missing.unnamed)}.", err=True)
    if missing.declined:
        click.echo(
            f"Named a delegation and declined since, so not in the list: {', '.join(missing.declined)}.", err=True
        )
    said = words("delegations", scope.language)
    for party, conflict in missing.conflicts:
        numbers = ", ".join(map(str, conflict.messages))
        click.echo(f"Conflict, {scope.party(party)}: {told(conflict, scope, said)} (messages {numbers})", err=True)


def _again(scope: Scope, number: str) -> Report:
    """An issue by its number or symbol, exactly as it was printed."""
    from mailflow.office.participant_issues import issued, thawed

    earlier = issued(scope)
    wanted = next((each for each in earlier if number in (str(each.number), each.symbol)), None)
    if wanted is None:
        known = ", ".join(f"{each.number} ({each.symbol})" for each in earlier) or "none yet"
        raise click.UsageError(f"There is no issue {number}. Issues so far: {known}.")
    return thawed(wanted).report


def _issues(scope: Scope) -> Report:
    from mailflow.office.participant_issues import issued
    from mailflow.office.report import Cell, Column, Report, Section, Table

    columns = (
        Column("No.", "number", number=True),
        Column("Symbol", "symbol", weight=2),
        Column("Kind", "kind"),
        Column("Issued", "issued"),
        Column("By", "by"),
    )
    rows = tuple(
        (
            Cell(each.number),
            Cell(each.symbol, mark="strong"),
            Cell(("final" if each.final else "provisional") + (", addendum" if each.addendum else "")),
            Cell(f"{each.issued_at.astimezone(scope.conference.zone):%Y-%m-%d %H:%M}"),
            Cell(each.by),
        )
        for each in issued(scope)
    )
    section = Section("", (Table(columns, rows),))
    return Report(
        "issues", "Issues of the list of participants", scope.language, scope.today, (section,), meeting=scope.meeting
    )


@command.command("progress")
@report_options
@click.pass_context
def progress(ctx: click.Context, wanted: Wanted) -> None:
    """Who reported on which action point, the texts for the drafter with their sources, and who has not reported."""
    from mailflow.office.progress import report

    with scope_of(ctx, wanted) as scope:
        made = report(scope)
    give_out(ctx, made, wanted)


@command.command("speakers")
@report_options
@click.pass_context
def speakers(ctx: click.Context, wanted: Wanted) -> None:
    """Requests for the floor by session, in the order in which they came."""
    from mailflow.office.speakers import report

    with scope_of(ctx, wanted) as scope:
        made = report(scope)
    give_out(ctx, made, wanted)
