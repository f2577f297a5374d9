"""The cast of a message: who comes and who goes, as far as it has been read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from mailflow.core.facts import Delegate, Removal, Source
from mailflow.core.names import Names, find_names
from mailflow.core.reading.items import Person
from mailflow.core.reading.lexicon import Lexicon
from mailflow.core.reading.name_keys import is_same, name_keys
from mailflow.core.reading.signer import Signer
from mailflow.core.words import folded


@dataclass(frozen=True, slots=True)
class Delegation:
    """Who is newly named, who goes, and the words that say that others stay."""

    delegates: tuple[Delegate, ...] = ()
    removals: tuple[Removal, ...] = ()
    stays: tuple[Source, ...] = ()
    again: tuple[Source, ...] = ()  # words that say once more that somebody goes


@dataclass
class Cast:
    """The persons of a message while it is read, in the order in which it names them.

    Who signs, and who is named in what it quotes, is looked for only where it is asked for: most messages name nobody.
    """

    lex: Lexicon
    look_for_signer: Callable[[], Signer | None] = lambda: None
    look_for_quoted: Callable[[], dict[frozenset[str], str]] = dict
    look_for_told: Callable[[], dict[frozenset[str], str]] = dict
    parties: tuple[Names, ...] = ()  # of States, and of the parties on the roster
    persons: list[Person] = field(default_factory=list)
    gone: list[Removal] = field(default_factory=list)
    stays: list[Source] = field(default_factory=list)
    again: list[Source] = field(default_factory=list)
    stays_away: bool = False  # the writer has said "I cannot"
    withdraws: list[Source] = field(default_factory=list)  # … "I cannot come after all"
    spoken_of: list[str] = field(default_factory=list)  # the names of the sentence before

    @cached_property
    def signer(self) -> Signer | None:
        """Who sent the message, as far as it says."""
        return self.look_for_signer()

    @cached_property
    def known(self) -> dict[frozenset[str], str]:
        """The names in the quoted text, by their words."""
        return self.look_for_quoted()

    def is_party(self, name: str) -> bool:
        """True for the name of a State or an organisation, or the end of one: "San Marino", "Plurinacional de Bolivia"."""
        row = folded(name)
        return any(
            n.stop == len(row.words) and (n.first < 2 or row.words[n.first - 1] in self.lex.particles)
            for n in find_names(row, *self.parties)
            # "OF GEORGIA": behind a small word a name that persons have too is the State's.
            if not n.personal or (n.first == 1 and row.words[0] in self.lex.fillers)
        )

    def find(self, name: str) -> int | None:
        """The person whom a name, or a part of it, stands for."""
        keys = name_keys(name)
        return next((i for i, entry in enumerate(self.persons) if is_same(keys, name_keys(entry.name))), None)

    @cached_property
    def told(self) -> dict[frozenset[str], str]:
        """The names of several words in the text itself, by their words."""
        return self.look_for_told()

    def full(self, name: str) -> str:
        """The whole name of one who is called by a part of it: "Ms Berg" where "Ms Anna Berg" stands elsewhere, once."""
        keys = name_keys(name)
        if len(keys) != 1:
            return name
        whole = [one for other, one in self.told.items() if keys < other]
        is_gone = any(keys < name_keys(g.name) for g in self.gone)
        return whole[0] if len(whole) == 1 and not is_gone else name

    def add(self, entry: Person) -> None:
        """Take a person in, or what is new of one who is there."""
        entry = replace(entry, name=self.full(entry.name))
        at = self.find(entry.name)
        if at is None:
            self.persons.append(entry)
            return
        old = self.persons[at]
        longer = entry.name if len(name_keys(entry.name)) > len(name_keys(old.name)) else old.name
        self.persons[at] = replace(
            old, name=longer, title=old.title or entry.title, role=_stronger(old.role, entry.role),
            email=old.email or entry.email,
        )  # fmt: skip

    def add_signer(self, source: Source) -> None:
        """Take in who signs, where it is known who does."""
        if self.signer is not None:
            self.add(Person(self.signer.name, source.part, source.words, self.signer.title, None, self.signer.email))

    def remove(self, name: str, source: Source, replaced_by: str | None) -> None:
        """Take a person out."""
        at = self.find(name)
        if at is not None:
            name = max(name, self.persons[at].name, key=lambda n: len(name_keys(n)))
            del self.persons[at]
        elif len(name_keys(name)) == 1:
            name = self.full(name)
            name = next((full for keys, full in self.known.items() if name_keys(name) <= keys), name)
        if not any(is_same(name_keys(g.name), name_keys(name)) for g in self.gone):
            self.gone.append(Removal(name, source, replaced_by))
        else:
            self.again.append(source)

    def delegation(self) -> Delegation:
        """The cast as facts. Who goes is no delegate."""
        # "I cannot come after all; Ms B alone will": where nobody else is named, the party may have meant itself.
        if self.withdraws and (self.persons or self.gone) and self.signer is not None:
            self.remove(self.signer.name, self.withdraws[0], None)
        gone = [name_keys(g.name) for g in self.gone]
        delegates = list[Delegate]()
        for entry in self.persons:
            if name_keys(entry.name) in gone:
                continue
            email = entry.email
            if email is None and self.signer is not None and name_keys(self.signer.name) == name_keys(entry.name):
                email = self.signer.email
            delegates.append(
                Delegate(entry.name, Source(entry.part, entry.words), entry.title, entry.role, email, entry.honorific)
            )
        return Delegation(tuple(delegates), tuple(self.gone), tuple(self.stays), tuple(self.again))


def _stronger(old: str | None, new: str | None) -> str | None:
    return new if new == "head" or old is None else old
