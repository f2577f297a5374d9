"""How letters on record would read under the templates as they stand now. Nothing is stored or sent.

Looked at are the answers to the last messages, and the letters of campaigns that have not left. A letter whose template and
pieces are what they were is left alone: its text cannot have changed. Each other is written once more, as of the moment it was
written, and compared with the bytes on record.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from mailflow.core.letter_text import as_written, written
from mailflow.core.reference import LetterKey, derived_key
from mailflow.core.template import TemplateSet
from mailflow.errors import MailflowError
from mailflow.office.background import read_background
from mailflow.office.writing import Bureau, render
from mailflow.settings import Settings
from mailflow.store import Store, StoredLetter
from mailflow.worker.bounded import Bounds, Stopped, in_children
from mailflow.worker.by_hand import render_on_record
from mailflow.worker.desks import Standing, read_standing
from mailflow.worker.previews import bounds
from mailflow.workspace import read_key

_AT_ONCE = 10  # letters in one child process
_WAITING = ("held", "queued", "deferred")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A letter on record and how it would read now. `problem` says why it could not be written."""

    letter: StoredLetter
    before: str
    after: str
    problem: str = ""

    @property
    def differs(self) -> bool:
        """True where it would read otherwise, or could not be written."""
        return bool(self.problem) or self.before != self.after

    @property
    def diff(self) -> list[str]:
        """The unified diff, without its head."""
        lines = difflib.unified_diff(self.before.split("\n"), self.after.split("\n"), lineterm="", n=2)
        return list(lines)[2:]

    def change(self, name: str) -> tuple[str, ...]:
        """What changes, whoever it is written to: `name` is that of the party. Equal in letters that change in the same way."""
        if self.problem:
            return (self.problem,)
        lines = [line.replace(name, "…") if name else line for line in self.diff if line[:1] in "+-"]
        taken = " ".join(" ".join(line[1:] for line in lines if line[0] == "-").split())
        added = " ".join(" ".join(line[1:] for line in lines if line[0] == "+").split())
        return (taken, added)


@dataclass(frozen=True, slots=True)
class Group:
    """Letters that change in the same way, oldest first."""

    comparisons: tuple[Comparison, ...]


def affected(
    settings: Settings, store: Store, last: int, names: Collection[str]
) -> tuple[list[StoredLetter], int, Mapping[str, Standing]]:
    """The letters whose templates have changed since, oldest first; how many others were looked at; the files in force."""
    found = {
        letter.id: letter
        for record in store.records.listed(limit=last)
        for letter in store.outbox.listed(message=record.id)
        if letter.purpose == "answer"
    }
    for campaign in store.campaigns.listed():
        letters = store.campaigns.letters(campaign.conference, campaign.name)
        found |= {letter.id: letter for letter in letters if letter.state in _WAITING}
    chosen = [
        letter
        for letter in found.values()
        if (not names or letter.template in names)
        and letter.conference in settings.conferences
        # What a forgotten message said is gone, and with it what its letter was made of.
        and (letter.message is None or store.ledger.raw(letter.message) is not None)
    ]
    standings = {name: read_standing(settings, name) for name in {letter.conference for letter in chosen}}
    touched = [letter for letter in chosen if _is_touched(letter, standings[letter.conference].letters)]
    return sorted(touched, key=lambda letter: letter.id), len(chosen) - len(touched), standings


def compared(
    settings: Settings, letters: list[StoredLetter], standings: Mapping[str, Standing]
) -> Iterator[Comparison]:
    """The letters as they read and as they would read, in the order in which they are done. Opens the store by itself."""
    for standing in standings.values():
        if any(letter.message is not None and letter.conference == standing.conference.name for letter in letters):
            # Opened once here, not once in each child.
            _ = standing.desk
    key = read_key(settings.path(settings.form.office.key_file))

    def work(some: tuple[StoredLetter, ...]) -> list[Comparison]:
        store = Store.open(settings.database, readonly=True)
        try:
            return [_compared(settings, store, standings[letter.conference], key, letter) for letter in some]
        finally:
            store.close()

    batches = [tuple(letters[at : at + _AT_ONCE]) for at in range(0, len(letters), _AT_ONCE)]
    for some, result in in_children(work, batches, bounds(settings)):
        if isinstance(result, Stopped):
            yield from _one_by_one(work, some, bounds(settings))
        elif isinstance(result, Exception):
            raise result
        else:
            yield from result


def _one_by_one(
    work: Callable[[tuple[StoredLetter, ...]], list[Comparison]], letters: tuple[StoredLetter, ...], limits: Bounds
) -> Iterator[Comparison]:
    """Where one of a batch was ended: which one it was."""
    for (letter,), result in in_children(work, [(letter,) for letter in letters], limits):
        if isinstance(result, Stopped):
            yield Comparison(letter, "", "", f"Writing it {result.why}, and was stopped.")
        elif isinstance(result, Exception):
            raise result
        else:
            yield from result


def grouped(comparisons: list[Comparison], standings: Mapping[str, Standing]) -> list[Group]:
    """Those that differ, put together where the same change repeats."""
    found: dict[tuple[str, ...], list[Comparison]] = {}
    for each in sorted(comparisons, key=lambda comparison: comparison.letter.id):
        if each.differs:
            party = standings[each.letter.conference].roster.get(each.letter.party)
            found.setdefault(each.change(party.named(each.letter.language) if party else ""), []).append(each)
    return [Group(tuple(same)) for same in found.values()]


def _is_touched(letter: StoredLetter, letters: TemplateSet) -> bool:
    if letter.language not in letters.languages(letter.template):
        return True
    return letters.revision(letter.template, letter.language) != letter.template_revision


def _compared(settings: Settings, store: Store, standing: Standing, key: bytes, letter: StoredLetter) -> Comparison:
    stored = store.outbox.get(letter.id, data=True)
    before = written(stored.data) if stored is not None else ""
    try:
        if letter.message is not None:
            after = _answer(settings, store, standing, letter)
        else:
            after = _to_many(settings, store, standing, key, letter)
    except MailflowError as error:
        return Comparison(letter, before, "", str(error))
    return Comparison(letter, before, after)


def _answer(settings: Settings, store: Store, standing: Standing, letter: StoredLetter) -> str:
    record = store.records.get(letter.message or 0)
    if record is None:
        raise MailflowError(f"Message {letter.message} is not on record.")
    reply = render_on_record(
        settings, store, standing, record, letter.template, letter.language, letter.created_at, record.received_at
    )
    return as_written(reply.rendered.subject, reply.rendered.text)


def _to_many(settings: Settings, store: Store, standing: Standing, key: bytes, letter: StoredLetter) -> str:
    campaign = store.campaigns.get(letter.conference, letter.campaign or "")
    party = standing.roster.get(letter.party)
    if campaign is None or party is None:
        raise MailflowError(f"{letter.party or 'Its party'} is no longer on the roster.")
    bureau = Bureau(standing.conference, standing.roster, standing.letters, key, settings.folder)
    letter_key = LetterKey(derived_key(key), letter.token)
    at = store.campaigns.written_at(letter.id)
    background = read_background(store, campaign, standing.conference)
    rendered = render(bureau, campaign, party, letter_key, background, at)
    return as_written(rendered.subject, rendered.text)
