"""The acts on documents: accept, revise, reject, withdraw, correct, add a language. Each by a person, each an entry.

Everything happens in one transaction: a symbol that was given in one that failed is given to the next document. What is accepted
is kept with its bytes, so that the public gets what the person saw, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from mailflow.core import symbol
from mailflow.core.conference import Conference
from mailflow.core.data import one_line
from mailflow.core.folding import fold
from mailflow.core.parsing import parse
from mailflow.core.roster import Roster
from mailflow.documents.clean import CleanFile, Unclean, cleaned
from mailflow.errors import DocumentError
from mailflow.office.register import Item, Receipt, Register, Version, register
from mailflow.store import Store

_DEADLINES = {
    "paper": ("papers", "paper"),
    "statement": ("statements", "statement"),
    "contribution": ("contributions", "contribution"),
}
_LANGUAGE = re.compile(r"[a-z]{2}")
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who acts on the register of which conference, and when. Opens no transaction of its own: each act is one."""

    store: Store
    conference: Conference
    roster: Roster
    by: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Offered:
    """A file as it was sent."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person says of a document in place of what was read; None where he says nothing."""

    kind: str | None = None
    title: str | None = None
    language: str | None = None
    submitters: tuple[str, ...] | None = None
    session: str | None = None
    speaker: str | None = None
    place: int | None = None
    late: bool | None = None
    treatment: str | None = None


def read_register(store: Store, conference: Conference) -> Register:
    """The register of a conference as it stands."""
    facts = store.records.facts(conference=conference.name, kinds=("paper", "title"))
    return register(facts, store.documents.acts(conference.name), late_from(conference))


def late_from(conference: Conference) -> dict[str, datetime]:
    """The first moment at which a document of a kind is late: midnight after its last day, where the conference is."""
    found = {}
    for kind, purposes in _DEADLINES.items():
        day = next((day for purpose in purposes if (day := conference.deadline(purpose))), None)
        if day is not None:
            found[kind] = datetime.combine(day + timedelta(days=1), datetime.min.time(), conference.zone)
    return found


def attached(store: Store, message: int, wanted: str) -> Offered:
    """A file that came with a message, by its part or its name. Raises `DocumentError`, which names those that came."""
    raw = store.ledger.raw(message)
    if raw is None:
        raise DocumentError(f"There is no message {message}.")
    files = parse(raw).attachments
    for file in files:
        if wanted and wanted in (file.part, file.name):
            return Offered(file.name, file.content)
    names = ", ".join(f"{file.part} {file.name}" for file in files) or "none"
    if not wanted:
        raise DocumentError(
            f"The document is the text of message {message} itself. Save what is to be published as a file of its own and "
            f"give it with --file; or take one of its attachments ({names}) with --attachment."
        )
    raise DocumentError(f'Message {message} has no attachment "{wanted}". It has: {names}.')


def receive(store: Store, conference: Conference, message: int, by: str, now: datetime) -> tuple[str, ...]:
    """Give register numbers to the documents of a message that a person has let in; the numbers given, () for none."""
    given = []
    with store.write():
        for item in read_register(store, conference).of_message(message):
            if item.receipt.effective and not item.receipt.number:
                number = _next_number(store, conference, item.receipt.kind)
                said = {"number": number, "part": item.receipt.part}
                store.documents.enter(conference.name, message, "receive", said, by, now)
                given.append(number)
    return tuple(given)


def accept(clerk: Clerk, item: Item, file: Offered, wishes: Wishes | None = None) -> Version | Unclean:
    """Accept a document: it gets its symbol and may be published. An unclean file is a value: nothing was done then.

    One that was rejected or withdrawn can be accepted after all; it keeps the symbol that it had.
    """
    receipt, wishes = item.receipt, wishes or Wishes()
    _check_counts(item)
    if item.state in ("accepted", "replaced"):
        raise DocumentError(f"{receipt.number} is accepted already{_as(item)}. To change it: mailflow documents revise")
    clean = cleaned(file.name, file.content)
    if isinstance(clean, Unclean):
        return clean
    with clerk.store.write():
        number = _number(clerk, receipt)
        kind = wishes.kind or receipt.kind
        late, treatment = _lateness(clerk, receipt, kind, wishes)
        before = item.version
        if before is not None:
            identity = {"root": before.root, "base": before.base, "steps": before.steps, "stars": before.stars}
        else:
            shown_as = symbol.INFORMATION if treatment == symbol.INFORMATION else kind
            identity = {"root": number, "base": _next_symbol(clerk, shown_as), "steps": (), "stars": 0}
        said = _described(clerk, receipt, wishes, kind) | identity
        said |= {
            "number": number,
            "late": late,
            "treatment": treatment,
            "files": [_kept(clerk, clean, said["language"])],
        }
        return _enter_accepted(clerk, receipt.message, said)


def revise(
    clerk: Clerk, version: Version, change: str, file: Offered, item: Item | None = None, wishes: Wishes | None = None
) -> Version | Unclean:
    """Accept a new version of a document: a revision, a corrigendum, an addendum, an amendment (`rev`, `corr`, `add`, `amend`).

    `item` is what came for it; without one the secretariat made it, and it gets a register number all the same.
    """
    wishes = wishes or Wishes()
    if version.state == "withdrawn":
        raise DocumentError(f"{version.number} was withdrawn. Accept it again first: mailflow documents accept")
    if item is not None:
        _check_counts(item)
        if item.state in ("accepted", "replaced", "withdrawn"):
            raise DocumentError(f"{item.receipt.number} is {item.state} as a document of its own{_as(item)}.")
    clean = cleaned(file.name, file.content)
    if isinstance(clean, Unclean):
        return clean
    with clerk.store.write():
        held = read_register(clerk.store, clerk.conference)
        base = _in_force(held, version)
        receipt = item.receipt if item else _made_here(clerk, base, clean)
        number = _number(clerk, receipt)
        late, treatment = _lateness(clerk, receipt, base.kind, wishes)
        said = _described(clerk, receipt, wishes, base.kind, base)
        said |= {
            "number": number,
            "root": base.root,
            "base": base.base,
            "steps": symbol.next_step(base.steps, change, [v.steps for v in held.family(base.root)]),
            "late": late,
            "treatment": "note" if treatment == symbol.INFORMATION else treatment,
            "files": [_kept(clerk, clean, said["language"])],
        }
        return _enter_accepted(clerk, receipt.message, said)


def reject(clerk: Clerk, item: Item, reason: str) -> None:
    """Say that a received document is not issued, and why."""
    if item.state in ("accepted", "replaced"):
        raise DocumentError(
            f"{item.receipt.number} is accepted{_as(item)}. To take it away: mailflow documents withdraw"
        )
    if item.state == "unproven":
        raise DocumentError(_unproven(item))
    with clerk.store.write():
        said = {"number": _number(clerk, item.receipt), "reason": one_line(reason)}
        clerk.store.documents.enter(clerk.conference.name, item.receipt.message, "reject", said, clerk.by, clerk.now)


def withdraw(clerk: Clerk, version: Version, reason: str, *, only: bool = False) -> tuple[Version, ...]:
    """Take a document away with all its versions, or `only` this version: then the one before it is in force again."""
    held = read_register(clerk.store, clerk.conference)
    family = (version,) if only else held.family(version.root)
    gone = tuple(v for v in family if v.state != "withdrawn")
    if not gone:
        raise DocumentError(f"{version.number} is withdrawn already.")
    said = {"number": version.number, "numbers": [v.number for v in gone], "reason": one_line(reason)}
    clerk.store.documents.enter(clerk.conference.name, version.message, "withdraw", said, clerk.by, clerk.now)
    return gone


def correct(clerk: Clerk, version: Version, wishes: Wishes) -> None:
    """Put right what is said of a document. `language` names the language of the title; what is not named stays."""
    said: dict[str, Any] = {"number": version.number}
    if wishes.title is not None:
        said["titles"] = {_language(wishes.language or version.language): _title(wishes.title)}
    if wishes.submitters is not None:
        said["submitters"] = _submitters(clerk, wishes.submitters)
    if wishes.session is not None:
        said["session"] = _session(clerk, wishes.session)
    for key in ("speaker", "place", "late"):
        if (value := getattr(wishes, key)) is not None:
            said[key] = one_line(value) if isinstance(value, str) else value
    if len(said) == 1:
        raise DocumentError("Nothing was said that could be corrected.")
    clerk.store.documents.enter(clerk.conference.name, version.message, "correct", said, clerk.by, clerk.now)


def add(
    clerk: Clerk,
    version: Version,
    language: str,
    file: Offered,
    *,
    title: str | None = None,
    item: Item | None = None,
    reissue: bool = False,
) -> CleanFile | Unclean:
    """Add the document in one more language, or in one more form; one symbol stands for all of them.

    `item` is what came for it. With `reissue` a file of a language is put in the place of the one before it for technical
    reasons, and the symbol gets its asterisk.
    """
    language = _language(language)
    if version.state == "withdrawn":
        raise DocumentError(f"{version.number} was withdrawn. Accept it again first: mailflow documents accept")
    if version.treatment == "original" and language != version.language:
        raise DocumentError(
            f"{version.number} came late and is issued in its own language only ({version.language}): documents.late"
        )
    if item is not None:
        _check_counts(item)
    clean = cleaned(file.name, file.content)
    if isinstance(clean, Unclean):
        return clean
    there = any((f.language, f.kind) == (language, clean.kind) for f in version.files)
    if there != reissue:
        raise DocumentError(
            f"{version.number} has a {clean.kind} in {language} already. Issue it again with --reissue."
            if there
            else f"{version.number} has no {clean.kind} in {language} that could be issued again."
        )
    with clerk.store.write():
        said: dict[str, Any] = {"number": version.number, "file": _kept(clerk, clean, language)}
        if title is not None:
            said["titles"] = {language: _title(title)}
        if item is not None:
            said["receipt"] = _number(clerk, item.receipt)
        if reissue:
            said["as"] = symbol.REISSUE
        message = item.receipt.message if item else version.message
        clerk.store.documents.enter(clerk.conference.name, message, "add", said, clerk.by, clerk.now)
    return clean


def _check_counts(item: Item) -> None:
    if item.state == "unproven":
        raise DocumentError(_unproven(item))
    if item.state == "language":
        raise DocumentError(f"{item.receipt.number} is on record as a language of {item.reason}.")


def _unproven(item: Item) -> str:
    message = item.receipt.message
    return (
        f"The document of message {message} has no effect yet: nobody has proven who sent it. Look at it, then: "
        f"mailflow review accept {message}"
    )


def _as(item: Item) -> str:
    return f" as {item.version.symbol}" if item.version and item.version.symbol else ""


def _in_force(held: Register, version: Version) -> Version:
    """The version that stands in the place of a replaced one."""
    by_number = {v.number: v for v in held.versions}
    found = by_number[version.number]
    while found.state == "replaced":
        found = by_number[found.replaced_by]
    return found


def _made_here(clerk: Clerk, base: Version, clean: CleanFile) -> Receipt:
    """A version that the secretariat made itself: received today, from those who submitted the document."""
    number = _next_number(clerk.store, clerk.conference, base.kind)
    said = {"number": number, "kind": base.kind, "filename": clean.name, "submitters": base.submitters, "party": None}
    clerk.store.documents.enter(clerk.conference.name, None, "receive", said, clerk.by, clerk.now)
    return Receipt(
        number, None, "", base.kind, "", clean.name, None, base.submitters, base.language, True, clerk.now, True
    )


def _number(clerk: Clerk, receipt: Receipt) -> str:
    if receipt.number:
        return receipt.number
    number = _next_number(clerk.store, clerk.conference, receipt.kind)
    said = {"number": number, "part": receipt.part}
    clerk.store.documents.enter(clerk.conference.name, receipt.message, "receive", said, clerk.by, clerk.now)
    return number


def _next_number(store: Store, conference: Conference, kind: str) -> str:
    n = store.records.next_number(conference.name, kind.upper())
    return conference.register.format(kind=kind.upper(), n=n)


def _next_symbol(clerk: Clerk, kind: str) -> str:
    """The next symbol of the kind's series; one that was ever given is never given again."""
    series = clerk.conference.documents.series(kind)
    if not series:
        return ""
    taken = read_register(clerk.store, clerk.conference).symbols()
    while True:
        given = symbol.numbered(series, clerk.store.records.next_number(clerk.conference.name, f"symbol {series}"))
        if given not in taken:
            return given


def _lateness(clerk: Clerk, receipt: Receipt, kind: str, wishes: Wishes) -> tuple[bool, str]:
    limit = late_from(clerk.conference).get(kind)
    late = wishes.late if wishes.late is not None else limit is not None and receipt.received_at >= limit
    if wishes.treatment is not None:
        return late, wishes.treatment
    return late, clerk.conference.documents.treatment(kind) if late else "accept"


def _described(
    clerk: Clerk, receipt: Receipt, wishes: Wishes, kind: str, base: Version | None = None
) -> dict[str, Any]:
    """What is said of a version. What neither the person nor the document says is as in the version before."""
    language = _language(wishes.language or receipt.language or (base.language if base else ""))
    titles = {} if base is None else dict(base.titles)
    if title := _title(wishes.title or receipt.title):
        titles[language] = title
    if not titles:
        raise DocumentError(f"{receipt.number or 'The document'} has no title. Give it one with --title.")
    codes = wishes.submitters
    if codes is None:
        found = (receipt.party, *receipt.submitters)
        codes = base.submitters if base else tuple(dict.fromkeys(code for code in found if code))
    return {
        "kind": kind,
        "titles": titles,
        "language": language,
        "submitters": _submitters(clerk, codes),
        "received_at": receipt.received_at.isoformat(),
        "session": _session(clerk, wishes.session if wishes.session is not None else base.session if base else ""),
        "speaker": one_line(wishes.speaker if wishes.speaker is not None else base.speaker if base else ""),
        "place": wishes.place if wishes.place is not None else base.place if base else None,
    }


def _title(text: str) -> str:
    return one_line(text)[:_LONGEST_TITLE].rstrip()


def _language(code: str) -> str:
    if not _LANGUAGE.fullmatch(code):
        said = f'"{code}" is no language' if code else "The language of the document is not known"
        raise DocumentError(f"{said}. Give it as two letters: --language en")
    return code


def _submitters(clerk: Clerk, codes: Sequence[str]) -> list[str]:
    """The codes in the English alphabetical order of their names, as mastheads of the United Nations have them."""
    parties = {code: clerk.roster.get(code) for code in codes}
    if unknown := [code for code, party in parties.items() if party is None]:
        raise DocumentError(f'"{unknown[0]}" is not on the roster. Name who submits with --submitter CODE.')
    if not parties:
        raise DocumentError("Nobody is named who submits the document. Name each with --submitter CODE.")
    return sorted(parties, key=lambda code: fold(party.name) if (party := parties[code]) else code)


def _session(clerk: Clerk, name: str) -> str:
    known = [session.name for session in clerk.conference.sessions]
    if name and name not in known:
        raise DocumentError(
            f'There is no session "{name}". '
            + (f"There are: {', '.join(known)}." if known else "Sessions stand in the configuration.")
        )
    return name


def _kept(clerk: Clerk, clean: CleanFile, language: str) -> Mapping[str, Any]:
    digest = clerk.store.documents.keep(clean.content)
    return {
        "language": language,
        "kind": clean.kind,
        "size": len(clean.content),
        "sha256": digest,
        "name": clean.name,
        "pages": clean.pages,
    }


def _enter_accepted(clerk: Clerk, message: int | None, said: Mapping[str, Any]) -> Version:
    clerk.store.documents.enter(clerk.conference.name, message, "accept", said, clerk.by, clerk.now)
    held = read_register(clerk.store, clerk.conference)
    return next(v for v in held.versions if v.number == said["number"])
