"""What was made out in pictures: asked for before it comes into force, and named when it has."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import click

from mailflow.cli.desk import clean
from mailflow.errors import Refused
from mailflow.store import StoredFact


def proposed(facts: Iterable[StoredFact]) -> list[StoredFact]:
    """Those of a message's facts that were read from pictures and wait for a person."""
    return [fact for fact in facts if fact.picture and not (fact.effective or fact.replaced or fact.by)]


def accepted(facts: Iterable[StoredFact]) -> list[StoredFact]:
    """Those that were read from pictures and are in force as they were read."""
    return [fact for fact in facts if fact.picture and fact.effective and not fact.by]


def confirmed(facts: Sequence[StoredFact], command: str) -> bool:
    """Whether the person says that these are as in the picture. Without a terminal nobody can; `command` then takes --pictures."""
    number = facts[0].message
    click.echo(f"Read from a picture of message {number}: {_named(facts)}.", err=True)
    if sys.stdin.isatty():
        return click.confirm("Is all of it as in the picture?", default=False, err=True)
    click.echo(f"Compare it with the picture, then: mailflow {command} --pictures", err=True)
    return False


def refuse_more(shown: Iterable[StoredFact], now: Iterable[StoredFact], *, asked: bool) -> None:
    """Raise `StoreError` where more waits `now` than was `shown` to the person who was `asked`."""
    more = {fact.id for fact in proposed(now)} - {fact.id for fact in shown}
    if asked and more:
        raise Refused("More was read from the pictures of this message just now. Look at it again.")


def told(facts: Sequence[StoredFact]) -> str:
    """The facts of a message that were read from pictures and are in force now; "" for none."""
    if not facts:
        return ""
    return (
        f" Read from a picture and in force now: {_named(facts)}."
        f" What is not as in the picture you put right with: mailflow correct {facts[0].message} …"
    )


def _named(facts: Iterable[StoredFact]) -> str:
    return clean("; ".join(map(_one, facts)))


def _one(fact: StoredFact) -> str:
    values = fact.values
    if fact.kind == "title":
        return f"the title of {values.get('filename') or 'a document'}: “{values['title']}”"
    told = str(values.get("answer") or values.get("name") or values.get("number"))
    more = ", ".join(str(values[key]) for key in ("title", "role") if values.get(key))
    gone = "no longer " if fact.kind == "removal" else ""
    return f"{gone}{told} ({more})" if more else f"{gone}{told}"
