"""`python -m bench [NAME …] [--number N] [--json]`: measures what docs/performance.md states. Without names, everything.

Everything measured, in its own numbers, also goes into the table of that page, in place of what stands there. `--number` is
how many messages, letters or tries a measurement makes, in place of its own number: a few, to see that it works; more, for
steadier figures.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import re
import sqlite3
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import Figure
from bench.servers import Missing

NAMES = ("start", "sorting", "hostile", "store", "reports", "backlog", "latency", "campaign", "memory")
PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
_PLACE = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the measurements named, each row printed as it is found."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure mailflow on this machine.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(NAMES)}")
    parser.add_argument("--number", type=int, metavar="N", help="messages, letters or tries, instead of its own number")
    parser.add_argument("--json", action="store_true", help="an object a line, instead of a table")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"There is no measurement {', '.join(sorted(unknown))}; there are: {', '.join(NAMES)}")
    if asked.number is not None and asked.number < 2:
        parser.error("--number must be at least 2: a rate is measured between the first and the last.")
    began, found = time.monotonic(), {}
    for name in asked.names or NAMES:
        found[name] = _measured(name, asked.number, as_json=asked.json)
    minutes = (time.monotonic() - began) / 60
    if not asked.json:
        print(f"\n{minutes:.1f} minutes")
    if not asked.names and asked.number is None:
        if all(found.values()):
            PAGE.write_text(put_into(PAGE.read_text(encoding="utf-8"), found, minutes), encoding="utf-8")
        else:
            print("Something was left out: docs/performance.md stays as it was.", file=sys.stderr)


def _measured(name: str, number: int | None, *, as_json: bool) -> list[Figure]:
    """One measurement; nothing where a program that it needs is not there."""
    module, found = importlib.import_module(f"bench.{name}"), []
    if not as_json:
        print(f"\n{name}: {_about(name)}", flush=True)
    try:
        for figure in module.measure(*([] if number is None else [number])):
            found.append(figure)
            print(json.dumps(figure.object(name), ensure_ascii=False) if as_json else figure.row(), flush=True)
    except Missing as error:
        print(json.dumps({"bench": name, "left_out": str(error)}) if as_json else f"  left out: {error}", flush=True)
        return []
    return found


def _about(name: str) -> str:
    """The first sentence on a measurement."""
    return (importlib.import_module(f"bench.{name}").__doc__ or "").splitlines()[0]


def put_into(page: str, found: Mapping[str, Sequence[Figure]], minutes: float) -> str:
    """The page with the tables of these figures, the day, and the machine."""
    cores = os.cpu_count() or 1
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    said = (
        f"`make bench` on {datetime.now(UTC):%-d %B %Y}, {minutes:.0f} minutes on {cores} cores that the servers shared"
        f" ({platform.machine()}, {platform.system()}, {versions}):"
    )
    parts = [f"\n{said}\n"]
    for name, figures in found.items():
        rows = [figure.page_row() for figure in figures if not figure.detail]
        parts += [f"**{name}**: {_about(name)}\n\n| measured | figure | aim |\n| --- | ---: | --- |", *rows, ""]
    return _PLACE.sub(lambda place: place[1] + "\n".join(parts) + "\n" + place[2], page)


if __name__ == "__main__":
    main()
