"""The names that conditions use: of phrase lists, kinds, letters, deadlines, parties; and whether there is such a thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from mailflow.core import located
from mailflow.core.reasons import Reason
from mailflow.core.roster import KINDS as PARTY_KINDS

_ATTACHMENTS = frozenset(
    {"document", "signature", "pdf", "docx", "xlsx", "csv", "txt", "html", "ics", "vcf", "picture", "archive", "program", "other"}
)  # fmt: skip
_METHODS = frozenset({"reply", "request", "counter", "cancel", "publish", "refresh", "add", "declinecounter"})
_ANSWERS = frozenset({"accepted", "declined", "tentative", "needs-action", "delegated", "completed", "in-process"})
_BASES = frozenset({"address", "domain", "letter", "text"})
_DEADLINE = re.compile(r"\s*deadline\.([\w-]+)")
# Test and key within it -> what is named there.
_NAMED: dict[tuple[str, str], str] = {
    ("phrase", ""): "list", ("sentence", "has"): "list", ("sentence", "any"): "list", ("sentence", "lacks"): "list",
    ("kind", ""): "kind", ("past", "kinds"): "earlier kind", ("answers_letter", ""): "letters",
    ("conference", ""): "conference", ("conference", "is"): "conference", ("conference", "deadline"): "deadline",
    ("language", ""): "language", ("doubt", ""): "doubt",
    ("party", "is"): "party", ("party", "kind"): "kind of party", ("party", "basis"): "basis",
    ("party", "status"): "status", ("party", "list"): "mailing list", ("attachment", "kind"): "kind of attachment",
    ("calendar", "method"): "method of calendars", ("calendar", "partstat"): "answer of calendars",
    ("date", "before"): "day", ("date", "after"): "day", ("date", "on"): "day",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Naming:
    """A name in a condition: what it is the name of, where it stands, and whether below a `not`."""

    what: str
    name: str
    path: tuple[str | int, ...]
    is_denied: bool = False


@dataclass(frozen=True, slots=True)
class World:
    """What names can stand for. What is empty is not known, and nothing is said of it."""

    letters: frozenset[str] = frozenset()
    conferences: frozenset[str] = frozenset()
    deadlines: frozenset[str] = frozenset()  # of all conferences
    parties: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    mailing_lists: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()  # that rules give
    watched: Mapping[str, str] = field(
        default_factory=dict
    )  # folders, in small letters, and the mailboxes that are they
    emptied: tuple[str, ...] = ()  # mailboxes that move all they took elsewhere
    fixed: Mapping[str, frozenset[str]] = field(
        default_factory=lambda: {
            "doubt": frozenset({"any", *(reason.value for reason in Reason)}),
            "kind of party": frozenset(PARTY_KINDS),
            "basis": _BASES,
            "kind of attachment": _ATTACHMENTS,
            "method of calendars": _METHODS,
            "answer of calendars": _ANSWERS,
        }
    )

    def fault(self, naming: Naming) -> tuple[str, str | None] | None:
        """What is wrong with a name and what was probably meant; None where nothing is."""
        if naming.what == "letters":
            matched = any(fnmatchcase(letter, naming.name) for letter in self.letters)
            return None if matched or not self.letters else self._told("letter", naming.name, self.letters)
        if naming.what == "language":
            fits = re.fullmatch("[a-z]{2}", naming.name)
            return None if fits else (f'"{naming.name}" is no language.', "Write two letters, such as fr.")
        if naming.what == "day":
            found = _DEADLINE.match(naming.name)
            return self._absent("deadline", found[1], self.deadlines) if found else None
        known = {
            "conference": self.conferences,
            "deadline": self.deadlines,
            "party": frozenset(code.lower() for code in self.parties),
            "status": frozenset(status.lower() for status in self.statuses),
            "mailing list": frozenset(name.lower() for name in self.mailing_lists),
            "earlier kind": self.kinds,
            **self.fixed,
        }.get(naming.what)
        what = "kind" if naming.what == "earlier kind" else naming.what
        return None if known is None else self._absent(what, naming.name.lower(), known)

    def no_folder(self, name: str) -> tuple[str, str] | None:
        """Why no message can be moved into a folder of that name; None where it can."""
        if name.casefold() in self.watched:
            text = f'the mailbox {self.watched[name.casefold()]} watches "{name}": what is moved there would come in again.'
            return text, "Name another folder."
        if self.emptied:
            text = f"the folder has no effect in the mailbox {self.emptied[0]}: by its mark it moves all that it took."
            return text, "Take the mark or the folder away."
        return None

    def _absent(self, what: str, name: str, known: frozenset[str]) -> tuple[str, str | None] | None:
        return None if not known or name in known else self._told(what, name, known)

    @staticmethod
    def _told(what: str, name: str, known: frozenset[str]) -> tuple[str, str | None]:
        few = f"There are: {', '.join(sorted(known))}." if len(known) <= 15 else None
        return f'there is no {what} "{name}".', located.did_you_mean(name, known) or few


def names(table: Any, path: tuple[str | int, ...], is_denied: bool = False) -> Iterator[Naming]:
    """All names in a condition and those within it."""
    for key, value in table.items():
        if key in ("all", "any") and isinstance(value, list):
            for number, inner in enumerate(value):
                yield from names(inner, (*path, key, number), is_denied)
        elif key == "not" and isinstance(value, Mapping):
            yield from names(value, (*path, key), not is_denied)
        elif isinstance(value, Mapping):
            for inner_key, inner in value.items():
                yield from _named((key, inner_key), inner, (*path, key, inner_key), is_denied)
        else:
            yield from _named((key, ""), value, (*path, key), is_denied)


def _named(place: tuple[str, str], value: Any, path: tuple[str | int, ...], is_denied: bool) -> Iterator[Naming]:
    what = _NAMED.get(place)
    if what is None or isinstance(value, bool) or place == ("party", ""):
        return
    for number, name in enumerate(value) if isinstance(value, list) else [(None, value)]:
        yield Naming(what, str(name), path if number is None else (*path, number), is_denied)
