"""The bench stands on the same mailbox, server and workspace as the tests of the flow.

Tests that are marked `long` try every position; `make test` leaves them out, `make faults` runs them.
"""

from __future__ import annotations

from tests.flow.conftest import make_office, office, sink, user

__all__ = ["make_office", "office", "sink", "user"]
