"""What is still open of what was announced: promises that fall due, and sessions whose time is not what was announced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mailflow.core.conference import Conference, Session
from mailflow.store import AnnouncedSession, Promise, Store

_SOON = timedelta(days=7)


class Urgency(StrEnum):
    """How a day stands to today."""

    OVERDUE = "overdue"
    DUE = "due"  # within a week
    LATER = "later"


def urgency(due: date, today: date) -> Urgency:
    """Whether something has to be done about it now."""
    if due < today:
        return Urgency.OVERDUE
    return Urgency.DUE if due - today <= _SOON else Urgency.LATER


def due_now(store: Store, conference: Conference, today: date) -> list[Promise]:
    """The open promises of a conference that are overdue or due within a week."""
    open_ones = store.promises.listed(conference.name)
    return [promise for promise in open_ones if urgency(promise.due, today) is not Urgency.LATER]


class Change(StrEnum):
    """How a session stands to what was announced."""

    AS_ANNOUNCED = "as-announced"
    NEW = "new"  # its time was never announced
    MOVED = "moved"
    CONFIRMED = "confirmed"  # announced as tentative, and no longer so
    TENTATIVE = "tentative"  # announced as tentative, and still so: a promise to tell
    RESERVED = "reserved"  # announced as certain, and tentative now
    GONE = "gone"  # announced, and no longer in the programme


_TO_TELL = frozenset({Change.MOVED, Change.CONFIRMED, Change.RESERVED})


@dataclass(frozen=True, slots=True)
class Standing:
    """A session of the programme or of what was announced, and how the two stand to each other."""

    name: str
    title: str
    change: Change
    session: Session | None
    announced: AnnouncedSession | None

    @property
    def to_tell(self) -> bool:
        """True where participants have been told otherwise than it is now."""
        return self.change in _TO_TELL

    def command(self, conference: str, today: date) -> str:
        """The command that shows the letter on it, "" where there is nothing to tell. A campaign a day has its own name."""
        if not self.to_tell:
            return ""
        return (
            f"mailflow circulate session-change --session {self.name} --conference {conference}"
            f" --name session-change-{self.name}-{today}"
        )


def sessions(store: Store, conference: Conference) -> list[Standing]:
    """All sessions, in the order of the programme; those that are gone at the end."""
    announced = store.promises.announced(conference.name)
    found = [
        Standing(each.name, each.title, change(each, announced.get(each.name)), each, announced.get(each.name))
        for each in conference.sessions
    ]
    gone = [each for name, each in announced.items() if conference.session(name) is None]
    return found + [Standing(each.session.name, each.session.title, Change.GONE, None, each) for each in gone]


def change(session: Session, announced: AnnouncedSession | None) -> Change:
    """How a session stands to what was announced of it."""
    if announced is None:
        return Change.NEW
    before = announced.session
    if (before.begins, before.ends) != (session.begins, session.ends):
        return Change.MOVED
    if before.tentative:
        return Change.TENTATIVE if session.tentative else Change.CONFIRMED
    return Change.RESERVED if session.tentative else Change.AS_ANNOUNCED
