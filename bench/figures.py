"""What a measurement found: one row of the table, one object of `--json`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit, and what it ought to be: at least `least`, at most `most`, or whatever it is.

    A `detail` is shown, but does not go into the documentation.
    """

    what: str
    value: float
    unit: str
    least: float | None = None
    most: float | None = None
    detail: bool = False

    @property
    def reached(self) -> bool | None:
        """Whether the value is as it ought to be; None where nothing is asked of it."""
        if self.least is None and self.most is None:
            return None
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)

    @property
    def aim(self) -> str:
        """What it ought to be, as it stands in the table."""
        said = "" if self.reached is None else "  reached" if self.reached else "  NOT reached"
        least = "" if self.least is None else f"≥ {number(self.least)}"
        most = "" if self.most is None else f"≤ {number(self.most)}"
        return " and ".join(each for each in (least, most) if each) + said

    def row(self) -> str:
        """A line of the table."""
        return f"  {self.what:<72}{number(self.value):>10} {self.unit:<22}{self.aim}".rstrip()

    def page_row(self) -> str:
        """A line of the table in the documentation."""
        aim = self.aim.replace("NOT reached", "**not reached**")
        return f"| {self.what} | {number(self.value)} {self.unit} | {' '.join(aim.split())} |"

    def object(self, bench: str) -> dict[str, Any]:
        """What `--json` prints."""
        value = round(self.value, 4)
        asked = {"least": self.least, "most": self.most, "reached": self.reached}
        return {"bench": bench, "what": self.what, "value": value, "unit": self.unit, **asked}


def number(value: float) -> str:
    """Three digits that count, and thousands set apart."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}" if abs(value) >= 0.1 else f"{value:.3f}"
