"""Facts: what a message says, each with the words it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read: the part (IMAP section, or "subject", "calendar") and the words themselves.

    `picture`: it was made out in a picture by optical character recognition, and of its words `unsure` only with doubt.
    """

    part: str
    words: str
    picture: bool = False
    unsure: tuple[str, ...] = ()


class Answer(StrEnum):
    """Whether a party will be represented."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"


@dataclass(frozen=True, slots=True)
class Attendance:
    """An answer to the invitation."""

    answer: Answer
    source: Source


@dataclass(frozen=True, slots=True)
class Delegate:
    """A person whom a message names as representing the party. What the message does not say is None."""

    name: str  # without honorifics, as the message spells it
    source: Source
    title: str | None = None
    role: str | None = None  # head, delegate, alternate, adviser, observer
    email: str | None = None
    honorific: str | None = None  # "H.E. Mr.", for letters
    party: str | None = None  # where one message names persons of several parties


@dataclass(frozen=True, slots=True)
class Removal:
    """A person whom a message withdraws or replaces."""

    name: str
    source: Source
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document submitted: paper, statement or contribution. `filename` None where the text is the body itself."""

    kind: str  # paper, statement, contribution
    filename: str | None
    title: str | None
    source: Source
    part: str | None = None  # of the attachment
    language: str | None = None
    replaces: bool = False  # it takes the place of an earlier one
    submitters: tuple[str, ...] = ()  # roster codes, where several submit together


@dataclass(frozen=True, slots=True)
class PaperTitle:
    """The title of a document that came as a picture, made out in it. It completes the `Paper` of that part."""

    part: str
    title: str
    source: Source
    filename: str | None = None


@dataclass(frozen=True, slots=True)
class ActionPoint:
    """An action point that a contribution names. `text` is what it says on it, "" where it only names the number."""

    number: int
    source: Source
    text: str = ""
    not_applicable: bool = False  # the party says that it does not apply to it: an answer, not silence


@dataclass(frozen=True, slots=True)
class FloorRequest:
    """A request to speak, or with `withdrawn` its withdrawal. `session` None where the message names none."""

    session: str | None  # the name of a session of the conference
    source: Source
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that was read out of one message."""

    attendance: Attendance | None = None
    delegates: tuple[Delegate, ...] = ()
    removals: tuple[Removal, ...] = ()
    papers: tuple[Paper, ...] = ()
    titles: tuple[PaperTitle, ...] = ()  # of scanned papers; only ever proposed
    action_points: tuple[ActionPoint, ...] = ()
    floor: tuple[FloorRequest, ...] = ()
    questions: tuple[Source, ...] = ()  # sentences that ask something
    contradictions: tuple[Source, ...] = ()  # words that cannot both be true
    missing: tuple[Source, ...] = ()  # what the message announces and does not bring


def told_by(kinds: tuple[str, ...], *, names: bool, answers: bool) -> tuple[str, ...]:
    """The kinds of a message when it turns out that it `names` persons, or `answers` the invitation."""
    if names:
        found = (*(kind for kind in kinds if kind not in ("rsvp", "other")), "representation")
    elif answers and not {"rsvp", "representation"}.intersection(kinds):
        found = (*(kind for kind in kinds if kind != "other"), "rsvp")
    else:
        found = kinds
    return tuple(dict.fromkeys(found))
