"""What the bench tried, and what came of it: a line a test, in the file that MAILFLOW_FIGURES names.

`python -m tests.faults` adds the lines up and writes them into docs/reliability.md.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "MAILFLOW_FIGURES"
# Which part of the bench gives a figure: `make faults only=PART`.
PARTS = {
    "kill positions": "kills",
    "connection cuts": "cuts",
    "SMTP stage × behaviour × kind of letter": "stages",
    "disk-full positions": "disk",
    "broken rule and letter files": "files",
    "duplicates": "copies",
    "renumberings": "copies",
    "clock jumps": "clock",
    "turns of a loop": "loops",
    "messages in storms": "storms",
    "restored backups": "restored",
    "hostile messages": "hostile",
    "inputs made by fuzzing": "fuzz",
}


@dataclass(frozen=True)
class Figure:
    """A row of the table. `tried` counts faults, `lost` and `doubled` what they cost: both must be 0."""

    name: str
    tried: int
    lost: int = 0
    doubled: int = 0


def count(name: str, tried: int, lost: Sequence[str] = (), doubled: Sequence[str] = ()) -> None:
    """Note what a test tried, and the sentences on what was lost and what was doubled."""
    if file := os.environ.get(VARIABLE):
        line = json.dumps({"name": name, "tried": tried, "lost": len(lost), "doubled": len(doubled)}) + "\n"
        # One short write at the end of the file: the processes of a parallel run do not disturb each other.
        with Path(file).open("a", encoding="utf-8") as out:
            out.write(line)


def read(file: Path) -> list[Figure]:
    """The sums, in the order of `PARTS`."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return summed(Figure(**json.loads(line)) for line in lines)


def summed(figures: Iterable[Figure]) -> list[Figure]:
    """One row a name."""
    sums: dict[str, Counter[str]] = {}
    for each in figures:
        sums.setdefault(each.name, Counter()).update(tried=each.tried, lost=each.lost, doubled=each.doubled)
    order = [*PARTS, *(name for name in sums if name not in PARTS)]
    return [Figure(n, sums[n]["tried"], sums[n]["lost"], sums[n]["doubled"]) for n in order if n in sums]
