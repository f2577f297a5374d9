"""The list of participants: who stands where, in which section, under which name; frozen issues, and what changed between.

Only persons whom a notice names stand in it, in their State's own order with the head first. It holds no address and no
telephone number. The names of parties are those of the first day of the meeting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mailflow.core.collation import sort_key
from mailflow.core.conference import Conference
from mailflow.core.delegation import name_key
from mailflow.core.former_names import FORMER_NAMES
from mailflow.core.participation import REST, category_of, headings, name_on
from mailflow.office.conflicts import Conflict
from mailflow.office.delegations import Delegation, delegations, end_of
from mailflow.office.responses import Response, responses
from mailflow.office.scope import Scope

Day = date  # a field called "date" hides the type in its class
_ADDRESS = re.compile(
    r"[<(\[]?\b(?:e-?mail|courriel|correo)?\s*:?\s*[\w.+'-]+@[\w-]+(?:\.[\w-]+)+[>)\]]?", re.IGNORECASE
)
_TELEPHONE = re.compile(
    r"(?:\b(?:tel|phone|telephone|mobile|mob|cell|fax|tél|téléphone|teléfono|móvil|тел|факс|电话|传真|هاتف)\b\.?\s*:?\s*)"
    r"[+(]?\d[\d\s()./-]{4,}\d|\+\d[\d\s()./-]{6,}\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Person:
    """A line of the list, as it is printed."""

    name: str
    honorific: str = ""
    title: str = ""
    role: str = ""  # head, delegate, alternate, adviser, observer; "" where the notice does not say
    messages: tuple[int, ...] = ()
    by: str = ""  # who entered or corrected it last


@dataclass(frozen=True, slots=True)
class Entry:
    """A party with its persons."""

    code: str
    name: str
    category: str
    persons: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class ListOfParticipants:
    """The list as it stood: all that is needed to print it, and to compare it with another."""

    meeting: str
    language: str
    date: Day
    headings: tuple[tuple[str, str], ...]  # category and its heading, in the order of sections
    entries: tuple[Entry, ...]
    secretariat: tuple[Person, ...] = ()
    symbol: str = ""
    number: int = 0  # of the issue; 0 for a list that was not issued
    final: bool = False
    addendum: bool = False
    corrections_to: str = ""
    corrections_by: Day | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed: a person added, removed or corrected; a party that came, went, or changed its name or section."""

    what: str  # added, removed, corrected, party-added, party-removed, party-corrected
    code: str
    party: str
    before: Person | None = None
    after: Person | None = None
    was: str = ""  # of a party: its earlier name


@dataclass(frozen=True, slots=True)
class Missing:
    """What a person should look at before the list goes out."""

    unnamed: tuple[str, ...] = ()  # parties that said yes and named nobody
    declined: tuple[str, ...] = ()  # parties that named somebody and declined since: left out
    conflicts: tuple[tuple[str, Conflict], ...] = ()  # by party


def list_of(scope: Scope, at: date | None = None) -> tuple[ListOfParticipants, Missing]:
    """The list as of the end of a day (now, without one), and what is doubtful in it."""
    conference, plan, language = scope.conference, scope.conference.participation, scope.language
    until = None if at is None else end_of(at, conference)
    found = delegations(scope.store, conference, until)
    answers = {one.party.code: one.response for one in responses(scope, until)}
    declined = [code for code, each in found.items() if each.members and answers.get(code) is Response.NO]
    present = {code: each for code, each in found.items() if each.members and code not in declined}
    titles = headings(plan.categories, scope.roster.parties, language)
    order = [each.name for each in (*plan.categories, REST)]
    entries = sorted(
        (_entry(code, each, scope) for code, each in present.items()),
        key=lambda entry: (order.index(entry.category), sort_key(entry.name, language)),
    )
    made = ListOfParticipants(
        meeting=scope.meeting,
        language=language,
        date=at or scope.today,
        headings=tuple((name, titles[name]) for name in order),
        entries=tuple(entries),
        secretariat=_secretariat(conference) if plan.secretariat else (),
        corrections_to=conference.address.spec,
        corrections_by=plan.corrections_by or conference.ends,
    )
    unnamed = [code for code, answer in answers.items() if answer is Response.YES and not _named(found.get(code))]
    conflicts = [(code, conflict) for code, each in found.items() for conflict in each.conflicts]
    return made, Missing(tuple(map(scope.party, unnamed)), tuple(map(scope.party, declined)), tuple(conflicts))


def _named(delegation: Delegation | None) -> bool:
    return delegation is not None and bool(delegation.members)


def _entry(code: str, delegation: Delegation, scope: Scope) -> Entry:
    conference, plan = scope.conference, scope.conference.participation
    party = scope.roster.get(code)
    name = code if party is None else name_on(party, conference.begins, scope.language, (*plan.names, *FORMER_NAMES))
    persons = tuple(
        Person(
            name=public(member.delegate.name),
            honorific=public(member.delegate.honorific or ""),
            title=public(member.delegate.title or ""),
            role=member.delegate.role or "",
            messages=tuple(sorted({message for message in member.messages if message is not None})),
            by=next((fact.by for fact in reversed(member.sources) if fact.by), ""),
        )
        for member in delegation.members
    )
    return Entry(code, name, category_of(party, plan.categories).name, persons)


def _secretariat(conference: Conference) -> tuple[Person, ...]:
    return tuple(Person(contact.name, title=contact.function) for contact in conference.contacts)


def public(text: str) -> str:
    """The text without addresses of mail and telephone numbers: a list of participants goes round the world."""
    left = _TELEPHONE.sub(" ", _ADDRESS.sub(" ", text))
    return " ".join(left.split()).strip(" ,;·|-–") if left != text else text


def differences(before: ListOfParticipants, after: ListOfParticipants) -> list[Difference]:
    """What is otherwise in the later list, party by party in its order; parties that went stand at the end."""
    old = {entry.code: entry for entry in before.entries}
    found: list[Difference] = []
    for entry in after.entries:
        was = old.pop(entry.code, None)
        if was is None:
            found.append(Difference("party-added", entry.code, entry.name))
            found += [Difference("added", entry.code, entry.name, None, person) for person in entry.persons]
            continue
        # In another language every name is another one, and none was corrected.
        renamed = before.language == after.language and was.name != entry.name
        if renamed or was.category != entry.category:
            found.append(Difference("party-corrected", entry.code, entry.name, was=was.name))
        found += _persons(was, entry)
    found += [Difference("party-removed", entry.code, entry.name) for entry in old.values()]
    return found


def _persons(was: Entry, entry: Entry) -> list[Difference]:
    old: Mapping[frozenset[str], Person] = {name_key(person.name): person for person in was.persons}
    new = {name_key(person.name): person for person in entry.persons}
    found = []
    for key, person in new.items():
        if key not in old:
            found.append(Difference("added", entry.code, entry.name, None, person))
        elif _printed(old[key]) != _printed(person):
            found.append(Difference("corrected", entry.code, entry.name, old[key], person))
    found += [Difference("removed", entry.code, entry.name, person) for key, person in old.items() if key not in new]
    return found


def _printed(person: Person) -> tuple[str, str, str, str]:
    return (person.honorific, person.name, person.title, person.role)
