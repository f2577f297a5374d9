"""The register of documents: what was received, and what people made of it, as a fold over facts and acts.

An act (accept, reject, withdraw, correct, add) is an entry by a person and is never undone but by another one. A document is a
family of versions: the first one, and what revises, corrects, adds to or amends it. Each version has a register number of its
own, which it got on receipt, and a symbol, which it got on acceptance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from mailflow.core.symbol import REISSUE, Step, designation, supersedes
from mailflow.store import Entry, StoredFact


@dataclass(frozen=True, slots=True)
class Receipt:
    """A document as it was received. `number` is "" while it does not count: its sender is not proven yet."""

    number: str
    message: int | None
    part: str  # of the attachment; "" where the document is the text of the message, or came another way
    kind: str  # paper, statement, contribution
    title: str
    filename: str
    party: str | None
    submitters: tuple[str, ...]
    language: str
    replaces: bool  # its message says that it takes the place of an earlier one
    received_at: datetime
    effective: bool


@dataclass(frozen=True, slots=True)
class PublicFile:
    """An accepted file of one language. `kind` is its ending; `name` what its sender called it, which is never published."""

    language: str
    kind: str
    size: int
    sha256: str
    name: str = ""
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One accepted version of a document."""

    number: str
    root: str  # number of the first version
    kind: str
    base: str  # the symbol of the first version, "" where the conference gives none
    steps: tuple[Step, ...]  # what was changed since, in order
    stars: int  # how often it was issued again for technical reasons
    titles: Mapping[str, str]  # by language
    language: str  # of submission
    submitters: tuple[str, ...]  # codes of the roster
    files: tuple[PublicFile, ...]
    received_at: datetime
    accepted_at: datetime
    by: str
    late: bool = False
    treatment: str = "accept"
    session: str = ""
    speaker: str = ""
    place: int | None = None  # in the order of speakers
    message: int | None = None
    state: str = "accepted"  # accepted, replaced, withdrawn
    replaced_by: str = ""  # number of the version that took its place
    changed_at: datetime | None = None  # when its state, a file or a word of it changed last

    @property
    def symbol(self) -> str:
        """The whole symbol; without a scheme what sets it apart from the first version ("Rev.1"), or ""."""
        return designation(self.base, self.steps, self.stars)

    @property
    def change(self) -> str:
        """What it is to the version before it: "", rev, corr, add, amend."""
        return self.steps[-1][0] if self.steps else ""

    def titled(self, language: str) -> tuple[str, str]:
        """The title for a reader of that language, and the language that it is in."""
        for each in (language, self.language, *sorted(self.titles)):
            if self.titles.get(each):
                return self.titles[each], each
        return "", language


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the register: what was received, and where it stands."""

    receipt: Receipt
    state: str  # received, unproven, accepted, replaced, withdrawn, rejected, language
    version: Version | None = None
    reason: str = ""  # why it was rejected or withdrawn; of which document it is a language
    late: bool = False
    offer: Version | None = None  # an accepted one of the same party that it may revise


@dataclass(frozen=True, slots=True)
class Register:
    """The register of one conference, in the order of receipt, and all accepted versions in the order of acceptance."""

    items: tuple[Item, ...]
    versions: tuple[Version, ...]

    def public(self) -> tuple[Version, ...]:
        """What the public may see: everything accepted and not withdrawn, replaced versions among them."""
        return tuple(v for v in self.versions if v.state in ("accepted", "replaced"))

    def family(self, root: str) -> tuple[Version, ...]:
        """All versions of a document, in the order of acceptance."""
        return tuple(v for v in self.versions if v.root == root)

    def find(self, reference: str) -> Item | None:
        """By register number or by symbol; None where neither fits."""
        for item in self.items:
            if item.receipt.number == reference:
                return item
        for item in self.items:
            if item.version is not None and item.version.base and item.version.symbol == reference:
                return item
        return None

    def of_message(self, message: int) -> tuple[Item, ...]:
        """The documents that came with a message."""
        return tuple(item for item in self.items if item.receipt.message == message)

    def symbols(self) -> frozenset[str]:
        """All symbols that were ever given; a withdrawn document keeps its own."""
        return frozenset(v.symbol for v in self.versions)


@dataclass
class _Fold:
    versions: dict[str, Version] = field(default_factory=dict)
    rejected: dict[str, str] = field(default_factory=dict)
    withdrawn: dict[str, str] = field(default_factory=dict)
    languages: dict[str, str] = field(
        default_factory=dict
    )  # number of a receipt -> number of the version it belongs to
    numbers: dict[tuple[int, str], str] = field(default_factory=dict)
    others: list[Receipt] = field(default_factory=list)  # what came to the secretariat another way


def register(facts: Sequence[StoredFact], acts: Sequence[Entry], late: Mapping[str, Any] | None = None) -> Register:
    """The register of today. `facts` are those of the kinds "paper" and "title"; `late` gives the first moment that is late, by kind."""
    fold = _folded(acts)
    versions = {v.number: v for v in _standing(fold)}
    receipts = [*_receipts(facts, fold.numbers), *fold.others]
    receipts.sort(key=lambda r: r.received_at)
    items = tuple(_item(receipt, fold, versions, late or {}) for receipt in receipts)
    return Register(_offered(items), tuple(versions.values()))


def _folded(acts: Iterable[Entry]) -> _Fold:
    fold = _Fold()
    for act in acts:
        said, number = act.values, str(act.values.get("number", ""))
        if act.what == "receive":
            _receive(fold, act)
        elif act.what == "accept":
            fold.versions.pop(number, None)
            fold.versions[number] = _accepted(act)
            fold.rejected.pop(number, None)
            fold.withdrawn.pop(number, None)
        elif act.what == "reject":
            fold.rejected[number] = str(said.get("reason", ""))
        elif act.what == "withdraw":
            for each in said.get("numbers", [number]):
                fold.withdrawn[each] = str(said.get("reason", ""))
                fold.versions[each] = replace(fold.versions[each], changed_at=act.at)
        elif act.what == "correct":
            fold.versions[number] = _corrected(fold.versions[number], act)
        elif act.what == "add":
            fold.versions[number] = _with_file(fold.versions[number], act)
            if said.get("receipt"):
                fold.languages[said["receipt"]] = number
    return fold


def _receive(fold: _Fold, act: Entry) -> None:
    """A number for what a person let in, or a document that came to the secretariat other than by a message."""
    said = act.values
    if act.message is not None:
        fold.numbers[act.message, said["part"]] = said["number"]
        return
    fold.others.append(
        Receipt(
            said["number"],
            None,
            "",
            said["kind"],
            said.get("title", ""),
            said.get("filename", ""),
            said.get("party"),
            tuple(said.get("submitters", ())),
            said.get("language", ""),
            False,
            act.at,
            True,
        )
    )


def _accepted(act: Entry) -> Version:
    said = act.values
    return Version(
        number=said["number"],
        root=said["root"],
        kind=said["kind"],
        base=said["base"],
        steps=tuple((change, n) for change, n in said["steps"]),
        stars=said.get("stars", 0),
        titles=said["titles"],
        language=said["language"],
        submitters=tuple(said["submitters"]),
        files=tuple(_file(each) for each in said["files"]),
        received_at=datetime.fromisoformat(said["received_at"]),
        accepted_at=act.at,
        by=act.by,
        late=said["late"],
        treatment=said["treatment"],
        session=said.get("session", ""),
        speaker=said.get("speaker", ""),
        place=said.get("place"),
        message=act.message,
        changed_at=act.at,
    )


def _file(said: Mapping[str, Any]) -> PublicFile:
    return PublicFile(
        said["language"], said["kind"], said["size"], said["sha256"], said.get("name", ""), said.get("pages")
    )


def _corrected(version: Version, act: Entry) -> Version:
    said = act.values
    titles = {k: v for k, v in {**version.titles, **said.get("titles", {})}.items() if v}
    return replace(
        version,
        titles=titles,
        submitters=tuple(said.get("submitters", version.submitters)),
        session=said.get("session", version.session),
        speaker=said.get("speaker", version.speaker),
        place=said.get("place", version.place),
        late=said.get("late", version.late),
        changed_at=act.at,
    )


def _with_file(version: Version, act: Entry) -> Version:
    """One file for each language and kind: a new one takes the place of the old one."""
    new = _file(act.values["file"])
    kept = [f for f in version.files if (f.language, f.kind) != (new.language, new.kind)]
    stars = version.stars + (1 if act.values.get("as") == REISSUE else 0)
    titles = {**version.titles, **act.values.get("titles", {})}
    return replace(version, files=(*kept, new), titles=titles, stars=stars, changed_at=act.at)


def _standing(fold: _Fold) -> Iterable[Version]:
    """The versions with where they stand: what takes the place of another does so only while it is not withdrawn itself."""
    versions = list(fold.versions.values())
    in_force = [v for v in versions if v.number not in fold.withdrawn]
    for version in versions:
        if version.number in fold.withdrawn:
            yield replace(version, state="withdrawn")
            continue
        newer = [v for v in in_force if v.root == version.root and supersedes(v.steps, version.steps)]
        if newer:
            last = max(newer, key=lambda v: v.accepted_at)
            yield replace(version, state="replaced", replaced_by=last.number)
        else:
            yield version


def _receipts(facts: Sequence[StoredFact], numbers: Mapping[tuple[int, str], str]) -> Iterable[Receipt]:
    # The title of a scan, which a person has found to be as in the picture.
    titles = {(f.message, f.values["part"]): f.values["title"] for f in facts if f.kind == "title" and f.effective}
    for fact in facts:
        if fact.replaced or fact.kind != "paper":
            continue
        values, part = fact.values, fact.values.get("part") or ""
        number = str(values.get("number") or "")
        if fact.message is not None and not number:
            number = numbers.get((fact.message, part), "")
        yield Receipt(
            number=number,
            message=fact.message,
            part=part,
            kind=values["kind"],
            title=values.get("title") or titles.get((fact.message, part), ""),
            filename=values.get("filename") or "",
            party=fact.party,
            submitters=tuple(values.get("submitters") or ()),
            language=values.get("language") or "",
            replaces=bool(values.get("replaces")),
            received_at=fact.at,
            effective=fact.effective,
        )


def _item(receipt: Receipt, fold: _Fold, versions: Mapping[str, Version], late: Mapping[str, Any]) -> Item:
    number, limit = receipt.number, late.get(receipt.kind)
    is_late = limit is not None and receipt.received_at >= limit
    if version := versions.get(number) if number else None:
        return Item(receipt, version.state, version, fold.withdrawn.get(number, ""), version.late)
    if number in fold.rejected:
        return Item(receipt, "rejected", None, fold.rejected[number], is_late)
    if number in fold.languages:
        return Item(receipt, "language", None, fold.languages[number], is_late)
    return Item(receipt, "received" if receipt.effective else "unproven", None, "", is_late)


def _offered(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """What says that it replaces an earlier one is offered as its revision: of the same party and kind, the last accepted."""
    found = []
    for item in items:
        offer = None
        if item.state == "received" and item.receipt.replaces:
            earlier = [
                each.version
                for each in items
                if each.version is not None
                and each.state == "accepted"
                and each.receipt.kind == item.receipt.kind
                and each.receipt.party == item.receipt.party
                and each.receipt.received_at < item.receipt.received_at
            ]
            named = [v for v in earlier if _same_title(v, item.receipt.title)]
            offer = next(reversed(named or earlier), None)
        found.append(replace(item, offer=offer))
    return tuple(found)


def _same_title(version: Version, title: str) -> bool:
    folded = title.casefold().strip()
    return bool(folded) and any(folded == each.casefold().strip() for each in version.titles.values())
