"""`mailflow delegation [PARTY]`: who represents a party, today or at a day, and what a person enters beside the notices."""

from __future__ import annotations

import difflib
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from mailflow.cli.desk import DAY, who
from mailflow.cli.reports import Wanted, give_out, report_options, scope_of
from mailflow.cli.said import party_named

if TYPE_CHECKING:
    from mailflow.core.roster import Party
    from mailflow.office.delegations import Delegation
    from mailflow.office.scope import Scope
    from mailflow.store import FactRow


@click.command("delegation")
@click.argument("party", required=False)
@click.option("--at", type=DAY, metavar="DATE", help="As of the end of that day.")
@click.option("--diff", type=(DAY, DAY), metavar="DATE DATE", help="What changed from the one day to the other.")
@click.option(
    "--conflicts", is_flag=True, help="Without PARTY: only delegations with conflicts; exit code 1 where any is."
)
@click.option("--credentials", type=click.Choice(["copy", "original", "accepted", "none-needed", "none"]))
@click.option("--registered", multiple=True, metavar="NAME", help="NAME has registered; may be repeated.")
@click.option(
    "--unregistered", multiple=True, metavar="NAME", help="NAME has not registered after all; may be repeated."
)
@click.option(
    "--not-notified", is_flag=True, help="With --registered: NAME is in no notice, and registers all the same."
)
@click.option("--settle", metavar="NOTE", help="You have looked at the conflicts; why they are none, for the record.")
@click.option("--by", metavar="NAME", help="Who says so; default: you.")
@report_options
@click.pass_context
def command(
    ctx: click.Context,
    wanted: Wanted,
    party: str | None,
    at: datetime | None,
    diff: tuple[datetime, datetime] | None,
    conflicts: bool,
    credentials: str | None,
    registered: tuple[str, ...],
    unregistered: tuple[str, ...],
    not_notified: bool,
    settle: str | None,
    by: str | None,
) -> int:
    """The delegation of PARTY (a code or name of the roster), with its history and sources; without PARTY, all of them.

    Notified, credentials and registered are three facts. The last two you enter here, each as an entry in your name.
    """
    from mailflow.office import delegations_report

    entering = bool(credentials or registered or unregistered or settle)
    if party is None:
        if entering or diff:
            raise click.UsageError("Say of which party: mailflow delegation PARTY …")
        with scope_of(ctx, wanted) as scope:
            made = delegations_report.overview(scope, _day(at), only_conflicts=conflicts)
        give_out(ctx, made, wanted)
        return 1 if conflicts and made.tables()[0][1].rows else 0
    with scope_of(ctx, wanted, write=entering) as scope:
        found = party_named(scope.roster, party)
        if entering:
            facts = _entries(scope, found, credentials, registered, unregistered, not_notified, settle)
            scope.store.records.enter(
                scope.conference.name, found.code, facts, by or who(), datetime.now(UTC), settle or ""
            )
        if diff is not None:
            made = delegations_report.between(scope, found.code, diff[0].date(), diff[1].date())
        else:
            made = delegations_report.one(scope, found.code, _day(at))
    give_out(ctx, made, wanted)
    return 0


def _day(at: datetime | None) -> date | None:
    return None if at is None else at.date()


def _entries(
    scope: Scope,
    party: Party,
    credentials: str | None,
    registered: tuple[str, ...],
    unregistered: tuple[str, ...],
    not_notified: bool,
    settle: str | None,
) -> list[FactRow]:
    from mailflow.office.delegations import (
        Delegation,
        credentials_entry,
        delegations,
        registration_entry,
        settling_entry,
    )

    mine = delegations(scope.store, scope.conference).get(party.code, Delegation(party.code))
    facts = [credentials_entry(credentials)] if credentials else []
    for name in registered:
        if not not_notified:
            _refuse_unknown(name, [member.delegate.name for member in mine.members], "in the delegation")
        facts.append(registration_entry(name))
    for name in unregistered:
        _refuse_unknown(name, [each.name for each in mine.registered], "registered")
        facts.append(registration_entry(name, withdrawn=True))
    if settle is not None:
        _refuse_nothing(mine)
        facts.append(settling_entry(settle))
    return facts


def _refuse_unknown(name: str, known: list[str], where: str) -> None:
    from mailflow.core.delegation import name_key

    if name_key(name) in map(name_key, known):
        return
    close = difflib.get_close_matches(name, known, 1, 0.5)
    hint = f' Did you mean "{close[0]}"?' if close else ""
    further = " With --not-notified it is entered all the same." if where == "in the delegation" else ""
    raise click.UsageError(f'"{name}" is not {where}.{hint}{further}')


def _refuse_nothing(mine: Delegation) -> None:
    if not mine.conflicts:
        raise click.UsageError("There is no conflict to settle.")
