"""The kinds of messages that ship."""

from __future__ import annotations

# A secretariat may add its own: whatever a rule gives.
KINDS = (
    "rsvp", "representation", "paper", "statement", "contribution", "floor", "views", "question", "registration",
    "auto-reply", "bounce", "bulk", "spam", "other",
)  # fmt: skip
DOCUMENTS = ("paper", "statement", "contribution")  # they get a number in the register
MACHINES = frozenset({"auto-reply", "bounce", "bulk", "spam"})  # no person wrote it, and none awaits an answer
WRITTEN = tuple(kind for kind in KINDS if kind not in MACHINES)  # what persons say
