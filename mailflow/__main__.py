"""`python -m mailflow`, and the entry point of the `mailflow` command."""

from __future__ import annotations

from mailflow.cli.main import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
