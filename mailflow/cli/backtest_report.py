"""What a backtest found: each message that would be decided otherwise, and at the end the counts and the letters."""

from __future__ import annotations

import sys
from datetime import datetime

from mailflow.cli.desk import clean, console, print_json
from mailflow.core.differences import shown
from mailflow.settings import Settings
from mailflow.store import Store
from mailflow.worker.backtest import Outcome, backtest, recorded


class Report:
    """Runs the backtest of one conference after the other and shows what changes. `close` gives the sums."""

    def __init__(self, settings: Settings, store: Store, as_json: bool) -> None:
        self._settings, self._store, self._as_json = settings, store, as_json
        self._out = console()
        self._changed: list[Outcome] = []
        self._sorted = 0
        self.failed = 0

    async def run(self, conference: str, since: datetime | None) -> None:
        """Sort all messages of a conference again. Raises `FileError` where its files cannot be used."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        messages = recorded(self._store, conference, since)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        progress = Progress(
            *columns,
            console=Console(stderr=True),
            transient=True,
            disable=not sys.stderr.isatty(),
            redirect_stdout=sys.stdout.isatty(),
        )
        with progress:
            task = progress.add_task(conference, total=len(messages))
            async for outcome in backtest(self._settings, self._store, conference, messages):
                progress.advance(task)
                self._take(outcome)

    def _take(self, outcome: Outcome) -> None:
        if outcome.problem:
            self.failed += 1
        else:
            self._sorted += 1
        if outcome.differences:
            self._changed.append(outcome)
        if outcome.problem or outcome.differences:
            self._show_json(outcome) if self._as_json else self._show(outcome)

    def _show(self, outcome: Outcome) -> None:
        record = outcome.record
        who = f"{record.received_at:%d %b %Y}, {record.sender}, {record.subject}"
        self._out.print(f"[bold]Message {record.id}[/]  [dim]{clean(record.conference)}[/]  {clean(who)}")
        if outcome.problem:
            self._out.print(f"    [red]could not be sorted:[/] {clean(outcome.problem)}")
        width = max((len(d.field) for d in outcome.differences), default=0)
        for change in outcome.differences:
            self._out.print(
                f"    {change.field:<{width}}  {clean(shown(change.before))} → [bold]{clean(shown(change.after))}[/]"
            )
        if outcome.said is not None:
            told = ", ".join(f"{field} {shown(value)}" for field, value in outcome.said.items())
            now = "; it would now be read as the person said" if outcome.is_now_as_said else ""
            self._out.print(f"    [yellow]a person said otherwise: {clean(told)}{now}[/]")

    def _show_json(self, outcome: Outcome) -> None:
        record = outcome.record
        print_json(
            {
                "message": record.id,
                "conference": record.conference,
                "received": record.received_at,
                "sender": record.sender,
                "subject": record.subject,
                "problem": outcome.problem or None,
                "changes": {d.field: {"before": d.before, "after": d.after} for d in outcome.differences},
                "person": dict(outcome.said) if outcome.said is not None else None,
                "now_as_person_said": outcome.is_now_as_said,
            }
        )

    def close(self) -> None:
        """Counts, and the letters that would not have been sent, or would."""
        groups = self._letters()
        corrected = [o for o in self._changed if o.said is not None]
        if self._as_json:
            counts = {"sorted": self._sorted, "changed": len(self._changed), "failed": self.failed}
            told = {"corrected": len(corrected), "now_as_person_said": sum(o.is_now_as_said for o in corrected)}
            letters = {name: [o.record.id for o in found] for name, found in groups.items()}
            print_json({"summary": counts | told | letters})
            return
        failed = f", {self.failed} could not be sorted" if self.failed else ""
        self._out.print(
            f"\n{self._sorted} messages sorted again, {len(self._changed)} would be decided otherwise{failed}."
        )
        if corrected:
            right = sum(o.is_now_as_said for o in corrected)
            self._out.print(
                f"A person had corrected {len(corrected)} of these; {right} would now be read as the person said."
            )
        titles = {
            "letters_lost": "Letters that would not have been sent",
            "letters_gained": "Letters that would have been sent",
            "letters_other": "Other letters would have been sent",
        }
        for name, found in groups.items():
            if found:
                self._out.print(f"[bold]{titles[name]}[/] ({len(found)}):")
                for outcome in found:
                    self._out.print(
                        f"    message {outcome.record.id}, {clean(outcome.record.sender)}: {clean(_letters(outcome))}"
                    )
        if self._changed and not any(groups.values()):
            self._out.print("No letter would change.")

    def _letters(self) -> dict[str, list[Outcome]]:
        groups: dict[str, list[Outcome]] = {"letters_lost": [], "letters_gained": [], "letters_other": []}
        for outcome in self._changed:
            before, after = outcome.letters
            if before == after:
                continue
            name = "letters_lost" if after is None else "letters_gained" if before is None else "letters_other"
            groups[name].append(outcome)
        return groups


def _letters(outcome: Outcome) -> str:
    before, after = outcome.letters
    return f"{before} → {after}" if before and after else str(before or after)
