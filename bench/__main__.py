"""`python -m bench [NAME …]`: measures what the documentation states. Without names, everything. See docs/performance.md."""

from __future__ import annotations

import importlib
import sys

NAMES = ("sorting", "hostile", "store", "reports")


def main() -> None:
    """Run the measurements named."""
    wanted = sys.argv[1:] or NAMES
    for name in wanted:
        if name not in NAMES:
            sys.exit(f"There is no measurement {name}; there are: {', '.join(NAMES)}")
        print(f"== {name}", flush=True)
        importlib.import_module(f"bench.{name}").measure()


main()
