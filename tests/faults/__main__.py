"""`python -m tests.faults [NAME …]`: the whole fault bench, or the parts of that name (kills, disk, cuts, …), with the figures
at the end. Without names the figures also go into docs/reliability.md, in place of those that stand there.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.faults import figures
from tests.faults.figures import Figure

HERE = Path(__file__).resolve().parent
PAGE = HERE.parents[1] / "docs" / "reliability.md"
NAMES = sorted(file.stem.removeprefix("test_") for file in HERE.glob("test_*.py"))
_PLACE = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)


def main(names: Sequence[str]) -> int:
    """Run the parts and print what was tried; the exit code of the tests."""
    if unknown := set(names) - set(NAMES):
        print(f"There is no part {', '.join(sorted(unknown))}; there are: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    os.environ.setdefault("MAILFLOW_REQUIRE_SERVERS", "1")
    parts = [str(HERE / f"test_{name}.py") for name in names or NAMES]
    with tempfile.TemporaryDirectory(prefix="mailflow-faults-") as folder:
        file = Path(folder) / "figures"
        os.environ[figures.VARIABLE] = str(file)
        began = time.monotonic()
        code = int(pytest.main([*parts, "-m", "", "-v", "-n", "2", "--no-header", "-rs", "--durations=10"]))
        minutes = (time.monotonic() - began) / 60
        found = figures.read(file)
    print(f"\n{table(found)}\nin {minutes:.0f} minutes")
    if not names and code == 0:
        text = _PLACE.sub(lambda place: place[1] + written(found, minutes) + place[2], PAGE.read_text(encoding="utf-8"))
        PAGE.write_text(text, encoding="utf-8")
    return code


def table(found: Sequence[Figure]) -> str:
    """The figures as a table of the documentation."""
    rows = [
        f"| {each.name} | {each.tried:,} | {each.lost} | {each.doubled} | `make faults only={figures.PARTS.get(each.name, '')}` |"
        for each in found
    ]
    return "\n".join(["| fault | tried | lost | doubled | by |", "| --- | ---: | ---: | ---: | --- |", *rows])


def written(found: Sequence[Figure], minutes: float) -> str:
    """The table with the day on which it was made."""
    return (
        f"\n`make faults` on {datetime.now(UTC):%-d %B %Y}, {minutes:.0f} minutes on two cores:\n\n{table(found)}\n\n"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
