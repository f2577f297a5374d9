"""What was made out in pictures and has come into force, in a sentence for whoever accepted it."""

from __future__ import annotations

from collections.abc import Sequence

from mailflow.cli.desk import clean
from mailflow.store import StoredFact


def told(facts: Sequence[StoredFact]) -> str:
    """The facts of a message that were read from pictures and are in force now."""
    named = [str(fact.values.get("answer") or fact.values.get("name") or fact.values.get("number")) for fact in facts]
    number = facts[0].message
    return (
        f"Read from a picture and in force now: {clean(', '.join(named))}."
        f" What is not as in the picture you put right with: mailflow correct {number} …"
    )
