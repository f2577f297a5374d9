"""What the website shows: the public part of the register, in the words of one language. Nothing private gets this far.

Names of senders, addresses, the names that files were sent under and the numbers of messages are not among these values, so no
page can show them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from mailflow.core.conference import Conference, Session
from mailflow.core.roster import Roster
from mailflow.office.register import PublicFile, Register, Version

_SLUG = re.compile(r"[^a-z0-9]+")
LANES = ("paper", "statement", "contribution")


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file to fetch. `path` starts at the root of the site; the name is of our making."""

    path: str
    kind: str  # its ending
    language: str
    size: int
    sha256: str
    pages: int | None


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """One version of a document, in the words of a page's language."""

    symbol: str
    title: str
    title_language: str
    submitters: tuple[str, ...]  # names
    submitted: date
    issued: date
    issued_at: datetime
    language: str  # of submission
    late: bool
    treatment: str
    change: str  # "", rev, corr, add, amend
    files: tuple[FileEntry, ...]


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document with its versions: the one in force, what stands beside it, and those that it replaced."""

    id: str  # register number of its first version
    slug: str
    kind: str
    main: VersionEntry
    beside: tuple[VersionEntry, ...]
    earlier: tuple[VersionEntry, ...]
    session: str
    speaker: str
    place: int | None
    updated: datetime

    @property
    def path(self) -> str:
        """Its page, from the root of a language."""
        return f"documents/{self.slug}.html"


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """A session of the programme, with the statements made in it in speaking order."""

    name: str
    title: str
    title_language: str
    begins: datetime  # in the conference's zone
    ends: datetime
    tentative: bool
    statements: tuple[DocumentEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that the pages of one language say."""

    language: str
    title: str
    place: str
    begins: date
    ends: date
    zone: str
    organisation: str
    email: str  # the conference's own address
    papers: tuple[DocumentEntry, ...]
    contributions: tuple[DocumentEntry, ...]
    sessions: tuple[SessionEntry, ...]
    statements: tuple[DocumentEntry, ...]  # those of no session
    latest: tuple[tuple[DocumentEntry, VersionEntry], ...]  # in force, newest first
    updated: datetime | None

    @property
    def documents(self) -> tuple[DocumentEntry, ...]:
        """All documents, each once."""
        spoken = (statement for session in self.sessions for statement in session.statements)
        return (*self.papers, *self.contributions, *spoken, *self.statements)

    @property
    def has_statements(self) -> bool:
        """Whether there is anything in the lane of statements."""
        return bool(self.statements or any(session.statements for session in self.sessions))


def site_languages(conference: Conference) -> tuple[str, ...]:
    """The languages that the site is built in: the first of the conference, and each other that its title exists in."""
    first, *others = conference.languages
    return (first, *(language for language in others if conference.titles.get(language)))


def contents(register: Register, conference: Conference, roster: Roster, language: str) -> Contents:
    """What the site says in one language."""
    families = list(_families(register))
    slugs = _slugs(families)
    entries = [_document(family, slugs[family[0].root], conference, roster, language) for family in families]
    lanes = {lane: tuple(_in_order(e for e in entries if e.kind == lane)) for lane in LANES}
    sessions = tuple(_session(s, lanes["statement"], language) for s in conference.sessions)
    named = {session.name for session in conference.sessions}
    latest = [(e, v) for e in entries for v in (e.main, *e.beside)]
    return Contents(
        language=language,
        title=conference.titles.get(language) or conference.title,
        place=conference.places.get(language) or conference.place,
        begins=conference.begins,
        ends=conference.ends,
        zone=conference.zone.key,
        organisation=conference.settings.get(f"organisation_{language}") or conference.organisation,
        email=conference.address.spec,
        papers=lanes["paper"],
        contributions=lanes["contribution"],
        sessions=sessions,
        statements=tuple(s for s in lanes["statement"] if s.session not in named),
        latest=tuple(sorted(latest, key=lambda pair: (pair[1].issued_at, pair[0].id), reverse=True)),
        updated=max((entry.updated for entry in entries), default=None),
    )


def _families(register: Register) -> Iterator[list[Version]]:
    """The public versions of each document, in the order in which its first one was accepted."""
    public = register.public()
    for root in dict.fromkeys(version.root for version in public):
        yield [version for version in public if version.root == root]


def _slugs(families: Sequence[Sequence[Version]]) -> dict[str, str]:
    """A name for the page of each document: its symbol, or its register number; with both where two would be the same."""
    wanted = {family[0].root: slug(family[0].base or family[0].root) for family in families}
    taken = list(wanted.values())
    return {root: name if taken.count(name) == 1 else f"{name}-{slug(root)}" for root, name in wanted.items()}


def document_paths(register: Register) -> dict[str, str]:
    """The page of each public document, from the root of the site, by the number of its first version."""
    return {root: f"documents/{name}.html" for root, name in _slugs(list(_families(register))).items()}


def slug(text: str) -> str:
    """A text as a safe part of an address: small letters, figures, hyphens; never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _SLUG.sub("-", plain).strip("-")[:80] or "document"


def _document(
    family: Sequence[Version], name: str, conference: Conference, roster: Roster, language: str
) -> DocumentEntry:
    in_force = [v for v in family if v.state == "accepted"]
    main = next(
        (v for v in in_force if not v.steps or (len(v.steps) == 1 and v.change == "rev")), (in_force or family)[0]
    )
    shown = {v.number: _version(v, name, conference, roster, language) for v in family}
    return DocumentEntry(
        id=family[0].root,
        slug=name,
        kind=main.kind,
        main=shown[main.number],
        beside=tuple(shown[v.number] for v in in_force if v is not main),
        earlier=tuple(shown[v.number] for v in reversed(family) if v.state == "replaced" and v is not main),
        session=main.session,
        speaker=main.speaker,
        place=main.place,
        updated=max(v.changed_at or v.accepted_at for v in family),
    )


def _version(version: Version, name: str, conference: Conference, roster: Roster, language: str) -> VersionEntry:
    title, title_language = version.titled(language)
    stem = "-".join([name, *(f"{change}-{number}" for change, number in version.steps)])
    names = (party.named(language) if (party := roster.get(code)) else code for code in version.submitters)
    return VersionEntry(
        symbol=version.symbol,
        title=title,
        title_language=title_language,
        submitters=tuple(names),
        submitted=conference.day(version.received_at),
        issued=conference.day(version.accepted_at),
        issued_at=version.accepted_at,
        language=version.language,
        late=version.late,
        treatment=version.treatment,
        change=version.change,
        files=tuple(_file(file, stem) for file in _readers_first(version.files, language, version.language)),
    )


def _readers_first(files: Iterable[PublicFile], *languages: str) -> list[PublicFile]:
    """The reader's language first, then that of submission, then the others; a PDF before the form to edit."""
    order = {language: place for place, language in reversed(list(enumerate(languages)))}
    return sorted(files, key=lambda f: (order.get(f.language, len(order)), f.language, f.kind != "pdf", f.kind))


def _file(file: PublicFile, stem: str) -> FileEntry:
    path = f"files/{stem}-{slug(file.language)}-{file.sha256[:8]}.{file.kind}"
    return FileEntry(path, file.kind, file.language, file.size, file.sha256, file.pages)


def _in_order(entries: Iterable[DocumentEntry]) -> list[DocumentEntry]:
    """Papers by their symbols, numbers as numbers; statements as they are spoken; without either as they were issued."""
    return sorted(entries, key=lambda e: (e.place or 10**6, _natural(e.main.symbol), e.main.issued_at, e.id))


def _natural(symbol: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"[0-9]+|[^0-9]+", symbol))


def _session(session: Session, statements: Sequence[DocumentEntry], language: str) -> SessionEntry:
    named = session.titles.get(language)
    return SessionEntry(
        name=session.name,
        title=named or session.title,
        title_language=language if named else "",
        begins=session.begins,
        ends=session.ends,
        tentative=session.tentative,
        statements=tuple(s for s in statements if s.session == session.name),
    )


def by_day(sessions: Iterable[SessionEntry]) -> list[tuple[date, list[SessionEntry]]]:
    """The programme, day by day."""
    return [(day, list(group)) for day, group in groupby(sessions, key=lambda s: s.begins.date())]
