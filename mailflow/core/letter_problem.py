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

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
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
    found: dict[tuple[str, int, str], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.file, problem.line or 0, problem.text), []).append(problem)
    return tuple(
        Finding(
            file,
            line or None,
            text,
            *(
                tuple(dict.fromkeys(value for each in same if (value := getattr(each, name))))
                for name in ("letter", "language", "party", "conference")
            ),
        )
        for (file, line, text), same in sorted(found.items())
    )
