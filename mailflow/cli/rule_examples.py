"""The examples inside rule files: run, and shown where they are not as expected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click

from mailflow.cli.desk import print_json
from mailflow.cli.example_files import Checked
from mailflow.core.differences import shown
from mailflow.core.located import line_of, load_toml
from mailflow.core.specimen import Tried, tried
from mailflow.desk import open_desk
from mailflow.errors import RulesError
from mailflow.settings import Settings
from mailflow.sources import read_sources


@dataclass(frozen=True, slots=True)
class Result:
    """An example that was run, and where it stands."""

    tried: Tried
    line: int | None

    @property
    def is_as_expected(self) -> bool:
        """True where the rule hit, or missed, as it must."""
        return self.tried.is_as_expected


def examples(settings: Settings, conferences: Iterable[str], now: datetime) -> list[Result]:
    """All examples of the conferences' rules, those of files that several conferences share once."""
    results: list[Result] = []
    run: set[tuple[str, ...]] = set()
    for name in conferences:
        sources = read_sources(settings, name)
        if (files := (*sources.rules, *sources.phrases)) in run:
            continue
        run.add(files)
        desk = open_desk(sources)
        for rule in desk.ruleset.rules:
            for example in rule.examples:
                line = _line(sources.rules[rule.file], rule.file, rule.name, example.number)
                results.append(Result(tried(example, desk, now), line))
    return results


def _line(source: str, file: str, rule: str, number: int) -> int | None:
    rules = load_toml(source, file, RulesError).get("rule", [])
    index = next((n for n, table in enumerate(rules) if table.get("name") == rule), None)
    return None if index is None else line_of(source, ("rule", index, "example", number - 1))


def show_example(result: Result, as_json: bool) -> None:
    """One line for programs; for people only what is not as expected, with what the conditions saw."""
    done, example = result.tried, result.tried.example
    findings = (
        [{"condition": f.condition, "held": f.held, "seen": f.seen} for f in done.trial.findings] if done.trial else []
    )
    if as_json:
        print_json(
            {
                "rule": example.rule,
                "file": example.file,
                "line": result.line,
                "expected": "hit" if example.match else "miss",
                "got": "hit" if done.hit else "miss",
                "as_expected": done.is_as_expected,
                "stopped_by": done.stopped_by or None,
                "findings": findings,
            }
        )
        return
    if result.is_as_expected:
        return
    click.echo(f"{example.file}:{result.line}: [{example.rule}] example {example.number} is not as expected.")
    click.echo(f"    expected  the rule {'hits' if example.match else 'does not hit'}")
    if done.stopped_by:
        click.echo(f'    got       it was not tried: the rule "{done.stopped_by}" before it ended the message')
    else:
        click.echo(f"    got       it {'hits' if done.hit else 'does not hit'}")
    _show_findings(findings)


def show_pair(checked: Checked, as_json: bool) -> None:
    """The same for a message of a folder."""
    pair = checked.pair
    if as_json:
        print_json(
            {
                "file": str(pair.message),
                "conference": pair.conference,
                "as_expected": checked.is_as_expected,
                "problem": checked.problem or None,
                "differences": {d.field: {"expected": d.before, "got": d.after} for d in checked.differences},
            }
        )
        return
    if checked.is_as_expected:
        return
    click.echo(f"{pair.message}: not as expected." + (f" {checked.problem}" if checked.problem else ""))
    for difference in checked.differences:
        click.echo(f"    {difference.field}")
        click.echo(f"      expected  {shown(difference.before)}")
        click.echo(f"      got       {shown(difference.after)}")
    for trial in checked.trials:
        if trial["hit"]:
            click.echo(f"    hit by the rule {trial['rule']}")
            _show_findings(trial["findings"])


def _show_findings(findings: Iterable[Mapping[str, Any]]) -> None:
    for finding in findings:
        click.echo(f"      {'yes' if finding['held'] else 'no '}  {finding['condition']}   {_safe(finding['seen'])}")


def _safe(text: str) -> str:
    """Words of a message without signs that a terminal would obey."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
