"""What is wrong with a letter, and the same slip told once however many letters show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong with a letter. `line` is None where it cannot be laid to one line of the file."""

    file: str
    line: int | None
    letter: str
    language: str
    text: str
    party: str = ""  # the code of the party whose letter shows it
    conference: str = ""
    key: str = ""  # what is meant within the file, as other errors of files name it

    def __str__(self) -> str:
        return str(grouped([self])[0])


@dataclass(frozen=True, slots=True)
class Finding:
    """One slip, however many letters, languages, parties and conferences show it."""

    file: str
    line: int | None
    text: str
    letters: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    conferences: tuple[str, ...] = ()
    key: str = ""

    def __str__(self) -> str:
        place = (f"{self.file}:{self.line}" if self.line else self.file) + (f" [{self.key}]" if self.key else "")
        shown = [
            _counted(self.letters, "letter", "letters"),
            ", ".join(self.languages),
            _counted(self.parties, "for party", "for {n} parties, first:"),
        ]
        where = ", ".join(filter(None, shown))
        return f"{place}: {self.text}" + (f" ({where})" if where else "")


def _counted(names: Sequence[str], one: str, many: str) -> str:
    if len(names) < 2:
        return f"{one} {names[0]}" if names else ""
    if "{n}" in many:
        return f"{many.format(n=len(names))} {names[0]}"
    rest = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{many} {', '.join(names[:3])}{rest}"


def grouped(problems: Iterable[Problem]) -> tuple[Finding, ...]:
    """Equal problems as one finding each, sorted by their place."""
    found: dict[tuple[str, int, str, str], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.file, problem.line or 0, problem.key, problem.text), []).append(problem)
    return tuple(
        Finding(
            file,
            line or None,
            text,
            _each_once(problem.letter for problem in same),
            _each_once(problem.language for problem in same),
            _each_once(problem.party for problem in same),
            _each_once(problem.conference for problem in same),
            key,
        )
        for (file, line, key, text), same in sorted(found.items())
    )


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))
